public import CertificateEncoding
public import Certificates

/// Proof that a chain was verified: only a ``CertificateVerifier`` makes one.
public struct VerifiedChain: Sendable, Hashable {
  /// The certificates from the leaf to the anchor; just one if the leaf itself is an anchor.
  public let certificates: [Certificate]
  /// What the chain was verified for.
  public let purpose: Purpose
  /// The name that the leaf was verified for; `nil` if none was asked.
  public let name: PeerName?
  /// The moment for which all of it holds.
  public let moment: Timestamp
  /// The peer's own certificate.
  public let leaf: Certificate
  /// The certificate of the trust store that the chain ends at.
  public let anchor: Certificate

  init(leaf: Certificate, issuers: some Sequence<Certificate>, request: VerificationRequest) {
    self.leaf = leaf
    certificates = [leaf] + issuers
    anchor = certificates.last ?? leaf
    purpose = request.purpose
    name = request.name
    moment = request.moment
  }
}
