public import CertificateVerification
public import Certificates

/// Proof that a peer's chain was verified, and that the peer holds its key: only a ``HandshakeVerifier`` makes one.
///
/// That nobody changed the handshake on its way is said by Finished, which the stack checks with the keys that it has.
public struct VerifiedPeer: Sendable, Hashable {
  /// The chain.
  public let chain: VerifiedChain
  /// Which side the peer is on.
  public let role: PeerRole
  /// The version of TLS.
  public let version: ProtocolVersion
  /// The scheme of the signature by which it proved that it holds the key.
  public let scheme: SignatureScheme

  /// The peer's own certificate.
  public var certificate: Certificate { chain.leaf }

  init(_ chain: VerifiedChain, _ proof: PeerProof) {
    self.chain = chain
    role = proof.role
    version = proof.version
    scheme = proof.scheme
  }
}
