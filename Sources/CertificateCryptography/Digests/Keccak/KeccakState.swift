/// The state of a sponge over Keccak-p[1600, 24] (FIPS 202 §4): takes bytes, then gives bytes.
struct KeccakState: Sendable {
  /// The state A, lane (x, y) at 5y + x (§3.1.2).
  var lanes = InlineArray<25, UInt64>(repeating: 0)
  /// How many bytes a block has: 8 times as many as lanes that take part.
  let rate: Int
  /// How many bytes of the current block have gone in or come out; at most ``rate``.
  private var position = 0

  /// Creates an empty state for a capacity of 1600 − 8 · `rate` bits.
  init(rate: Int) {
    precondition(rate > 0 && rate < 200 && rate % 8 == 0, "a block is a row of whole lanes")
    self.rate = rate
  }

  /// Takes the next bytes of the message (§4, steps 4 to 6).
  mutating func absorb(_ bytes: Span<UInt8>) {
    var offset = 0
    while offset < bytes.count {
      if position & 7 == 0, bytes.count - offset >= 8 {
        // §B.1: the first byte of a lane is the lowest.
        lanes[position / 8] ^= bytes.littleEndianWord(at: offset)
        offset += 8
        position += 8
      } else {
        insert(bytes[offset], at: position)
        offset += 1
        position += 1
      }
      if position == rate {
        permute()
        position = 0
      }
    }
  }

  /// Ends the message with the bits of `suffix`, the lowest first, and the padding 10…01 (§5.1, §B.2).
  ///
  /// The first block is ready afterwards.
  mutating func finish(suffix: UInt8) {
    insert(suffix, at: position)
    insert(0x80, at: rate - 1)
    permute()
    position = 0
  }

  /// Gives the next bytes of the output (§4, steps 8 to 10); ``finish(suffix:)`` comes first.
  mutating func squeeze(into output: inout MutableSpan<UInt8>) {
    for index in output.indices {
      if position == rate {
        permute()
        position = 0
      }
      output[index] = UInt8(truncatingIfNeeded: lanes[position / 8] &>> UInt64(truncatingIfNeeded: 8 * (position & 7)))
      position += 1
    }
  }

  private mutating func insert(_ byte: UInt8, at position: Int) {
    lanes[position / 8] ^= UInt64(byte) &<< UInt64(truncatingIfNeeded: 8 * (position & 7))
  }
}
