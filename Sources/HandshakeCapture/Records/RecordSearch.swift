/// Tells whether a stream holds TLS records, though no hello: those of a connection that began before the recording.
enum RecordSearch {
  /// Whether records stand in a row somewhere in the first bytes, as they don't by chance.
  ///
  /// At the beginning of the stream one record will do that ends where the bytes end, or before the next. Further on, where a
  /// recording begins in the middle of a record, it takes two and the header of a third, or the end.
  static func hasRecords(_ bytes: ByteQueue) -> Bool {
    let limit = min(bytes.count, RecordHeader.maximumPayloadCount + RecordHeader.byteCount)
    for start in 0..<max(limit, 0) where bytes[start] >= 20 && bytes[start] <= 23 {
      if isRow(bytes, from: start, recordCount: start == 0 ? 1 : 2) { return true }
    }
    return false
  }

  private static func isRow(_ bytes: ByteQueue, from start: Int, recordCount: Int) -> Bool {
    var position = start
    for _ in 0..<recordCount {
      guard let count = payloadCount(bytes, position) else { return false }
      position += RecordHeader.byteCount + count
    }
    return position == bytes.count || payloadCount(bytes, position) != nil
  }

  /// How many bytes the record at a place holds; `nil` if none begins there, of those that protected connections have.
  private static func payloadCount(_ bytes: ByteQueue, _ position: Int) -> Int? {
    guard position + RecordHeader.byteCount <= bytes.count, (20...23).contains(bytes[position]),
      bytes[position + 1] == 3, (1...3).contains(bytes[position + 2])
    else { return nil }
    let count = Int(bytes[position + 3]) << 8 | Int(bytes[position + 4])
    return (1...RecordHeader.maximumPayloadCount).contains(count) ? count : nil
  }
}
