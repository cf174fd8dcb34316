/// How many items there were of which verdict.
package struct BatchTally: Sendable, Hashable {
  /// The items that were passed over at the start of the stream.
  package var skipped = 0
  /// The items that were verified.
  package var verified = 0
  /// The items that were refused.
  package var refused = 0
  /// The items without a chain that could be verified.
  package var malformed = 0

  package init() {}

  /// The items that have a result.
  package var count: Int { verified + refused + malformed }

  /// Counts one more item.
  mutating func count(_ verdict: BatchVerdict) {
    switch verdict {
    case .verified: verified += 1
    case .refused: refused += 1
    case .malformed: malformed += 1
    }
  }

  /// Adds what another one has counted.
  mutating func add(_ other: BatchTally) {
    skipped += other.skipped
    verified += other.verified
    refused += other.refused
    malformed += other.malformed
  }
}
