/// A code whose words are told by their lengths alone (RFC 1951 §3.2.2).
struct PrefixCode {
  /// The most bits of a word.
  static let maximumLength = 15

  /// How many words there are of each length.
  let counts: [Int]
  /// The symbols in the order of their words.
  let symbols: [Int]

  /// Creates a code of lengths that are known to be complete.
  init(fixed lengths: [Int]) {
    (counts, symbols) = Self.tables(lengths[...])
  }

  /// Creates a code of lengths, 0 for a symbol without a word; `nil` unless each sequence of bits starts with one word.
  ///
  /// RFC 1951 §3.2.7 has an exception for distances: one alone is of one bit, and there may be none at all.
  init?(_ lengths: ArraySlice<Int>, mayBeIncomplete: Bool = false) {
    (counts, symbols) = Self.tables(lengths)
    var free = 1
    for length in 1...Self.maximumLength {
      free = 2 * free - counts[length]
      guard free >= 0 else { return nil }
    }
    guard free == 0 || mayBeIncomplete && symbols.count == counts[1] else { return nil }
  }

  private static func tables(_ lengths: ArraySlice<Int>) -> (counts: [Int], symbols: [Int]) {
    var counts = [Int](repeating: 0, count: maximumLength + 1)
    for length in lengths where length > 0 { counts[length] += 1 }
    var places = [Int](repeating: 0, count: maximumLength + 1)
    for length in 1..<maximumLength { places[length + 1] = places[length] + counts[length] }
    var symbols = [Int](repeating: 0, count: counts.reduce(0, +))
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[places[length]] = symbol
      places[length] += 1
    }
    return (counts, symbols)
  }
}
