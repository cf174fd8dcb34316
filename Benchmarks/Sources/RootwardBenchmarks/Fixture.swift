import Crypto
import CryptoExtras
import Foundation

/// Keys and signatures that a run is made with; they are new each time, and no private key is kept.
struct Fixtures: Codable, Sendable {
  /// One signature.
  struct Signature: Codable, Sendable {
    /// SubjectPublicKeyInfo, DER.
    var key: Data
    /// What was signed: 1,200 bytes, about a certificate's worth.
    var message: Data
    /// In the form that certificates have.
    var signature: Data
  }

  /// By the names of ``Row/Algorithm``; for eight at once there are eight of RSA-2048.
  var signatures: [String: [Signature]] = [:]
  /// What is digested, and the Base64 that is decoded, for contestants in other languages.
  var bytes = Data(Material.bytes)
  var base64 = Data(Material.base64)

  static let messageByteCount = 1_200

  /// Makes a fixture for every algorithm that somebody here can sign with.
  static func make() throws -> Fixtures {
    var fixtures = Fixtures()
    for algorithm in Row.Algorithm.allCases {
      let count = algorithm == .rsa2048 ? 8 : 1
      fixtures.signatures[algorithm.rawValue] = try (0..<count).compactMap { _ in try sign(algorithm) }
    }
    return fixtures
  }

  private static func sign(_ algorithm: Row.Algorithm) throws -> Signature? {
    let message = Data((0..<messageByteCount).map { _ in UInt8.random(in: .min ... .max) })
    switch algorithm {
    case .rsa2048: return try rsa(.bits2048, .insecurePKCS1v1_5, message)
    case .rsa3072: return try rsa(.bits3072, .insecurePKCS1v1_5, message)
    case .rsa4096: return try rsa(.bits4096, .insecurePKCS1v1_5, message)
    case .pss2048: return try rsa(.bits2048, .PSS, message)
    case .p256:
      let key = P256.Signing.PrivateKey()
      return Signature(
        key: key.publicKey.derRepresentation, message: message,
        signature: try key.signature(for: message).derRepresentation)
    case .p384:
      let key = P384.Signing.PrivateKey()
      return Signature(
        key: key.publicKey.derRepresentation, message: message,
        signature: try key.signature(for: message).derRepresentation)
    case .p521:
      let key = P521.Signing.PrivateKey()
      return Signature(
        key: key.publicKey.derRepresentation, message: message,
        signature: try key.signature(for: message).derRepresentation)
    case .ed25519:
      let key = Curve25519.Signing.PrivateKey()
      return Signature(
        key: Data(ed25519Prefix) + key.publicKey.rawRepresentation, message: message,
        signature: try key.signature(for: message))
    case .ed448:
      #if canImport(LibCrypto)
        return OpenSSL.signEd448(message)
      #else
        return nil
      #endif
    case .mlDSA65:
      let key = try MLDSA65.PrivateKey()
      return Signature(
        key: Data(mlDSA65Prefix) + key.publicKey.rawRepresentation, message: message,
        signature: try key.signature(for: message))
    }
  }

  private static func rsa(
    _ size: _RSA.Signing.KeySize, _ padding: _RSA.Signing.Padding, _ message: Data
  ) throws -> Signature {
    let key = try _RSA.Signing.PrivateKey(keySize: size)
    let signature = try key.signature(for: SHA256.hash(data: message), padding: padding)
    return Signature(key: key.publicKey.derRepresentation, message: message, signature: signature.rawRepresentation)
  }

  /// What stands before the bytes of a key in its SubjectPublicKeyInfo (RFC 8410 §4, RFC 9881 §4).
  static let ed25519Prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
  static let mlDSA65Prefix: [UInt8] = [
    0x30, 0x82, 0x07, 0xB2, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x12, 0x03, 0x82,
    0x07, 0xA1, 0x00,
  ]
}

extension Fixtures.Signature {
  /// The same with one bit of the message changed, which nobody may accept.
  var altered: Fixtures.Signature {
    var altered = self
    altered.message[altered.message.startIndex] ^= 1
    return altered
  }
}
