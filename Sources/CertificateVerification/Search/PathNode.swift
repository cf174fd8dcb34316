import Certificates

/// A certificate that a path may go through: who it is, what its extensions say, and what was found out about it.
///
/// A search has one for each certificate, on however many paths it stands, and shares it with those that follow.
final class PathNode {
  /// Which certificate it is.
  enum Identity: Sendable, Hashable {
    /// One that the peer presented: 0 is the leaf.
    case presented(Int)
    /// One that the caller has at hand.
    case atHand(Int)
    /// One of the trust store.
    case anchor(Int)
    /// One that came with an OCSP response, and is on no path of the search.
    case delegate
  }

  let identity: Identity
  let certificate: Certificate
  let facts: CertificateFacts
  /// Whether its issuer has its subject's name (RFC 5280 §6.1).
  let isSelfIssued: Bool
  /// What earlier verifications know of it; `nil` if they know nothing.
  let link: IssuerLink?
  /// Its subject's key, once it was read.
  var key: SubjectKey?

  /// What came of checking its signature with the key of one issuer, and of others: mostly there is one.
  private var outcome: (issuer: Identity, outcome: SignatureOutcome)?
  private var otherOutcomes: [Identity: SignatureOutcome] = [:]

  init(
    _ identity: Identity, _ certificate: Certificate, facts: CertificateFacts, isSelfIssued: Bool = false,
    link: IssuerLink? = nil
  ) {
    self.link = link
    self.identity = identity
    self.certificate = certificate
    self.facts = facts
    self.isSelfIssued = isSelfIssued
  }

  convenience init(
    _ identity: Identity, _ certificate: Certificate, isSelfIssued: Bool = false, link: IssuerLink? = nil
  ) {
    let facts = link?.facts(of: certificate) ?? CertificateFacts(certificate)
    self.init(identity, certificate, facts: facts, isSelfIssued: isSelfIssued, link: link)
  }

  var isAnchor: Bool {
    if case .anchor = identity { return true }
    return false
  }

  /// Whether it comes from the caller, and neither from the peer nor from the trust store.
  var isAtHand: Bool {
    if case .atHand = identity { return true }
    return false
  }

  /// What came of checking its signature with the key of an issuer; `nil` if that was not checked.
  func outcome(under issuer: PathNode) -> SignatureOutcome? {
    if let outcome, outcome.issuer == issuer.identity { return outcome.outcome }
    return otherOutcomes.isEmpty ? nil : otherOutcomes[issuer.identity]
  }

  /// Notes what came of checking its signature with the key of an issuer.
  func note(_ found: SignatureOutcome, under issuer: PathNode) {
    if outcome == nil { outcome = (issuer.identity, found) } else { otherOutcomes[issuer.identity] = found }
  }
}
