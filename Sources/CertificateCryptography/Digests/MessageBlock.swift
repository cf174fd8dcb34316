/// The bytes of a message that wait until they fill a block of `byteCount` bytes.
struct MessageBlock<let byteCount: Int>: Sendable {
  /// The waiting bytes, followed by bytes without meaning.
  private(set) var bytes: InlineArray<byteCount, UInt8>
  /// How many bytes wait; below `byteCount` between two calls of a hasher.
  private(set) var count: Int

  /// Creates an empty block.
  init() {
    bytes = InlineArray(repeating: 0)
    count = 0
  }

  /// Whether no byte waits.
  var isEmpty: Bool { count == 0 }

  /// Whether the block waits to be compressed.
  var isFull: Bool { count == byteCount }

  /// Takes bytes of `message` from `offset` on, until the block is full or the message ends; moves `offset` past them.
  mutating func append(_ message: Span<UInt8>, from offset: inout Int) {
    let taken = min(byteCount - count, message.count - offset)
    for index in 0..<taken { bytes[count + index] = message[offset + index] }
    count += taken
    offset += taken
  }

  /// Forgets the bytes.
  mutating func removeAll() {
    count = 0
  }

  /// Appends the bit `1` that ends a message and as many zeros as the block has room for (FIPS 180-4 §5.1).
  mutating func appendEnd() {
    bytes[count] = 0x80
    for index in count + 1..<byteCount { bytes[index] = 0 }
    count = byteCount
  }

  /// Fills the block with zeros.
  mutating func fillWithZeros() {
    for index in 0..<byteCount { bytes[index] = 0 }
    count = byteCount
  }

  /// Overwrites the last bytes with the length of the message in bits, from the high byte on (FIPS 180-4 §5.1).
  mutating func setLength<Length: FixedWidthInteger>(_ bitCount: Length) {
    let width = Length.bitWidth / 8
    for index in 0..<width {
      let shift = Length(truncatingIfNeeded: 8 * index)
      bytes[byteCount - 1 - index] = UInt8(truncatingIfNeeded: bitCount >> shift)
    }
  }
}
