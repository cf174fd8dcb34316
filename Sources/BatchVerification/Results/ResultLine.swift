import CertificateVerification

/// The line of a result: an object of JSON without spaces between what it is made of.
struct ResultLine {
  /// The most bytes of a sentence.
  ///
  /// Those about honest chains have a tenth of them at most, and a certificate may have names of a million.
  static let maximumSentenceByteCount = 4_096

  /// Appends the start of an item's line.
  static func begin(_ number: Int, _ identifier: ItemIdentifier?, _ verdict: BatchVerdict, to line: inout [UInt8]) {
    append("{\"item\":", to: &line)
    appendDecimal(number, to: &line)
    if let identifier {
      append(",\"id\":", to: &line)
      identifier.write(to: &line)
    }
    append(",\"verdict\":\"", to: &line)
    line.append(contentsOf: verdict.rawValue.utf8)
    line.append(UInt8(ascii: "\""))
  }

  /// Appends a member, whose name is plain.
  static func add(_ name: StaticString, _ value: JSONValue, to line: inout [UInt8]) {
    append(",\"", to: &line)
    append(name, to: &line)
    append("\":", to: &line)
    line.append(contentsOf: value.line.utf8)
  }

  /// Appends a sentence, and cuts it if it is very long.
  static func add(_ name: StaticString, sentence: String, to line: inout [UInt8]) {
    guard sentence.utf8.count > maximumSentenceByteCount else { return add(name, .string(sentence), to: &line) }
    // A scalar has a byte at least.
    var text = String(String.UnicodeScalarView(sentence.unicodeScalars.prefix(maximumSentenceByteCount)))
    while text.utf8.count > maximumSentenceByteCount { text.unicodeScalars.removeLast() }
    add(name, .string(text + "…"), to: &line)
  }

  /// Ends the line.
  static func end(_ line: inout [UInt8]) { append("}\n", to: &line) }

  /// Appends a string as JSON has it, at once where nothing in it has to be escaped.
  static func write(_ text: String, to line: inout [UInt8]) {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard isPlain else { return line.append(contentsOf: JSONValue.string(text).line.utf8) }
    line.append(UInt8(ascii: "\""))
    line.append(contentsOf: text.utf8)
    line.append(UInt8(ascii: "\""))
  }

  private static func append(_ text: StaticString, to line: inout [UInt8]) {
    text.withUTF8Buffer { text in
      // A literal's buffer holds as many bytes as its count says.
      unsafe line.append(contentsOf: text)
    }
  }

  private static func appendDecimal(_ number: Int, to line: inout [UInt8]) {
    line.append(contentsOf: String(number).utf8)
  }
}
