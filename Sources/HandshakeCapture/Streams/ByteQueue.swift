/// Bytes that come at the end and go at the beginning, with a cost that doesn't depend on how many there are.
struct ByteQueue: Sendable {
  /// The bytes, the first `start` of which are gone.
  private(set) var storage: [UInt8] = []
  private var start = 0

  /// How many bytes there are.
  var count: Int { storage.count - start }
  /// Whether there are none.
  var isEmpty: Bool { count == 0 }
  /// Where the bytes lie in ``storage``.
  var range: Range<Int> { start..<storage.count }

  /// The byte at a place, counted from the first; the queue has it.
  subscript(index: Int) -> UInt8 { storage[start + index] }

  /// Puts bytes at the end.
  mutating func append(_ bytes: Span<UInt8>) { storage.append(copying: bytes) }

  /// Takes away the first `count` bytes, at most all of them.
  mutating func removeFirst(_ count: Int) {
    start += min(max(count, 0), self.count)
    if start == storage.count {
      // A buffer of this size is kept for what comes next.
      storage.removeAll(keepingCapacity: storage.capacity <= 4096)
      start = 0
    } else if start > 4096, start > storage.count / 2 {
      storage.removeSubrange(..<start)
      start = 0
    }
  }

  /// Takes away everything, and the memory.
  mutating func removeAll() { (storage, start) = ([], 0) }
}
