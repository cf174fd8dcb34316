/// The order of bytes in the numbers of a file.
enum ByteOrder: Sendable, Hashable {
  case littleEndian
  case bigEndian

  /// The number of two bytes from `offset` on, all of which the span has.
  func number16(_ bytes: Span<UInt8>, _ offset: Int) -> UInt16 {
    let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
    return self == .bigEndian ? first << 8 | second : second << 8 | first
  }

  /// The number of four bytes from `offset` on, all of which the span has.
  func number32(_ bytes: Span<UInt8>, _ offset: Int) -> UInt32 {
    let (first, second) = (UInt32(number16(bytes, offset)), UInt32(number16(bytes, offset + 2)))
    return self == .bigEndian ? first << 16 | second : second << 16 | first
  }

  /// The number of eight bytes from `offset` on, all of which the span has.
  func number64(_ bytes: Span<UInt8>, _ offset: Int) -> UInt64 {
    let (first, second) = (UInt64(number32(bytes, offset)), UInt64(number32(bytes, offset + 4)))
    return self == .bigEndian ? first << 32 | second : second << 32 | first
  }
}
