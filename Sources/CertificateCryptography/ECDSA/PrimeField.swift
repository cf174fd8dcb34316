/// An element of the prime field below a curve.
///
/// Every value that an operation returns can be an operand of every other: how far elements are reduced in between is
/// each field's own affair. The prime is 3 modulo 4.
protocol PrimeField: Sendable, Equatable, MaskSelectable {
  /// The field's prime p.
  static var prime: CurveInteger { get }

  static var zero: Self { get }
  static var one: Self { get }

  /// Creates the element of a number; `nil` if it is not below p.
  init?(_ integer: CurveInteger)
  /// The element as a number below p.
  var integer: CurveInteger { get }

  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  /// The square.
  var squared: Self { get }
  /// Twice the element.
  var doubled: Self { get }
  /// The element divided by 2.
  var halved: Self { get }
  /// Whether the element is 0.
  var isZeroVarTime: Bool { get }
}

extension PrimeField {
  /// The element to the power of `exponent`, by windows of four bits.
  func raisedVarTime(to exponent: CurveInteger) -> Self {
    var powers = InlineArray<16, Self>(repeating: .one)
    for index in 1..<16 { powers[index] = powers[index - 1] * self }
    var result = Self.one
    var digit = (exponent.bitCount + 3) / 4
    while digit > 0 {
      digit -= 1
      result = result.squared.squared.squared.squared
      let shift = UInt64(truncatingIfNeeded: 4 * (digit % 16))
      let window = exponent.limbs[digit / 16] &>> shift & 15
      if window != 0 { result = result * powers[Int(truncatingIfNeeded: window)] }
    }
    return result
  }

  /// The inverse, and 0 for 0: the power to p - 2, by Fermat's little theorem.
  var inverseVarTime: Self { raisedVarTime(to: Self.prime - CurveInteger([2])) }

  /// One of the square roots; `nil` if there is none.
  ///
  /// As p is 3 modulo 4, the power to (p + 1) / 4 is a root of each square (SEC 1 §2.3.4, step 2.4; Lagrange).
  var squareRootVarTime: Self? {
    var exponent = Self.prime + CurveInteger([1])
    exponent.shiftRight(2)
    let root = raisedVarTime(to: exponent)
    return root.squared == self ? root : nil
  }
}
