/// Why an item of a stream has no verdict.
package struct ItemProblem: Error, Sendable, Hashable {
  /// What kind of mistake it is; the raw value is its stable name in results.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The item has more bytes than ``ItemSplitter/maximumItemByteCount``.
    case tooLong = "too-long"
    /// The line is not JSON, or the separator does not have its form.
    case syntax
    /// A member is missing, unknown, there twice, or has a value that means nothing.
    case member
    /// There is no certificate in the chain, the first one can't be read, or there are too many.
    case certificate
  }

  /// What kind of mistake it is.
  package let kind: Kind
  /// What is wrong, as a sentence that may go on with a place, in which everything from strangers has been escaped.
  package let statement: String

  init(_ kind: Kind, _ statement: String) {
    self.kind = kind
    self.statement = statement
  }
}
