// RFC 9525 §6.3 and RFC 5280 §4.2.1.6. Deliberate deviations:
// * An underscore counts as a letter, because names in use have it.
// * A last label of digits alone is refused: programs disagree whether it makes the name an IP address.
// * A wildcard in front of a single label, `*.com`, is well-formed, and told apart for rules that refuse it: RFC 9525
//   leaves the matter of public suffixes to its users.

/// The dNSName of a certificate, which may start with a wildcard: a presented identity (RFC 9525 §1.4).
package enum DNSPattern {
  /// What is wrong with a presented name.
  package enum Malformation: Sendable, Hashable {
    /// No byte at all, or a range that leaves the buffer.
    case empty
    /// More than 253 bytes.
    case tooLong
    /// A byte of 80 or more: a dNSName is an IA5String, and internationalized labels are A-labels (RFC 5280 §7.2).
    case nonASCII
    /// A zero byte, which ends the name for programs that take it as a C string.
    case nulByte
    /// A character that host names don't have.
    case invalidCharacter(UInt8)
    /// Two dots in a row, or one at the start.
    case emptyLabel
    /// A dot at the end, which the preferred name syntax of RFC 1034 §3.5 doesn't have.
    case trailingDot
    /// A label of more than 63 bytes.
    case labelTooLong
    /// A label that starts or ends with a hyphen.
    case hyphenAtLabelEdge
    /// A wildcard that is a part of its label, as in `ba*.example.com` or `xn--*.example.com`.
    case partialWildcard
    /// A wildcard in another label than the first.
    case wildcardNotLeftmost
    /// A wildcard that is the whole name.
    case wildcardWithoutSuffix
    /// A last label of digits alone, as in an IP address that belongs in an iPAddress.
    case numericLastLabel
  }

  /// Whether a presented name is well-formed.
  package enum Validity: Sendable, Hashable {
    /// One name.
    case exact
    /// A wildcard and the labels after it; `hasSingleLabelSuffix` if that is one label only, as in `*.com`.
    case wildcard(hasSingleLabelSuffix: Bool)
    /// Neither: what is wrong, and at which offset from the start of the buffer.
    case malformed(Malformation, offset: Int)

    /// Whether the name is well-formed.
    package var isWellFormed: Bool {
      if case .malformed = self { false } else { true }
    }

    /// Whether the name is a wildcard in front of a single label, as `*.com` is.
    package var wildcardHasSingleLabelSuffix: Bool {
      self == .wildcard(hasSingleLabelSuffix: true)
    }
  }

  /// Tells whether the presented name in `range` of `bytes` is well-formed.
  package static func validity(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Validity {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= bytes.count else {
      return .malformed(.empty, offset: range.lowerBound)
    }
    // What makes bytes no text at all comes before what is wrong with the text.
    for offset in range {
      if bytes[offset] == 0 { return .malformed(.nulByte, offset: offset) }
      if bytes[offset] >= 0x80 { return .malformed(.nonASCII, offset: offset) }
    }
    guard range.count <= DNSName.maximumLength else { return .malformed(.tooLong, offset: range.lowerBound) }

    var start = range.lowerBound
    var labels = 0
    var hasWildcard = false
    while true {
      var end = start
      while end < range.upperBound, bytes[end] != UInt8(ascii: ".") { end += 1 }
      let isLast = end == range.upperBound
      if start == end {
        let malformation: Malformation = isLast ? .trailingDot : .emptyLabel
        return .malformed(malformation, offset: isLast ? start - 1 : start)
      }
      if end - start == 1, bytes[start] == UInt8(ascii: "*") {
        if labels > 0 { return .malformed(.wildcardNotLeftmost, offset: start) }
        if isLast { return .malformed(.wildcardWithoutSuffix, offset: start) }
        hasWildcard = true
      } else if let malformation = malformation(ofLabel: start..<end, bytes, isLast: isLast) {
        return malformation
      }
      labels += 1
      if isLast { break }
      start = end + 1
    }
    return hasWildcard ? .wildcard(hasSingleLabelSuffix: labels == 2) : .exact
  }

  /// What is wrong with a label that is neither empty nor a wildcard.
  private static func malformation(
    ofLabel range: Range<Int>, _ bytes: Span<UInt8>, isLast: Bool
  ) -> Validity? {
    var isNumber = true
    for offset in range {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "*") { return .malformed(.partialWildcard, offset: offset) }
      if !byte.isHostNameCharacter { return .malformed(.invalidCharacter(byte), offset: offset) }
      if !byte.isASCIIDigit { isNumber = false }
    }
    if range.count > 63 { return .malformed(.labelTooLong, offset: range.lowerBound) }
    let last = range.upperBound - 1
    if bytes[range.lowerBound] == UInt8(ascii: "-") { return .malformed(.hyphenAtLabelEdge, offset: range.lowerBound) }
    if bytes[last] == UInt8(ascii: "-") { return .malformed(.hyphenAtLabelEdge, offset: last) }
    return isLast && isNumber ? .malformed(.numericLastLabel, offset: range.lowerBound) : nil
  }

  /// Whether the presented name in `range` of `bytes` stands for the peer `reference`.
  ///
  /// Letters are compared without regard to case. A wildcard matches exactly one label, whatever its form: A-labels
  /// are labels as any other (RFC 9525 §6.3). A malformed name matches nothing, so ``validity(_:_:)`` need not be asked
  /// first; nothing is allocated.
  package static func matches(_ bytes: Span<UInt8>, _ range: Range<Int>, _ reference: DNSName) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
    let ascii = reference.ascii
    let name = ascii.span
    var offset = range.lowerBound
    var index = 0
    if range.count >= 2, bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: ".") {
      // The wildcard takes the place of the first label; the dot after it is compared with the rest.
      while index < name.count, name[index] != UInt8(ascii: ".") { index += 1 }
      offset += 1
    }
    // Every byte after this is compared with one of a name that is well-formed, so what is equal is well-formed too.
    guard index < name.count, name.count - index == range.upperBound - offset else { return false }
    while index < name.count {
      if bytes[offset].asciiLowercased != name[index] { return false }
      index += 1
      offset += 1
    }
    return true
  }
}
