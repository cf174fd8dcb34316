import CertificateCryptography
import CertificateEncoding
import Certificates
import Foundation

/// What Rootward does for each row.
enum RootwardOperations {
  static func make(_ work: Row.Work, _ signatures: [Fixtures.Signature]) throws -> Operation? {
    switch work {
    case .verify(let algorithm): try verify(algorithm, signatures, isPrepared: false)
    case .verifyPrepared(let algorithm): try verify(algorithm, signatures, isPrepared: true)
    case .verifyCold(let algorithm): cold(algorithm, signatures)
    case .verifyEight: try eight(signatures)
    case .digest(let name, let byteCount): digest(name, byteCount)
    case .base64: base64()
    }
  }

  private static func signatureAlgorithm(_ algorithm: Row.Algorithm) -> SignatureAlgorithm {
    switch algorithm {
    case .rsa2048, .rsa3072, .rsa4096: .rsaPKCS1(.sha256)
    case .pss2048: .rsaPSS(PSSParameters(.sha256))
    case .p256: .ecdsa(.sha256)
    case .p384: .ecdsa(.sha384)
    case .p521: .ecdsa(.sha512)
    case .ed25519: .eddsa(.ed25519)
    case .ed448: .eddsa(.ed448)
    case .mlDSA65: .mlDSA(65)
    }
  }

  private static func key(_ der: [UInt8]) throws -> VerificationKey {
    guard let key = try PublicKeyParts(der.span, 0..<der.count).verificationKey(der.span) else {
      throw ContestantError(description: "a key that Rootward does not compute with")
    }
    return key
  }

  private static func verify(
    _ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature], isPrepared: Bool
  ) throws -> Operation? {
    guard let fixture = signatures.first else { return nil }
    let made = try key([UInt8](fixture.key))
    let key = isPrepared ? made.prepared() : made
    let (message, signature) = ([UInt8](fixture.message), [UInt8](fixture.signature))
    switch (key, signatureAlgorithm(algorithm)) {
    // RSA and ECDSA are measured over a digest that is at hand, as the peers' interfaces allow.
    case (.rsa(let key, _), .rsaPKCS1(let hash)):
      let digest = hash.digest(of: message.span)
      return Operation { count in (0..<count).allSatisfy { _ in key.isValidPKCS1Signature(signature.span, of: digest) }
      }
    case (.rsa(let key, _), .rsaPSS(let parameters)):
      let digest = parameters.hash.digest(of: message.span)
      return Operation { count in
        (0..<count).allSatisfy { _ in
          key.isValidPSSSignature(
            signature.span, of: digest, maskHash: parameters.maskHash, saltByteCount: parameters.saltByteCount)
        }
      }
    case (.ecdsa(let key), .ecdsa(let hash)):
      let digest = hash.digest(of: message.span)
      var outer = DERReader(0..<signature.count)
      var numbers = try outer.enter(.sequence, signature.span)
      let r = Array(signature[try numbers.read(.integer, signature.span).integer(signature.span).magnitude])
      let s = Array(signature[try numbers.read(.integer, signature.span).integer(signature.span).magnitude])
      return Operation { count in (0..<count).allSatisfy { _ in key.isValidSignature(r: r.span, s: s.span, of: digest) }
      }
    case (_, let algorithm):
      return Operation { count in
        (0..<count).allSatisfy { _ in
          key.verdict(on: signature.span, of: message.span, algorithm: algorithm) == .valid
        }
      }
    }
  }

  private static func cold(_ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature]) -> Operation? {
    guard let fixture = signatures.first else { return nil }
    let (der, message, signature) = ([UInt8](fixture.key), [UInt8](fixture.message), [UInt8](fixture.signature))
    let algorithm = signatureAlgorithm(algorithm)
    return Operation { count in
      (0..<count).allSatisfy { _ in
        (try? key(der))?.verdict(on: signature.span, of: message.span, algorithm: algorithm) == .valid
      }
    }
  }

  private static func eight(_ signatures: [Fixtures.Signature]) throws -> Operation? {
    guard signatures.count == RSASignatureBatch.capacity else { return nil }
    let items = try signatures.map { fixture -> (RSAPublicKey, [UInt8], Digest) in
      guard case .rsa(let key, _) = try key([UInt8](fixture.key)) else {
        throw ContestantError(description: "a key that is not RSA")
      }
      let message = [UInt8](fixture.message)
      return (key.prepared(), [UInt8](fixture.signature), HashAlgorithm.sha256.digest(of: message.span))
    }
    return Operation { count in
      // A batch is eight runs.
      (0..<(count + 7) / 8).allSatisfy { _ in
        var batch = RSASignatureBatch()
        for (key, signature, digest) in items { batch.append(signature.span, of: digest, key: key) }
        return batch.verify() == 0xFF
      }
    }
  }

  private static func digest(_ name: Row.DigestName, _ byteCount: Int) -> Operation {
    let hash: HashAlgorithm =
      switch name {
      case .sha1: .sha1
      case .sha256: .sha256
      case .sha384: .sha384
      case .sha512: .sha512
      case .sha3: .sha3_256
      }
    let bytes = Array(Material.bytes.prefix(byteCount))
    return Operation {
      hash.digest(of: bytes.span).bytes
    } run: { count in
      for _ in 0..<count { use(hash.digest(of: bytes.span)) }
      return true
    }
  }

  private static func base64() -> Operation {
    let header = Array("-----BEGIN CERTIFICATE-----\n".utf8)
    let footer = Array("\n-----END CERTIFICATE-----\n".utf8)
    let text = header + Material.base64 + footer
    return Operation {
      PEMDocument(text.span).decoded
    } run: { count in
      (0..<count).allSatisfy { _ in PEMDocument(text.span).blocks.count == 1 }
    }
  }
}
