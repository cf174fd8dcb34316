/// A refusal to take a secret for a private key of its algorithm; it tells nothing of the secret.
package enum SecretKeyError: Error, Sendable, Hashable {
  /// The secret has another number of bytes than its curve or parameter set calls for.
  case wrongLength
  /// The secret is 0, or not below the order of its curve; or a coefficient is beyond its bound.
  case outOfRange
  /// What should be one key are numbers that contradict each other.
  case inconsistent
  /// The public part is none of its algorithm.
  case modulus(RSAKeyError)
}
