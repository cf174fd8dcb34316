import CertificateEncoding
import Certificates

/// Directory names that one verification has compared letter by letter, so that two spellings are compared, and counted,
/// once.
///
/// An authority that splits its lists writes its name into hundreds of them, and may spell it in another way than its
/// certificates do.
struct NameMemory: Sendable {
  private struct Pair: Sendable, Hashable {
    let spelling: [UInt8]
    let other: [UInt8]
  }

  private var known: [Pair: Bool] = [:]

  /// Pairs of more bytes are compared anew each time, so that what is kept stays small; names in use have under 200.
  private static let maximumByteCount = 4096

  init() {}

  /// Whether two directory names match: remembered, or found out now.
  mutating func matches(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ otherBytes: Span<UInt8>, _ otherRange: Range<Int>,
    _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Bool {
    if bytes.equals(range, otherBytes, otherRange) { return true }
    // Only what costs a comparison is kept, so that there are no more of them than the budget has comparisons.
    guard DistinguishedName.mayMatch(bytes, range, otherBytes, otherRange) else { return false }
    guard range.count + otherRange.count <= Self.maximumByteCount else {
      return effort.matches(bytes, range, otherBytes, otherRange, budget)
    }
    let pair = Pair(spelling: range.map { bytes[$0] }, other: otherRange.map { otherBytes[$0] })
    if let found = known[pair] { return found }
    let found = effort.matches(bytes, range, otherBytes, otherRange, budget)
    if effort.exhausted == nil { known[pair] = found }
    return found
  }
}
