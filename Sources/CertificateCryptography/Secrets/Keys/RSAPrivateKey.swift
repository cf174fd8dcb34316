/// An RSA private key with two primes, whose numbers have been checked to be of one key (RFC 8017 §3.2).
package struct RSAPrivateKey: Sendable {
  /// The numbers of a key, as big-endian magnitudes (RFC 8017 appendix A.1.2).
  package struct Numbers: Sendable {
    /// d, the private exponent.
    package let privateExponent: SecretBytes
    /// p and q, the factors of the modulus.
    package let firstPrime, secondPrime: SecretBytes
    /// d mod (p - 1) and d mod (q - 1).
    package let firstExponent, secondExponent: SecretBytes
    /// 1 / q mod p.
    package let coefficient: SecretBytes

    /// Creates the numbers; none of them is checked.
    package init(
      privateExponent: SecretBytes, firstPrime: SecretBytes, secondPrime: SecretBytes, firstExponent: SecretBytes,
      secondExponent: SecretBytes, coefficient: SecretBytes
    ) {
      self.privateExponent = privateExponent
      self.firstPrime = firstPrime
      self.secondPrime = secondPrime
      self.firstExponent = firstExponent
      self.secondExponent = secondExponent
      self.coefficient = coefficient
    }
  }

  /// The public key of the same modulus.
  package let publicKey: RSAPublicKey
  /// The secret numbers.
  let numbers: Numbers

  /// Checks that `numbers` belong to the modulus and to the public exponent.
  ///
  /// RFC 8017 §3.2: n = p · q for odd p and q, and e · d is 1 modulo p - 1 and modulo q - 1, from which follows that the
  /// private exponent undoes the public one; the exponents of either prime are d modulo p - 1 and q - 1, and the coefficient
  /// is 1 / q modulo p. Whether p and q are prime is not asked, as it is not by those who use such keys.
  ///
  /// All of it is computed and compared in a time that the lengths decide; only the verdict is a branch.
  package init(modulus: Span<UInt8>, exponent: Span<UInt8>, numbers: Numbers) throws(SecretKeyError) {
    do {
      publicKey = try RSAPublicKey(modulus: modulus, exponent: exponent)
    } catch {
      throw .modulus(error)
    }
    self.numbers = numbers
    // No number of a key is longer than its modulus, which is not longer than 16,384 bits: the work is bounded.
    let all = [
      numbers.privateExponent, numbers.firstPrime, numbers.secondPrime, numbers.firstExponent, numbers.secondExponent,
      numbers.coefficient,
    ]
    for number in all where number.count > modulus.count { throw .inconsistent }
    let verdict = Self.consistency(modulus, publicKey.exponent, numbers)
    Wipe.stack()
    guard verdict != 0 else { throw .inconsistent }
  }

  /// All ones if the numbers are those of one key.
  @inline(never)
  private static func consistency(_ modulus: Span<UInt8>, _ exponent: UInt64, _ numbers: Numbers) -> UInt64 {
    func limbs(_ bytes: SecretBytes) -> SecretNumber.Limbs {
      bytes.withBytes { SecretNumber.load($0, limbCount: SecretNumber.limbCount($0)) }
    }
    let p = limbs(numbers.firstPrime)
    let q = limbs(numbers.secondPrime)
    let n = SecretNumber.load(modulus, limbCount: SecretNumber.limbCount(modulus))
    var verdict = SecretNumber.equality(SecretNumber.product(p, q), n) & Mask.ofBit(p[0] & q[0] & 1)
    let d = limbs(numbers.privateExponent)
    var e = SecretNumber.Limbs(count: 1)
    e[0] = exponent
    var one = SecretNumber.Limbs(count: 1)
    one[0] = 1
    let zero = SecretNumber.Limbs(count: 1)
    let first = SecretNumber.predecessor(p)
    let second = SecretNumber.predecessor(q)
    verdict &= ~SecretNumber.equality(first, zero) & ~SecretNumber.equality(second, zero)
    let firstExponent = SecretNumber.remainder(d, modulus: first)
    let secondExponent = SecretNumber.remainder(d, modulus: second)
    verdict &= SecretNumber.equality(firstExponent, limbs(numbers.firstExponent))
    verdict &= SecretNumber.equality(secondExponent, limbs(numbers.secondExponent))
    verdict &= SecretNumber.equality(
      SecretNumber.remainder(SecretNumber.product(e, firstExponent), modulus: first), one)
    verdict &= SecretNumber.equality(
      SecretNumber.remainder(SecretNumber.product(e, secondExponent), modulus: second), one)
    let coefficient = limbs(numbers.coefficient)
    verdict &= SecretNumber.isLess(coefficient, p)
    verdict &= SecretNumber.equality(SecretNumber.remainder(SecretNumber.product(coefficient, q), modulus: p), one)
    return verdict
  }
}
