/// The sum of one column of products, 192 bits wide.
///
/// Product scanning (Comba, "Exponentiation cryptosystems on the IBM PC", 1990) forms all products a[i] · b[k - i] of
/// column k before it goes on to the next, so that a result is stored once and never read back. A column of up to
/// 2^63 products fits the 192 bits, doubled too; the longest here, of two factors of 256 limbs, has 256.
struct ColumnAccumulator {
  private var low: UInt128 = 0
  private var high: UInt64 = 0

  /// Creates an empty sum.
  @inline(__always)
  init() {}

  /// self += a · b.
  @inline(__always)
  mutating func add(_ a: UInt64, times b: UInt64) {
    // An overflow that is added as an integer becomes one add-with-carry instruction.
    let product = UInt128(truncatingIfNeeded: a) &* UInt128(truncatingIfNeeded: b)
    let (sum, overflow) = low.addingReportingOverflow(product)
    low = sum
    high = high &+ (overflow ? 1 : 0)
  }

  /// self += a.
  @inline(__always)
  mutating func add(_ a: UInt64) {
    let (sum, overflow) = low.addingReportingOverflow(UInt128(truncatingIfNeeded: a))
    low = sum
    high = high &+ (overflow ? 1 : 0)
  }

  /// self += other.
  @inline(__always)
  mutating func add(_ other: ColumnAccumulator) {
    let (sum, overflow) = low.addingReportingOverflow(other.low)
    low = sum
    high = high &+ other.high &+ (overflow ? 1 : 0)
  }

  /// self = 2 · self.
  @inline(__always)
  mutating func double() {
    high = high &<< 1 | UInt64(truncatingIfNeeded: low &>> 127)
    low = low &<< 1
  }

  /// The low limb of the sum.
  @inline(__always)
  var limb: UInt64 { UInt64(truncatingIfNeeded: low) }

  /// self = ⌊self / 2^64⌋, the carry into the next column.
  @inline(__always)
  mutating func shift() {
    low = low &>> 64 | UInt128(truncatingIfNeeded: high) &<< 64
    high = 0
  }

  /// self += Σ a[i] · b[−i] for 0 ≤ i < `count`.
  ///
  /// `a` points at the first of `count` limbs, `b` at the last of `count` limbs.
  @inline(__always)
  mutating func addProducts(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, count: Int) {
    // Both pointers move by as many limbs as have been read, `count` in all: they never pass what the caller vouches
    // for. A comparison of pointers, not an index, ends the loop, as that leaves one register more for the sums.
    var (a, b) = unsafe (a, b)
    let end = unsafe a + (count & ~7)
    while unsafe a < end {
      unsafe add(a[0], times: b[0])
      unsafe add(a[1], times: b[-1])
      unsafe add(a[2], times: b[-2])
      unsafe add(a[3], times: b[-3])
      unsafe add(a[4], times: b[-4])
      unsafe add(a[5], times: b[-5])
      unsafe add(a[6], times: b[-6])
      unsafe add(a[7], times: b[-7])
      unsafe a += 8
      unsafe b -= 8
    }
    if count & 4 != 0 {
      unsafe add(a[0], times: b[0])
      unsafe add(a[1], times: b[-1])
      unsafe add(a[2], times: b[-2])
      unsafe add(a[3], times: b[-3])
      unsafe a += 4
      unsafe b -= 4
    }
    if count & 2 != 0 {
      unsafe add(a[0], times: b[0])
      unsafe add(a[1], times: b[-1])
      unsafe a += 2
      unsafe b -= 2
    }
    if count & 1 != 0 {
      unsafe add(a[0], times: b[0])
    }
  }
}
