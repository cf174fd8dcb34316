import CertificateCryptography

/// The suffixes under which anybody may register a name, such as `com`, `co.uk` or `github.io` (the Public Suffix List).
///
/// The table is a sorted list of digests, made by `Scripts/publicsuffix.py`. It takes 80 kilobytes and nothing is built of
/// it when a program starts; a look-up costs three digests. Two rules with the same 48 bits would show a suffix where there
/// is none, which happens by chance to one name of 27 billion.
package enum PublicSuffixes {
  /// How many characters of ``table`` an entry has.
  private static let width = 8

  /// Whether a DNS name, in lower case and with A-labels, is a suffix that anybody may register names under.
  ///
  /// The rules are those of the list's own description: a rule is a name, a name whose first label is a wildcard, or an
  /// exception from one of these; a name of a single label is a suffix whether it is listed or not.
  package static func contains(_ name: ArraySlice<UInt8>) -> Bool {
    guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { return true }
    if hasRule(Array(name)) { return true }
    return hasRule([UInt8(ascii: "*")] + name[dot...]) && !hasRule([UInt8(ascii: "!")] + name)
  }

  private static func hasRule(_ rule: [UInt8]) -> Bool {
    let digest = HashAlgorithm.sha256.digest(of: rule.span)
    var number: UInt64 = 0
    for index in 0..<6 { number = number << 8 | UInt64(digest[index]) }
    let text = table.utf8
    let entries = text.span
    var (low, high) = (0, entries.count / width)
    while low < high {
      let middle = low + (high - low) / 2
      let found = value(entries, at: middle)
      if found == number { return true }
      if found < number { low = middle + 1 } else { high = middle }
    }
    return false
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
