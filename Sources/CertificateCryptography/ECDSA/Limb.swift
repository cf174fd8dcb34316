/// The steps of arithmetic on numbers of 64-bit limbs, each with a carry from the limb below to the limb above.
enum Limb {
  /// The low half of `left` + `right` + `carry`; the carry becomes the high half, 0 or 1.
  @inline(__always)
  static func add(_ left: UInt64, _ right: UInt64, _ carry: inout UInt64) -> UInt64 {
    let (partial, first) = left.addingReportingOverflow(right)
    let (sum, second) = partial.addingReportingOverflow(carry)
    // Not both: a sum that has overflown is at most 2^64 - 2.
    carry = bit(first) | bit(second)
    return sum
  }

  /// The low half of `left` - `right` - `borrow`; the borrow becomes 1 if the difference is below 0, else 0.
  @inline(__always)
  static func subtract(_ left: UInt64, _ right: UInt64, _ borrow: inout UInt64) -> UInt64 {
    let (partial, first) = left.subtractingReportingOverflow(right)
    let (difference, second) = partial.subtractingReportingOverflow(borrow)
    borrow = bit(first) | bit(second)
    return difference
  }

  /// The low half of `left` · `right` + `addend` + `carry`; the carry becomes the high half.
  ///
  /// (2^64 - 1)² + 2 · (2^64 - 1) = 2^128 - 1: nothing is ever lost.
  @inline(__always)
  static func multiplyAdd(_ left: UInt64, _ right: UInt64, _ addend: UInt64, _ carry: inout UInt64) -> UInt64 {
    let value = product(left, right) &+ UInt128(truncatingIfNeeded: addend) &+ UInt128(truncatingIfNeeded: carry)
    carry = UInt64(truncatingIfNeeded: value &>> 64)
    return UInt64(truncatingIfNeeded: value)
  }

  /// 1 for `true`, 0 for `false`, without a branch: the compiler makes jumps of a conditional expression, one for each limb
  /// and none of them to be foreseen, where a carry that stays a number becomes an add-with-carry instruction.
  @inline(__always)
  static func bit(_ flag: Bool) -> UInt64 {
    // A Bool is a byte, and that byte is 0 or 1.
    UInt64(truncatingIfNeeded: unsafe unsafeBitCast(flag, to: UInt8.self))
  }

  /// The whole product.
  @inline(__always)
  static func product(_ left: UInt64, _ right: UInt64) -> UInt128 {
    UInt128(truncatingIfNeeded: left) &* UInt128(truncatingIfNeeded: right)
  }
}

extension UInt128 {
  /// The low half.
  var low: UInt64 { @inline(__always) get { UInt64(truncatingIfNeeded: self) } }
  /// The high half.
  var high: UInt64 { @inline(__always) get { UInt64(truncatingIfNeeded: self &>> 64) } }
}
