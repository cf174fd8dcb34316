/// A normalized limb to divide by, with its reciprocal, so that each division is two multiplications.
///
/// Möller and Granlund, "Improved division by invariant integers" (2011), algorithm 4.
package struct Reciprocal {
  private let divisor: UInt64
  /// ⌊(2^128 − 1) / divisor⌋ − 2^64.
  private let value: UInt64

  /// Prepares `divisor`, whose top bit must be set.
  package init(of divisor: UInt64) {
    precondition(divisor >> 63 == 1, "a divisor is normalized")
    self.divisor = divisor
    // 2^128 − 1 − 2^64 · divisor has the words ~divisor and 2^64 − 1; the first is below the divisor.
    value = divisor.dividingFullWidth((~divisor, .max)).quotient
  }

  /// (2^64 · high + low) / divisor, quotient and remainder; `high` is below the divisor.
  @inline(__always)
  package func divide(_ high: UInt64, _ low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
    // value + 2^64 <= (2^128 − 1) / divisor and high < divisor, so that the sum is below 2^128.
    let estimate =
      UInt128(truncatingIfNeeded: value) &* UInt128(truncatingIfNeeded: high)
      &+ (UInt128(truncatingIfNeeded: high) &<< 64 | UInt128(truncatingIfNeeded: low))
    var quotient = UInt64(truncatingIfNeeded: estimate &>> 64) &+ 1
    var remainder = low &- quotient &* divisor
    if remainder > UInt64(truncatingIfNeeded: estimate) {
      quotient = quotient &- 1
      remainder = remainder &+ divisor
    }
    if remainder >= divisor {
      quotient = quotient &+ 1
      remainder = remainder &- divisor
    }
    return (quotient, remainder)
  }
}
