/// What is authenticated before the content: the number, the type, the version and the length of a record (RFC 5246 §6.2.3.1).
struct CBCRecordHeader {
  let sequenceNumber: UInt64
  let contentType: UInt8
  let version: UInt16

  static var byteCount: Int { 13 }

  /// The bytes, with a length of at most 2^16 - 1.
  func bytes(length: Int) -> InlineArray<13, UInt8> {
    InlineArray { index in
      switch index {
      case 0..<8: UInt8(truncatingIfNeeded: sequenceNumber &>> UInt64(truncatingIfNeeded: 56 - 8 * index))
      case 8: contentType
      case 9: UInt8(truncatingIfNeeded: version &>> 8)
      case 10: UInt8(truncatingIfNeeded: version)
      case 11: UInt8(truncatingIfNeeded: length >> 8)
      default: UInt8(truncatingIfNeeded: length)
      }
    }
  }
}
