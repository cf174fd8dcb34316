import CertificateEncoding
import Certificates

extension Explanation: CustomStringConvertible {
  /// The verdict, what decided it and what would mend it, and the path, over several lines.
  public var description: String { text(allPaths: false) }

  /// The verdict in words.
  ///
  /// - Parameter allPaths: whether every path that was tried is told, detours from a verified one included, or only the
  ///   one that was verified or came nearest.
  /// - Returns: text of several lines, without a newline at its end.
  public func text(allPaths: Bool) -> String {
    var lines = [headline, ""]
    lines += asked
    for (index, path) in (allPaths ? paths[...] : paths.prefix(1)).enumerated() {
      lines.append("")
      if index > 0 { lines += ["Another path that was tried:", ""] }
      lines += Self.lines(path)
    }
    if !allPaths, paths.count > 1 {
      let others = paths.count - 1
      lines += ["", "\(others) other path\(others == 1 ? " was" : "s were") tried without success."]
    }
    if allPaths {
      lines += furtherLines
      let effort = evaluation.effort
      lines += [
        "",
        "Effort: \(Self.count(effort.candidates, "issuer")) tried, "
          + "\(Self.count(effort.signatures, "signature")) checked, \(Self.count(effort.names, "name")) compared.",
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// What is told beside the path: the policies of a verified one, the detours to it, and how many paths were not kept.
  private var furtherLines: [String] {
    var lines: [String] = []
    if let policies = evaluation.verifiedChain?.policies, !policies.isEmpty {
      let names = Sentences.sorted(policies).map { Sentences.policyName($0) }.joined(separator: ", ")
      lines += [""] + Self.wrapped("Policies: \(names)", indentation: 2)
    }
    for path in detours { lines += ["", "A detour, tried without success:", ""] + Self.lines(path) }
    let omitted = evaluation.omittedAttempts
    if omitted > 0 {
      lines += ["", "\(Self.count(omitted, "more path")) \(omitted == 1 ? "was" : "were") tried and not kept."]
    }
    return lines
  }

  /// What was asked, a line each.
  private var asked: [String] {
    let request = evaluation.request
    let name = request.name.map { Sentences.printable($0.description) } ?? "not asked (any name will do)"
    return [
      "  name      \(name)",
      "  purpose   \(Sentences.purpose(request.purpose))",
      "  time      \(request.moment)",
    ]
  }

  private static func lines(_ path: Path) -> [String] {
    var lines: [String] = []
    for (number, item) in path.items.enumerated() {
      if number > 0 { lines.append("") }
      let label = path.items.count == 1 ? "Problem" : "Problem \(number + 1) of \(path.items.count)"
      lines += wrapped("\(label): \(item.statement)", indentation: 2)
      lines += wrapped("  why       \(item.facts)")
      lines += wrapped("  rule      \(item.finding.rule.rawValue) (\(item.reference))")
      if path.certificates.indices.contains(item.finding.certificate) {
        lines += wrapped("  where     \(place(path, item.finding.certificate))")
      }
      lines += wrapped("  remedy    \(item.remedy)")
    }
    if !path.items.isEmpty { lines.append("") }
    lines.append("Path:")
    for (position, certificate) in path.certificates.enumerated() {
      let subject = certificate.subject.description
      let marks = path.items.filter { $0.finding.certificate == position }.map { $0.code }
      let state = marks.isEmpty ? "" : "  [\(marks.joined(separator: ", "))]"
      lines.append("  \(position)  \(subject.isEmpty ? "(no subject)" : subject)\(state)")
      lines.append("     \(part(path, position))\(Origin.text(certificate).map { ", from \($0)" } ?? "")")
      if path.revocation.indices.contains(position) {
        lines += wrapped("     " + Sentences.text(path.revocation[position], of: certificate), indentation: 7)
      }
    }
    if !path.reachesAnchor { lines.append("  ?  no trusted root was reached") }
    return lines
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// How many characters a line should have at most; a name or number that is longer is not broken.
  private static let lineLength = 100

  /// A line broken at spaces, the lines after the first indented; what is typed, in backticks, stays on one line.
  package static func wrapped(_ line: String, indentation: Int = 12) -> [String] {
    let margin = String(repeating: " ", count: indentation)
    var lines: [String] = []
    var current = ""
    var length = 0
    for (index, word) in words(line).enumerated() {
      let count = word.count
      if length > indentation, length + 1 + count > lineLength {
        lines.append(current)
        current = margin + word
        length = indentation + count
      } else {
        current += index == 0 ? word : " " + word
        length += index == 0 ? count : 1 + count
      }
    }
    lines.append(current)
    return lines
  }

  /// What stands between the spaces of a line; a backtick and the word after it belong together, if that ends the quote.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var isQuoted = false
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      if isQuoted, word.contains("`"), !word.hasPrefix("`"), let opening = words.popLast() {
        words.append(opening + " " + word)
        isQuoted = false
      } else {
        isQuoted = word.hasPrefix("`") && !word.dropFirst().contains("`")
        words.append(String(word))
      }
    }
    return words
  }

  private static func place(_ path: Path, _ position: Int) -> String {
    let certificate = path.certificates[position]
    let origin = Origin.text(certificate).map { ", \($0)" } ?? ""
    return "certificate \(position) (\(part(path, position)))\(origin)"
  }

  /// The part that a certificate plays, and whether it came from the caller.
  private static func part(_ path: Path, _ position: Int) -> String {
    role(path, position) + (isAtHand(path, position) ? ", at hand" : "")
  }

  /// Whether a certificate came from the caller, and neither from the peer nor from the trust store.
  static func isAtHand(_ path: Path, _ position: Int) -> Bool {
    let isAnchor = path.reachesAnchor && position == path.certificates.count - 1
    return position > 0 && !isAnchor && path.atHand.contains(path.certificates[position])
  }

  /// The part that a certificate plays.
  static func role(_ path: Path, _ position: Int) -> String {
    if path.reachesAnchor, position == path.certificates.count - 1 {
      return position == 0 ? "leaf, itself trusted" : "trusted root"
    }
    return position == 0 ? "leaf" : "intermediate"
  }
}
