import Crypto
import CryptoExtras
import Foundation

/// What BoringSSL does for each row, through swift-crypto.
///
/// BoringSSL keeps the Montgomery context of an RSA key with it and no tables for other keys: made and prepared are the
/// same to it, and a signature of RSA that is measured has always a key that is prepared in this sense.
enum BoringSSLOperations {
  static func make(_ work: Row.Work, _ signatures: [Fixtures.Signature]) throws -> Operation? {
    switch work {
    case .verify(let algorithm), .verifyPrepared(let algorithm): try verify(algorithm, signatures)
    case .verifyCold(let algorithm): cold(algorithm, signatures)
    case .verifyEight: try eight(signatures)
    case .digest(let name, let byteCount): digest(name, Data(Material.bytes.prefix(byteCount)))
    case .base64: nil
    }
  }

  private static func verify(_ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature]) throws -> Operation? {
    guard let fixture = signatures.first else { return nil }
    let message = fixture.message
    switch algorithm {
    case .rsa2048, .rsa3072, .rsa4096, .pss2048:
      let key = try _RSA.Signing.PublicKey(derRepresentation: fixture.key)
      let signature = _RSA.Signing.RSASignature(rawRepresentation: fixture.signature)
      let digest = SHA256.hash(data: message)
      let padding: _RSA.Signing.Padding = algorithm == .pss2048 ? .PSS : .insecurePKCS1v1_5
      return Operation { count in
        (0..<count).allSatisfy { _ in key.isValidSignature(signature, for: digest, padding: padding) }
      }
    case .p256:
      let key = try P256.Signing.PublicKey(derRepresentation: fixture.key)
      let signature = try P256.Signing.ECDSASignature(derRepresentation: fixture.signature)
      let digest = SHA256.hash(data: message)
      return Operation { count in (0..<count).allSatisfy { _ in key.isValidSignature(signature, for: digest) } }
    case .p384:
      let key = try P384.Signing.PublicKey(derRepresentation: fixture.key)
      let signature = try P384.Signing.ECDSASignature(derRepresentation: fixture.signature)
      let digest = SHA384.hash(data: message)
      return Operation { count in (0..<count).allSatisfy { _ in key.isValidSignature(signature, for: digest) } }
    case .p521:
      let key = try P521.Signing.PublicKey(derRepresentation: fixture.key)
      let signature = try P521.Signing.ECDSASignature(derRepresentation: fixture.signature)
      let digest = SHA512.hash(data: message)
      return Operation { count in (0..<count).allSatisfy { _ in key.isValidSignature(signature, for: digest) } }
    case .ed25519:
      let key = try Curve25519.Signing.PublicKey(rawRepresentation: fixture.key.suffix(32))
      let signature = fixture.signature
      return Operation { count in (0..<count).allSatisfy { _ in key.isValidSignature(signature, for: message) } }
    case .ed448:
      return nil
    case .mlDSA65:
      let key = try MLDSA65.PublicKey(rawRepresentation: fixture.key.dropFirst(Fixtures.mlDSA65Prefix.count))
      let signature = fixture.signature
      return Operation { count in (0..<count).allSatisfy { _ in key.isValidSignature(signature, for: message) } }
    }
  }

  private static func cold(_ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature]) -> Operation? {
    guard let fixture = signatures.first else { return nil }
    let (der, message) = (fixture.key, fixture.message)
    if algorithm == .p256 {
      return Operation { count in
        (0..<count).allSatisfy { _ in
          guard let key = try? P256.Signing.PublicKey(derRepresentation: der),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: fixture.signature)
          else { return false }
          return key.isValidSignature(signature, for: SHA256.hash(data: message))
        }
      }
    }
    guard algorithm.isRSA else { return nil }
    let signature = _RSA.Signing.RSASignature(rawRepresentation: fixture.signature)
    return Operation { count in
      (0..<count).allSatisfy { _ in
        guard let key = try? _RSA.Signing.PublicKey(derRepresentation: der) else { return false }
        return key.isValidSignature(signature, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
      }
    }
  }

  private static func eight(_ signatures: [Fixtures.Signature]) throws -> Operation? {
    let operations = try signatures.compactMap { try verify(.rsa2048, [$0]) }
    return Operation { count in (0..<(count + 7) / 8).allSatisfy { _ in operations.allSatisfy { $0(1) } } }
  }

  private static func digest(_ name: Row.DigestName, _ bytes: Data) -> Operation? {
    func operation<Function: HashFunction>(_ function: Function.Type) -> Operation {
      Operation {
        Array(Function.hash(data: bytes))
      } run: { count in
        for _ in 0..<count { use(Function.hash(data: bytes)) }
        return true
      }
    }
    return switch name {
    case .sha1: operation(Insecure.SHA1.self)
    case .sha256: operation(SHA256.self)
    case .sha384: operation(SHA384.self)
    case .sha512: operation(SHA512.self)
    case .sha3: nil
    }
  }
}
