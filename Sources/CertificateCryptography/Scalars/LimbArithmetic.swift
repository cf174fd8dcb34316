/// Arithmetic on numbers of a fixed, small count of limbs, the lowest first, all of it on the stack.
enum LimbArithmetic {
  /// Whether `left` is below `right`.
  static func isLessVarTime<let limbCount: Int>(
    _ left: InlineArray<limbCount, UInt64>, _ right: InlineArray<limbCount, UInt64>
  ) -> Bool {
    var index = limbCount
    while index > 0 {
      index &-= 1
      if left[index] != right[index] { return left[index] < right[index] }
    }
    return false
  }

  /// sum += `other`; returns the carry.
  static func add<let limbCount: Int>(
    _ sum: inout InlineArray<limbCount, UInt64>, _ other: InlineArray<limbCount, UInt64>
  ) -> UInt64 {
    addProduct(&sum, other, 1)
  }

  /// difference -= `other`; returns the borrow.
  static func subtract<let limbCount: Int>(
    _ difference: inout InlineArray<limbCount, UInt64>, _ other: InlineArray<limbCount, UInt64>
  ) -> UInt64 {
    subtractProduct(&difference, other, 1)
  }

  /// sum += `other` · `factor`; returns the carry.
  @inline(__always)
  static func addProduct<let limbCount: Int>(
    _ sum: inout InlineArray<limbCount, UInt64>, _ other: InlineArray<limbCount, UInt64>, _ factor: UInt64
  ) -> UInt64 {
    var carry: UInt64 = 0
    for index in 0..<limbCount {
      // (2^64 - 1)² + 2 · (2^64 - 1) < 2^128.
      let value = UInt128(other[index], times: factor) &+ UInt128(sum[index]) &+ UInt128(carry)
      sum[index] = UInt64(truncatingIfNeeded: value)
      carry = UInt64(truncatingIfNeeded: value &>> 64)
    }
    return carry
  }

  /// difference -= `other` · `factor`; returns the borrow.
  @inline(__always)
  static func subtractProduct<let limbCount: Int>(
    _ difference: inout InlineArray<limbCount, UInt64>, _ other: InlineArray<limbCount, UInt64>, _ factor: UInt64
  ) -> UInt64 {
    var borrow: UInt64 = 0
    for index in 0..<limbCount {
      // What is taken is at most (2^64 - 1)² + 2^64 - 1, so the borrow, its high half and one more, is below 2^64.
      let taken = UInt128(other[index], times: factor) &+ UInt128(borrow)
      let (value, isBelow) = difference[index].subtractingReportingOverflow(UInt64(truncatingIfNeeded: taken))
      difference[index] = value
      borrow = UInt64(truncatingIfNeeded: taken &>> 64) &+ (isBelow ? 1 : 0)
    }
    return borrow
  }

  /// How many bits the number has, leading zeros not counted.
  static func bitCount<let limbCount: Int>(_ limbs: InlineArray<limbCount, UInt64>) -> Int {
    var index = limbCount
    while index > 0 {
      index &-= 1
      if limbs[index] != 0 { return 64 * (index + 1) - limbs[index].leadingZeroBitCount }
    }
    return 0
  }

  /// The 64 bits of the number below bit `end`, as far as it has that many, and zeros below the lowest bit.
  static func word<let limbCount: Int>(_ limbs: InlineArray<limbCount, UInt64>, endingAt end: Int) -> UInt64 {
    guard end > 0 else { return 0 }
    let index = (end - 1) / 64
    let missing = UInt64(truncatingIfNeeded: 64 * (index + 1) - end)
    let high = limbs[index] &<< missing
    guard missing > 0, index > 0 else { return high }
    return high | limbs[index - 1] &>> (64 &- missing)
  }
}
