/// One extension: its kind, and where its data lies in a buffer (RFC 8446 §4.2).
package struct HandshakeExtension: Sendable, Hashable {
  /// The kind.
  package let type: ExtensionType
  /// Where the data lies, without the four bytes before it.
  package let data: Range<Int>
}
