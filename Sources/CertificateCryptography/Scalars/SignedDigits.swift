/// A scalar in signed odd digits, for as few additions as possible between the doublings.
///
/// The non-adjacent form of width w (Solinas 2000, "Efficient arithmetic on Koblitz curves"; Möller 2001, "Algorithms
/// for multi-exponentiation"): the scalar is the sum of digit(i) · 2^i, each digit is 0 or odd and between -2^(w - 1)
/// and 2^(w - 1), and of w digits in a row at most one is not 0.
struct SignedDigits<let capacity: Int> {
  /// The digits from the lowest on; zeros from ``count`` on.
  ///
  /// Loops take their `span` first: where one digit is asked for of the array, the compiler copies all.
  private(set) var digits: InlineArray<capacity, Int8>
  /// How many digits there are up to the highest that is not 0.
  let count: Int

  /// Recodes `scalar` at a width between 2 and 8; its bits are fewer than `capacity`.
  init<let limbCount: Int>(_ scalar: InlineArray<limbCount, UInt64>, width: Int) {
    precondition(width >= 2 && width <= 8 && LimbArithmetic.bitCount(scalar) < capacity, "the digits have room")
    digits = InlineArray(repeating: 0)
    let window: UInt64 = 1 &<< UInt64(truncatingIfNeeded: width)
    var end = 0
    var index = 0
    // What the digits so far exceed the scalar's bits below `index` by, over 2^index: 0 or 1.
    var carry: UInt64 = 0
    while index < capacity {
      // The 64 bits from `index` on; zeros above the highest limb.
      let (limb, offset) = (index / 64, UInt64(truncatingIfNeeded: index % 64))
      var bits = limb < limbCount ? scalar[limb] &>> offset : 0
      if offset > 0, limb + 1 < limbCount { bits |= scalar[limb + 1] &<< (64 &- offset) }
      // A carry turns ones into zeros that need no digit, and the first zero into a one.
      let rest = carry == 0 ? bits : ~bits
      if rest & 1 == 0 {
        index += rest.trailingZeroBitCount
        continue
      }
      let value = bits & (window &- 1) &+ carry
      carry = value > window / 2 ? 1 : 0
      // Between -2^7 + 1 and 2^7 - 1, as value is odd and the width at most 8.
      digits[index] = Int8(truncatingIfNeeded: Int64(truncatingIfNeeded: value) &- (carry == 0 ? 0 : Int64(window)))
      end = index + 1
      index += width
    }
    count = end
  }
}

extension Span<Int8> {
  /// The digit at `index`, which is not negative; 0 beyond the last.
  @inline(__always)
  func digit(_ index: Int) -> Int8 { index < count ? self[index] : 0 }
}
