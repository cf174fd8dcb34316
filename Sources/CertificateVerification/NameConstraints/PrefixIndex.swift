/// Keys of bytes that answer which of them another key starts with, in the time of a binary search.
///
/// Of keys that start with another one only the shorter is kept. Then, in lexicographic order, all that stands between a
/// key and what starts with it would start with it as well, and has been dropped: the only key that a name can start
/// with is the last one that is not above it. Making the index takes the time of a sort.
struct PrefixIndex: Sendable {
  private struct Entry: Sendable {
    let key: Range<Int>
    /// Where the certificate says it.
    let source: Range<Int>
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  /// Adds a key; ``finish()`` must follow before anything is asked.
  mutating func append(_ key: [UInt8], source: Range<Int>) {
    let start = bytes.count
    bytes += key
    entries.append(Entry(key: start..<bytes.count, source: source))
  }

  /// Puts the keys in order and drops those that start with another one.
  mutating func finish() {
    guard entries.count > 1 else { return }
    let bytes = bytes
    entries.sort { bytes[$0.key].lexicographicallyPrecedes(bytes[$1.key]) }
    var kept: [Entry] = []
    for entry in entries {
      if let last = kept.last, bytes[entry.key].starts(with: bytes[last.key]) { continue }
      kept.append(entry)
    }
    entries = kept
  }

  /// Where the certificate says the key that `key` starts with; `nil` if it starts with none.
  func prefix(of key: [UInt8]) -> Range<Int>? {
    var (low, high) = (0, entries.count)
    // The entries below `low` are not above the key, those from `high` on are.
    while low < high {
      let middle = low + (high - low) / 2
      if key.lexicographicallyPrecedes(bytes[entries[middle].key]) { high = middle } else { low = middle + 1 }
    }
    guard low > 0, key.starts(with: bytes[entries[low - 1].key]) else { return nil }
    return entries[low - 1].source
  }
}
