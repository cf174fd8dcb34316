import CertificateEncoding
import Certificates

// What OCSP responses say of a certificate, and whether their responders may be relied on: RFC 6960 §3.2, §4.2.2.2.

extension RevocationCheck {
  /// The status of a certificate by the responses at hand that are about it; `nil` if there are none.
  ///
  /// - Parameters:
  ///   - node: the certificate.
  ///   - issuers: its path from its issuer on.
  mutating func statusByResponses(of node: PathNode, under issuers: ArraySlice<PathNode>) -> RevocationStatus? {
    guard let issuer = issuers.first?.certificate else { return nil }
    let places = store.responses(about: node.certificate)
    guard !places.isEmpty else { return nil }
    let check = OCSPCheck(
      node.certificate, issuer: issuer, issuerKey: keys.key(of: issuer), at: request.moment, policy: request.policy)
    var found: [(place: Int, outcome: OCSPOutcome)] = []
    for place in places {
      guard effort.spendRevocationStep(budget) else { break }
      let outcome = check.outcome(of: store.responses[place], &effort, budget)
      // Another certificate's serial number is the same, or has the same hash.
      guard outcome != .notAboutCertificate else { continue }
      found.append((place, vetted(outcome, issuers)))
    }
    guard let best = OCSPOutcome.decisive(among: found.map { $0.outcome }) else { return nil }
    return RevocationStatus(found[best].outcome, of: store.responses[found[best].place], issuer: issuer)
  }

  /// An outcome, unless it rests on a delegate that is not to be relied on.
  ///
  /// RFC 6960 §4.2.2.2.1: whose certificate lacks id-pkix-ocsp-nocheck is asked about like any other. A delegate is no
  /// witness in its own case.
  private mutating func vetted(_ outcome: OCSPOutcome, _ issuers: ArraySlice<PathNode>) -> OCSPOutcome {
    guard case .delegate(let delegate, needsRevocationCheck: true)? = outcome.facts?.responder else { return outcome }
    switch status(of: PathNode(.delegate, delegate), under: issuers) {
    case .good: return outcome
    case .revoked: return .notAuthorized(.revoked(delegate))
    case .unknown, .stale, nil:
      return request.policy.revocation == .hardFail ? .notAuthorized(.revocationUnknown(delegate)) : outcome
    }
  }
}

extension RevocationStatus {
  /// What the outcome of a response comes to.
  init(_ outcome: OCSPOutcome, of response: OCSPResponse, issuer: Certificate) {
    let evidence = RevocationEvidence(response, outcome.facts, issuer: issuer)
    switch outcome {
    case .good: self = .good(evidence)
    case .revoked(let date, let reason, _):
      self = .revoked(Revocation(date: date, reason: reason ?? .unspecified, invalidityDate: nil), evidence)
    case .stale(let since, _): self = .stale(since: since, evidence)
    default: self = .unknown(.noAnswer(outcome), evidence)
    }
  }

  /// The status that counts of two that different kinds of evidence give.
  ///
  /// A revocation counts whatever else is said, as all evidence is offline and any of it may be the older. Then comes what
  /// is known, then what was known, then what came nearest.
  func combined(with other: RevocationStatus) -> RevocationStatus {
    rank < other.rank ? other : self
  }

  private var rank: (Int, Int) {
    switch self {
    case .revoked: (3, 0)
    case .good: (2, 0)
    case .stale: (1, 0)
    case .unknown(let uncertainty, _): (0, uncertainty.rank)
    }
  }
}
