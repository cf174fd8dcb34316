/// An RSA private key, by its two primes or by its exponent alone (RFC 8017 §3.2).
package struct RSAPrivateKey: Sendable {
  /// The numbers of a key with two primes, as big-endian magnitudes (RFC 8017 appendix A.1.2).
  package struct Numbers: Sendable {
    /// d, the private exponent.
    package let privateExponent: SecretBytes
    /// p and q, the factors of the modulus.
    package let firstPrime, secondPrime: SecretBytes
    /// What makes signing faster; `nil` where a key leaves it out.
    package let remainders: Remainders?

    /// Creates the numbers; none of them is checked.
    package init(
      privateExponent: SecretBytes, firstPrime: SecretBytes, secondPrime: SecretBytes, remainders: Remainders?
    ) {
      self.privateExponent = privateExponent
      self.firstPrime = firstPrime
      self.secondPrime = secondPrime
      self.remainders = remainders
    }
  }

  /// What the other numbers make, for the Chinese remainder theorem.
  package struct Remainders: Sendable {
    /// d mod (p - 1) and d mod (q - 1).
    package let firstExponent, secondExponent: SecretBytes
    /// 1 / q mod p.
    package let coefficient: SecretBytes

    /// Creates the numbers; none of them is checked.
    package init(firstExponent: SecretBytes, secondExponent: SecretBytes, coefficient: SecretBytes) {
      self.firstExponent = firstExponent
      self.secondExponent = secondExponent
      self.coefficient = coefficient
    }
  }

  /// What is secret of a key.
  enum Secret: Sendable {
    /// The numbers of a key with two primes.
    case numbers(Numbers)
    /// d alone, with which a signature is made too, only slower.
    case exponent(SecretBytes)
  }

  /// The public key of the same modulus.
  package let publicKey: RSAPublicKey
  /// What is secret.
  let secret: Secret

  /// Checks that `numbers` belong to the modulus and to the public exponent, and that none is missing.
  ///
  /// RFC 8017 §3.2: n = p · q for odd p and q, and e · d is 1 modulo p - 1 and modulo q - 1, from which follows that the
  /// private exponent undoes the public one; the exponents of either prime are d modulo p - 1 and q - 1, and the coefficient
  /// is 1 / q modulo p. Whether p and q are prime is not asked, as it is not by those who use such keys.
  package init(modulus: Span<UInt8>, exponent: Span<UInt8>, numbers: Numbers) throws(SecretKeyError) {
    do {
      publicKey = try RSAPublicKey(modulus: modulus, exponent: exponent)
    } catch {
      throw .modulus(error)
    }
    secret = .numbers(numbers)
    guard numbers.remainders != nil, numbers.privateExponent.count <= modulus.count,
      Self.faults(modulus: modulus, exponent: publicKey.exponent, numbers: numbers).isDisjoint(with: .ofAnotherKey)
    else { throw .inconsistent }
  }

  /// Takes numbers of which ``faults(modulus:exponent:numbers:)`` found nothing wrong.
  package init(modulus: Span<UInt8>, exponent: Span<UInt8>, checked numbers: Numbers) throws(SecretKeyError) {
    do {
      publicKey = try RSAPublicKey(modulus: modulus, exponent: exponent)
    } catch {
      throw .modulus(error)
    }
    secret = .numbers(numbers)
  }

  /// Takes the private exponent on trust, for a key whose other numbers are not those of two primes.
  package init(
    modulus: Span<UInt8>, exponent: Span<UInt8>, privateExponent: SecretBytes
  ) throws(SecretKeyError) {
    do {
      publicKey = try RSAPublicKey(modulus: modulus, exponent: exponent)
    } catch {
      throw .modulus(error)
    }
    secret = .exponent(privateExponent)
    guard privateExponent.count <= modulus.count else { throw .inconsistent }
  }
}
