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
  /// The policies that the chain is valid under, as the anchor's authority names them; anyPolicy stands for all.
  ///
  /// They are the user-constrained policy set of RFC 5280 §6.1.5 (g). The set may be empty unless the caller or a
  /// certificate demanded a policy.
  public let policies: Set<OID>
  /// Whether the certificates but the anchor are revoked, the leaf's status first; empty if it was not asked.
  public let revocation: [RevocationStatus]
  /// The peer's own certificate.
  public let leaf: Certificate
  /// The certificate of the trust store that the chain ends at.
  public let anchor: Certificate

  init(
    leaf: Certificate, certificates: [Certificate], policies: Set<OID>, revocation: [RevocationStatus],
    request: VerificationRequest
  ) {
    self.revocation = revocation
    self.policies = policies
    self.leaf = leaf
    self.certificates = certificates
    anchor = certificates.last ?? leaf
    purpose = request.purpose
    name = request.name
    moment = request.moment
  }
}
