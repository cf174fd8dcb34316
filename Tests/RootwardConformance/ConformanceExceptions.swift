import Foundation

/// The cases that we know to fail and have a reason for: `exceptions.txt` beside this file.
///
/// A line is `SUITE ID REASON…`; empty lines and those that start with `#` say nothing.
struct ConformanceExceptions {
  struct Malformed: Error, CustomStringConvertible {
    let line: Int
    var description: String { "exceptions.txt:\(line): a line is a suite, an id and a reason" }
  }

  private(set) var reasons: [String: String] = [:]

  init(suite: ConformanceSuite) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("exceptions.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
      guard parts.count == 3, let named = ConformanceSuite(rawValue: String(parts[0])) else {
        throw Malformed(line: index + 1)
      }
      if named == suite { reasons[String(parts[1])] = String(parts[2]) }
    }
  }
}
