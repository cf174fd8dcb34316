/// SHAKE256 (FIPS 202 §6.2), as far as Ed448 needs it: bytes go in one after the other, and 114 come out.
struct ChallengeSponge {
  /// The state A, lane (x, y) at 5y + x (FIPS 202 §3.1.2).
  private var lanes = InlineArray<25, UInt64>(repeating: 0)
  /// How many bytes of the current block have gone in; below ``rate``.
  private var position = 0

  /// How many bytes a block has: 1600 bits less twice 256 (FIPS 202 §6.2).
  private static var rate: Int { 136 }

  /// Takes the next bytes of the message.
  mutating func update(_ bytes: Span<UInt8>) {
    var index = 0
    while index < bytes.count {
      if position & 7 == 0, bytes.count - index >= 8 {
        lanes[position / 8] ^= bytes.littleEndianWord(at: index)
        index += 8
        position += 8
      } else {
        insert(bytes[index])
        index += 1
        position += 1
      }
      if position == Self.rate {
        Self.permute(&lanes)
        position = 0
      }
    }
  }

  /// The first 114 bytes of the output as a little-endian number; the sponge has no further use.
  mutating func finalize() -> InlineArray<15, UInt64> {
    // FIPS 202 §6.2 and §5.1: the bits 1111 and the padding 10…01.
    insert(0x1F)
    position = Self.rate - 1
    insert(0x80)
    Self.permute(&lanes)
    // 114 bytes are less than a block: fourteen lanes and two bytes.
    var words = InlineArray<15, UInt64> { lanes[$0] }
    words[14] &= 0xFFFF
    return words
  }

  private mutating func insert(_ byte: UInt8) {
    lanes[position / 8] ^= UInt64(byte) &<< UInt64(truncatingIfNeeded: 8 * (position & 7))
  }

  /// Keccak-p[1600, 24] (FIPS 202 §3.3).
  private static func permute(_ lanes: inout InlineArray<25, UInt64>) {
    let constants = roundConstants
    var a = lanes
    var b = InlineArray<25, UInt64>(repeating: 0)
    for round in 0..<24 {
      // θ (§3.2.1): the parities of the columns, and what each adds to a column.
      let c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20]
      let c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21]
      let c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22]
      let c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23]
      let c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24]
      let d0 = c4 ^ rotate(c1, 1)
      let d1 = c0 ^ rotate(c2, 1)
      let d2 = c1 ^ rotate(c3, 1)
      let d3 = c2 ^ rotate(c4, 1)
      let d4 = c3 ^ rotate(c0, 1)
      // With it ρ (§3.2.2), and π (§3.2.3): lane (x, y) is turned by its offset and goes to (y, 2x + 3y).
      b[0] = a[0] ^ d0
      b[1] = rotate(a[6] ^ d1, 44)
      b[2] = rotate(a[12] ^ d2, 43)
      b[3] = rotate(a[18] ^ d3, 21)
      b[4] = rotate(a[24] ^ d4, 14)
      b[5] = rotate(a[3] ^ d3, 28)
      b[6] = rotate(a[9] ^ d4, 20)
      b[7] = rotate(a[10] ^ d0, 3)
      b[8] = rotate(a[16] ^ d1, 45)
      b[9] = rotate(a[22] ^ d2, 61)
      b[10] = rotate(a[1] ^ d1, 1)
      b[11] = rotate(a[7] ^ d2, 6)
      b[12] = rotate(a[13] ^ d3, 25)
      b[13] = rotate(a[19] ^ d4, 8)
      b[14] = rotate(a[20] ^ d0, 18)
      b[15] = rotate(a[4] ^ d4, 27)
      b[16] = rotate(a[5] ^ d0, 36)
      b[17] = rotate(a[11] ^ d1, 10)
      b[18] = rotate(a[17] ^ d2, 15)
      b[19] = rotate(a[23] ^ d3, 56)
      b[20] = rotate(a[2] ^ d2, 62)
      b[21] = rotate(a[8] ^ d3, 55)
      b[22] = rotate(a[14] ^ d4, 39)
      b[23] = rotate(a[15] ^ d0, 41)
      b[24] = rotate(a[21] ^ d1, 2)
      // χ (§3.2.4), row by row.
      chi(&a, b, 0)
      chi(&a, b, 5)
      chi(&a, b, 10)
      chi(&a, b, 15)
      chi(&a, b, 20)
      // ι (§3.2.5).
      a[0] ^= constants[round]
    }
    lanes = a
  }

  /// χ on the row of five lanes from `row` on.
  @inline(__always)
  private static func chi(_ a: inout InlineArray<25, UInt64>, _ b: InlineArray<25, UInt64>, _ row: Int) {
    a[row] = b[row] ^ (~b[row + 1] & b[row + 2])
    a[row + 1] = b[row + 1] ^ (~b[row + 2] & b[row + 3])
    a[row + 2] = b[row + 2] ^ (~b[row + 3] & b[row + 4])
    a[row + 3] = b[row + 3] ^ (~b[row + 4] & b[row])
    a[row + 4] = b[row + 4] ^ (~b[row] & b[row + 1])
  }

  @inline(__always)
  private static func rotate(_ lane: UInt64, _ count: UInt64) -> UInt64 {
    lane &<< count | lane &>> (64 &- count)
  }

  /// The constants RC of ι (§3.2.5).
  private static var roundConstants: InlineArray<24, UInt64> {
    [
      0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
      0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
      0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
      0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
      0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
      0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
  }
}
