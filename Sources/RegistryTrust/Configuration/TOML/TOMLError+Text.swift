import Certificates

extension TOMLError: CustomStringConvertible {
  /// The error as a sentence, with its place: `line 3, column 7: this key is already set at line 1, column 1: ca`.
  package var description: String { "\(position): \(reason)" }
}

extension TOMLError.Reason: CustomStringConvertible {
  /// The reason in words, with what stands in the file made fit to be shown.
  package var description: String {
    switch self {
    case .tooLarge: "the file has more than \(TOMLDocument.maximumByteCount) bytes"
    case .nestedTooDeeply: "tables and arrays are nested deeper than \(TOMLDocument.maximumDepth) levels"
    case .malformedUTF8: "these bytes are not UTF-8"
    case .byteOrderMark: "the file starts with a byte order mark, which TOML has not"
    case .controlCharacter(let byte): "a control character: \(DisplayText.escaped(String(Unicode.Scalar(byte))))"
    case .expected(let expectation, found: nil): "\(expectation.rawValue) is missing at the end of the file"
    case .expected(let expectation, found: "\n"?), .expected(let expectation, found: "\r"?):
      "\(expectation.rawValue) is missing at the end of the line"
    case .expected(let expectation, found: let character?):
      "\(expectation.rawValue) is expected here, not '\(DisplayText.escaped(String(character)))'"
    case .unterminatedString: "this string has no closing quotes"
    case .lineEndInString: "the line ends before the string does"
    case .multiLineKey: "a key in three quotes"
    case .invalidEscape(nil): "a backslash at the end of the file"
    case .invalidEscape(let character?):
      "a backslash before '\(DisplayText.escaped(String(character)))', which is no escape of TOML"
    case .invalidCodePoint: "an escape that is no Unicode scalar value"
    case .malformedValue(let text): "no value of TOML (is it a string without quotes?): \(DisplayText.escaped(text))"
    case .leadingZero(let text): "a number with a leading zero: \(DisplayText.escaped(text))"
    case .misplacedUnderscore(let text): "an underscore that is not between two digits: \(DisplayText.escaped(text))"
    case .integerOutOfRange(let text): "an integer that does not fit 64 bits: \(DisplayText.escaped(text))"
    case .invalidDateTime(let text): "no date and time of the calendar: \(DisplayText.escaped(text))"
    case .lineEndInInlineTable: "an inline table must end on the line where it starts"
    case .trailingComma: "a comma after the last pair of an inline table"
    case .duplicateKey(let key, let first): "this key is already set at \(first): \(DisplayText.escaped(key))"
    case .tableDefinedTwice(let key, let first):
      "this table is already defined at \(first): \(DisplayText.escaped(key))"
    case .notATable(let key, let first):
      "no table that could be added to, defined at \(first): \(DisplayText.escaped(key))"
    case .notAnArrayOfTables(let key, let first):
      "no array of tables, defined at \(first): \(DisplayText.escaped(key))"
    }
  }
}
