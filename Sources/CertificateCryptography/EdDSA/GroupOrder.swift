/// The order L of a curve's prime-order subgroup: 2^`exponent` plus or minus less than 2^(`exponent` - 64).
///
/// Scalars are `limbCount` limbs, the lowest first; the highest limb of L has between 1 and 62 bits free.
struct GroupOrder<let limbCount: Int>: Sendable {
  /// The limbs of L.
  let limbs: InlineArray<limbCount, UInt64>
  /// The power of two that is next to L.
  let exponent: Int

  /// Whether `scalar` is below L.
  func isAboveVarTime(_ scalar: InlineArray<limbCount, UInt64>) -> Bool {
    LimbArithmetic.isLessVarTime(scalar, limbs)
  }

  /// The remainder modulo L of the number of at least `limbCount` little-endian `words`.
  ///
  /// The words enter one by one from the highest: z = r · 2^64 + word, of which a multiple of L is taken. Barrett's
  /// idea (1986), an estimate of the quotient by the reciprocal, is as simple as it can be here, where the reciprocal is
  /// a power of two.
  func remainderVarTime(of words: Span<UInt64>) -> InlineArray<limbCount, UInt64> {
    precondition(words.count >= limbCount, "a number is at least as long as its remainder")
    // The highest limbs of the number, one less than L has, are below L.
    var remainder = InlineArray<limbCount, UInt64>(repeating: 0)
    for index in 0..<limbCount - 1 { remainder[index] = words[words.count - limbCount + 1 + index] }
    for index in (0...words.count - limbCount).reversed() { shift(&remainder, in: words[index]) }
    return remainder
  }

  /// remainder = (remainder · 2^64 + `word`) mod L, for a remainder below L.
  ///
  /// Let e be the exponent and z the new number, which is below L · 2^64 as remainder + 1 <= L. The true quotient is
  /// below 2^64. The estimate q is z / 2^e rounded down, or 2^64 - 1 if that is less. z / L and z / 2^e differ by
  /// z · |L - 2^e| / (L · 2^e), which is below 2^64 · 2^(e - 64) / 2^e, and that is 1: so q is the true quotient, or
  /// one more (L above 2^e), or one less (L below 2^e). z - q · L is therefore between -L and 2L.
  private func shift(_ remainder: inout InlineArray<limbCount, UInt64>, in word: UInt64) {
    let highest = limbCount - 1
    let above = UInt64(truncatingIfNeeded: exponent - 64 * highest)
    let top = remainder[highest]
    let next = remainder[highest - 1]
    let isAboveLimit = top &>> above != 0
    let estimate = isAboveLimit ? UInt64.max : top &<< (64 &- above) | next &>> above
    // z without its highest limb, less q · L; what both have above cancels, but for the sign. 2L < 2^(64 · limbCount).
    var carry: UInt64 = 0
    var borrow: UInt64 = 0
    var incoming = word
    for index in 0..<limbCount {
      // (2^64 - 1)² + 2^64 - 1 < 2^128.
      let subtrahend = UInt128(limbs[index], times: estimate) &+ UInt128(carry)
      carry = UInt64(truncatingIfNeeded: subtrahend &>> 64)
      let low = UInt64(truncatingIfNeeded: subtrahend)
      let (first, firstBorrow) = incoming.subtractingReportingOverflow(low)
      let (second, secondBorrow) = first.subtractingReportingOverflow(borrow)
      incoming = remainder[index]
      remainder[index] = second
      borrow = (firstBorrow ? 1 : 0) &+ (secondBorrow ? 1 : 0)
    }
    if incoming &- carry &- borrow != 0 {
      // The highest limb is -1: q was one too large.
      _ = LimbArithmetic.add(&remainder, limbs)
    } else if !isAboveVarTime(remainder) {
      _ = LimbArithmetic.subtract(&remainder, limbs)
    }
    assert(isAboveVarTime(remainder), "a remainder is below the order")
  }

  /// The product modulo L of two scalars, each of any `limbCount` limbs.
  func productVarTime(
    _ left: InlineArray<limbCount, UInt64>, _ right: InlineArray<limbCount, UInt64>
  ) -> InlineArray<limbCount, UInt64> {
    precondition(limbCount <= 8, "a product has room")
    var product = InlineArray<16, UInt64>(repeating: 0)
    for i in 0..<limbCount where left[i] != 0 {
      var carry: UInt64 = 0
      for j in 0..<limbCount {
        // (2^64 - 1)² + 2 · (2^64 - 1) < 2^128.
        let sum = UInt128(left[i], times: right[j]) &+ UInt128(product[i + j]) &+ UInt128(carry)
        product[i + j] = UInt64(truncatingIfNeeded: sum)
        carry = UInt64(truncatingIfNeeded: sum &>> 64)
      }
      product[i + limbCount] = carry
    }
    return remainderVarTime(of: product.span.extracting(0..<2 * limbCount))
  }
}
