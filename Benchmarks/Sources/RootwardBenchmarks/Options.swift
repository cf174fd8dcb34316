import Foundation

/// What the command line says.
struct Options {
  var isQuick = false
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
  }

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

/// The machine that a run was made on.
struct Machine: Codable, CustomStringConvertible {
  let processor: String
  let cores: Int
  let instructions: String
  let load: String
  let date: String

  static var current: Machine {
    let lines = ((try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? "").split(separator: "\n")
    func value(_ name: String) -> String {
      lines.first { $0.hasPrefix(name) }?.split(separator: ":").last.map {
        $0.trimmingCharacters(in: .whitespaces)
      } ?? ""
    }
    let flags = Set(value("flags").split(separator: " "))
    let known = ["sha_ni", "avx2", "avx512f", "avx512ifma", "avx512_vbmi", "avx512vbmi"]
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    return Machine(
      processor: value("model name"), cores: ProcessInfo.processInfo.processorCount,
      instructions: known.filter { flags.contains(Substring($0)) }.joined(separator: " "),
      load: load.split(separator: " ").prefix(1).joined(), date: Date().formatted(.iso8601.year().month().day()))
  }

  var description: String { "\(processor), \(cores) cores (\(instructions)), load \(load), \(date)" }
}
