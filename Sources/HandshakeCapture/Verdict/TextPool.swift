/// Texts that reports on many connections have in common, each kept once.
struct TextPool {
  /// How many texts are kept; those of the reasons there are, and of the names of a few hundred servers.
  static let maximumCount = 4096
  /// How many characters a name or another text from a stranger may have in a report.
  static let maximumNameCount = 256
  /// How many characters a reason may have, with a dozen names in it.
  static let maximumReasonCount = 4096

  private var texts: Set<String> = []

  /// How many texts are kept.
  var count: Int { texts.count }

  /// The same text, in memory that others have as well if it is one of the first.
  mutating func shared(_ text: String) -> String {
    guard Self.byteCount(text) > 0 else { return text }
    if let index = texts.firstIndex(of: text) { return texts[index] }
    if texts.count < Self.maximumCount { texts.insert(text) }
    return text
  }

  /// The same for one that may not be there.
  mutating func shared(_ text: String?) -> String? { text.map { shared($0) } }

  /// About how much memory a text takes of its own; small ones lie where they are named.
  static func byteCount(_ text: String) -> Int {
    let count = text.utf8.count
    return count <= 15 ? 0 : count + 32
  }
}

extension String {
  /// The text, or its beginning and end if it has more than `count` characters, with how many are left out.
  func abbreviated(to count: Int = TextPool.maximumNameCount) -> String {
    // Most texts are shorter in bytes already, which are counted faster.
    guard utf8.count > count, unicodeScalars.count > count else { return self }
    var text = String(unicodeScalars.prefix(count * 3 / 4))
    text += "… (\(unicodeScalars.count - count) more characters) …"
    text.unicodeScalars.append(contentsOf: unicodeScalars.suffix(count - count * 3 / 4))
    return text
  }
}
