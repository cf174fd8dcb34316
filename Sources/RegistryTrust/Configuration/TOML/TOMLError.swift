/// A refusal to read bytes as TOML: why, and at which place of the file.
///
/// TOML is what <https://toml.io/en/v1.0.0> says; each reason names the part of it that the file breaks.
package struct TOMLError: Error, Sendable, Hashable {
  /// What the grammar wants at a place where something else stands.
  package enum Expectation: String, Sendable, Hashable {
    /// A key, bare or in quotes ("Keys").
    case key = "a key"
    /// The sign between a key and its value ("Key/Value Pair").
    case equals = "'=' after the key"
    /// A value ("Key/Value Pair").
    case value = "a value"
    /// The end of the line, for a value or a header ends there ("Key/Value Pair").
    case lineEnd = "the end of the line"
    /// The bracket that ends a table's header ("Table").
    case tableEnd = "']' after the table's name"
    /// The brackets that end the header of an element of an array of tables ("Array of Tables").
    case arrayOfTablesEnd = "']]' after the name of the array of tables"
    /// What goes on after an element of an array ("Array").
    case arrayNext = "',' or ']' in the array"
    /// What goes on after a pair of an inline table ("Inline Table").
    case inlineTableNext = "',' or '}' in the inline table"
  }

  /// What is wrong with the file.
  package enum Reason: Sendable, Hashable {
    /// More bytes than ``TOMLDocument/maximumByteCount``.
    case tooLarge
    /// More tables and arrays in each other than ``TOMLDocument/maximumDepth``.
    case nestedTooDeeply
    /// Bytes that are not UTF-8 ("Spec").
    case malformedUTF8
    /// A byte order mark at the start, which TOML 1.0.0 has not.
    case byteOrderMark
    /// A control character, in a comment, in a string, or outside both ("Comment", "String").
    case controlCharacter(UInt8)
    /// Something else than the grammar calls for; `found` is `nil` at the end of the file.
    case expected(Expectation, found: Unicode.Scalar?)
    /// A string that nothing ends ("String").
    case unterminatedString
    /// A line end in a string that has one line only ("String").
    case lineEndInString
    /// A key in three quotes ("Keys": a quoted key is no multi-line string).
    case multiLineKey
    /// A backslash before what is no escape, or before the end of the file ("String").
    case invalidEscape(Unicode.Scalar?)
    /// `\u` or `\U` without its four or eight hexadecimal digits, or for what is no scalar value ("String").
    case invalidCodePoint
    /// A value without quotes that is no number, date, time or Boolean.
    case malformedValue(String)
    /// A zero before the other digits of a decimal number ("Integer", "Float").
    case leadingZero(String)
    /// An underscore that does not stand between two digits ("Integer", "Float").
    case misplacedUnderscore(String)
    /// An integer that 64 bits with a sign do not hold ("Integer").
    case integerOutOfRange(String)
    /// A date or a time that the calendar or the clock does not have ("Offset Date-Time"; RFC 3339 §5.6, §5.7).
    case invalidDateTime(String)
    /// A line end or a comment in an inline table ("Inline Table").
    case lineEndInInlineTable
    /// A comma after the last pair of an inline table ("Inline Table").
    case trailingComma
    /// A key that its table has already ("Keys").
    case duplicateKey(String, first: TextPosition)
    /// A table that is defined already, by a header, by dotted keys, or inline ("Table", "Inline Table").
    case tableDefinedTwice(String, first: TextPosition)
    /// A key or a header that leads through, or adds to, something that is not a table ("Keys", "Array of Tables").
    case notATable(String, first: TextPosition)
    /// A header `[[…]]` for what is not an array of tables ("Array of Tables").
    case notAnArrayOfTables(String, first: TextPosition)
  }

  /// What is wrong.
  package let reason: Reason
  /// Where.
  package let position: TextPosition
}
