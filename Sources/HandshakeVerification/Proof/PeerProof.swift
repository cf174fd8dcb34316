public import CertificateCryptography
public import Certificates

/// What a peer signed to prove that it holds the key of its certificate.
///
/// A stack has the parts at hand when the message comes in. What exactly was signed differs by version and by side, and
/// each of the four functions puts it together as its standard says. What must not be signed like this, such as a
/// transcript by another hash function than the suite's, makes a proof that ``HandshakeVerifier`` refuses.
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
  /// The suite, which tells the kind of a server's key in TLS 1.2; `nil` where no suite has a say.
  package let cipherSuite: CipherSuite?
  /// What speaks against the parts, whatever the signature.
  let fault: HandshakeError.Reason?

  private init(
    _ version: ProtocolVersion, _ role: PeerRole, _ scheme: SignatureScheme, _ signature: [UInt8],
    _ message: [UInt8], _ cipherSuite: CipherSuite? = nil, fault: HandshakeError.Reason? = nil
  ) {
    self.version = version
    self.role = role
    self.scheme = scheme
    self.signature = signature
    self.message = message
    self.cipherSuite = cipherSuite
    self.fault = fault
  }

  /// A server's CertificateVerify of TLS 1.3 (RFC 8446 §4.4.3).
  ///
  /// - Parameters:
  ///   - scheme: the scheme in the message.
  ///   - signature: the signature in the message.
  ///   - transcript: the digest of all messages from ClientHello up to the server's Certificate, that included, by the
  ///     suite's hash function. ``Transcript`` makes it, or a stack's own goes into a `Digest`; after a HelloRetryRequest,
  ///     ``Transcript/replaceByMessageHash()`` comes first.
  ///   - cipherSuite: the number of the suite.
  public static func server13(
    scheme: SignatureScheme, signature: [UInt8], transcript: Digest, cipherSuite: UInt16
  ) -> PeerProof {
    proof13(.server, scheme, signature, transcript, CipherSuite(rawValue: cipherSuite))
  }

  /// A client's CertificateVerify of TLS 1.3 (RFC 8446 §4.4.3).
  ///
  /// - Parameters:
  ///   - scheme: the scheme in the message.
  ///   - signature: the signature in the message.
  ///   - transcript: the digest of all messages from ClientHello up to the client's Certificate, that included, by the
  ///     suite's hash function; after the handshake, CertificateRequest and Certificate follow the client's Finished (§4.4).
  ///   - cipherSuite: the number of the suite.
  public static func client13(
    scheme: SignatureScheme, signature: [UInt8], transcript: Digest, cipherSuite: UInt16
  ) -> PeerProof {
    proof13(.client, scheme, signature, transcript, CipherSuite(rawValue: cipherSuite))
  }

  /// A ServerKeyExchange of TLS 1.2 (RFC 5246 §7.4.3, RFC 8422 §5.4).
  ///
  /// A signature does not tell parameters of elliptic curves from those of finite fields (Mavrogiannopoulos et al. 2012),
  /// so that they are read as the suite has them.
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
    let suite = CipherSuite(rawValue: cipherSuite)
    return PeerProof(
      .tls12, .server, scheme, signature, clientRandom + serverRandom + parameters, suite,
      fault: fault12(clientRandom, serverRandom, parameters, suite))
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

  private static func proof13(
    _ role: PeerRole, _ scheme: SignatureScheme, _ signature: [UInt8], _ transcript: Digest, _ suite: CipherSuite
  ) -> PeerProof {
    // RFC 8446 §4.4.3: 64 spaces, which no random value of an older version starts like, the context, a zero, the digest.
    let content =
      [UInt8](repeating: 0x20, count: 64) + Array("TLS 1.3, \(role) CertificateVerify".utf8) + [0] + transcript.bytes
    return PeerProof(.tls13, role, scheme, signature, content, suite, fault: fault13(transcript, suite))
  }

  /// RFC 8446 §4.4.1: the hash function is the suite's.
  private static func fault13(_ transcript: Digest, _ suite: CipherSuite) -> HandshakeError.Reason? {
    guard let parts = suite.parts else { return .cipherSuiteUnknown(suite.rawValue) }
    guard parts.keyExchange == .tls13 else { return .cipherSuiteUnsuitable(suite.rawValue) }
    return transcript.algorithm == parts.hash ? nil : .transcriptHash(transcript.algorithm)
  }

  private static func fault12(
    _ clientRandom: [UInt8], _ serverRandom: [UInt8], _ parameters: [UInt8], _ suite: CipherSuite
  ) -> HandshakeError.Reason? {
    guard let parts = suite.parts else { return .cipherSuiteUnknown(suite.rawValue) }
    // RFC 5246 §7.4.3: of all the others, nobody signs the exchange.
    guard parts.keyExchange.isSigned12 else { return .cipherSuiteUnsuitable(suite.rawValue) }
    // RFC 5246 §7.4.1.2, §7.4.1.3: bytes that move from one part to another would leave what is signed as it is.
    guard clientRandom.count == 32 else { return .message(HandshakeMessageError(.length, at: 0).within(.clientHello)) }
    guard serverRandom.count == 32 else { return .message(HandshakeMessageError(.length, at: 0).within(.serverHello)) }
    do throws(HandshakeMessageError) {
      try ServerKeyExchange.check(parameters: parameters.span, keyExchange: parts.keyExchange)
      return nil
    } catch {
      return .message(error)
    }
  }
}
