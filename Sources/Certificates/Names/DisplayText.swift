/// Makes text from strangers fit to be shown: nothing in it moves a cursor, hides, or turns the line around.
package enum DisplayText {
  /// Whether a character shows as itself and leaves its neighbors in peace.
  ///
  /// Control and format characters (which hold the bidirectional ones), line separators, spaces other than U+0020,
  /// characters that are drawn as nothing, and those that no standard assigns are not.
  package static func isVisible(_ character: Unicode.Scalar) -> Bool {
    if character.value < 0x80 { return character.value >= 0x20 && character.value != 0x7F }
    // Latin letters and signs: what follows says the same of them, and takes ten times as long.
    if (0xA1...0x2FF).contains(character.value) { return character != "\u{AD}" }
    // BRAILLE PATTERN BLANK is a symbol by its category, and looks like a space.
    if character == "\u{2800}" { return false }
    switch character.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .surrogate, .unassigned:
      return false
    default: return !character.properties.isDefaultIgnorableCodePoint
    }
  }

  /// The text with each character that is not visible written as `\u{…}`, and the backslash as well.
  ///
  /// Letters of every script stay what they are, unless `isASCII` asks for ASCII alone.
  package static func escaped(_ text: String, isASCII: Bool = false) -> String {
    var result = ""
    for character in text.unicodeScalars { append(character, to: &result, isASCII: isASCII) }
    return result
  }

  /// Appends a character as ``escaped(_:isASCII:)`` writes it.
  package static func append(_ character: Unicode.Scalar, to text: inout String, isASCII: Bool = false) {
    if character != "\\", isVisible(character), !isASCII || character.isASCII {
      text.unicodeScalars.append(character)
    } else {
      text += "\\u{" + String(character.value, radix: 16, uppercase: true) + "}"
    }
  }

  /// Appends two hexadecimal digits.
  static func appendHexadecimal(_ byte: UInt8, to text: inout String) {
    text.unicodeScalars.append(digit(byte >> 4))
    text.unicodeScalars.append(digit(byte & 0x0F))
  }

  private static func digit(_ value: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10)
  }
}

extension DisplayText {
  /// The bytes at `range` as ASCII, with each one that is not printable written as `\u{…}`.
  package static func ascii(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    var text = ""
    for offset in range { append(Unicode.Scalar(bytes[offset]), to: &text, isASCII: true) }
    return text
  }

  /// The hexadecimal digits of the bytes at `range`, in capitals, two for each byte.
  package static func hexadecimal(_ bytes: Span<UInt8>, _ range: Range<Int>, separator: String = "") -> String {
    var text = ""
    for offset in range {
      if offset != range.lowerBound { text += separator }
      appendHexadecimal(bytes[offset], to: &text)
    }
    return text
  }
}
