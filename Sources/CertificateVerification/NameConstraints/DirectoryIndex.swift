import CertificateEncoding
import Certificates

/// Directory names that answer which of them another name starts with, in a time that does not grow with their number.
///
/// They are found by the hashes of a name's beginnings and then compared (RFC 5280 §7.1). A stranger
/// can make names that share a hash, so that each comparison is counted by the search's budget.
struct DirectoryIndex: Sendable {
  private var sources: [UInt64: [Range<Int>]] = [:]
  /// Whether a name of which nobody can tell whether it starts with one of these is ``Answer/incomparable``, and not
  /// ``Answer/outside``.
  private let isCautious: Bool

  init(isCautious: Bool = false) { self.isCautious = isCautious }

  /// What came of a question.
  enum Answer: Sendable, Hashable {
    /// The name starts with the one at this place of the certificate.
    case within(Range<Int>)
    case outside
    /// The name is too long to be compared, or has characters with which that comes to nothing sure.
    case incomparable
    /// The budget for comparisons is spent.
    case notCompared
  }

  /// Adds the name at `range`; returns false if it can't be compared.
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let hash = DistinguishedName.hashesOfBeginnings(bytes, range)?.last,
      !isCautious || DistinguishedName.isComparable(bytes, range)
    else { return false }
    sources[hash, default: []].append(range)
    return true
  }

  /// Looks for a name that the one at `range` of `bytes` starts with; the index's own names lie in `base`.
  func beginning(
    of bytes: Span<UInt8>, _ range: Range<Int>, in base: Span<UInt8>, _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> Answer {
    guard let hashes = DistinguishedName.hashesOfBeginnings(bytes, range) else { return .incomparable }
    if isCautious {
      let cost = DistinguishedName.costOfComparability(bytes, range)
      guard cost == 0 || effort.spendConstrainedNames(cost, budget) else { return .notCompared }
      guard DistinguishedName.isComparable(bytes, range) else { return .incomparable }
    }
    for hash in hashes {
      for source in sources[hash] ?? [] {
        guard effort.spendNameComparison(byteCount: range.count + source.count, budget) else { return .notCompared }
        if DistinguishedName.isWithin(bytes, range, base, source) { return .within(source) }
      }
    }
    return .outside
  }
}
