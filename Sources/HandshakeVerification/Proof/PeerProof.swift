public import CertificateCryptography
public import Certificates

/// What a peer signed to prove that it holds the key of its certificate.
///
/// A stack has the parts at hand when the message comes in. What exactly was signed differs by version and by side, and
/// each of the four functions puts it together as its standard says.
public struct PeerProof: Sendable {
  /// The version of TLS.
  public let version: ProtocolVersion
  /// Who signed.
  public let role: PeerRole
  /// The scheme that the peer names.
  public let scheme: SignatureScheme
  /// The signature.
  public let signature: [UInt8]
  /// The bytes that were signed.
  package let message: [UInt8]
  /// The suite of TLS 1.2, which tells the kind of the server's key; `nil` if it doesn't matter.
  package let cipherSuite: CipherSuite?

  private init(
    _ version: ProtocolVersion, _ role: PeerRole, _ scheme: SignatureScheme, _ signature: [UInt8],
    _ message: [UInt8], _ cipherSuite: CipherSuite? = nil
  ) {
    self.version = version
    self.role = role
    self.scheme = scheme
    self.signature = signature
    self.message = message
    self.cipherSuite = cipherSuite
  }

  /// A server's CertificateVerify of TLS 1.3 (RFC 8446 §4.4.3).
  ///
  /// - Parameters:
  ///   - scheme: the scheme in the message.
  ///   - signature: the signature in the message.
  ///   - transcript: the digest of all messages from ClientHello up to the server's Certificate, that included.
  public static func server13(scheme: SignatureScheme, signature: [UInt8], transcript: Digest) -> PeerProof {
    PeerProof(.tls13, .server, scheme, signature, content13("TLS 1.3, server CertificateVerify", transcript))
  }

  /// A client's CertificateVerify of TLS 1.3 (RFC 8446 §4.4.3).
  ///
  /// - Parameters:
  ///   - scheme: the scheme in the message.
  ///   - signature: the signature in the message.
  ///   - transcript: the digest of all messages from ClientHello up to the client's Certificate, that included; after
  ///     the handshake, CertificateRequest and Certificate follow the client's Finished (§4.4).
  public static func client13(scheme: SignatureScheme, signature: [UInt8], transcript: Digest) -> PeerProof {
    PeerProof(.tls13, .client, scheme, signature, content13("TLS 1.3, client CertificateVerify", transcript))
  }

  /// A ServerKeyExchange of TLS 1.2 (RFC 5246 §7.4.3, RFC 8422 §5.4).
  ///
  /// - Parameters:
  ///   - scheme: the scheme in the message.
  ///   - signature: the signature in the message.
  ///   - clientRandom: the 32 random bytes of the ClientHello.
  ///   - serverRandom: the 32 random bytes of the ServerHello.
  ///   - parameters: the parameters of the key exchange, as they stand in the message before the scheme.
  ///   - cipherSuite: the number of the suite, which tells what kind of key the server must have.
  public static func server12(
    scheme: SignatureScheme, signature: [UInt8], clientRandom: [UInt8], serverRandom: [UInt8], parameters: [UInt8],
    cipherSuite: UInt16
  ) -> PeerProof {
    PeerProof(
      .tls12, .server, scheme, signature, clientRandom + serverRandom + parameters, CipherSuite(rawValue: cipherSuite))
  }

  /// A client's CertificateVerify of TLS 1.2 (RFC 5246 §7.4.8).
  ///
  /// - Parameters:
  ///   - scheme: the scheme in the message.
  ///   - signature: the signature in the message.
  ///   - messages: all messages from ClientHello up to ClientKeyExchange, that included. They are wanted whole, as the
  ///     scheme decides on the digest.
  public static func client12(scheme: SignatureScheme, signature: [UInt8], messages: [UInt8]) -> PeerProof {
    PeerProof(.tls12, .client, scheme, signature, messages)
  }

  /// RFC 8446 §4.4.3: 64 spaces, which no random value of an older version starts like, the context, a zero, the digest.
  private static func content13(_ context: String, _ transcript: Digest) -> [UInt8] {
    [UInt8](repeating: 0x20, count: 64) + Array(context.utf8) + [0] + transcript.bytes
  }
}
