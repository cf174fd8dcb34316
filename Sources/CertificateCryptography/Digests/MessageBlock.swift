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
    guard taken > 0 else { return }
    let source = message.extracting(offset..<offset + taken)
    let place = count
    var target = bytes.mutableSpan
    unsafe target.withUnsafeMutableBytes { target in
      unsafe source.withUnsafeBytes { source in
        guard let target = target.baseAddress, let source = source.baseAddress else { return }
        // `source` has `taken` bytes, and so has the block behind the `place` bytes that wait.
        unsafe (target + place).copyMemory(from: source, byteCount: taken)
      }
    }
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
    fillWithZeros(from: count + 1)
  }

  /// Fills the block with zeros from `start` on, an offset of at most `byteCount`.
  mutating func fillWithZeros(from start: Int = 0) {
    precondition(start >= 0 && start <= byteCount, "zeros begin within the block")
    var target = bytes.mutableSpan
    unsafe target.withUnsafeMutableBytes { target in
      guard let target = target.baseAddress else { return }
      // The block has `byteCount - start` bytes behind the first `start`, which is at most `byteCount`.
      unsafe (target + start).initializeMemory(as: UInt8.self, repeating: 0, count: byteCount - start)
    }
    count = byteCount
  }

  /// Overwrites the last bytes with the length of the message in bits, from the high byte on (FIPS 180-4 §5.1).
  mutating func setLength<Length: FixedWidthInteger & BitwiseCopyable>(_ bitCount: Length) {
    let place = byteCount - MemoryLayout<Length>.size
    precondition(place >= 0, "a length fits a block")
    var target = bytes.mutableSpan
    unsafe target.withUnsafeMutableBytes { target in
      // The block ends one `Length` behind `place`.
      unsafe target.storeBytes(of: bitCount.bigEndian, toByteOffset: place, as: Length.self)
    }
  }
}
