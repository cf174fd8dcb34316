extension GoText {
  /// A text as the verb `%q` writes it: in quotes, with escapes (Go's `strconv.Quote`).
  static func quoted(_ text: String) -> String { quoted(Array(text.utf8)) }

  /// Bytes as the verb `%q` writes them; those that are not UTF-8 become `\x` and two digits.
  static func quoted(_ bytes: [UInt8]) -> String {
    var result = "\""
    var rest = bytes[...]
    while let first = rest.first {
      guard first >= 0x80 else {
        append(Unicode.Scalar(first), to: &result)
        rest = rest.dropFirst()
        continue
      }
      var decoder = UTF8()
      var iterator = rest.makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&iterator) {
        append(scalar, to: &result)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        result += "\\x" + hexadecimal(UInt32(first), 2)
        rest = rest.dropFirst()
      }
    }
    return result + "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\u{07}": text += "\\a"
    case "\u{08}": text += "\\b"
    case "\u{0C}": text += "\\f"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\u{0B}": text += "\\v"
    case _ where isPrintable(scalar): text.unicodeScalars.append(scalar)
    case _ where scalar.value < 0x80: text += "\\x" + hexadecimal(scalar.value, 2)
    case _ where scalar.value < 0x1_0000: text += "\\u" + hexadecimal(scalar.value, 4)
    default: text += "\\U" + hexadecimal(scalar.value, 8)
    }
  }

  /// Go's `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols, and the ASCII space.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  private static func hexadecimal(_ value: UInt32, _ count: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
