public import CertificateCryptography
import Certificates

// The same, for stacks that have the messages whole; each body is without the four bytes before it.
extension PeerProof {
  /// Reads the body of a server's CertificateVerify of TLS 1.3.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  public static func server13(
    message body: [UInt8], transcript: Digest, cipherSuite: UInt16
  ) throws(HandshakeMessageError) -> PeerProof {
    let (scheme, signature) = try read(body)
    return server13(scheme: scheme, signature: signature, transcript: transcript, cipherSuite: cipherSuite)
  }

  /// Reads the body of a client's CertificateVerify of TLS 1.3.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  public static func client13(
    message body: [UInt8], transcript: Digest, cipherSuite: UInt16
  ) throws(HandshakeMessageError) -> PeerProof {
    let (scheme, signature) = try read(body)
    return client13(scheme: scheme, signature: signature, transcript: transcript, cipherSuite: cipherSuite)
  }

  /// Reads the body of a ServerKeyExchange of TLS 1.2 that is signed.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert: also for a suite in which nobody signs, or which is
  ///   not known.
  public static func server12(
    message body: [UInt8], clientRandom: [UInt8], serverRandom: [UInt8], cipherSuite: UInt16
  ) throws(HandshakeMessageError) -> PeerProof {
    let keyExchange = CipherSuite(rawValue: cipherSuite).parts?.keyExchange
    guard let keyExchange, keyExchange.isSigned12 else {
      throw HandshakeMessageError(.unexpectedMessage(.serverKeyExchange), at: 0).within(.serverKeyExchange)
    }
    let message = try ServerKeyExchange(body.span, 0..<body.count, keyExchange: keyExchange)
    guard let signed = message.signed else {
      throw HandshakeMessageError(.truncated, at: body.count).within(.serverKeyExchange)
    }
    return server12(
      scheme: signed.scheme, signature: Array(body[signed.signature]), clientRandom: clientRandom,
      serverRandom: serverRandom, parameters: Array(body[message.parameters]), cipherSuite: cipherSuite)
  }

  /// Reads the body of a client's CertificateVerify of TLS 1.2; `messages` are those before it.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  public static func client12(
    message body: [UInt8], messages: [UInt8]
  ) throws(HandshakeMessageError) -> PeerProof {
    let (scheme, signature) = try read(body)
    return client12(scheme: scheme, signature: signature, messages: messages)
  }

  private static func read(_ body: [UInt8]) throws(HandshakeMessageError) -> (SignatureScheme, [UInt8]) {
    let verify = try CertificateVerify(body.span, 0..<body.count)
    return (verify.scheme, Array(body[verify.signature]))
  }
}
