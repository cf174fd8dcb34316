/// A path that a configuration file names, and where.
package struct ConfiguredPath: Sendable, Hashable {
  /// The path as the file writes it.
  package let text: String
  /// The path that the program opens.
  package let path: String
  /// Where it stands.
  package let position: TextPosition
}
