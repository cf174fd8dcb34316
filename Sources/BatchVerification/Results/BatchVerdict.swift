/// What became of an item; the raw value is its stable name in results.
package enum BatchVerdict: String, Sendable, Hashable, CaseIterable {
  /// The chain is to be trusted.
  case verified
  /// The chain is refused.
  case refused
  /// There is no chain that could be verified.
  case malformed
}
