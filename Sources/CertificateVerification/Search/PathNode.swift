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

  init(_ identity: Identity, _ certificate: Certificate) {
    self.identity = identity
    self.certificate = certificate
    facts = CertificateFacts(certificate)
  }

  var isAnchor: Bool {
    if case .anchor = identity { return true }
    return false
  }
}
