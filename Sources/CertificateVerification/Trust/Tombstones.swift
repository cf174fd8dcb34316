/// The places of a layer that no longer count, one bit for each.
struct Tombstones: Sendable {
  private var words: [UInt64] = []
  /// How many there are.
  private(set) var count = 0

  /// Whether a place does not count.
  @inline(__always)
  func contains(_ place: Int) -> Bool {
    guard count > 0, place &>> 6 < words.count else { return false }
    return words[place &>> 6] &>> UInt64(truncatingIfNeeded: place & 63) & 1 != 0
  }

  /// Marks a place that counted.
  mutating func insert(_ place: Int) {
    while words.count <= place >> 6 { words.append(0) }
    words[place >> 6] |= 1 << UInt64(truncatingIfNeeded: place & 63)
    count += 1
  }
}
