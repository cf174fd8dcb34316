/// A refusal to expand bytes as a zlib stream: why, and at which byte.
package struct ZlibError: Error, Sendable, Hashable {
  /// What is wrong.
  package enum Reason: Sendable, Hashable {
    /// The stream ends before it says so.
    case truncated
    /// Bytes after the end of the stream.
    case trailingData
    /// The two bytes at the start are not those of a stream without a dictionary (RFC 1950 §2.2).
    case header
    /// A block is of the type that is reserved (RFC 1951 §3.2.3).
    case blockType
    /// The length of a stored block and its complement do not go together (RFC 1951 §3.2.4).
    case storedLength
    /// The code lengths of a block are no complete code (RFC 1951 §3.2.2, §3.2.7).
    case code
    /// Bits that stand for nothing in their code, or a length or distance that does not exist (RFC 1951 §3.2.5).
    case symbol
    /// A distance reaches to before the start (RFC 1951 §2).
    case distance
    /// More bytes than the caller takes.
    case tooLong
    /// More blocks than what has come out is worth.
    case tooManyBlocks
    /// The checksum is not that of the bytes (RFC 1950 §2.2).
    case checksum
  }

  /// What is wrong.
  package let reason: Reason
  /// The offset of the byte at which reading stopped, from the start of the buffer.
  package let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
