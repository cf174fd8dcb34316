import CertificateEncoding
import Certificates

/// A certificate in its place of a path, with everything that a rule may ask.
struct RuleContext {
  /// The part that a certificate plays.
  enum Role: Sendable, Hashable {
    /// The peer's own certificate.
    case leaf
    /// An authority between the leaf and the anchor.
    case intermediate
    /// An authority that the trust store vouches for.
    case anchor
  }

  /// The certificate, and what its extensions say.
  let node: PathNode
  /// Its subject's public key.
  let publicKey: PublicKey
  /// The part that it plays.
  let role: Role
  /// Whether the trust store vouches for it: it is the anchor, or a leaf that is itself in the store.
  let isTrusted: Bool
  /// Its place: 0 for the leaf, 1 for the leaf's issuer, and so on.
  let position: Int
  /// How many certificates below it count against a path length: the intermediates that are not self-issued
  /// (RFC 5280 §6.1.4 (l)).
  let intermediatesBelow: Int
  /// What the caller asks.
  let request: VerificationRequest

  /// The certificate.
  var certificate: Certificate { node.certificate }
  /// What its extensions say.
  var facts: CertificateFacts { node.facts }
}

/// What a caller asks of one verification, and what it goes by.
final class VerificationRequest: Sendable {
  /// Whom the caller trusts.
  let trust: TrustStore
  /// The certificates that the caller has at hand beside those that the peer presents.
  let intermediates: IntermediateStore
  let policy: VerificationPolicy
  let purpose: Purpose
  let name: PeerName?
  let moment: Timestamp
  /// Whether it is about somebody who says which certificates are revoked, and is asked about itself by whoever listens:
  /// its distribution points are then acted upon, although the policy asks for no revocation.
  let servesRevocation: Bool
  /// Promises of logs that came beside the leaf, in a handshake or in a stapled OCSP response (RFC 6962 §3.3).
  let timestamps: [SignedCertificateTimestampList]

  /// What is asked; an object identifier that has a name here means the same as the name.
  init(
    trust: TrustStore, intermediates: IntermediateStore = IntermediateStore(), policy: VerificationPolicy,
    purpose: Purpose, name: PeerName?, moment: Timestamp, servesRevocation: Bool = false,
    timestamps: [SignedCertificateTimestampList] = []
  ) {
    self.trust = trust
    self.intermediates = intermediates
    self.timestamps = timestamps
    self.servesRevocation = servesRevocation
    self.policy = policy
    self.purpose = purpose.normalized
    self.name = name
    self.moment = moment
  }
}
