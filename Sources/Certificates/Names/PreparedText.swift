import CertificateEncoding

/// A string of a name as it is compared: letters folded, white space made insignificant (RFC 5280 §7.1, RFC 4518).
///
/// ASCII text, which nearly all names are, is prepared as it is read, without an allocation. Other text is folded by the
/// case mappings of the standard library and compared by canonical equivalence.
///
/// Deliberate deviations from RFC 4518. But for the last, they can only keep names apart; whether they may do so to a
/// name says ``DistinguishedName/isComparable(_:_:)``:
/// * Compatibility characters (§2.3, NFKC), such as ligatures or full-width letters, are not taken apart.
/// * Control characters and those that are drawn as nothing are not dropped (§2.2).
/// * Text with a character beyond ASCII never matches text without one, even if the character folds into ASCII, as the
///   Kelvin sign does into `k`. Names that match can be hashed alike only because of this.
/// * Prohibited characters (§2.4), such as unassigned ones, are compared like any other, so that text matches itself.
struct PreparedText: Sendable {
  let contents: Range<Int>
  let encoding: CharacterEncoding

  /// The text of a string element; `nil` for a value that is no string.
  init?(_ element: DERElement) {
    guard let encoding = CharacterEncoding(element.tag) else { return nil }
    self.encoding = encoding
    contents = element.contents
  }

  /// Whether two texts are the same after their preparation.
  static func matches(
    _ left: Span<UInt8>, _ leftText: PreparedText, _ right: Span<UInt8>, _ rightText: PreparedText
  ) -> Bool {
    var (leftCursor, rightCursor) = (ASCIICursor(leftText), ASCIICursor(rightText))
    while true {
      let (one, other) = (leftCursor.next(left), rightCursor.next(right))
      if one == other, one < 0x80 { continue }
      if one == ASCIICursor.end || other == ASCIICursor.end { return one == other }
      // Up to here the texts are the same, and no later character can change the ASCII ones read so far.
      guard one == ASCIICursor.beyondASCII || other == ASCIICursor.beyondASCII else { return false }
      guard let leftFolded = leftText.folded(left), let rightFolded = rightText.folded(right) else { return false }
      return leftFolded == rightFolded
    }
  }

  /// Adds the prepared text to `hash`; returns false if the text is not all ASCII, and then what was added means nothing.
  func absorb(into hash: inout NameHash, _ bytes: Span<UInt8>) -> Bool {
    guard encoding.keepsASCII else { return absorbWide(into: &hash, bytes) }
    // What `ASCIICursor` does, on a copy that stays in registers.
    var result = hash
    var (hasCharacter, isSpacePending) = (false, false)
    let text = bytes.extracting(contents)
    for index in text.indices {
      let character = text[index]
      if character <= 0x20, ASCIICursor.isSpace(character) {
        isSpacePending = hasCharacter
        continue
      }
      guard character < 0x80 else { return false }
      if isSpacePending {
        result.absorb(0x20)
        isSpacePending = false
      }
      hasCharacter = true
      result.absorb(ASCIICursor.folded(character))
    }
    result.finish()
    hash = result
    return true
  }

  private func absorbWide(into hash: inout NameHash, _ bytes: Span<UInt8>) -> Bool {
    var cursor = ASCIICursor(self)
    while true {
      let character = cursor.next(bytes)
      guard character < 0x80 else {
        hash.finish()
        return character == ASCIICursor.end
      }
      hash.absorb(character)
    }
  }

  /// A hash of the text folded, equal for texts that are canonically equivalent then; `nil` where ``folded(_:)`` is.
  func foldedHash(_ bytes: Span<UInt8>) -> UInt64? {
    guard let text = folded(bytes) else { return nil }
    var hasher = Hasher()
    hasher.combine(text)
    return UInt64(truncatingIfNeeded: hasher.finalize())
  }

  /// The text folded; `nil` if a character in it is malformed, or if all of it is ASCII.
  private func folded(_ bytes: Span<UInt8>) -> String? {
    var cursor = CharacterCursor(contents, encoding)
    var text = ""
    var (isASCII, isSpacePending) = (true, false)
    while true {
      switch cursor.next(bytes) {
      case .end: return isASCII ? nil : text
      case .malformed: return nil
      case .character(let character) where character.properties.isWhitespace:
        isASCII = isASCII && character.isASCII
        isSpacePending = !text.isEmpty
      case .character(let character):
        isASCII = isASCII && character.isASCII
        if isSpacePending { text += " " }
        isSpacePending = false
        Self.appendFolded(character, to: &text)
      }
    }
  }

  /// Appends a character folded: to a small letter, to capitals, and back again, so that all forms of a letter meet.
  ///
  /// That is how `ẞ` and `ß` become `ss`, as RFC 4518 §2.2 wants. The dotless `ı` stays apart from `i`, as it does there.
  static func appendFolded(_ character: Unicode.Scalar, to text: inout String) {
    guard !character.isASCII else {
      let isCapital = (0x41...0x5A).contains(character.value)
      text.unicodeScalars.append(
        isCapital ? Unicode.Scalar(UInt8(truncatingIfNeeded: character.value | 0x20)) : character)
      return
    }
    guard character != "\u{131}", character.properties.changesWhenCaseMapped else {
      text.unicodeScalars.append(character)
      return
    }
    for small in character.properties.lowercaseMapping.unicodeScalars {
      for capital in small.properties.uppercaseMapping.unicodeScalars { text += capital.properties.lowercaseMapping }
    }
  }
}

extension PreparedText {
  /// A cursor over the characters of a prepared text, as long as they are ASCII.
  private struct ASCIICursor {
    /// What ``next(_:)`` returns when every character has been read.
    static let end: UInt8 = 0xFF
    /// What ``next(_:)`` returns for a character that is not ASCII, or is malformed.
    static let beyondASCII: UInt8 = 0x80

    private var characters: CharacterCursor
    private var position: Int
    private let end: Int
    private let keepsASCII: Bool
    private var hasCharacter = false
    /// What was read behind a run of spaces, which is reported first; `end` if there is nothing.
    private var pending = Self.end

    @inline(__always)
    init(_ text: PreparedText) {
      characters = CharacterCursor(text.contents, text.encoding)
      position = text.contents.lowerBound
      end = text.contents.upperBound
      keepsASCII = text.encoding.keepsASCII
    }

    /// Whether a character is white space: RFC 4518 §2.2 makes spaces of the controls that move a cursor.
    @inline(__always)
    static func isSpace(_ character: UInt8) -> Bool { character == 0x20 || (0x09...0x0D).contains(character) }

    /// The small letter of a capital, and every other character itself.
    @inline(__always)
    static func folded(_ character: UInt8) -> UInt8 { character | (character &- 0x41 < 26 ? 0x20 : 0) }

    /// The next character folded, or one of the two values above.
    ///
    /// RFC 4518 §2.6.1: spaces at either end do not count, and a run of them counts as one.
    @inline(__always)
    mutating func next(_ bytes: Span<UInt8>) -> UInt8 {
      guard pending == Self.end else {
        defer { pending = Self.end }
        return pending
      }
      var isSpacePending = false
      while true {
        let character = read(bytes)
        if character <= 0x20, Self.isSpace(character) {
          isSpacePending = hasCharacter
          continue
        }
        guard character < 0x80 else { return character }
        hasCharacter = true
        let folded = Self.folded(character)
        guard isSpacePending else { return folded }
        pending = folded
        return 0x20
      }
    }

    /// The next character as it is, or one of the two values above.
    @inline(__always)
    private mutating func read(_ bytes: Span<UInt8>) -> UInt8 {
      guard keepsASCII else { return readWide(bytes) }
      guard position < end else { return Self.end }
      let character = bytes[position]
      guard character < 0x80 else { return Self.beyondASCII }
      position &+= 1
      return character
    }

    private mutating func readWide(_ bytes: Span<UInt8>) -> UInt8 {
      switch characters.next(bytes) {
      case .end: Self.end
      case .malformed: Self.beyondASCII
      case .character(let character): character.isASCII ? UInt8(truncatingIfNeeded: character.value) : Self.beyondASCII
      }
    }
  }
}
