/// A cursor over numbers and vectors in the presentation language of TLS (RFC 8446 §3); like ``DERReader`` it is given
/// the buffer at each call.
package struct VectorReader<Failure: VectorFailure>: Sendable {
  private var position: Int
  private let end: Int

  /// Creates a reader over `range` of the buffer.
  package init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether every byte has been read.
  package var isAtEnd: Bool { position >= end }

  /// The offset of the next byte.
  package var offset: Int { position }

  /// What has not been read.
  package var rest: Range<Int> { position..<max(position, end) }

  /// Reads a number, most significant byte first, of at most eight bytes.
  package mutating func number(_ bytes: Span<UInt8>, byteCount: Int) throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    for offset in try self.bytes(bytes, count: byteCount) { value = value << 8 | UInt64(bytes[offset]) }
    return value
  }

  /// Reads a number of one byte.
  package mutating func uint8(_ bytes: Span<UInt8>) throws(Failure) -> UInt8 {
    UInt8(truncatingIfNeeded: try number(bytes, byteCount: 1))
  }

  /// Reads a number of two bytes.
  package mutating func uint16(_ bytes: Span<UInt8>) throws(Failure) -> UInt16 {
    UInt16(truncatingIfNeeded: try number(bytes, byteCount: 2))
  }

  /// Reads so many bytes.
  package mutating func bytes(_ bytes: Span<UInt8>, count: Int) throws(Failure) -> Range<Int> {
    let limit = min(end, bytes.count)
    guard position <= limit, count <= limit - position else { throw Failure(fault: .truncated, at: position) }
    defer { position += count }
    return position..<position + count
  }

  /// Reads a vector behind its length, which takes one to three bytes.
  package mutating func vector(_ bytes: Span<UInt8>, lengthByteCount: Int) throws(Failure) -> Range<Int> {
    let length = try number(bytes, byteCount: lengthByteCount)
    return try self.bytes(bytes, count: Int(clamping: length))
  }

  /// Checks that every byte has been read.
  package func finish() throws(Failure) {
    guard isAtEnd else { throw Failure(fault: .trailingData, at: position) }
  }
}
