@testable import CertificateCryptography

/// The integers modulo 127, as a field that is checked by trying everything.
struct TinyField: PrimeField {
  static let modulus: UInt64 = 127

  static var prime: CurveInteger { CurveInteger([modulus]) }
  static var zero: TinyField { TinyField(0) }
  static var one: TinyField { TinyField(1) }

  let value: UInt64

  init(_ value: UInt64) { self.value = value % Self.modulus }

  init?(_ integer: CurveInteger) {
    guard integer < Self.prime else { return nil }
    value = integer.limbs[0]
  }

  var integer: CurveInteger { CurveInteger([value]) }

  static func + (left: TinyField, right: TinyField) -> TinyField { TinyField(left.value + right.value) }
  static func - (left: TinyField, right: TinyField) -> TinyField { TinyField(left.value + modulus - right.value) }
  static func * (left: TinyField, right: TinyField) -> TinyField { TinyField(left.value * right.value) }
  var squared: TinyField { self * self }
  var doubled: TinyField { self + self }
  var halved: TinyField { self * TinyField(64) }
  var isZeroVarTime: Bool { value == 0 }
  static func select(_ mask: UInt64, _ first: TinyField, _ second: TinyField) -> TinyField {
    TinyField(Mask.select(mask, first.value, second.value))
  }
}
