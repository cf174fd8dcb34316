import CertificateCryptography
import CertificateEncoding

/// A refusal to take bytes for a key of their algorithm.
package struct PublicKeyError: Error, Sendable, Hashable {
  /// What is wrong with the key.
  package let flaw: PublicKey.Flaw

  init(_ flaw: PublicKey.Flaw) {
    self.flaw = flaw
  }
}

extension PublicKeyParts {
  /// The key, ready to verify with; `nil` if it is of a kind that is not computed with.
  ///
  /// - Throws: ``PublicKeyError`` for a key that breaks the rules of its own algorithm.
  package func verificationKey(_ bytes: Span<UInt8>) throws(PublicKeyError) -> VerificationKey? {
    switch algorithm {
    case .rsaEncryption:
      // RFC 3279 §2.3.1: the parameters MUST be NULL.
      guard parameters?.tag == .null, parameters?.contents.isEmpty == true else { throw PublicKeyError(.parameters) }
      return .rsa(try rsa(bytes), .none)
    case .rsassaPSS:
      return .rsa(try rsa(bytes), try pssRestriction(bytes))
    // RFC 8692 §5.2: the owner of the key limits it by these. They have no parameters (§3).
    case .rsassaPSSWithSHAKE128:
      try requireNoParameters()
      return .rsa(try rsa(bytes), .pssWithExactly(PSSParameters(.shake128)))
    case .rsassaPSSWithSHAKE256:
      try requireNoParameters()
      return .rsa(try rsa(bytes), .pssWithExactly(PSSParameters(.shake256)))
    case .ecPublicKey:
      guard let curve = try curve(bytes) else { return nil }
      return .ecdsa(try point(bytes, on: curve))
    case .ed25519:
      try requireNoParameters()
      do {
        return .ed25519(try Ed25519PublicKey(bytes.extracting(key)))
      } catch {
        throw PublicKeyError(PublicKey.Flaw(error))
      }
    case .ed448:
      try requireNoParameters()
      do {
        return .ed448(try Ed448PublicKey(bytes.extracting(key)))
      } catch {
        throw PublicKeyError(PublicKey.Flaw(error))
      }
    case .mlDSA44: return try mlDSA(bytes, .mlDSA44)
    case .mlDSA65: return try mlDSA(bytes, .mlDSA65)
    case .mlDSA87: return try mlDSA(bytes, .mlDSA87)
    default: return nil
    }
  }
}

extension PublicKeyParts {
  private func rsa(_ bytes: Span<UInt8>) throws(PublicKeyError) -> RSAPublicKey {
    let numbers: (modulus: Range<Int>, exponent: Range<Int>)
    do {
      numbers = try rsaNumbers(bytes)
    } catch {
      throw PublicKeyError(.encoding(error.reason))
    }
    do {
      return try RSAPublicKey(
        modulus: bytes.extracting(numbers.modulus), exponent: bytes.extracting(numbers.exponent))
    } catch {
      throw PublicKeyError(PublicKey.Flaw(error))
    }
  }

  /// RFC 4055 §1.2: the parameters of a key for RSASSA-PSS are absent, or those that it is restricted to.
  private func pssRestriction(_ bytes: Span<UInt8>) throws(PublicKeyError) -> PublicKey.RSARestriction {
    guard let parameters else { return .pss }
    guard let restriction = try? PSSParameters(bytes, parameters) else { throw PublicKeyError(.parameters) }
    return .pssWith(restriction)
  }

  /// The curve that the parameters name; `nil` if it is not one that is computed with.
  private func curve(_ bytes: Span<UInt8>) throws(PublicKeyError) -> ECDSAPublicKey.Curve? {
    ECDSAPublicKey.Curve(try namedCurve(bytes))
  }

  private func point(_ bytes: Span<UInt8>, on curve: ECDSAPublicKey.Curve) throws(PublicKeyError) -> ECDSAPublicKey {
    do {
      return try ECDSAPublicKey(curve: curve, point: bytes.extracting(key))
    } catch {
      throw PublicKeyError(PublicKey.Flaw(error))
    }
  }

  private func mlDSA(
    _ bytes: Span<UInt8>, _ set: MLDSAPublicKey.ParameterSet
  ) throws(PublicKeyError) -> VerificationKey {
    try requireNoParameters()
    do {
      return .mlDSA(try MLDSAPublicKey(parameterSet: set, bytes: bytes.extracting(key)))
    } catch {
      throw PublicKeyError(.length)
    }
  }

  /// RFC 8410 §3, RFC 9881 §2: the algorithm identifier has no parameters.
  private func requireNoParameters() throws(PublicKeyError) {
    guard parameters == nil else { throw PublicKeyError(.parameters) }
  }
}

extension PublicKey.Flaw {
  init(_ error: RSAKeyError) {
    self =
      switch error.reason {
      case .modulusTooSmall(let bitCount): .modulusTooSmall(bitCount: bitCount)
      case .modulusTooLarge(let bitCount): .modulusTooLarge(bitCount: bitCount)
      case .evenModulus: .evenModulus
      case .exponentTooSmall, .evenExponent, .exponentTooLarge: .exponent
      }
  }

  fileprivate init(_ error: ECDSAKeyError) {
    self =
      switch error.reason {
      case .length: .length
      case .form: .pointForm
      case .coordinateTooLarge: .coordinateTooLarge
      case .notOnCurve: .pointNotOnCurve
      }
  }

  fileprivate init(_ error: EdwardsKeyError) {
    self =
      switch error.reason {
      case .wrongLength: .length
      case .coordinateTooLarge: .coordinateTooLarge
      case .notOnCurve: .pointNotOnCurve
      case .negativeZero: .pointForm
      case .smallOrder: .pointOfSmallOrder
      }
  }
}
