/// What can be wrong with numbers and vectors in the presentation language of TLS, whatever they are a part of.
package enum VectorFault: Sendable, Hashable {
  /// A number or a vector ends before its length says.
  case truncated
  /// Bytes after the end of the structure.
  case trailingData
}

/// An error of a structure that is read with a ``VectorReader``.
package protocol VectorFailure: Error {
  /// Creates the error for a fault of the vectors themselves.
  init(fault: VectorFault, at offset: Int)
}
