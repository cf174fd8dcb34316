/// A table from a 32-bit hash to the numbers of all entries under it, in the order in which they were added.
///
/// Entries under one hash are chained and never compared, so that a table of any entries is built in a time that grows with
/// their number alone, be it that all have the same name. Whoever looks something up compares, and may stop.
struct ChainedIndex: Sendable {
  /// The last entry under each hash.
  private var last: HashIndex
  /// For each entry the next one under its hash; for the last one the first.
  private var next: [UInt32] = []

  /// Creates a table with room for so many entries, which are to be numbered from zero on without a gap.
  init(capacity: Int = 0) {
    last = HashIndex(capacity: capacity)
    next.reserveCapacity(capacity)
  }

  /// Adds the next entry, whose number is how many there are.
  mutating func append(_ hash: UInt32) {
    let entry = next.count
    let number = UInt32(truncatingIfNeeded: entry)
    if let previous = last.replace(entry, hash) {
      next.append(next[previous])
      next[previous] = number
    } else {
      next.append(number)
    }
  }

  /// The last entry under a hash; `nil` if there is none.
  @inline(__always)
  func last(_ hash: UInt32) -> Int? { last.first(hash) { _ in true } }

  /// The entry that follows another one under their hash; the first one follows the last.
  @inline(__always)
  func entry(after entry: Int) -> Int { Int(truncatingIfNeeded: next[entry]) }

  /// Calls `body` with each entry under a hash, in order, until it returns false; returns false then.
  @inline(__always)
  @discardableResult
  func forEach(_ hash: UInt32, _ body: (Int) -> Bool) -> Bool {
    guard let end = last(hash) else { return true }
    var entry = end
    repeat {
      entry = self.entry(after: entry)
      guard body(entry) else { return false }
    } while entry != end
    return true
  }
}
