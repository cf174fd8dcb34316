import Crypto
import CryptoExtras
import Foundation

/// A signature with the key that is to have made it, both read.
struct SignatureOperation {
  private enum Key {
    case rsa(_RSA.Signing.PublicKey, _RSA.Signing.RSASignature)
    case p256(P256.Signing.PublicKey, P256.Signing.ECDSASignature)
    case p384(P384.Signing.PublicKey, P384.Signing.ECDSASignature)
    case p521(P521.Signing.PublicKey, P521.Signing.ECDSASignature)
  }

  private enum Hash {
    case sha256
    case sha384
    case sha512
  }

  private let key: Key
  private let hash: Hash
  private let signed: [UInt8]

  /// The contents of OBJECT IDENTIFIERs: sha256WithRSAEncryption and its neighbors (RFC 8017 appendix C),
  /// ecdsa-with-SHA256 and its neighbors (RFC 5758 §3.2).
  private static let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01]
  private static let ecdsa: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03]

  init(_ parts: DERParts, _ publicKey: [UInt8]) throws {
    let isRSA = parts.algorithm.dropLast().elementsEqual(Self.rsa)
    guard isRSA || parts.algorithm.dropLast().elementsEqual(Self.ecdsa), let last = parts.algorithm.last else {
      throw Refusal.none("a signature algorithm that is left out here")
    }
    switch (isRSA, last) {
    case (true, 11), (false, 2): hash = .sha256
    case (true, 12), (false, 3): hash = .sha384
    case (true, 13), (false, 4): hash = .sha512
    default: throw Refusal.none("a digest that is left out here")
    }
    signed = parts.signed
    if isRSA {
      key = .rsa(
        try _RSA.Signing.PublicKey(derRepresentation: publicKey),
        _RSA.Signing.RSASignature(rawRepresentation: parts.signature))
    } else if let made = try? P256.Signing.PublicKey(derRepresentation: publicKey) {
      key = .p256(made, try P256.Signing.ECDSASignature(derRepresentation: parts.signature))
    } else if let made = try? P384.Signing.PublicKey(derRepresentation: publicKey) {
      key = .p384(made, try P384.Signing.ECDSASignature(derRepresentation: parts.signature))
    } else {
      key = .p521(
        try P521.Signing.PublicKey(derRepresentation: publicKey),
        try P521.Signing.ECDSASignature(derRepresentation: parts.signature))
    }
  }

  /// Whether the signature is valid; the digest is made each time.
  var isValid: Bool {
    switch hash {
    case .sha256: isValid(SHA256.hash(data: signed))
    case .sha384: isValid(SHA384.hash(data: signed))
    case .sha512: isValid(SHA512.hash(data: signed))
    }
  }

  private func isValid(_ digest: some Digest) -> Bool {
    switch key {
    case .rsa(let key, let signature): key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
    case .p256(let key, let signature): key.isValidSignature(signature, for: digest)
    case .p384(let key, let signature): key.isValidSignature(signature, for: digest)
    case .p521(let key, let signature): key.isValidSignature(signature, for: digest)
    }
  }
}
