/// Arithmetic with numbers of `digitCount` digits of `bitsPerDigit` bits, the lowest first.
///
/// Digits that leave a few bits of their word unused ("reduced radix") have products of which a whole column fits 128
/// bits. That saves the third word of a sum and its addition with carry, a quarter of the work.
///
/// **The bound.** A digit is below 2^w. A column holds at most n = `digitCount` products of two digits, a digit more,
/// and the carry of the column before. If that was below 2^128, its carry is below 2^(128 − w). So n · 2^(2w) + 2^w +
/// 2^(128 − w) <= 2^128 is enough, which 52 · 2^122 and 70 · 2^120 keep with room to spare.
///
/// **The range.** Numbers are below 2m for the modulus m, and R = 2^(nw) is above 4m. Then the reduction of a product
/// is below (2m · 2m + R · m) / R < 2m, so that nothing is ever subtracted in between (Walter, "Montgomery
/// exponentiation needs no final subtractions", 1999). A digit is thus always below 2^w, the highest one too.
///
/// The functions take pointers to as many digits as they say. `digitCount` is even, and at least 10.
package enum ReducedRadix<let digitCount: Int, let bitsPerDigit: Int> {
  /// Whether the sizes keep the bound, and the range for moduli of `modulusBitCount` bits.
  package static func isSound(modulusBitCount: Int) -> Bool {
    guard digitCount >= 10, digitCount % 2 == 0, bitsPerDigit >= 32, bitsPerDigit < 63 else { return false }
    let products = (1 as UInt128) << UInt128(truncatingIfNeeded: 2 * bitsPerDigit)
    let (column, isTooMuch) = products.multipliedReportingOverflow(by: UInt128(truncatingIfNeeded: digitCount))
    let others =
      (1 as UInt128) << UInt128(truncatingIfNeeded: bitsPerDigit)
      + (1 as UInt128) << UInt128(truncatingIfNeeded: 128 - bitsPerDigit)
    let fits = !isTooMuch && !column.addingReportingOverflow(others).overflow
    return fits && digitCount * bitsPerDigit >= modulusBitCount + 2
  }

  /// Whether the columns come in fours and two.
  ///
  /// The two are then the lowest of the lower half, and the highest of the upper half.
  @inline(__always)
  static var hasPair: Bool { digitCount & 2 != 0 }

  /// 2^w − 1.
  @inline(__always)
  static var mask: UInt64 { UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- bitsPerDigit) }

  /// Stores the low digit of a column, and returns its carry.
  @inline(__always)
  static func store(_ column: DigitColumn, _ digit: UnsafeMutablePointer<UInt64>) -> DigitColumn {
    unsafe digit.pointee = column.low & mask
    return column.shifted(by: bitsPerDigit)
  }

  /// Stores the low digits of four columns that take `carry`, at digits[0 ..< 4], and returns the carry of the highest.
  @inline(__always)
  static func store(
    _ columns: ColumnQuad, _ carry: DigitColumn, _ digits: UnsafeMutablePointer<UInt64>
  ) -> DigitColumn {
    var columns = columns
    columns.first.add(carry)
    unsafe columns.second.add(store(columns.first, digits))
    unsafe columns.third.add(store(columns.second, digits + 1))
    unsafe columns.fourth.add(store(columns.third, digits + 2))
    return unsafe store(columns.fourth, digits + 3)
  }

  /// Adds to the columns k to k + 3 of the upper half their products of digits of `a` and `b`.
  ///
  /// n <= k <= 2n − 4. Column k holds a[first] · b[n − 1] up to a[n − 1] · b[first], and each next starts a digit later:
  /// three short rows come before those that meet all four columns. `a` and `b` have n digits: `first` + 2 is at most
  /// n − 1, and the rows of four read the n − 3 − `first` digits of `a` from there on, and b[n − 1] down to b[first + 1].
  @inline(__always)
  static func addUpperRows(
    _ columns: inout ColumnQuad, _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ k: Int
  ) {
    let n = digitCount
    let first = k &- n &+ 1
    let (a0, a1, a2) = unsafe (a[first], a[first &+ 1], a[first &+ 2])
    let (b1, b2, b3) = unsafe (b[n &- 1], b[n &- 2], b[n &- 3])
    columns.first.add(a0, times: b1)
    columns.first.add(a1, times: b2)
    columns.first.add(a2, times: b3)
    columns.second.add(a1, times: b1)
    columns.second.add(a2, times: b2)
    columns.third.add(a2, times: b1)
    unsafe columns.addRows(a + (first &+ 3), b + (n &- 4), count: n &- 3 &- first)
  }
}
