/// Colors and weights for terminals (ECMA-48 §8.3.117).
enum Style: String {
  case good = "\u{1B}[1;32m"
  case bad = "\u{1B}[1;31m"
  case heading = "\u{1B}[1m"

  private static let end = "\u{1B}[0m"

  /// The text in this style.
  func applied(to text: some StringProtocol) -> String { rawValue + text + Self.end }

  /// An explanation with its verdict and the headings of its problems marked.
  static func explanation(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line -> String in
      if line.hasPrefix("VERIFIED") { return good.applied(to: "VERIFIED") + line.dropFirst(8) }
      if line.hasPrefix("REFUSED") { return bad.applied(to: "REFUSED") + line.dropFirst(7) }
      guard line.hasPrefix("Problem"), let colon = line.firstIndex(of: ":") else { return String(line) }
      return heading.applied(to: line[...colon]) + line[line.index(after: colon)...]
    }.joined(separator: "\n")
  }
}

extension Style {
  /// A line of a check of the trusted roots, its verdict marked.
  static func check(_ line: String) -> String {
    for (word, style) in [("OK", Style.good), ("WARNING", .bad), ("PROBLEM", .bad)] where line.hasPrefix(word + ":") {
      return style.applied(to: word) + line.dropFirst(word.count)
    }
    return line.hasSuffix(":") && !line.hasPrefix(" ") ? heading.applied(to: line) : line
  }
}
