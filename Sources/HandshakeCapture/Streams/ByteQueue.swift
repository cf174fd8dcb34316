/// Bytes that come at the end and go at the beginning, with a cost that doesn't depend on how many there are.
struct ByteQueue: Sendable {
  /// How many bytes that were taken away are kept for comparison: all of any usual handshake.
  static let maximumTakenCount = 1 << 16

  /// The bytes, the first `start` of which were taken away.
  private(set) var storage: [UInt8] = []
  private var start = 0
  /// Whether the last bytes that were taken away are kept.
  private(set) var keepsTaken: Bool

  init(keepsTaken: Bool = false) { self.keepsTaken = keepsTaken }

  /// How many bytes there are.
  var count: Int { storage.count - start }
  /// Whether there are none.
  var isEmpty: Bool { count == 0 }
  /// Where the bytes lie in ``storage``; what is before them was taken away.
  var range: Range<Int> { start..<storage.count }
  /// How much memory is taken.
  var heldByteCount: Int { storage.capacity }

  /// The byte at a place, counted from the first; the queue has it.
  subscript(index: Int) -> UInt8 { storage[start + index] }

  /// Puts bytes at the end.
  mutating func append(_ bytes: Span<UInt8>) { storage.append(copying: bytes) }

  /// Takes away the first `count` bytes, at most all of them.
  mutating func removeFirst(_ count: Int) {
    start += min(max(count, 0), self.count)
    let surplus = keepsTaken ? start - Self.maximumTakenCount : start
    if !keepsTaken, isEmpty {
      // A buffer of this size is kept for what comes next.
      storage.removeAll(keepingCapacity: storage.capacity <= 4096)
      start = 0
    } else if surplus > 4096, surplus > storage.count / 2 {
      drop(surplus)
    }
  }

  /// Takes away what comes behind the first `count` bytes.
  mutating func removeLast(keeping count: Int) {
    guard count < self.count else { return }
    storage = Array(storage[start..<start + max(count, 0)])
    start = 0
  }

  /// Keeps nothing of what was taken away, from now on.
  mutating func forgetTaken() {
    guard keepsTaken else { return }
    keepsTaken = false
    drop(start)
  }

  /// Takes away everything, and the memory.
  mutating func removeAll() { (storage, start) = ([], 0) }

  /// Drops the first bytes of the storage, and the memory if little of it is in use.
  private mutating func drop(_ count: Int) {
    start -= count
    let rest = storage.count - count
    if count > 0, rest < storage.capacity / 4 {
      storage = Array(storage[count...])
    } else {
      storage.removeSubrange(..<count)
    }
  }
}
