/// Ranges of IP addresses of one length, which answer in the time of a binary search whether one of them holds an address.
struct AddressRanges: Sendable {
  private struct Entry: Sendable {
    let low: UInt128
    let high: UInt128
    /// Where the certificate says it.
    let source: Range<Int>
  }

  private var entries: [Entry] = []

  /// Adds an address and its mask, both of `range.count` / 2 bytes; returns false if the mask is none.
  ///
  /// RFC 5280 §4.2.1.10 writes them in the style of RFC 4632: ones, and then zeros. ``finish()`` must follow before
  /// anything is asked.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let middle = range.lowerBound + range.count / 2
    let address = Self.number(bytes, range.lowerBound..<middle)
    let width = 8 * (range.count / 2)
    // The ones that a mask of this width does not have, so that what follows looks at one width only.
    let above: UInt128 = width == 128 ? 0 : ~0 << UInt128(truncatingIfNeeded: width)
    let mask = Self.number(bytes, middle..<range.upperBound) | above
    let free = ~mask
    guard free & (free &+ 1) == 0 else { return false }
    entries.append(Entry(low: address & mask, high: address | free, source: range))
    return true
  }

  /// Puts the ranges in order and drops those that lie in another one.
  ///
  /// Of two ranges that an address and a mask of ones and zeros make, the one lies in the other or they have nothing in
  /// common. So what starts in the last range that was kept lies in it, if the widest of one start comes first.
  mutating func finish() {
    guard entries.count > 1 else { return }
    entries.sort { $0.low == $1.low ? $0.high > $1.high : $0.low < $1.low }
    var kept: [Entry] = []
    for entry in entries {
      if let last = kept.last, entry.low <= last.high { continue }
      kept.append(entry)
    }
    entries = kept
  }

  /// Where the certificate says the range that holds the address; `nil` if none does.
  func range(holding bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let address = Self.number(bytes, range)
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = low + (high - low) / 2
      if address < entries[middle].low { high = middle } else { low = middle + 1 }
    }
    guard low > 0, address <= entries[low - 1].high else { return nil }
    return entries[low - 1].source
  }

  /// The number of at most 16 bytes, the highest first.
  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt128 {
    var number: UInt128 = 0
    for offset in range { number = number << 8 | UInt128(bytes[offset]) }
    return number
  }
}
