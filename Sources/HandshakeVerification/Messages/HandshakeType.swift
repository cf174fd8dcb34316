/// The kind of a handshake message, by the number that stands at its start (RFC 8446 §4, RFC 5246 §7.4).
public struct HandshakeType: RawRepresentable, Sendable, Hashable {
  /// The code point.
  public let rawValue: UInt8

  /// Creates a kind from its code point, whether or not it is known.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// HelloRequest of TLS 1.2 (RFC 5246 §7.4.1.1), which is no part of a transcript.
  public static let helloRequest = HandshakeType(rawValue: 0)
  /// ClientHello (RFC 8446 §4.1.2).
  public static let clientHello = HandshakeType(rawValue: 1)
  /// ServerHello, and HelloRetryRequest of TLS 1.3 (RFC 8446 §4.1.3, §4.1.4).
  public static let serverHello = HandshakeType(rawValue: 2)
  /// NewSessionTicket (RFC 8446 §4.6.1, RFC 5077 §3.3).
  public static let newSessionTicket = HandshakeType(rawValue: 4)
  /// EndOfEarlyData (RFC 8446 §4.5).
  public static let endOfEarlyData = HandshakeType(rawValue: 5)
  /// EncryptedExtensions (RFC 8446 §4.3.1).
  public static let encryptedExtensions = HandshakeType(rawValue: 8)
  /// Certificate (RFC 8446 §4.4.2, RFC 5246 §7.4.2).
  public static let certificate = HandshakeType(rawValue: 11)
  /// ServerKeyExchange of TLS 1.2 (RFC 5246 §7.4.3).
  public static let serverKeyExchange = HandshakeType(rawValue: 12)
  /// CertificateRequest (RFC 8446 §4.3.2, RFC 5246 §7.4.4).
  public static let certificateRequest = HandshakeType(rawValue: 13)
  /// ServerHelloDone of TLS 1.2 (RFC 5246 §7.4.5).
  public static let serverHelloDone = HandshakeType(rawValue: 14)
  /// CertificateVerify (RFC 8446 §4.4.3, RFC 5246 §7.4.8).
  public static let certificateVerify = HandshakeType(rawValue: 15)
  /// ClientKeyExchange of TLS 1.2 (RFC 5246 §7.4.7).
  public static let clientKeyExchange = HandshakeType(rawValue: 16)
  /// Finished (RFC 8446 §4.4.4, RFC 5246 §7.4.9).
  public static let finished = HandshakeType(rawValue: 20)
  /// CertificateStatus of TLS 1.2 (RFC 6066 §8).
  public static let certificateStatus = HandshakeType(rawValue: 22)
  /// KeyUpdate (RFC 8446 §4.6.3).
  public static let keyUpdate = HandshakeType(rawValue: 24)
  /// CompressedCertificate (RFC 8879 §4).
  public static let compressedCertificate = HandshakeType(rawValue: 25)
  /// What stands in a transcript in the place of the first ClientHello, and is never sent (RFC 8446 §4.4.1).
  public static let messageHash = HandshakeType(rawValue: 254)
}

extension HandshakeType: CustomStringConvertible {
  /// The name of the standards, such as `ClientHello`, or the number if the kind isn't known.
  public var description: String {
    switch self {
    case .helloRequest: "HelloRequest"
    case .clientHello: "ClientHello"
    case .serverHello: "ServerHello"
    case .newSessionTicket: "NewSessionTicket"
    case .endOfEarlyData: "EndOfEarlyData"
    case .encryptedExtensions: "EncryptedExtensions"
    case .certificate: "Certificate"
    case .serverKeyExchange: "ServerKeyExchange"
    case .certificateRequest: "CertificateRequest"
    case .serverHelloDone: "ServerHelloDone"
    case .certificateVerify: "CertificateVerify"
    case .clientKeyExchange: "ClientKeyExchange"
    case .finished: "Finished"
    case .certificateStatus: "CertificateStatus"
    case .keyUpdate: "KeyUpdate"
    case .compressedCertificate: "CompressedCertificate"
    case .messageHash: "message_hash"
    default: "handshake message \(rawValue)"
    }
  }
}
