public import CertificateEncoding
public import CertificateVerification
public import Certificates

/// Chooses the identity with which a client answers a server's request for a certificate, and says of each other one why
/// it isn't sent.
///
/// ```swift
/// let selector = IdentitySelector(registry.identities.map { $0.identity }, rules: .go)
/// let selection = selector.select(for: request, at: .now)
/// print(selection.explanation)
/// ```
public struct IdentitySelector: Sendable {
  /// By whose rules the choice is made.
  public enum Rules: String, Sendable, Hashable, CaseIterable {
    /// The standards': schemes, kinds of certificates, authorities by RFC 5280 §7.1, signatures in the chain, filters; and
    /// what a server would refuse anyway: certificates that are expired or for other purposes.
    case strict
    /// Those of Go's crypto/tls, and so of Docker, containerd, Podman and the like: see ``IdentitySelector``'s extension.
    case go
  }

  /// The chains of the identities, each with its own certificate first, in the order in which they are tried.
  package let chains: [[Certificate]]
  /// By whose rules the choice is made.
  public let rules: Rules
  /// What is too weak, by the strict rules.
  public let policy: VerificationPolicy

  /// Creates a selector.
  ///
  /// - Parameters:
  ///   - identities: the identities in the order in which they are tried.
  ///   - rules: by whose rules the choice is made.
  ///   - policy: what is too weak, by the strict rules.
  public init(_ identities: [Identity], rules: Rules = .strict, policy: VerificationPolicy = .rfc5280) {
    self.init(chains: identities.map { $0.certificates }, rules: rules, policy: policy)
  }

  /// Creates a selector among chains whose keys are at hand; one without a certificate is left out.
  package init(chains: [[Certificate]], rules: Rules, policy: VerificationPolicy = .rfc5280) {
    self.chains = chains.filter { !$0.isEmpty }
    self.rules = rules
    self.policy = policy
  }

  /// Chooses.
  ///
  /// - Parameters:
  ///   - request: what the server asks for.
  ///   - moment: when the certificate must be valid; Go's rules don't look at it.
  /// - Returns: the choice, with an account of each identity. It may be none: then an empty list goes out.
  public func select(for request: CertificateRequest, at moment: Timestamp) -> IdentitySelection {
    var candidates: [IdentitySelection.Candidate] = []
    var chosen: Int?
    let authorities = AuthorityIndex(request.authorities)
    for (index, chain) in chains.enumerated() {
      let strict = strictAnswer(chain, request, authorities, moment)
      let (scheme, objections) = rules == .strict ? strict : goAnswer(chain, request, authorities)
      // What Go doesn't look at, the server will.
      let remarks = rules == .go && objections.isEmpty ? strict.objections : []
      if chosen == nil, objections.isEmpty { chosen = index }
      candidates.append(
        IdentitySelection.Candidate(
          certificates: chain, scheme: scheme, objections: objections, remarks: remarks, isChosen: chosen == index))
    }
    return IdentitySelection(
      rules: rules, request: request, moment: moment, candidates: candidates, chosenIndex: chosen)
  }
}
