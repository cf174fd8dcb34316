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
