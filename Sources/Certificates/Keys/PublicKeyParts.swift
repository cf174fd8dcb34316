package import CertificateCryptography
package import CertificateEncoding

/// A SubjectPublicKeyInfo taken apart (RFC 5280 §4.1.2.7): algorithm, parameters, and the bytes of the key.
package struct PublicKeyParts: Sendable {
  /// The algorithm.
  package let algorithm: OID
  /// The algorithm's parameters; `nil` if there are none.
  package let parameters: DERElement?
  /// The bytes of the key.
  package let key: Range<Int>

  /// Takes apart the SubjectPublicKeyInfo at `range`.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(DERError) {
    var outer = DERReader(range)
    var info = try outer.enter(.sequence, bytes)
    var identifier = try info.enter(.sequence, bytes)
    algorithm = try identifier.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    parameters = identifier.isAtEnd ? nil : try identifier.read(bytes)
    try identifier.finish()
    key = try info.read(.bitString, bytes).bitStringOfBytes(bytes)
    try info.finish()
    try outer.finish()
  }

  /// The numbers of an RSAPublicKey (RFC 8017 appendix A.1.1), each as a magnitude.
  package func rsaNumbers(
    _ bytes: Span<UInt8>
  ) throws(DERError) -> (modulus: Range<Int>, exponent: Range<Int>) {
    var outer = DERReader(key)
    var numbers = try outer.enter(.sequence, bytes)
    let modulus = try numbers.read(.integer, bytes).integer(bytes)
    let exponent = try numbers.read(.integer, bytes).integer(bytes)
    try numbers.finish()
    try outer.finish()
    guard !modulus.isNegative, !exponent.isNegative else { throw DERError(.integerOutOfRange, at: key.lowerBound) }
    return (modulus.magnitude, exponent.magnitude)
  }

  /// The RSA key, ready to verify with; `nil` if it is not one or breaks a rule.
  package func rsaKey(_ bytes: Span<UInt8>) -> RSAPublicKey? {
    guard let numbers = try? rsaNumbers(bytes) else { return nil }
    return try? RSAPublicKey(
      modulus: bytes.extracting(numbers.modulus), exponent: bytes.extracting(numbers.exponent))
  }

  func rsa(_ bytes: Span<UInt8>, pssOnly: Bool) -> PublicKey {
    // RFC 3279 §2.3.1: parameters MUST be NULL. RFC 4055 §1.2: those of RSASSA-PSS are absent or a SEQUENCE.
    let expected: DERTag? = pssOnly ? parameters.map { _ in .sequence } : .null
    guard parameters?.tag == expected, pssOnly || parameters?.contents.isEmpty == true else {
      return .malformed(algorithm, .parameters)
    }
    let numbers: (modulus: Range<Int>, exponent: Range<Int>)
    do {
      numbers = try rsaNumbers(bytes)
    } catch {
      return .malformed(algorithm, .encoding(error.reason))
    }
    do {
      let key = try RSAPublicKey(
        modulus: bytes.extracting(numbers.modulus), exponent: bytes.extracting(numbers.exponent))
      return .rsa(bitCount: key.modulusBitCount, exponent: key.exponent, pssOnly: pssOnly)
    } catch {
      return .malformed(algorithm, PublicKey.Flaw(error))
    }
  }

  func ellipticCurve(_ bytes: Span<UInt8>) -> PublicKey {
    // RFC 5480 §2.1.1: namedCurve is the only choice that certificates may use.
    guard let parameters, parameters.tag == .objectIdentifier,
      let identifier = try? parameters.objectIdentifier(bytes)
    else {
      return .malformed(algorithm, self.parameters?.tag == .sequence ? .explicitCurve : .parameters)
    }
    let (curve, coordinateByteCount): (PublicKey.EllipticCurve, Int) =
      switch identifier {
      case .p192: (.p192, 24)
      case .p224: (.p224, 28)
      case .p256: (.p256, 32)
      case .p384: (.p384, 48)
      case .p521: (.p521, 66)
      default: (.other(identifier), 0)
      }
    // RFC 5480 §2.2, SEC 1 §2.3.3: 04 and two coordinates, or 02 or 03 and one.
    let isPoint =
      switch key.first.map({ bytes[$0] }) {
      case 0x04: key.count == 1 + 2 * coordinateByteCount
      case 0x02, 0x03: key.count == 1 + coordinateByteCount
      default: false
      }
    guard isPoint || coordinateByteCount == 0 else { return .malformed(algorithm, .length) }
    return .ellipticCurve(curve)
  }

  func dsa(_ bytes: Span<UInt8>) -> PublicKey {
    // RFC 3279 §2.3.2: Dss-Parms ::= SEQUENCE { p, q, g }, or absent where they are the issuer's.
    guard let parameters else { return .dsa(bitCount: 0) }
    do {
      guard parameters.tag == .sequence else { return .malformed(algorithm, .parameters) }
      var numbers = DERReader(parameters.contents)
      let prime = try numbers.read(.integer, bytes).integer(bytes)
      return .dsa(bitCount: Self.bitCount(bytes, prime.magnitude))
    } catch {
      return .malformed(algorithm, .encoding(error.reason))
    }
  }

  /// A key whose algorithm has no parameters and whose bytes have one length (RFC 8410 §3 and §4, RFC 9881 §4).
  func fixed(_ key: PublicKey, byteCount: Int) -> PublicKey {
    guard parameters == nil else { return .malformed(algorithm, .parameters) }
    guard self.key.count == byteCount else { return .malformed(algorithm, .length) }
    return key
  }

  private static func bitCount(_ bytes: Span<UInt8>, _ magnitude: Range<Int>) -> Int {
    guard let first = magnitude.first else { return 0 }
    return magnitude.count * 8 - bytes[first].leadingZeroBitCount
  }
}

extension PublicKey.Flaw {
  fileprivate init(_ error: RSAKeyError) {
    self =
      switch error.reason {
      case .modulusTooSmall(let bitCount): .modulusTooSmall(bitCount: bitCount)
      case .modulusTooLarge(let bitCount): .modulusTooLarge(bitCount: bitCount)
      case .evenModulus: .evenModulus
      case .exponentTooSmall, .evenExponent, .exponentTooLarge: .exponent
      }
  }
}
