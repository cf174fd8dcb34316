/// A point of a curve other than the one at infinity, by its coordinates.
struct AffinePoint<Field: PrimeField>: Sendable, Equatable {
  let x: Field
  let y: Field

  /// The point's inverse.
  var negated: AffinePoint { AffinePoint(x: x, y: .zero - y) }
}

extension AffinePoint {
  /// Decodes a point of `Curve` (SEC 1 §2.3.4).
  static func decode<Curve: WeierstrassCurve>(
    _ bytes: Span<UInt8>, on curve: Curve.Type
  ) throws(ECDSAKeyError) -> AffinePoint where Curve.Field == Field {
    guard bytes.count > 0 else { throw ECDSAKeyError(.length) }
    let form = bytes[0]
    // FIPS 186-5 §6.4.2 and RFC 5480 §2.2 leave no use for the point at infinity (00), nor for hybrid forms (06, 07).
    guard form == 2 || form == 3 || form == 4 else { throw ECDSAKeyError(.form) }
    let count = Curve.coordinateByteCount
    guard bytes.count == (form == 4 ? 1 + 2 * count : 1 + count) else { throw ECDSAKeyError(.length) }
    let x = try coordinate(bytes.extracting(1..<1 + count))
    if form == 4 {
      // Step 3: both coordinates, checked by the equation.
      let point = AffinePoint(x: x, y: try coordinate(bytes.extracting(1 + count..<1 + 2 * count)))
      guard Curve.contains(point) else { throw ECDSAKeyError(.notOnCurve) }
      return point
    }
    // Step 2: y is the root whose parity the first byte tells. It is never 0, as no point has the order 2.
    guard let root = Curve.rightHandSide(x).squareRootVarTime else { throw ECDSAKeyError(.notOnCurve) }
    return AffinePoint(x: x, y: root.integer.isOdd == (form == 3) ? root : .zero - root)
  }

  /// Reads a coordinate, which is below the prime (SEC 1 §2.3.6).
  private static func coordinate(_ bytes: Span<UInt8>) throws(ECDSAKeyError) -> Field {
    guard let integer = CurveInteger(bigEndian: bytes), let element = Field(integer) else {
      throw ECDSAKeyError(.coordinateTooLarge)
    }
    return element
  }
}
