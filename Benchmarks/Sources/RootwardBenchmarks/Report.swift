import Foundation

/// The results of a run, and the forms in which people and programs read them.
struct Report {
  let machine: Machine
  /// A contestant, as people are told of it.
  struct Entry: Codable {
    let name: String
    var version: String?
  }

  private let entries: [Entry]
  var results: [Race.Result] = []

  init(machine: Machine, contestants: [any Contestant]) {
    self.machine = machine
    entries = contestants.map { Entry(name: $0.name, version: $0.version) }
  }

  /// The contestants' names, in the order of the columns.
  private var contestants: [String] { entries.map(\.name) }

  /// Of which release each peer is.
  var versions: String {
    entries.compactMap { entry in entry.version.map { "\(entry.name): \($0)" } }.joined(separator: "; ")
  }

  /// The width of a contestant's column.
  private func width(_ name: String) -> Int { max(18, name.count) + 2 }

  var head: String {
    """
    Medians in µs, or GB/s for rows of bytes; × is the multiple of BoringSSL's time (OpenSSL's where it has none).

    """ + padded("", 34) + contestants.map { padded($0, width($0), left: true) }.joined() + "   allocations"
  }

  func line(_ result: Race.Result) -> String {
    var line = padded(result.row, 34)
    for name in contestants { line += padded(cell(result, name), width(name), left: true) }
    if let allocations = result.times[Row.accelerated]?.allocations { line += "   " + number(allocations) }
    return line + verdicts(result).map { "  " + $0 }.joined()
  }

  /// The goals, and whether they were met.
  func verdicts(_ result: Race.Result) -> [String] {
    contestants.compactMap { name in
      guard let goal = result.goals[name], let ratio = result.ratio(name) else { return nil }
      return "\(name == Row.accelerated ? "" : name + " ")\(ratio <= goal ? "met" : "MISSED") (\(number(goal)))"
    }
  }

  private func cell(_ result: Race.Result, _ name: String) -> String {
    guard let time = result.times[name] else { return "–" }
    let value = result.byteCount.map { Double($0) / time.median / 1e9 } ?? time.median * 1e6
    return number(value) + (result.ratio(name).map { " \(number($0))×" } ?? "")
  }

  /// Three digits that count.
  func number(_ value: Double) -> String {
    switch value {
    case 100...: String(Int(value.rounded()))
    case 10..<100: String(format: "%.1f", value)
    default: String(format: "%.2f", value)
    }
  }

  private func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? space + text : text + space
  }

  /// A table for a page of Markdown.
  var markdown: String {
    var text = "\(machine)\n\n\(versions)\n\n| | \(contestants.joined(separator: " | ")) | goals |\n"
    text += "|---|" + contestants.map { _ in "--:|" }.joined() + "---|\n"
    for result in results {
      let cells = contestants.map { cell(result, $0) }.joined(separator: " | ")
      text += "| \(result.row) | \(cells) | \(verdicts(result).joined(separator: ", ")) |\n"
    }
    return text
  }

  /// Everything, for programs: seconds.
  func json() throws -> String {
    struct Contents: Codable {
      let machine: Machine
      let contestants: [Entry]
      let results: [Race.Result]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(
      decoding: try encoder.encode(Contents(machine: machine, contestants: entries, results: results)), as: UTF8.self)
  }
}
