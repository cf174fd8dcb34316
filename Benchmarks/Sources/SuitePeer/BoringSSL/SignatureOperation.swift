import Crypto
import CryptoExtras
import Foundation

/// A signature with the key that is to have made it, both read: of the algorithms that the suite's chains have.
struct SignatureOperation {
  private enum Key {
    case rsa(_RSA.Signing.PublicKey, _RSA.Signing.RSASignature)
    case p256(P256.Signing.PublicKey, P256.Signing.ECDSASignature)
  }

  private let key: Key
  private let signed: [UInt8]

  /// The contents of the OBJECT IDENTIFIERs sha256WithRSAEncryption (RFC 8017 appendix C) and ecdsa-with-SHA256
  /// (RFC 5758 §3.2).
  private static let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 11]
  private static let ecdsa: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 2]

  init(_ parts: DERParts, _ publicKey: [UInt8]) throws {
    signed = parts.signed
    if parts.algorithm.elementsEqual(Self.rsa) {
      key = .rsa(
        try _RSA.Signing.PublicKey(derRepresentation: publicKey),
        _RSA.Signing.RSASignature(rawRepresentation: parts.signature))
    } else if parts.algorithm.elementsEqual(Self.ecdsa) {
      key = .p256(
        try P256.Signing.PublicKey(derRepresentation: publicKey),
        try P256.Signing.ECDSASignature(derRepresentation: parts.signature))
    } else {
      throw Refusal.none("a signature algorithm that is left out here")
    }
  }

  /// Whether the signature is valid; the digest is made each time.
  var isValid: Bool {
    let digest = SHA256.hash(data: signed)
    return switch key {
    case .rsa(let key, let signature): key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
    case .p256(let key, let signature): key.isValidSignature(signature, for: digest)
    }
  }
}
