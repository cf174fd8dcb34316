/// A JSON document (RFC 8259), read whole, and strictly but for its text, which is repaired as Go's encoding/json does.
///
/// What an object says twice is kept twice and reported in ``duplicates``, for RFC 8259 §4 leaves open which counts.
package struct JSONDocument: Sendable {
  /// The most bytes that a document may have: a mebibyte, a thousand times what a large configuration has.
  package static let maximumByteCount = 1 << 20
  /// The most objects and arrays in each other; the reader, and whoever walks the values, may recurse this far.
  package static let maximumDepth = 100

  /// A name that its object has already.
  package struct Duplicate: Sendable, Hashable {
    /// The name.
    package let name: String
    /// Where it stands again.
    package let position: TextPosition
    /// Where it stands first.
    package let first: TextPosition
  }

  /// The value that the text is.
  package let root: JSONNode
  /// Names that stand in one object more than once, in the order of the file.
  package let duplicates: [Duplicate]
  /// Where U+FFFD stands for what no text has: for bytes that are not UTF-8, of which the first place is told, and for
  /// each half of a surrogate pair.
  package let repairs: [TextPosition]

  /// Reads a document.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``JSONError`` for the first thing that is not JSON.
  package init(_ bytes: [UInt8]) throws(JSONError) {
    var parser = try JSONParser(bytes)
    root = try parser.document()
    duplicates = parser.duplicates
    repairs = parser.repairs
  }
}
