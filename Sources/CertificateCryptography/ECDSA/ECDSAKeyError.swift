/// A refusal to take bytes as a public key on a prime curve.
package struct ECDSAKeyError: Error, Sendable, Hashable {
  /// What is wrong with the bytes.
  package enum Reason: Sendable, Hashable {
    /// Not the length that the first byte and the curve ask for (SEC 1 §2.3.4, steps 2 and 3), or no byte at all.
    case length
    /// A first byte other than 02, 03 and 04: the point at infinity (00), a hybrid form (06 and 07), or a byte that is no form.
    case form
    /// A coordinate that is not below the field's prime (SEC 1 §2.3.6).
    case coordinateTooLarge
    /// Coordinates that don't fulfil the curve's equation, or an x-coordinate that no point of the curve has.
    case notOnCurve
  }

  /// What is wrong.
  package let reason: Reason

  package init(_ reason: Reason) {
    self.reason = reason
  }
}
