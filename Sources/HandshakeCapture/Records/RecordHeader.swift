/// What stands before each record (RFC 8446 §5.1, RFC 5246 §6.2.1).
struct RecordHeader: Sendable, Hashable {
  /// How many bytes it has.
  static let byteCount = 5
  /// The most bytes that a protected record of TLS 1.2 may have (RFC 5246 §6.2.3); TLS 1.3 allows fewer.
  static let maximumPayloadCount = (1 << 14) + 2048

  let type: ContentType
  /// The version, which is that of the connection in TLS 1.2 only.
  let version: UInt16
  /// How many bytes follow.
  let payloadCount: Int

  /// Reads a header at the beginning of a queue that has its five bytes; `nil` if they are none.
  init?(_ bytes: ByteQueue) {
    let version = UInt16(bytes[1]) << 8 | UInt16(bytes[2])
    let count = Int(bytes[3]) << 8 | Int(bytes[4])
    guard let type = ContentType(rawValue: bytes[0]), version >> 8 == 3, version & 0xFF <= 4,
      count <= Self.maximumPayloadCount
    else { return nil }
    // RFC 8446 §5.1: only application data may be empty.
    guard count > 0 || type == .applicationData else { return nil }
    (self.type, self.version, payloadCount) = (type, version, count)
  }
}
