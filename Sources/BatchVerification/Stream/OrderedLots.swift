/// Lots that are under way, of which those that are done come out in the order of the stream.
struct OrderedLots {
  /// The most lots under way.
  let capacity: Int
  /// How many lots are under way.
  private(set) var count = 0
  /// How many bytes they have: what was read of the stream, and for those that are done the results as well.
  private(set) var byteCount = 0
  /// The lots that are done and wait for others, by their number modulo the capacity.
  private var done: [ItemLot?]
  private var next = 0

  init(capacity: Int) {
    self.capacity = max(1, capacity)
    done = Array(repeating: nil, count: self.capacity)
  }

  /// Counts a lot that is handed out; there is room for it.
  mutating func begin(_ lot: borrowing ItemLot) {
    count += 1
    byteCount += lot.bytes.count
  }

  /// Takes a lot that is done.
  mutating func finish(_ lot: consuming ItemLot) {
    byteCount += lot.output.count
    done[lot.sequence % capacity] = lot
  }

  /// The next lot in the order of the stream, if it is done.
  mutating func popFirst() -> ItemLot? {
    guard let lot = done[next % capacity].take() else { return nil }
    next += 1
    count -= 1
    byteCount -= lot.bytes.count + lot.output.count
    return lot
  }
}
