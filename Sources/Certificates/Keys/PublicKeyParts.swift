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

  /// Takes the RSAPublicKey at `range`, which stands alone there.
  init(rsaPublicKey range: Range<Int>) {
    (algorithm, parameters, key) = (.rsaEncryption, nil, range)
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

  /// The curve that the parameters name (RFC 5480 §2.1.1: the only choice that certificates may use).
  func namedCurve(_ bytes: Span<UInt8>) throws(PublicKeyError) -> OID {
    guard let parameters, parameters.tag == .objectIdentifier,
      let identifier = try? parameters.objectIdentifier(bytes)
    else {
      throw PublicKeyError(self.parameters?.tag == .sequence ? .explicitCurve : .parameters)
    }
    return identifier
  }

  /// A key on a curve that is known by name and not computed with.
  func ellipticCurve(_ bytes: Span<UInt8>) throws(PublicKeyError) -> PublicKey {
    let identifier = try namedCurve(bytes)
    let (curve, coordinateByteCount): (PublicKey.EllipticCurve, Int) =
      switch identifier {
      case .p192: (.p192, 24)
      case .p224: (.p224, 28)
      default: (.other(identifier), 0)
      }
    guard coordinateByteCount > 0 else { return .ellipticCurve(curve) }
    // RFC 5480 §2.2, SEC 1 §2.3.3: 04 and two coordinates, or 02 or 03 and one.
    let hasRightLength =
      switch key.first.map({ bytes[$0] }) {
      case 0x04: key.count == 1 + 2 * coordinateByteCount
      case 0x02, 0x03: key.count == 1 + coordinateByteCount
      default: throw PublicKeyError(.pointForm)
      }
    guard hasRightLength else { throw PublicKeyError(.length) }
    return .ellipticCurve(curve)
  }

  func dsa(_ bytes: Span<UInt8>) throws(PublicKeyError) -> PublicKey {
    // RFC 3279 §2.3.2: Dss-Parms ::= SEQUENCE { p, q, g }, or absent where they are the issuer's.
    guard let parameters else { return .dsa(bitCount: 0) }
    guard parameters.tag == .sequence else { throw PublicKeyError(.parameters) }
    do {
      var numbers = DERReader(parameters.contents)
      let prime = try numbers.read(.integer, bytes).integer(bytes)
      return .dsa(bitCount: Self.bitCount(bytes, prime.magnitude))
    } catch {
      throw PublicKeyError(.encoding(error.reason))
    }
  }

  private static func bitCount(_ bytes: Span<UInt8>, _ magnitude: Range<Int>) -> Int {
    guard let first = magnitude.first else { return 0 }
    return magnitude.count * 8 - bytes[first].leadingZeroBitCount
  }
}
