import Foundation

/// What came of a whole run, in words.
struct ConformanceReport {
  private let passed: Int
  private let skipped: [ConformanceResult]
  private let failed: [ConformanceResult]
  private let exceptions: ConformanceExceptions
  /// Exceptions whose case passes.
  private let stale: [String]

  init(_ results: [ConformanceResult], exceptions: ConformanceExceptions) {
    failed = results.filter { $0.outcome == .failed }
    skipped = results.filter { $0.outcome == .skipped }
    let good = results.filter { $0.outcome == .passed }
    passed = good.count
    stale = good.map(\.id).filter { exceptions.reasons[$0] != nil }
    self.exceptions = exceptions
  }

  private var unexpected: [ConformanceResult] { failed.filter { exceptions.reasons[$0.id] == nil } }

  /// Whether nothing failed but listed exceptions, and all of those still do.
  var isGood: Bool { unexpected.isEmpty && stale.isEmpty }

  func text(listingFailures: Bool) -> String {
    var lines: [String] = []
    if listingFailures, !failed.isEmpty {
      let rows = failed.map { ($0.id, $0.expected.description, got($0), reason($0)) }
      let idWidth = max(2, rows.map(\.0.count).max() ?? 0)
      lines.append("\(padded("id", idWidth))  expected  got       reason")
      for (id, expected, got, reason) in rows {
        lines.append("\(padded(id, idWidth))  \(padded(expected, 8))  \(padded(got, 8))  \(reason)")
      }
    }
    for (reason, count) in counted(skipped.map(skipReason)) { lines.append("skipped: \(count) × \(reason)") }
    let excepted = failed.compactMap { exceptions.reasons[$0.id] }
    for (reason, count) in counted(excepted) { lines.append("exception: \(count) × \(reason)") }
    for id in stale { lines.append("stale exception: \(id) passes; strike it from exceptions.txt") }
    if !unexpected.isEmpty, !listingFailures {
      lines.append("\(unexpected.count) failed outside the exceptions; --failures lists them")
    }
    lines.append("\(passed) passed, \(failed.count) failed, \(skipped.count) skipped")
    return lines.joined(separator: "\n")
  }

  private func skipReason(_ result: ConformanceResult) -> String {
    if case .unsupported(let reason) = result.verdict { reason } else { "" }
  }

  private func got(_ result: ConformanceResult) -> String {
    switch result.verdict {
    case nil: "hang"
    case .accepted: "accepted"
    case .refused: "refused"
    case .answer(let word, _): word
    case .contradiction: "contradiction"
    case .unsupported: "skipped"
    }
  }

  private func reason(_ result: ConformanceResult) -> String {
    let ours =
      switch result.verdict {
      case nil: "no answer within the time limit"
      case .refused(let reason), .answer(_, let reason), .contradiction(let reason), .unsupported(let reason): reason
      case .accepted: ""
      }
    return exceptions.reasons[result.id].map { "\(ours) [exception: \($0)]" } ?? ours
  }

  /// Each text with how often it occurs, the most frequent first.
  private func counted(_ texts: [String]) -> [(text: String, count: Int)] {
    Dictionary(grouping: texts) { $0 }
      .map { ($0.key, $0.value.count) }
      .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
