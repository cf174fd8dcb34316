/// A natural number of up to 576 bits, in which scalars, coordinates and signatures of all curves are passed around.
struct CurveInteger: Sendable, Equatable {
  /// How many limbs the number has: those of the largest curve.
  static let limbCount = 9

  /// The limbs, the lowest first.
  var limbs: InlineArray<9, UInt64>

  /// Creates the number of the limbs `source`, the lowest first; nine at most.
  init<let count: Int>(_ source: InlineArray<count, UInt64>) {
    precondition(count <= Self.limbCount, "the number fits")
    limbs = InlineArray { $0 < count ? source[$0] : 0 }
  }

  /// Reads a big-endian magnitude with any number of leading zeros; `nil` if the number has more than 576 bits.
  init?(bigEndian bytes: Span<UInt8>) {
    var start = 0
    while start < bytes.count, bytes[start] == 0 { start += 1 }
    guard bytes.count - start <= 8 * Self.limbCount else { return nil }
    limbs = InlineArray(repeating: 0)
    var index = bytes.count
    var position = 0
    while index > start {
      index -= 1
      limbs[position / 8] |= UInt64(bytes[index]) &<< UInt64(truncatingIfNeeded: 8 * (position % 8))
      position += 1
    }
  }

  /// The leftmost `bitCount` bits of `digest` as a number, or all of its bits if it has no more (FIPS 186-5 §6.4.2, step 3;
  /// SEC 1 §4.1.4, step 3).
  init(leftmostBits bitCount: Int, of digest: Span<UInt8>) {
    precondition(bitCount > 0 && bitCount <= 64 * Self.limbCount, "the bits fit")
    let byteCount = min(digest.count, (bitCount + 7) / 8)
    limbs = InlineArray(repeating: 0)
    for position in 0..<byteCount {
      let byte = UInt64(digest[byteCount - 1 - position])
      limbs[position / 8] |= byte &<< UInt64(truncatingIfNeeded: 8 * (position % 8))
    }
    // The last byte may have up to seven bits too many.
    if 8 * byteCount > bitCount { shiftRight(8 * byteCount - bitCount) }
  }

  /// Whether the number is 0.
  var isZero: Bool {
    for index in 0..<Self.limbCount where limbs[index] != 0 { return false }
    return true
  }

  /// How many bits the number has, leading zeros not counted.
  var bitCount: Int { LimbArithmetic.bitCount(limbs) }

  /// Whether the number is odd.
  var isOdd: Bool { limbs[0] & 1 == 1 }

  /// The number divided by 2 to the power of `count`, which is between 1 and 63.
  mutating func shiftRight(_ count: Int) {
    precondition(count > 0 && count < 64, "the shift stays within a limb")
    let shift = UInt64(truncatingIfNeeded: count)
    for index in 0..<Self.limbCount {
      let above = index + 1 < Self.limbCount ? limbs[index + 1] : 0
      limbs[index] = limbs[index] &>> shift | above &<< (64 &- shift)
    }
  }

  static func == (left: CurveInteger, right: CurveInteger) -> Bool {
    for index in 0..<limbCount where left.limbs[index] != right.limbs[index] { return false }
    return true
  }

  static func < (left: CurveInteger, right: CurveInteger) -> Bool {
    LimbArithmetic.isLessVarTime(left.limbs, right.limbs)
  }

  /// The sum, which is below 2^576 for the numbers of the curves, all of which are below 2^522.
  static func + (left: CurveInteger, right: CurveInteger) -> CurveInteger {
    var sum = left
    var carry: UInt64 = 0
    for index in 0..<limbCount { sum.limbs[index] = Limb.add(left.limbs[index], right.limbs[index], &carry) }
    assert(carry == 0, "the sum fits")
    return sum
  }

  /// The difference of a number and one that is not above it.
  static func - (left: CurveInteger, right: CurveInteger) -> CurveInteger {
    var difference = left
    var borrow: UInt64 = 0
    for index in 0..<limbCount {
      difference.limbs[index] = Limb.subtract(left.limbs[index], right.limbs[index], &borrow)
    }
    assert(borrow == 0, "the subtrahend is not larger")
    return difference
  }
}
