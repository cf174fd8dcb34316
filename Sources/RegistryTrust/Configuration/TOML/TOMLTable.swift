/// A table of a TOML document: keys and values, in the order in which the file first names them.
package struct TOMLTable: Sendable {
  /// How the file makes a table.
  package enum Origin: Sendable, Hashable {
    /// By the header of a table below it only.
    case implicit
    /// By its own header `[…]` or `[[…]]`; the root table is such a one.
    case header
    /// By the dots of a key.
    case dottedKey
    /// By braces.
    case inline
  }

  /// A key and its value.
  package struct Entry: Sendable {
    /// The key: one part of it, if it is dotted.
    package let key: String
    /// Where that part stands.
    package let position: TextPosition
    /// The value.
    package let value: TOMLValue
  }

  /// All entries, in the order of the file.
  package let entries: [Entry]
  /// How the file makes the table.
  package let origin: Origin
  private let places: [ExactText: Int]

  init(entries: [Entry], origin: Origin, places: [ExactText: Int]) {
    self.entries = entries
    self.origin = origin
    self.places = places
  }

  /// The entry of a key, compared by code points; `nil` if the table has none.
  package subscript(key: String) -> Entry? { places[ExactText(key)].map { entries[$0] } }
}
