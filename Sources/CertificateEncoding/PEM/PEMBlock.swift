/// A block of a PEM document that was read: what it is, and where it stood.
public struct PEMBlock: Sendable, Hashable {
  /// What its BEGIN line says that it holds.
  public let label: PEMLabel
  /// Its number among all blocks of the document, from 1; those that could not be read are counted.
  public let index: Int
  /// The line of its BEGIN, from 1.
  public let line: Int
  /// Where its bytes lie in ``PEMDocument/decoded``; empty for a private key.
  package let contents: Range<Int>
  /// Where the text between its BEGIN and its END lies in the document that was read, headers included.
  ///
  /// Whoever wants a private key decodes it from there, into memory of its own.
  package let text: Range<Int>
  /// Whether its header says `Proc-Type: 4,ENCRYPTED` (RFC 1421 §4.6.1.1).
  public let isEncrypted: Bool
}
