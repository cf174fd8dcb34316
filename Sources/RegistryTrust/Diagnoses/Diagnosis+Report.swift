import CertificateEncoding
package import CertificateVerification

extension Diagnosis: CustomStringConvertible {
  /// The diagnosis over several lines, without a newline at its end.
  public var description: String { lines.joined(separator: "\n") }

  /// The diagnosis, a line each, none longer than a hundred characters but for paths and commands.
  package var lines: [String] {
    var lines = Self.wrapped("\(severity.rawValue.uppercased()) \(id): \(statement)", indentation: 2)
    for (index, finding) in findings.prefix(Self.maximumFindingCount).enumerated() {
      let place = DoctorWords.shown(finding.path) + (finding.line.map { ":\($0)" } ?? "")
      let text = [place, finding.fact].filter { !$0.isEmpty }.joined(separator: ": ")
      lines += Self.wrapped((index == 0 ? "  found     " : "            ") + text)
    }
    let restCount = findings.count - Self.maximumFindingCount
    if restCount > 0 || omittedFindingCount > 0 {
      lines.append("            and \(max(restCount, 0) + omittedFindingCount) more")
    }
    lines += Self.wrapped("  affects   " + DoctorWords.list(clients))
    lines += Self.wrapped("  rule      " + why)
    lines += Self.wrapped("  remedy    " + advice)
    return lines + remedy.map { "            $ " + $0 }
  }

  /// How many findings are written out for people; programs get more.
  private static let maximumFindingCount = 5
  private static let lineLength = 100

  /// A line broken at spaces, the lines after the first indented.
  private static func wrapped(_ line: String, indentation: Int = 12) -> [String] {
    let margin = String(repeating: " ", count: indentation)
    var lines: [String] = []
    var current = ""
    var length = 0
    for (index, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let count = word.count
      if length > indentation, length + 1 + count > lineLength {
        lines.append(current)
        current = margin + word
        length = indentation + count
      } else {
        current += index == 0 ? String(word) : " " + word
        length += index == 0 ? count : 1 + count
      }
    }
    return lines + [current]
  }
}

extension Diagnosis {
  /// The diagnosis as JSON (RFC 8259), for programs; `rootward registry --help` tells the members.
  public var json: String { jsonValue.text }

  package var jsonValue: JSONValue {
    .object([
      ("id", .string(id.rawValue)),
      ("severity", .string(severity.rawValue)),
      ("clients", .array(clients.map { .string($0.rawValue) })),
      ("statement", .string(statement)),
      ("why", .string(why)),
      ("advice", .string(advice)),
      ("remedy", .array(remedy.map(JSONValue.string))),
      (
        "findings",
        .array(
          findings.map { finding in
            .object([
              ("path", .string(finding.path)), ("line", finding.line.map(JSONValue.number) ?? .null),
              ("fact", .string(finding.fact)),
            ])
          })
      ),
      ("omittedFindings", .number(omittedFindingCount)),
    ])
  }
}
