/// A refusal to take bytes as a public key on an Edwards curve.
package struct EdwardsKeyError: Error, Sendable, Hashable {
  /// What is wrong with the bytes.
  package enum Reason: Sendable, Hashable {
    /// Not the length that every key of the curve has (RFC 8032 §5.1.2, §5.2.2).
    case wrongLength(bytes: Int)
    /// A y-coordinate that is not below the field's prime (RFC 8032 §5.1.3 and §5.2.3, step 1).
    case coordinateTooLarge
    /// A y-coordinate that no point of the curve has (step 3 there).
    case notOnCurve
    /// The sign of a negative number on the x-coordinate 0 (step 4 there).
    case negativeZero
    /// A point whose order divides the cofactor: no secret belongs to it, and anyone can sign in its name.
    case smallOrder
  }

  /// What is wrong.
  package let reason: Reason

  package init(_ reason: Reason) {
    self.reason = reason
  }
}
