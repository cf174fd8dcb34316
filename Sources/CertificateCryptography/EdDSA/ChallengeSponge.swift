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
  private static func permute(_ a: inout InlineArray<25, UInt64>) {
    let (offsets, constants) = (rotationOffsets, roundConstants)
    var c = InlineArray<5, UInt64>(repeating: 0)
    for round in 0..<24 {
      // θ (§3.2.1).
      for x in 0..<5 { c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] }
      for x in 0..<5 {
        let d = c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1)
        for y in 0..<5 { a[5 * y + x] ^= d }
      }
      // ρ (§3.2.2) and π (§3.2.3) along the one cycle that π has besides (0, 0): lane (x, y) goes to (y, 2x + 3y).
      var (x, y) = (1, 0)
      var moving = a[1]
      for step in 0..<24 {
        (x, y) = (y, (2 * x + 3 * y) % 5)
        let next = a[5 * y + x]
        a[5 * y + x] = rotate(moving, offsets[step])
        moving = next
      }
      // χ (§3.2.4).
      for y in 0..<5 {
        for x in 0..<5 { c[x] = a[5 * y + x] }
        for x in 0..<5 { a[5 * y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]) }
      }
      // ι (§3.2.5).
      a[0] ^= constants[round]
    }
  }

  private static func rotate(_ lane: UInt64, _ count: UInt64) -> UInt64 {
    lane &<< count | lane &>> (64 &- count)
  }

  /// The offsets of ρ in the order of its definition: (t + 1)(t + 2) / 2 modulo 64 for the t of §3.2.2, step 3.
  private static var rotationOffsets: InlineArray<24, UInt64> {
    [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44]
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
