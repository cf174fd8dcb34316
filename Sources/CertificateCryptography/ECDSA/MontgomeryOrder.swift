/// An odd prime order, and arithmetic modulo it in the form of Montgomery 1985.
///
/// R stands for 2^(64 · `limbCount`).
struct MontgomeryOrder<let limbCount: Int>: CurveOrder {
  /// n, the lowest limb first.
  let limbs: InlineArray<limbCount, UInt64>
  /// How many bits n has.
  let bitCount: Int
  /// -1 / n modulo 2^64.
  let negatedInverse: UInt64
  /// R² modulo n.
  let squaredRadix: InlineArray<limbCount, UInt64>

  var integer: CurveInteger { CurveInteger(limbs) }

  /// left · right / R modulo n, below n if one of the factors is.
  ///
  /// Product and reduction are interleaved limb by limb (CIOS of Koç, Acar and Kaliski 1996, "Analyzing and comparing
  /// Montgomery multiplication algorithms"). The sum stays below left + n: a step adds at most 2^64 - 1 times both, and
  /// divides by 2^64. It therefore has one bit more than the limbs hold, and before the division, one limb and one bit, as
  /// orders of 256 and of 384 bits fill their limbs. That bit is the carry of either addition to the limb above, not of
  /// both.
  func product(
    _ left: InlineArray<limbCount, UInt64>, _ right: InlineArray<limbCount, UInt64>
  ) -> InlineArray<limbCount, UInt64> {
    var sum = InlineArray<limbCount, UInt64>(repeating: 0)
    var top: UInt64 = 0
    for i in 0..<limbCount {
      var carry: UInt64 = 0
      for j in 0..<limbCount { sum[j] = Limb.multiplyAdd(left[j], right[i], sum[j], &carry) }
      var above: UInt64 = 0
      top = Limb.add(top, carry, &above)
      let quotient = sum[0] &* negatedInverse
      carry = 0
      // The lowest limb becomes 0 and goes.
      _ = Limb.multiplyAdd(quotient, limbs[0], sum[0], &carry)
      for j in 1..<limbCount { sum[j - 1] = Limb.multiplyAdd(quotient, limbs[j], sum[j], &carry) }
      var over: UInt64 = 0
      sum[limbCount - 1] = Limb.add(top, carry, &over)
      top = above &+ over
    }
    // Below 2n, as left · right is below R · n.
    var borrow: UInt64 = 0
    let difference = InlineArray<limbCount, UInt64> { Limb.subtract(sum[$0], limbs[$0], &borrow) }
    return top < borrow ? sum : difference
  }

  func multipliersVarTime(e: CurveInteger, r: CurveInteger, s: CurveInteger) -> (u: CurveInteger, v: CurveInteger) {
    let steps = DivisionSteps(modulus: integer, bitCount: bitCount, negatedInverse: negatedInverse)
    // R / s, so that the products lose R.
    let inverse = product(limbs(of: steps.inverseVarTime(s)), squaredRadix)
    // e may be n or above, as the other factor is below n.
    return (CurveInteger(product(limbs(of: e), inverse)), CurveInteger(product(limbs(of: r), inverse)))
  }

  /// The limbs of a number below R.
  private func limbs(of integer: CurveInteger) -> InlineArray<limbCount, UInt64> {
    InlineArray { integer.limbs[$0] }
  }
}
