/// The order n of a curve's base point, and arithmetic modulo n.
protocol CurveOrder: Sendable {
  /// n itself.
  var integer: CurveInteger { get }
  /// How many bits n has.
  var bitCount: Int { get }

  /// The multipliers of FIPS 186-5 §6.4.2, steps 4 and 5: e / s and r / s modulo n, for r and s between 1 and n - 1 and an e
  /// that has no more bits than n.
  func multipliersVarTime(e: CurveInteger, r: CurveInteger, s: CurveInteger) -> (u: CurveInteger, v: CurveInteger)
}

extension CurveOrder {
  /// Reads a half of a signature; `nil` if it is not between 1 and n - 1 (FIPS 186-5 §6.4.2, step 1).
  func half(_ bytes: Span<UInt8>) -> CurveInteger? {
    guard let value = CurveInteger(bigEndian: bytes), !value.isZero, value < integer else { return nil }
    return value
  }
}
