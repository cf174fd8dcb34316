/// A refusal to take bytes for an ML-DSA public key.
package struct MLDSAKeyError: Error, Sendable, Hashable {
  /// What is wrong with the bytes.
  package enum Reason: Sendable, Hashable {
    /// Not the number of bytes that the parameter set calls for (FIPS 204 §4, table 2); every other key decodes.
    case wrongLength(bytes: Int)
  }

  /// What is wrong.
  package let reason: Reason

  init(_ reason: Reason) {
    self.reason = reason
  }
}
