/// Finds where TLS begins in a stream, on any port and behind whatever comes before it (STARTTLS, proxies).
struct HelloSearch: Sendable {
  /// In how many bytes from the beginning of a direction TLS is looked for.
  static let maximumByteCount = 1 << 16
  /// What has to be there to tell: a record's header, a handshake message's, and a version.
  private static let patternCount = 11

  /// The message that a direction of TLS begins with.
  enum Hello: UInt8, Sendable, Hashable {
    case client = 1
    case server = 2
  }

  /// Where in the stream no hello begins.
  private var searched: Range<Int64> = 0..<0
  /// How many bytes from the beginning were looked at.
  private var searchedCount = 0

  /// Where a record with such a message begins, counted from the first byte; `nil` if none is there yet.
  mutating func find(_ hello: Hello, in stream: StreamReassembly) -> Int? {
    let bytes = stream.ready
    let limit = min(bytes.count, Self.maximumByteCount)
    // Other bytes may come to stand before those that were looked at, which are not looked at again.
    let isEarlier = stream.first < searched.lowerBound
    // A SYN may also say that the first bytes don't belong to the connection.
    var position = isEarlier ? 0 : max(0, Int(clamping: searched.upperBound - stream.first))
    while position + Self.patternCount <= limit {
      if isEarlier, !searched.isEmpty, stream.first + Int64(position) == searched.lowerBound {
        position = Int(clamping: searched.upperBound - stream.first)
        continue
      }
      if Self.matches(hello, bytes, position) { return position }
      position += 1
    }
    searchedCount = max(searchedCount, position)
    let end = stream.first + Int64(position)
    // What was looked at behind a hole is looked at again once the hole is filled, which happens a few times only.
    let isApart = isEarlier && end < searched.lowerBound
    searched = stream.first..<(isApart ? end : max(end, searched.upperBound))
    return nil
  }

  /// Whether there is no use in looking on.
  var isExhausted: Bool { searchedCount + Self.patternCount > Self.maximumByteCount }

  /// A record of handshake messages, the first of which is the hello: RFC 8446 §5.1, §4, §4.1.2.
  private static func matches(_ hello: Hello, _ bytes: ByteQueue, _ start: Int) -> Bool {
    guard bytes[start] == 22, bytes[start + 1] == 3, bytes[start + 2] <= 4 else { return false }
    let record = Int(bytes[start + 3]) << 8 | Int(bytes[start + 4])
    let message = Int(bytes[start + 6]) << 16 | Int(bytes[start + 7]) << 8 | Int(bytes[start + 8])
    // A record may hold a part of the message only, but not less than its header. A hello has its version, a random
    // number of 32 bytes and more.
    return (4...RecordHeader.maximumPayloadCount).contains(record) && bytes[start + 5] == hello.rawValue
      && (38...(1 << 17)).contains(message) && bytes[start + 9] == 3 && bytes[start + 10] <= 4
  }
}
