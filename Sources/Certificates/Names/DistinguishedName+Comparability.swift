import CertificateEncoding

// `PreparedText` leaves out some steps of RFC 4518, which can only keep names apart. That is the safe side where names must
// be the same, and the wrong one where a name must not be: what is drawn as `Evil Corp`, or is `Evil Corp` to a reader
// that takes all the steps, would not be found to be excluded. So whoever excludes names asks here first.

extension DistinguishedName {
  /// Whether names that ``matches(_:_:_:_:)`` tells apart from the one at `range` are apart for every reader of RFC 5280
  /// §7.1 as well.
  ///
  /// They may not be if the name has a value with a character that ``PreparedText/isPreparedInFull(_:)`` names, or one of a
  /// string type whose characters are not known.
  package static func isComparable(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    allValues(bytes, range) { value in
      guard let text = PreparedText(value) else { return !value.tag.isUnreadString }
      return text.isPlain(bytes) || text.isPreparedInFull(bytes)
    }
  }

  /// What ``isComparable(_:_:)`` costs beyond a look at each byte, in units of about a microsecond: nothing for a name in
  /// ASCII.
  package static func costOfComparability(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    allValues(bytes, range) { PreparedText($0)?.isPlain(bytes) ?? true } ? 0 : 1 + range.count / 16
  }

  /// Whether something is true of every value of the name at `range`; false if there is no Name.
  private static func allValues(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ isTrue: (DERElement) -> Bool
  ) -> Bool {
    guard var relativeNames = relativeNames(bytes, range) else { return false }
    while !relativeNames.isAtEnd {
      guard var relativeName = try? relativeNames.enter(.set, bytes) else { return false }
      while !relativeName.isAtEnd {
        guard let attribute = try? Attribute(&relativeName, bytes), isTrue(attribute.value) else { return false }
      }
    }
    return true
  }
}

extension DERTag {
  /// Whether it is a string type that is not read as text: VideotexString, GraphicString or GeneralString, which switch
  /// between character sets by escape sequences (X.680 §41, table 8).
  fileprivate var isUnreadString: Bool { rawValue == 0x15 || rawValue == 0x19 || rawValue == 0x1B }
}

extension PreparedText {
  /// Whether every character is one of ASCII that is seen, or white space.
  fileprivate func isPlain(_ bytes: Span<UInt8>) -> Bool {
    allCharacters(bytes) { character in
      (0x20...0x7E).contains(character.value) || (0x09...0x0D).contains(character.value)
    }
  }

  /// Whether the preparation of RFC 4518 makes no more of the text than folding its letters and its spaces does, and does
  /// not turn text beyond ASCII into ASCII.
  ///
  /// The steps that are left out here touch these characters:
  /// * control and format characters, U+1806, U+FFFC and all that is ignorable, which are dropped (§2.2);
  /// * spaces beyond ASCII, which become one (§2.2);
  /// * compatibility characters, such as full-width letters and ligatures, which are taken apart (§2.3, NFKC). The standard
  ///   library has no NFKC. It knows of each character whether NFKC_Casefold changes it (Unicode §5.18.4), which after the
  ///   folding means that NFKC or the dropping of what is ignorable does. That takes in a few characters too many: those
  ///   that canonical equivalence takes apart for good, such as U+0958, and small Cherokee letters, which fold into capitals.
  fileprivate func isPreparedInFull(_ bytes: Span<UInt8>) -> Bool {
    var (isASCII, staysBeyondASCII) = (true, false)
    let isComplete = allCharacters(bytes) { character in
      guard !Self.isDropped(character) else { return false }
      guard !character.isASCII else { return true }
      isASCII = false
      var folded = ""
      Self.appendFolded(character, to: &folded)
      for one in folded.unicodeScalars where !one.isASCII {
        if one.properties.changesWhenNFKCCaseFolded { return false }
        staysBeyondASCII = true
      }
      return true
    }
    return isComplete && (isASCII || staysBeyondASCII)
  }

  /// Whether a character is dropped or becomes a space by RFC 4518 §2.2, and not by this preparation.
  private static func isDropped(_ character: Unicode.Scalar) -> Bool {
    switch character.properties.generalCategory {
    case .control: !(0x09...0x0D).contains(character.value)
    case .format, .lineSeparator, .paragraphSeparator: true
    case .spaceSeparator: !character.isASCII
    default: character == "\u{1806}" || character == "\u{FFFC}"
    }
  }

  /// Whether something is true of every character; false if one is malformed.
  private func allCharacters(_ bytes: Span<UInt8>, _ isTrue: (Unicode.Scalar) -> Bool) -> Bool {
    var cursor = CharacterCursor(contents, encoding)
    while true {
      switch cursor.next(bytes) {
      case .end: return true
      case .malformed: return false
      case .character(let character): if !isTrue(character) { return false }
      }
    }
  }
}
