internal import CertificateEncoding

// RFC 5891 §5 and RFC 5280 §7.2, with what the standard library knows of Unicode. Deliberate deviations from the full
// tables of UTS #46 and of IDNA2008 (RFC 5892):
// * Of the mappings of UTS #46, those to lower case, to Normalization Form C and to the full stop are made. A
//   character that its other mappings would change (full-width letters, ligatures, circled digits) is refused, not
//   mapped; U+00DF and U+03C2, which IDNA2003 mapped and IDNA2008 keeps, are kept.
// * The zero-width joiner and non-joiner, which some scripts allow in some places, are refused.
// * The contextual rules for punctuation such as U+00B7 and U+30FB, and the rules on right-to-left text (RFC 5893),
//   are left to the registries. A name that breaks them becomes an A-label that nobody could have registered.
extension DNSName {
  /// Adds to `output` the A-label of an internationalized label: its text in lower case and Normalization Form C,
  /// in Punycode, after `xn--`.
  ///
  /// - Parameters:
  ///   - text: The characters of the label, of which one or more are not ASCII.
  ///   - label: The number of the label, for the error.
  ///   - output: Where the A-label goes; a label that is ASCII in lower case goes there as such.
  static func appendALabel(
    of text: [Unicode.Scalar], label: Int, to output: inout [UInt8]
  ) throws(DNSNameError) {
    var mapped: [Unicode.Scalar] = []
    mapped.reserveCapacity(text.count)
    for scalar in text { mapped.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars) }
    guard let scalars = NormalizationFormC.compose(mapped), let first = scalars.first else {
      throw DNSNameError(.notNormalized, label: label)
    }
    for scalar in scalars where !isPermitted(scalar) {
      throw DNSNameError(scalar == "*" ? .wildcard : .invalidCharacter(scalar), label: label)
    }
    guard !isMark(first) else { throw DNSNameError(.leadingCombiningMark, label: label) }
    if scalars.allSatisfy({ $0.isASCII }) {
      // The Kelvin sign, for one, is a letter k.
      for scalar in scalars { output.append(UInt8(truncatingIfNeeded: scalar.value)) }
      return
    }
    guard first != "-", scalars.last != "-" else { throw DNSNameError(.hyphenAtLabelEdge, label: label) }
    guard scalars.count < 4 || scalars[2] != "-" || scalars[3] != "-" else {
      throw DNSNameError(.reservedHyphens, label: label)
    }
    guard let encoded = Punycode.encode(scalars) else { throw DNSNameError(.labelTooLong, label: label) }
    output.append(contentsOf: [0x78, 0x6E, 0x2D, 0x2D])  // xn--
    output.append(contentsOf: encoded)
  }

  /// Whether a label may have the character, after its mapping (RFC 5892 §2, §3).
  private static func isPermitted(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value).isHostNameCharacter }
    switch scalar {
    // RFC 5892 §2.6: exceptions, and characters whose context is not checked here.
    case "\u{B7}", "\u{DF}", "\u{375}", "\u{3C2}", "\u{5F3}", "\u{5F4}", "\u{6FD}", "\u{6FE}", "\u{F0B}", "\u{3007}",
      "\u{30FB}":
      return true
    case "\u{640}", "\u{7FA}", "\u{302E}", "\u{302F}", "\u{3031}"..."\u{3035}", "\u{303B}": return false
    default: break
    }
    // RFC 5892 §2.2: what compatibility mapping or case folding would change is not stable.
    guard !scalar.properties.changesWhenNFKCCaseFolded else { return false }
    // RFC 5892 §2.1: letters, marks and digits.
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
