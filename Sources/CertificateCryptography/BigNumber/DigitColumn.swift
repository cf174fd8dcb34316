/// The sum of one column of products of digits, 128 bits wide.
///
/// It is what ``ColumnAccumulator`` is for limbs, without a third word: digits are shorter than limbs, and
/// ``ReducedRadix`` proves that its columns fit. A debug build checks every addition.
struct DigitColumn {
  private(set) var sum: UInt128

  /// Creates an empty sum.
  @inline(__always)
  init() { sum = 0 }

  /// Creates a sum of a single number.
  @inline(__always)
  init(_ number: UInt64) { sum = UInt128(truncatingIfNeeded: number) }

  /// Creates the sum of a · b.
  @inline(__always)
  init(_ a: UInt64, times b: UInt64) { sum = UInt128(truncatingIfNeeded: a) &* UInt128(truncatingIfNeeded: b) }

  @inline(__always)
  private init(sum: UInt128) { self.sum = sum }

  /// self += a · b.
  @inline(__always)
  mutating func add(_ a: UInt64, times b: UInt64) {
    add(DigitColumn(a, times: b))
  }

  /// self += a.
  @inline(__always)
  mutating func add(_ a: UInt64) {
    add(DigitColumn(a))
  }

  /// self += other.
  @inline(__always)
  mutating func add(_ other: DigitColumn) {
    assert(!sum.addingReportingOverflow(other.sum).overflow, "a column fits 128 bits")
    sum = sum &+ other.sum
  }

  /// The low word of the sum.
  @inline(__always)
  var low: UInt64 { UInt64(truncatingIfNeeded: sum) }

  /// The high word of the sum.
  @inline(__always)
  var high: UInt64 { UInt64(truncatingIfNeeded: sum &>> 64) }

  /// ⌊self / 2^bitCount⌋, the carry into the next column.
  @inline(__always)
  func shifted(by bitCount: Int) -> DigitColumn {
    DigitColumn(sum: sum &>> UInt128(truncatingIfNeeded: bitCount))
  }
}
