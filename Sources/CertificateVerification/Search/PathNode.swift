import Certificates

/// A certificate that a path may go through: who it is, and what its extensions say.
struct PathNode: Sendable {
  /// Which certificate it is.
  enum Identity: Sendable, Hashable {
    /// One that the peer presented: 0 is the leaf.
    case presented(Int)
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

  init(_ identity: Identity, _ certificate: Certificate, isSelfIssued: Bool = false) {
    self.identity = identity
    self.certificate = certificate
    self.isSelfIssued = isSelfIssued
    facts = CertificateFacts(certificate)
  }

  var isAnchor: Bool {
    if case .anchor = identity { return true }
    return false
  }
}
