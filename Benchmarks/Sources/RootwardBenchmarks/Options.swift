import Foundation

/// What the command line says.
struct Options {
  var isQuick = false
  /// What the titles of the rows must contain; `nil` for all rows.
  var rows: String?
  /// The file of fixtures, in a process that works for another one.
  var worker: String?
  private var outputs: [(kind: String, path: String)] = []

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let option = rest.popFirst() {
      switch option {
      case "--quick": isQuick = true
      case "--rows", "--worker", "--json", "--svg", "--markdown":
        guard let value = rest.popFirst() else { throw ContestantError(description: "\(option) needs a value") }
        switch option {
        case "--rows": rows = value
        case "--worker": worker = value
        default: outputs.append((option, value))
        }
      default:
        throw ContestantError(
          description: "there is no option \(option); there are --quick, --rows, --json, --svg and --markdown")
      }
    }
    if let rows, selectedRows.isEmpty { throw ContestantError(description: "no row's title contains “\(rows)”") }
  }

  /// The rows that are asked for.
  var selectedRows: [Row] { Row.all.filter { row in rows.map { row.title.contains($0) } ?? true } }

  /// Writes the report to the files that were asked for.
  func write(_ report: Report) throws {
    for (kind, path) in outputs {
      let text =
        switch kind {
        case "--json": try report.json()
        case "--svg": Chart(report).svg
        default: report.markdown
        }
      try Data(text.utf8).write(to: URL(filePath: path))
    }
  }
}
