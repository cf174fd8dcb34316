/// A block of a PEM document that could not be read: why, and at which line.
public struct PEMProblem: Error, Sendable, Hashable {
  /// What is wrong with the block.
  public enum Reason: Sendable, Hashable {
    /// The next block, or the end of the document, comes before the END line.
    case missingEnd
    /// An END line without a BEGIN line before it.
    case missingBegin
    /// The END line names another label than the BEGIN line does.
    case labelMismatch(end: PEMLabel)
    /// Dashes within the block which make no line of the form `-----END label-----`.
    case malformedBoundary
    /// A byte that is no character of Base64, and its place in its line, counted in bytes from 1.
    case invalidCharacter(UInt8, column: Int)
    /// Base64 text that ends within a group of four characters, or with too many or too few `=`.
    case wrongPadding
    /// Base64 text that goes on after `=`.
    case dataAfterPadding
    /// Bits at the end of the Base64 text that belong to no byte and are not zero (RFC 4648 §3.5).
    case nonZeroTrailingBits
    /// Nothing between the BEGIN and the END line.
    case empty
    /// The document is encoded in UTF-16, of which nothing is read.
    case utf16
  }

  /// What is wrong.
  public let reason: Reason
  /// The line of the fault, from 1; of the block's BEGIN where something is missing.
  public let line: Int
  /// What the block says that it holds; `nil` for a whole document.
  public let label: PEMLabel?
  /// The number of the block among all blocks of the document, from 1; `nil` for a whole document.
  public let index: Int?
}
