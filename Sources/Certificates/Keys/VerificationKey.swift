package import CertificateCryptography
import CertificateEncoding

/// A subject's public key, ready to verify signatures with.
package enum VerificationKey: Sendable, Hashable {
  /// RSA, with what its algorithm identifier restricts it to.
  case rsa(RSAPublicKey, PublicKey.RSARestriction)
  /// A point of a named curve.
  case ecdsa(ECDSAPublicKey)
  case ed25519(Ed25519PublicKey)
  case ed448(Ed448PublicKey)
  case mlDSA(MLDSAPublicKey)

  /// What one verification costs, at least 1, in units of one with an RSA key of 2,048 bits.
  package var cost: Int {
    switch self {
    case .rsa(let key, _): key.verificationCost
    case .ecdsa(let key): key.verificationCost
    case .ed25519(let key): key.verificationCost
    case .ed448(let key): key.verificationCost
    case .mlDSA(let key): key.verificationCost
    }
  }

  /// How many bytes the tables of a prepared key take; 0 for a key that has none.
  package var preparedByteCount: Int {
    switch self {
    case .rsa(let key, _): key.preparedByteCount
    case .ecdsa(let key): key.preparedByteCount
    case .mlDSA(let key): key.preparedByteCount
    case .ed25519(let key): key.preparedByteCount
    case .ed448(let key): key.preparedByteCount
    }
  }

  /// The same key with tables that make each further verification cheaper; the tables take time and memory to make.
  package func prepared() -> VerificationKey {
    switch self {
    case .rsa(let key, let restriction): .rsa(key.prepared(), restriction)
    case .ecdsa(let key): .ecdsa(key.prepared())
    case .mlDSA(let key): .mlDSA(key.prepared())
    case .ed25519(let key): .ed25519(key.prepared())
    case .ed448(let key): .ed448(key.prepared())
    }
  }
}

extension PublicKey {
  init(_ key: VerificationKey) {
    self =
      switch key {
      case .rsa(let key, let restriction):
        .rsa(bitCount: key.modulusBitCount, exponent: key.exponent, restriction)
      case .ecdsa(let key):
        switch key.curve {
        case .p256: .ellipticCurve(.p256)
        case .p384: .ellipticCurve(.p384)
        case .p521: .ellipticCurve(.p521)
        }
      case .ed25519: .edwards(.ed25519)
      case .ed448: .edwards(.ed448)
      case .mlDSA(let key): .mlDSA(key.parameterSet.number)
      }
  }
}
