/// A value of a TOML document, and where it stands.
package struct TOMLValue: Sendable {
  /// The types of TOML.
  package enum Content: Sendable {
    /// A string of any of the four forms, escapes and line continuations resolved, line ends as line feeds.
    case string(String)
    /// An integer.
    case integer(Int64)
    /// A number with a fraction or an exponent, an infinity, or no number.
    case float(Double)
    /// `true` or `false`.
    case boolean(Bool)
    /// A date, a time of day, or both, with or without an offset from Universal Time.
    case dateTime(TOMLDateTime)
    /// An array, whether in brackets or of tables with headers `[[…]]`.
    case array([TOMLValue])
    /// A table, whether inline, with a header, or made by the dots of keys.
    case table(TOMLTable)
  }

  /// The value.
  package let content: Content
  /// Where it starts: its first character, or the header that makes it.
  package let position: TextPosition
}

extension TOMLValue {
  /// The string that the value is; `nil` if it is none.
  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The table that the value is; `nil` if it is none.
  package var table: TOMLTable? {
    if case .table(let table) = content { table } else { nil }
  }

  /// The elements of the array that the value is; `nil` if it is none.
  package var elements: [TOMLValue]? {
    if case .array(let elements) = content { elements } else { nil }
  }
}
