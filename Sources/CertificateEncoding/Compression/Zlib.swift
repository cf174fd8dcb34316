/// Expands the zlib format (RFC 1950), whose contents are DEFLATE (RFC 1951).
///
/// Strictness: no dictionary; codes must be complete, but for a distance code of one symbol; nothing may follow; and the
/// checksum must be right. Time is bounded by the lengths of what goes in and what comes out, and a block must be worth its
/// codes.
package enum Zlib {
  /// Expands a stream that takes the whole of `range`.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - range: where the stream lies.
  ///   - limit: how many bytes may come out; no more are kept in memory.
  /// - Returns: what was compressed.
  /// - Throws: ``ZlibError`` with the offset at which reading stopped.
  package static func expand(
    _ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int
  ) throws(ZlibError) -> [UInt8] {
    guard range.upperBound <= bytes.count, range.count >= 2 else { throw ZlibError(.truncated, at: range.lowerBound) }
    // RFC 1950 §2.2: CM is 8, the window 32 KB at most, FDICT 0, and the two bytes a multiple of 31.
    let header = Int(bytes[range.lowerBound]) << 8 | Int(bytes[range.lowerBound + 1])
    guard header >> 8 & 0x0F == 8, header >> 12 <= 7, header & 0x20 == 0, header % 31 == 0 else {
      throw ZlibError(.header, at: range.lowerBound)
    }
    var inflater = Inflater(range.lowerBound + 2..<range.upperBound, limit: limit)
    try inflater.run(bytes)
    let end = inflater.endOffset
    guard range.upperBound - end >= 4 else { throw ZlibError(.truncated, at: end) }
    var expected: UInt32 = 0
    for offset in end..<end + 4 { expected = expected << 8 | UInt32(bytes[offset]) }
    guard range.upperBound - end == 4 else { throw ZlibError(.trailingData, at: end + 4) }
    guard adler32(inflater.output.span) == expected else { throw ZlibError(.checksum, at: end) }
    return inflater.output
  }

  /// The checksum of RFC 1950 §8.2.
  static func adler32(_ bytes: Span<UInt8>) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    var offset = 0
    while offset < bytes.count {
      // RFC 1950 §9: after 5,552 bytes, the largest sums of 32 bits have to be reduced.
      let end = min(offset + 5552, bytes.count)
      for index in offset..<end {
        low += UInt32(bytes[index])
        high += low
      }
      low %= 65521
      high %= 65521
      offset = end
    }
    return high << 16 | low
  }
}
