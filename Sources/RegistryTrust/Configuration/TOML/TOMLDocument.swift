/// A TOML 1.0.0 document, read whole.
///
/// Everything that <https://toml.io/en/v1.0.0> defines is read, and everything that it forbids is refused. The order of
/// keys and the place of each key and value are kept, for whoever has to say what is wrong with a setting.
///
/// What the programs of the field read differently: go-toml, which containerd and BuildKit use, refuses the 60th second
/// of a leap minute in some releases, and hands out a table without its order, so that containerd scans the file a
/// second time for the order of its hosts (``HostsFile`` says what comes of that).
package struct TOMLDocument: Sendable {
  /// The most bytes that a document may have: a mebibyte, a thousand times what a large configuration has.
  package static let maximumByteCount = 1 << 20
  /// The most tables and arrays in each other, counted with the parts of dotted keys.
  ///
  /// Twenty times what the configurations need; the reader, and whoever walks the values, may recurse this far.
  package static let maximumDepth = 100

  /// The header of a table, or of an element of an array of tables.
  package struct Header: Sendable {
    /// The parts of its name.
    package let name: [String]
    /// Whether it has two brackets.
    package let isArrayOfTables: Bool
    /// Where its name stands.
    package let position: TextPosition
  }

  /// The root table.
  package let root: TOMLTable
  /// All headers, in the order of the file.
  package let headers: [Header]

  /// Reads a document.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``TOMLError`` for the first thing that is not TOML; malformed UTF-8 anywhere comes before the rest.
  package init(_ bytes: [UInt8]) throws(TOMLError) {
    var parser = try TOMLParser(bytes)
    root = try parser.document()
    headers = parser.headers
  }
}
