import Certificates

extension JSONError: CustomStringConvertible {
  /// The error as a sentence, with its place: `line 3, column 7: a comma before the end of an object or an array`.
  package var description: String { "\(position): \(reason)" }
}

extension JSONError.Reason: CustomStringConvertible {
  /// The reason in words, with what stands in the file made fit to be shown.
  package var description: String {
    switch self {
    case .tooLarge: "the file has more than \(JSONDocument.maximumByteCount) bytes"
    case .nestedTooDeeply: "objects and arrays are nested deeper than \(JSONDocument.maximumDepth) levels"
    case .byteOrderMark: "the file starts with a byte order mark, which JSON has not"
    case .expected(let expectation, found: nil): "\(expectation.rawValue) is missing at the end of the file"
    case .expected(let expectation, found: let character?):
      "\(expectation.rawValue) is expected here, not '\(DisplayText.escaped(String(character)))'"
    case .unknownWord(let text): "no value of JSON (is it a string without quotes?): \(DisplayText.escaped(text))"
    case .malformedNumber(let text): "no number of JSON: \(DisplayText.escaped(text))"
    case .unterminatedString: "this string has no closing quotes"
    case .controlCharacter(0x0A), .controlCharacter(0x0D): "the line ends before the string does"
    case .controlCharacter(let byte):
      "a control character in a string: \(DisplayText.escaped(String(Unicode.Scalar(byte))))"
    case .invalidEscape(nil): "a backslash at the end of the file"
    case .invalidEscape(let character?):
      "a backslash before '\(DisplayText.escaped(String(character)))', which is no escape of JSON"
    case .invalidCodePoint: "an escape without its four hexadecimal digits"
    case .trailingComma: "a comma before the end of an object or an array"
    case .comment: "a comment, which JSON has not"
    }
  }
}
