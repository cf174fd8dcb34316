package import CertificateEncoding

/// A refusal to read bytes as a list of signed certificate timestamps: why, and at which byte.
package struct TimestampListError: Error, Sendable, Hashable {
  /// What is wrong.
  package enum Reason: Sendable, Hashable {
    /// A number or a vector ends before its length says.
    case truncated
    /// Bytes after the end of the list or of a timestamp.
    case trailingData
    /// The list, or a timestamp in it, has no byte; each must have one (RFC 6962 §3.3).
    case empty
    /// The extension's value is not the OCTET STRING that the list stands in.
    case encoding(DERError.Reason)
  }

  /// What is wrong.
  package let reason: Reason
  /// The offset of the byte that is refused, from the start of the buffer.
  package let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

extension TimestampListError: VectorFailure {
  /// Creates the error for a fault of the vectors themselves.
  package init(fault: VectorFault, at offset: Int) {
    switch fault {
    case .truncated: self.init(.truncated, at: offset)
    case .trailingData: self.init(.trailingData, at: offset)
    }
  }
}
