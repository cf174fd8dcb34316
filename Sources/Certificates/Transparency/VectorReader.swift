import CertificateEncoding

/// A cursor over numbers and vectors in the presentation language of TLS (RFC 8446 §3); like ``DERReader`` it is given
/// the buffer at each call.
struct VectorReader: Sendable {
  private var position: Int
  private let end: Int

  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position >= end }

  /// The offset of the next byte.
  var offset: Int { position }

  /// Reads a number, most significant byte first, of at most eight bytes.
  mutating func number(_ bytes: Span<UInt8>, byteCount: Int) throws(TimestampListError) -> UInt64 {
    var value: UInt64 = 0
    for offset in try self.bytes(bytes, count: byteCount) { value = value << 8 | UInt64(bytes[offset]) }
    return value
  }

  /// Reads so many bytes.
  mutating func bytes(_ bytes: Span<UInt8>, count: Int) throws(TimestampListError) -> Range<Int> {
    let limit = min(end, bytes.count)
    guard position <= limit, count <= limit - position else { throw TimestampListError(.truncated, at: position) }
    defer { position += count }
    return position..<position + count
  }

  /// Reads a vector behind its length, which takes one to three bytes.
  mutating func vector(_ bytes: Span<UInt8>, lengthByteCount: Int) throws(TimestampListError) -> Range<Int> {
    let length = try number(bytes, byteCount: lengthByteCount)
    return try self.bytes(bytes, count: Int(clamping: length))
  }

  func finish() throws(TimestampListError) {
    guard isAtEnd else { throw TimestampListError(.trailingData, at: position) }
  }
}
