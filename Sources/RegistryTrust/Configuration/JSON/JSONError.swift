/// A refusal to read bytes as JSON (RFC 8259): why, and at which place of the file.
package struct JSONError: Error, Sendable, Hashable {
  /// What the grammar wants at a place where something else stands.
  package enum Expectation: String, Sendable, Hashable {
    /// A value (RFC 8259 §3).
    case value = "a value"
    /// A name in quotes, or the end of the object (RFC 8259 §4).
    case nameOrEnd = "a name in quotes or '}'"
    /// A name in quotes, after a comma (RFC 8259 §4).
    case name = "a name in quotes"
    /// The sign between a name and its value (RFC 8259 §4).
    case colon = "':' after the name"
    /// What goes on after a member (RFC 8259 §4).
    case objectNext = "',' or '}' in the object"
    /// What goes on after an element (RFC 8259 §5).
    case arrayNext = "',' or ']' in the array"
    /// The end of the file, for a text is one value (RFC 8259 §2).
    case end = "the end of the file"
  }

  /// What is wrong with the file.
  package enum Reason: Sendable, Hashable {
    /// More bytes than ``JSONDocument/maximumByteCount``.
    case tooLarge
    /// More objects and arrays in each other than ``JSONDocument/maximumDepth``.
    case nestedTooDeeply
    /// A byte order mark at the start (RFC 8259 §8.1).
    case byteOrderMark
    /// Something else than the grammar calls for; `found` is `nil` at the end of the file.
    case expected(Expectation, found: Unicode.Scalar?)
    /// A word that is none of `true`, `false` and `null` (RFC 8259 §3).
    case unknownWord(String)
    /// A number that is not of the grammar's form (RFC 8259 §6).
    case malformedNumber(String)
    /// A string that nothing ends (RFC 8259 §7).
    case unterminatedString
    /// A control character, a line end for one, in a string (RFC 8259 §7).
    case controlCharacter(UInt8)
    /// A backslash before what is no escape, or before the end of the file (RFC 8259 §7).
    case invalidEscape(Unicode.Scalar?)
    /// `\u` without its four hexadecimal digits (RFC 8259 §7).
    case invalidCodePoint
    /// A comma before the end of an object or an array.
    case trailingComma
    /// A comment, which JSON has not.
    case comment
  }

  /// What is wrong.
  package let reason: Reason
  /// Where.
  package let position: TextPosition
}
