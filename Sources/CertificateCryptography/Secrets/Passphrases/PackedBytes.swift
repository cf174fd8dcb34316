/// Eight elements of the field that AES computes in, in one word, the first one lowest (FIPS 197 §4).
///
/// All operations are on all eight, by shifts, masks and sums of the word: none of them depends on what the bytes are.
struct PackedBytes {
  /// The bytes.
  var word: UInt64

  @inline(__always)
  init(_ word: UInt64) { self.word = word }

  /// Each byte times x, modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197 §4.2.1).
  @inline(__always)
  private var timesX: PackedBytes {
    let carries = word &>> 7 & 0x0101_0101_0101_0101
    return PackedBytes((word & 0x7F7F_7F7F_7F7F_7F7F) &<< 1 ^ carries &* 0x1B)
  }

  /// The products of the bytes.
  @inline(__always)
  private func times(_ other: PackedBytes) -> PackedBytes {
    var (multiple, product) = (self, UInt64(0))
    for bit in 0..<8 {
      let bits = other.word &>> UInt64(truncatingIfNeeded: bit) & 0x0101_0101_0101_0101
      // A one becomes FF in its byte: 256 - 1 times its place.
      product ^= multiple.word & (bits &<< 8 &- bits)
      multiple = multiple.timesX
    }
    return PackedBytes(product)
  }

  /// The inverses of the bytes, and 0 for 0: their powers to 254 (FIPS 197 §4.2).
  @inline(__always)
  private var inverse: PackedBytes {
    let power2 = times(self)
    let power3 = power2.times(self)
    let power6 = power3.times(power3)
    let power12 = power6.times(power6)
    var power = power12.times(power3)
    for _ in 0..<4 { power = power.times(power) }
    // 240 + 12 + 2.
    return power.times(power12).times(power2)
  }

  /// Each byte rotated to the left.
  @inline(__always)
  private func rotated(_ count: UInt64) -> UInt64 {
    let low = 0x0101_0101_0101_0101 &* (1 &<< count &- 1)
    return word &<< count & ~low | word &>> (8 &- count) & low
  }

  /// The S-box of each byte (FIPS 197 §5.1.1).
  var substituted: PackedBytes {
    let inverse = inverse
    return PackedBytes(
      inverse.word ^ inverse.rotated(1) ^ inverse.rotated(2) ^ inverse.rotated(3) ^ inverse.rotated(4)
        ^ 0x6363_6363_6363_6363)
  }

  /// The inverse S-box of each byte (FIPS 197 §5.3.2): the affine map's inverse, and the inverse in the field.
  var substitutedBack: PackedBytes {
    PackedBytes(rotated(1) ^ rotated(3) ^ rotated(6) ^ 0x0505_0505_0505_0505).inverse
  }

  /// InvMixColumns of the two columns of four bytes (FIPS 197 §5.3.3).
  var columnsMixedBack: PackedBytes {
    let times2 = timesX
    let times4 = times2.timesX
    let times8 = times4.timesX
    let times9 = PackedBytes(times8.word ^ word)
    let times11 = PackedBytes(times9.word ^ times2.word)
    let times13 = PackedBytes(times9.word ^ times4.word)
    let times14 = times8.word ^ times4.word ^ times2.word
    return PackedBytes(times14 ^ times11.turned(1) ^ times13.turned(2) ^ times9.turned(3))
  }

  /// In each column, the bytes `count` places further down.
  @inline(__always)
  private func turned(_ count: UInt64) -> UInt64 {
    let low = 0x0000_0001_0000_0001 &* (1 &<< (32 &- 8 &* count) &- 1)
    return word &>> (8 &* count) & low | word &<< (32 &- 8 &* count) & ~low
  }

  /// InvShiftRows of a state of four columns (FIPS 197 §5.3.1): row r moves by r columns to the right.
  static func shiftRowsBack(_ low: inout PackedBytes, _ high: inout PackedBytes) {
    let (a, b) = (low.word, high.word)
    // Row 0 stays, row 2 changes words; rows 1 and 3 move by a column one way or the other.
    let (row0, row1, row2): (UInt64, UInt64, UInt64) = (
      0x0000_00FF_0000_00FF, 0x0000_FF00_0000_FF00, 0x00FF_0000_00FF_0000
    )
    let row3: UInt64 = 0xFF00_0000_FF00_0000
    low.word = a & row0 | (a &<< 32 | b &>> 32) & row1 | b & row2 | (a &>> 32 | b &<< 32) & row3
    high.word = b & row0 | (b &<< 32 | a &>> 32) & row1 | a & row2 | (b &>> 32 | a &<< 32) & row3
  }
}
