/// A refusal to take two numbers as an RSA public key.
package struct RSAKeyError: Error, Sendable, Hashable {
  /// What is wrong with the numbers.
  package enum Reason: Sendable, Hashable {
    /// A modulus of less than ``RSAPublicKey/minimumModulusBitCount`` bits.
    case modulusTooSmall(bits: Int)
    /// A modulus of more than ``RSAPublicKey/maximumModulusBitCount`` bits.
    case modulusTooLarge(bits: Int)
    /// A modulus that 2 divides, which no product of two odd primes is (RFC 8017 §3.1).
    case evenModulus
    /// An exponent below 3 (RFC 8017 §3.1).
    case exponentTooSmall
    /// An exponent that 2 divides, and that therefore has no inverse (RFC 8017 §3.1).
    case evenExponent
    /// An exponent of more than 64 bits.
    case exponentTooLarge
  }

  /// What is wrong.
  package let reason: Reason

  package init(_ reason: Reason) {
    self.reason = reason
  }
}
