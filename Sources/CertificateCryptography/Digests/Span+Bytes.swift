extension Span<UInt8> {
  /// The little-endian number of the eight bytes from `offset` on, all of which the span has.
  func littleEndianWord(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count - 8, "a word lies within the bytes")
    // offset up to offset + 8 lies within the bytes; any bit pattern is a word.
    return unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Whether the bytes are those of another span.
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}

extension [UInt8] {
  /// The bytes of a span, and room for some more.
  init(copying bytes: Span<UInt8>, extraCapacity: Int) {
    let count = bytes.count
    unsafe self.init(unsafeUninitializedCapacity: count + extraCapacity) { target, initializedCount in
      unsafe bytes.withUnsafeBytes { source in
        guard let start = target.baseAddress, let source = source.baseAddress else { return }
        // Both have `count` bytes, and the target has just been allocated.
        unsafe UnsafeMutableRawPointer(start).copyMemory(from: source, byteCount: count)
      }
      initializedCount = count
    }
  }
}
