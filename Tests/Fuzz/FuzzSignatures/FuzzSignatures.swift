import CertificateCryptography
import CertificateEncoding
import Certificates
import FuzzSupport

/// Takes any input for a signature by keys of every kind, and any certificate for one that signed itself.
///
/// The keys are well-known points and numbers of which nobody has the private key, so that no signature is valid. What a
/// key says, the same key with tables says too.
@main
enum FuzzSignatures {
  static func main() {
    let keys = fixedKeys()
    precondition(keys.count == 9)
    let preparedKeys = keys.map { key, _ in key.prepared() }
    fuzz { input in
      guard let first = input.first else { return }
      let bytes = Array(input.dropFirst())
      if first == 0x30 {
        guard let certificate = try? Certificate(der: input), let key = certificate.verificationKey, key.cost < 8
        else { return }
        // The test vectors' own certificates are among the seeds: a signature may be valid.
        _ = certificate.verdict(of: key)
        return
      }
      let index = Int(first) % keys.count
      let (key, algorithm) = keys[index]
      var signature = bytes
      // Half of the time the length is right, so that more is looked at.
      if first & 0x80 != 0, let length = length(of: key) {
        signature = (0..<length).map { $0 < bytes.count ? bytes[$0] : 0 }
      }
      let verdict = key.verdict(on: signature.span, of: bytes.span, algorithm: algorithm)
      precondition(verdict != .valid && verdict != .keyOfOtherKind)
      let preparedVerdict = preparedKeys[index].verdict(on: signature.span, of: bytes.span, algorithm: algorithm)
      precondition(preparedVerdict == verdict)
    }
  }

  /// How many bytes a signature of a key has, where that is fixed.
  private static func length(of key: VerificationKey) -> Int? {
    switch key {
    case .rsa(let key, _): key.modulusByteCount
    case .ecdsa: nil
    case .ed25519: Ed25519PublicKey.signatureByteCount
    case .ed448: Ed448PublicKey.signatureByteCount
    case .mlDSA(let key): key.parameterSet.signatureByteCount
    }
  }

  private static func fixedKeys() -> [(VerificationKey, SignatureAlgorithm)] {
    var keys: [(VerificationKey, SignatureAlgorithm)] = []
    // 2^1024 − 1 and 2^2048 − 1: odd, and nobody's product of two primes.
    for (byteCount, algorithm) in [
      (128, SignatureAlgorithm.rsaPKCS1(.sha256)), (128, .rsaPSS(PSSParameters(.sha256))),
      (256, .rsaPSS(PSSParameters(.shake256))),
    ] {
      let (modulus, exponent) = ([UInt8](repeating: 0xFF, count: byteCount), [UInt8]([1, 0, 1]))
      if let key = try? RSAPublicKey(modulus: modulus.span, exponent: exponent.span) {
        keys.append((.rsa(key, .none), algorithm))
      }
    }
    // The first x coordinate of each curve that has a point, compressed.
    for (curve, byteCount, hash) in [
      (ECDSAPublicKey.Curve.p256, 32, HashAlgorithm.sha256), (.p384, 48, .sha384), (.p521, 66, .sha512),
    ] {
      for x in 1...UInt8.max {
        let point = [2] + [UInt8](repeating: 0, count: byteCount - 1) + [x]
        guard let key = try? ECDSAPublicKey(curve: curve, point: point.span) else { continue }
        keys.append((.ecdsa(key), .ecdsa(hash)))
        break
      }
    }
    for y in 2...UInt8.max {
      let point = [y] + [UInt8](repeating: 0, count: 31)
      guard let key = try? Ed25519PublicKey(point.span) else { continue }
      keys.append((.ed25519(key), .eddsa(.ed25519)))
      break
    }
    for y in 2...UInt8.max {
      let point = [y] + [UInt8](repeating: 0, count: 56)
      guard let key = try? Ed448PublicKey(point.span) else { continue }
      keys.append((.ed448(key), .eddsa(.ed448)))
      break
    }
    let lattice = [UInt8](repeating: 7, count: MLDSAPublicKey.ParameterSet.mlDSA44.keyByteCount)
    if let key = try? MLDSAPublicKey(parameterSet: .mlDSA44, bytes: lattice.span) {
      keys.append((.mlDSA(key), .mlDSA(44)))
    }
    return keys
  }
}
