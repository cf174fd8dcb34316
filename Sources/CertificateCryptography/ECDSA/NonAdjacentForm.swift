/// A scalar in signed odd digits, for as few additions as possible between the doublings.
///
/// The non-adjacent form of width w (Möller 2001, "Algorithms for multi-exponentiation"; Solinas 2000): the scalar is the
/// sum of digit(i) · 2^i, each digit is 0 or odd and between -2^(w - 1) and 2^(w - 1), and of w digits in a row at most one
/// is not 0.
struct NonAdjacentForm {
  /// How many digits there are at most: one more than the largest scalar has bits, and what fills the last row of a table.
  static let capacity = 544

  private var digits: InlineArray<544, Int8>
  /// How many digits there are up to the highest that is not 0.
  let count: Int

  /// Recodes `scalar`, of up to 543 bits, at a width between 2 and 8.
  init(_ scalar: CurveInteger, width: Int) {
    precondition(width >= 2 && width <= 8 && scalar.bitCount < Self.capacity, "the digits have room")
    digits = InlineArray(repeating: 0)
    let window: UInt64 = 1 &<< UInt64(truncatingIfNeeded: width)
    let end = scalar.bitCount + 1
    var count = 0
    var index = 0
    // What the digits so far exceed the bits below `index` by, over 2^index: 0 or 1.
    var carry: UInt64 = 0
    while index < end {
      // The 64 bits from `index` on; zeros above the highest limb.
      let (limb, offset) = (index / 64, UInt64(truncatingIfNeeded: index % 64))
      var bits = scalar.limbs[limb] &>> offset
      if offset > 0, limb + 1 < CurveInteger.limbCount { bits |= scalar.limbs[limb + 1] &<< (64 &- offset) }
      // A carry turns ones into zeros that need no digit, and the first zero into a one.
      let rest = carry == 0 ? bits : ~bits
      if rest & 1 == 0 {
        index += rest.trailingZeroBitCount
        continue
      }
      let value = bits & (window &- 1) &+ carry
      carry = value > window / 2 ? 1 : 0
      // At most 2^7 - 1 in magnitude, as value is odd and the width at most 8.
      digits[index] = Int8(truncatingIfNeeded: Int64(truncatingIfNeeded: value) &- (carry == 0 ? 0 : Int64(window)))
      count = index + 1
      index += width
    }
    self.count = count
  }

  /// The digit at `index`, from the lowest and below ``capacity``; 0 from ``count`` on.
  subscript(_ index: Int) -> Int8 {
    @inline(__always) get { digits[index] }
  }
}
