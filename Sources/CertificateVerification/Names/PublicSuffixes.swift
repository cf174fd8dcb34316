import CertificateCryptography

/// The suffixes under which anybody may register a name, such as `com`, `co.uk` or `github.io` (the Public Suffix List).
///
/// The table is a sorted list of digests, made by `Scripts/publicsuffix.py`. It takes 80 kilobytes and nothing is built of
/// it when a program starts; a look-up costs four digests. Two rules with the same 47 bits would show a suffix where there
/// is none, which happens by chance to one name of 13 billion.
package enum PublicSuffixes {
  /// The two sections of the list.
  package enum Section: Sendable, Hashable {
    /// Suffixes under which the registry of a top-level domain lets people register names.
    case icann
    /// Suffixes whose owner, mostly a company that hosts others, asked to be listed.
    case privateDomains
  }

  /// How many characters of ``table`` an entry has.
  private static let width = 8

  /// Of which section a DNS name, in lower case and with A-labels, is a suffix that anybody may register names under; `nil`
  /// if it is none.
  ///
  /// The rules are those of the list's own description: a rule is a name, a name whose first label is a wildcard, or an
  /// exception from one of these; a name of a single label is a suffix whether it is listed or not.
  package static func section(of name: ArraySlice<UInt8>) -> Section? {
    if let section = rule(Array(name)) { return section }
    guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { return .icann }
    guard let section = rule(wildcard + name[dot...]), rule([UInt8(ascii: "!")] + name) == nil else { return nil }
    return section
  }

  /// Of which section the names with one label more than `name` are suffixes, but for exceptions; `nil` if they are none.
  ///
  /// `kobe.jp` is no suffix itself, and every name below it is one.
  package static func section(below name: ArraySlice<UInt8>) -> Section? {
    rule(wildcard + [UInt8(ascii: ".")] + name)
  }

  private static let wildcard = [UInt8(ascii: "*")]

  /// The section of a rule; `nil` if there is none.
  private static func rule(_ rule: [UInt8]) -> Section? {
    let digest = HashAlgorithm.sha256.digest(of: rule.span)
    var number: UInt64 = 0
    for index in 0..<6 { number = number << 8 | UInt64(digest[index]) }
    number >>= 1
    let text = table.utf8
    let entries = text.span
    var (low, high) = (0, entries.count / width)
    while low < high {
      let middle = low + (high - low) / 2
      let entry = value(entries, at: middle)
      // The lowest bit is not of the digest.
      let found = entry >> 1
      if found == number { return entry & 1 == 0 ? .icann : .privateDomains }
      if found < number { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The number that an entry stands for; characters and numbers are in the same order.
  private static func value(_ entries: Span<UInt8>, at index: Int) -> UInt64 {
    var number: UInt64 = 0
    for offset in index * width..<(index + 1) * width { number = number << 6 | bits(entries[offset]) }
    return number
  }

  /// The six bits of a character: hyphen, digits, upper case, underscore, lower case.
  private static func bits(_ character: UInt8) -> UInt64 {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0")) + 1
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(character - UInt8(ascii: "A")) + 11
    case UInt8(ascii: "_"): 37
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(character - UInt8(ascii: "a")) + 38
    default: 0
    }
  }
}
