public import CertificateEncoding
public import Certificates

/// Verifies certificates against a trust store and a policy.
///
/// Threads may share a verifier, and each call says for which moment it asks. A verifier that is kept gets faster: of
/// chains that verified it remembers the keys of issuers, makes tables for those that return, and remembers which
/// signatures in the certificates of issuers it has found valid. That never changes a verdict, for the reasons that
/// ``VerifierMemory`` gives, with which it can be limited or turned off. Copies of a verifier share what is remembered.
///
/// A signature that is remembered counts for the ``SearchBudget`` as if it were checked: so a search ends at the same
/// place whatever was verified before.
///
/// ```swift
/// let verifier = CertificateVerifier(trust: .system())
/// let chain = try verifier.verify(leaf, intermediates: rest, for: .dns("registry.example.com"), at: .now)
/// ```
public struct CertificateVerifier: Sendable {
  /// Whom to trust.
  public var trust: TrustStore
  /// What to demand.
  public var policy: VerificationPolicy
  /// A check of the caller's own, which may only refuse.
  ///
  /// It is given each chain that every rule accepts, from the leaf to the anchor, and returns `nil` or an objection; then
  /// other paths are tried. It may be called several times for one verification, and from several threads.
  ///
  /// ```swift
  /// verifier.additionalCheck = { chain in
  ///   pins.contains(chain.last?.fingerprint()) ? nil : Objection("the root is not one of ours", certificate: chain.count - 1)
  /// }
  /// ```
  public var additionalCheck: AdditionalCheck?
  /// The certificates of authorities that are at hand beside what a peer presents; none of them is trusted for that.
  public var intermediates = IntermediateStore()
  /// What is known of certificates that were revoked; it is looked at if ``VerificationPolicy/revocation`` says so.
  public var revocation = RevocationStore()
  /// The keys and the links that were met; copies of the verifier share them.
  private let keys: IssuerKeys
  private let links: IssuerLinks

  /// A check that is given a chain, from the leaf to the anchor, and returns what it has against it.
  public typealias AdditionalCheck = @Sendable (_ chain: [Certificate]) -> Objection?

  /// Creates a verifier.
  ///
  /// - Parameters:
  ///   - trust: whom to trust.
  ///   - policy: what to demand.
  ///   - memory: how much it remembers from one verification to the next.
  public init(trust: TrustStore, policy: VerificationPolicy = .rfc5280, memory: VerifierMemory = .standard) {
    self.init(
      trust: trust, policy: policy, keys: IssuerKeys(capacity: memory.maximumKeyCount),
      links: IssuerLinks(capacity: memory.maximumLinkCount))
  }

  init(trust: TrustStore, policy: VerificationPolicy = .rfc5280, keys: IssuerKeys, links: IssuerLinks) {
    self.trust = trust
    self.policy = policy
    self.keys = keys
    self.links = links
  }

  /// Verifies a peer's certificate, or says why not.
  ///
  /// - Parameters:
  ///   - leaf: the peer's own certificate.
  ///   - intermediates: the other certificates that it presented, in any order; ones that don't belong do no harm.
  ///   - name: the peer's name; with `nil` the leaf may be for any name.
  ///   - purpose: what the leaf is used for.
  ///   - moment: when all of it must hold.
  /// - Returns: the chain from the leaf to an anchor, as a proof.
  /// - Throws: ``VerificationError`` with the rule and the certificate that decided it.
  public func verify(
    _ leaf: Certificate, intermediates: [Certificate] = [], for name: PeerName?, purpose: Purpose = .server,
    at moment: Timestamp
  ) throws(VerificationError) -> VerifiedChain {
    let request = request(purpose, name, moment)
    let presented = PresentedCertificates(leaf, intermediates, policy.budget)
    var search = search(presented, request)
    if let path = search.run() { return chain(leaf, path, search, request) }
    throw VerificationError(refusal(search, presented, request), leaf: leaf)
  }

  /// Verifies a peer's certificate and tells everything that was found out, whatever the verdict.
  ///
  /// The parameters are those of ``verify(_:intermediates:for:purpose:at:)``.
  public func evaluate(
    _ leaf: Certificate, intermediates: [Certificate] = [], for name: PeerName?, purpose: Purpose = .server,
    at moment: Timestamp
  ) -> Evaluation {
    evaluate(leaf, intermediates: intermediates, for: name, purpose: purpose, at: moment, timestamps: [])
  }

  /// Verifies a peer's certificate that came with promises of logs beside it, in a handshake or in a stapled OCSP
  /// response (RFC 6962 §3.3).
  package func evaluate(
    _ leaf: Certificate, intermediates: [Certificate], for name: PeerName?, purpose: Purpose, at moment: Timestamp,
    timestamps: [SignedCertificateTimestampList]
  ) -> Evaluation {
    let request = request(purpose, name, moment, timestamps)
    let presented = PresentedCertificates(leaf, intermediates, policy.budget)
    var search = search(presented, request)
    guard let path = search.run() else { return refusal(search, presented, request) }
    let chain = chain(leaf, path, search, request)
    // An issuer for every step was enough, unless some were tried in vain.
    let hasDetours = search.effort.candidates >= path.count
    let diagnosis = hasDetours ? diagnose(search, presented, request) : nil
    let attempts = diagnosis?.attempts.sorted { $0.isNearer(than: $1) } ?? []
    var atHand = diagnosis?.atHand ?? []
    for node in search.path where node.isAtHand { atHand.insert(node.certificate) }
    return evaluation(chain, attempts, diagnosis, search.effort, request, presented, atHand)
  }

  private func request(
    _ purpose: Purpose, _ name: PeerName?, _ moment: Timestamp, _ timestamps: [SignedCertificateTimestampList] = []
  ) -> VerificationRequest {
    VerificationRequest(
      trust: trust, intermediates: intermediates, policy: policy, purpose: purpose, name: name, moment: moment,
      timestamps: timestamps)
  }

  private func search(_ presented: PresentedCertificates, _ request: VerificationRequest) -> PathSearch {
    PathSearch(
      .verdict, presented: presented, request: request, budget: policy.budget, keys: keys, links: links,
      revocation: revocation, additionalCheck: additionalCheck)
  }

  /// Makes a proof of the path that a search found, and notes what is worth remembering of it.
  private func chain(
    _ leaf: Certificate, _ path: [Certificate], _ search: PathSearch, _ request: VerificationRequest
  ) -> VerifiedChain {
    keys.note(path.dropFirst())
    links.note(search.path)
    return VerifiedChain(
      leaf: leaf, certificates: path, policies: search.policies, revocation: search.statuses,
      request: request)
  }

  /// What there is to say of a search without success.
  private func refusal(
    _ search: PathSearch, _ presented: PresentedCertificates, _ request: VerificationRequest
  ) -> Evaluation {
    let diagnosis = diagnose(search, presented, request)
    return evaluation(
      nil, attempts(presented.leaf, search, diagnosis), diagnosis, search.effort, request, presented, diagnosis.atHand)
  }

  /// Walks the paths again to learn all that is wrong with them, within a small budget of its own.
  private func diagnose(
    _ search: PathSearch, _ presented: PresentedCertificates, _ request: VerificationRequest
  ) -> PathSearch {
    var diagnosis = PathSearch(
      .diagnosis, presented: presented, request: request, budget: .diagnosis(of: policy.budget),
      keys: keys, links: links, revocation: revocation, additionalCheck: additionalCheck, remembering: search.memory)
    _ = diagnosis.run()
    return diagnosis
  }

  /// The paths of a search without success, the nearest first; a limit that was reached comes before all of them.
  private func attempts(_ leaf: Certificate, _ search: PathSearch, _ diagnosis: PathSearch) -> [Attempt] {
    let attempts = diagnosis.attempts.sorted { $0.isNearer(than: $1) }
    let problem: Problem
    if let limit = search.effort.exhausted {
      problem = .budgetExhausted(limit, limit: policy.budget.value(of: limit))
    } else if attempts.isEmpty, let limit = diagnosis.effort.exhausted {
      problem = .budgetExhausted(limit, limit: SearchBudget.diagnosis(of: policy.budget).value(of: limit))
    } else {
      return attempts
    }
    let attempt = Attempt(certificates: [leaf], findings: [Finding(problem, certificate: 0)], reachesAnchor: false)
    return [attempt] + attempts
  }

  private func evaluation(
    _ chain: VerifiedChain?, _ attempts: [Attempt], _ diagnosis: PathSearch?, _ effort: SearchEffort,
    _ request: VerificationRequest, _ presented: PresentedCertificates, _ atHand: Set<Certificate>
  ) -> Evaluation {
    Evaluation(
      verifiedChain: chain, attempts: attempts, omittedAttempts: diagnosis?.omittedAttempts ?? 0, effort: effort,
      request: request, presentedCount: presented.otherCount, atHand: atHand)
  }
}
