import CertificateEncoding

extension DistinguishedName: CustomStringConvertible {
  /// The name as RFC 4514 writes it, the most specific part first: `CN=Example Root,O=Example,C=NL`.
  ///
  /// An attribute of an unknown type is written as its dotted number and the hexadecimal digits of its encoding. Beyond
  /// what RFC 4514 §2.4 escapes, so is every character that a terminal would not show as itself. The name without
  /// attributes is the empty text.
  public var description: String {
    let array = arena.bytes
    return Self.text(array.span, range)
  }

  /// The text of the Name at `range`, as ``description`` gives it.
  package static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    var positions: [Range<Int>] = []
    guard var reader = relativeNames(bytes, range) else { return "" }
    while !reader.isAtEnd, let set = try? reader.read(.set, bytes) { positions.append(set.contents) }
    // RFC 4514 §2.1: the last RelativeDistinguishedName comes first.
    var text = ""
    for contents in positions.reversed() {
      if !text.isEmpty { text += "," }
      appendRelativeName(bytes, contents, to: &text)
    }
    return text
  }

  /// Appends the attributes of a RelativeDistinguishedName, given the contents of its SET (RFC 4514 §2.2).
  package static func appendRelativeName(_ bytes: Span<UInt8>, _ contents: Range<Int>, to text: inout String) {
    var reader = DERReader(contents)
    var isFirst = true
    while !reader.isAtEnd, let attribute = try? Attribute(&reader, bytes) {
      if !isFirst { text += "+" }
      isFirst = false
      let type = attribute.identifier(bytes)
      // RFC 4514 §2.3, §2.4: a type in dotted form goes with the encoding of its value.
      if let name = type.attributeName, let value = attribute.value.text(bytes) {
        text += name + "="
        appendEscaped(value, to: &text)
      } else {
        text += (type.attributeName ?? type.description) + "=" + hexadecimal(bytes, attribute.value.encoded)
      }
    }
  }

  /// Appends a value with the escapes of RFC 4514 §2.4.
  private static func appendEscaped(_ value: String, to text: inout String) {
    let characters = value.unicodeScalars
    var position = characters.startIndex
    while position < characters.endIndex {
      let character = characters[position]
      let isFirst = position == characters.startIndex
      position = characters.index(after: position)
      switch character {
      case "\"", "+", ",", ";", "<", ">", "\\": text.unicodeScalars.append(contentsOf: ["\\", character])
      case "#" where isFirst: text += "\\#"
      case " " where isFirst || position == characters.endIndex: text += "\\ "
      case _ where DisplayText.isVisible(character): text.unicodeScalars.append(character)
      default:
        for byte in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter {
          text += "\\"
          DisplayText.appendHexadecimal(byte, to: &text)
        }
      }
    }
  }
}
