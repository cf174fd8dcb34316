extension RSAPrivateKey {
  /// What may be wrong with the numbers of a key with two primes.
  package struct Faults: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// p · q is not n, or a prime is even, or 1.
    package static let product = Faults(rawValue: 1 << 0)
    /// The exponent of p is not below p - 1, or doesn't undo e modulo p - 1.
    package static let firstExponent = Faults(rawValue: 1 << 1)
    /// The exponent of q is not below q - 1, or doesn't undo e modulo q - 1.
    package static let secondExponent = Faults(rawValue: 1 << 2)
    /// The coefficient is not below p.
    package static let coefficientTooLarge = Faults(rawValue: 1 << 3)
    /// The coefficient is not 1 / q modulo p.
    package static let coefficient = Faults(rawValue: 1 << 4)
    /// d modulo p - 1 is not the exponent of p.
    package static let firstRemainder = Faults(rawValue: 1 << 5)
    /// d modulo q - 1 is not the exponent of q.
    package static let secondRemainder = Faults(rawValue: 1 << 6)
    /// d is not below n.
    package static let privateExponentTooLarge = Faults(rawValue: 1 << 7)
    /// d has at most half the bits of n: Wiener's attack and its successors find it (Boneh and Durfee 1999).
    package static let privateExponentTooSmall = Faults(rawValue: 1 << 8)
    /// p or q is not below n.
    package static let primeTooLarge = Faults(rawValue: 1 << 10)
    /// p and q differ in their lower halves only: Fermat's method finds them (FIPS 186-5 appendix A.1.3).
    package static let closePrimes = Faults(rawValue: 1 << 9)

    /// The numbers are not all of one key.
    static let ofAnotherKey: Faults = [
      .product, .firstExponent, .secondExponent, .coefficientTooLarge, .coefficient, .firstRemainder, .secondRemainder,
    ]
  }

  /// What is wrong with the numbers of a key, which has no modulus of more than 16,384 bits.
  ///
  /// All of it is computed and compared in a time that the lengths decide, and what is wrong is a branch. Where the product
  /// is, nothing else is looked at.
  package static func faults(modulus: Span<UInt8>, exponent: UInt64, numbers: Numbers) -> Faults {
    // Nothing of a key is longer than its modulus, and its length is bounded: so is the work.
    guard modulus.count <= RSAPublicKey.maximumModulusBitCount / 8 + 1 else { return .product }
    guard numbers.firstPrime.count <= modulus.count, numbers.secondPrime.count <= modulus.count else {
      return [.product, .primeTooLarge]
    }
    guard numbers.privateExponent.count <= modulus.count else { return .privateExponentTooLarge }
    if let remainders = numbers.remainders {
      guard remainders.coefficient.count <= modulus.count else { return .coefficientTooLarge }
      guard remainders.firstExponent.count <= modulus.count else { return .firstExponent }
      guard remainders.secondExponent.count <= modulus.count else { return .secondExponent }
    }
    let faults = compute(modulus, exponent, numbers)
    Wipe.stack()
    return faults
  }

  @inline(never)
  private static func compute(_ modulus: Span<UInt8>, _ exponent: UInt64, _ numbers: Numbers) -> Faults {
    let p = limbs(numbers.firstPrime)
    let q = limbs(numbers.secondPrime)
    let d = limbs(numbers.privateExponent)
    let n = SecretNumber.load(modulus, limbCount: SecretNumber.limbCount(modulus))
    var faults: Faults = []
    faults.insert(.privateExponentTooLarge, unless: SecretNumber.isLess(d, n))
    if let remainders = numbers.remainders {
      faults.insert(.coefficientTooLarge, unless: SecretNumber.isLess(limbs(remainders.coefficient), p))
    }
    faults.insert(.primeTooLarge, unless: SecretNumber.isLess(p, n) & SecretNumber.isLess(q, n))
    let first = SecretNumber.predecessor(p)
    let second = SecretNumber.predecessor(q)
    let zero = SecretNumber.Limbs(count: 1)
    faults.insert(
      .product,
      unless: SecretNumber.equality(SecretNumber.product(p, q), n) & Mask.ofBit(p[0] & q[0] & 1)
        & ~SecretNumber.equality(first, zero) & ~SecretNumber.equality(second, zero))
    guard !faults.contains(.product) else { return faults }
    let bitCount = BigNumber.bitCount(ofBigEndian: modulus)
    faults.insert(.privateExponentTooSmall, unless: SecretNumber.hasBits(d, from: bitCount / 2))
    faults.insert(.closePrimes, unless: SecretNumber.hasBits(SecretNumber.distance(p, q), from: bitCount / 2 - 100))
    var e = SecretNumber.Limbs(count: 1)
    e[0] = exponent
    check(first, e, d, numbers.remainders?.firstExponent, &faults, .firstExponent, .firstRemainder)
    check(second, e, d, numbers.remainders?.secondExponent, &faults, .secondExponent, .secondRemainder)
    if let remainders = numbers.remainders {
      var one = SecretNumber.Limbs(count: 1)
      one[0] = 1
      let product = SecretNumber.product(limbs(remainders.coefficient), q)
      faults.insert(.coefficient, unless: SecretNumber.equality(SecretNumber.remainder(product, modulus: p), one))
    }
    return faults
  }

  /// Checks the exponent of a prime, less 1; of a key that leaves it out, the one that d makes.
  private static func check(
    _ modulus: borrowing SecretNumber.Limbs, _ e: borrowing SecretNumber.Limbs, _ d: borrowing SecretNumber.Limbs,
    _ given: SecretBytes?, _ faults: inout Faults, _ exponentFault: Faults, _ remainderFault: Faults
  ) {
    let made = SecretNumber.remainder(d, modulus: modulus)
    let exponent = given.map { limbs($0) } ?? SecretNumber.remainder(d, modulus: modulus)
    faults.insert(remainderFault, unless: SecretNumber.equality(made, exponent))
    var one = SecretNumber.Limbs(count: 1)
    one[0] = 1
    let product = SecretNumber.remainder(SecretNumber.product(e, exponent), modulus: modulus)
    faults.insert(
      exponentFault, unless: SecretNumber.isLess(exponent, modulus) & SecretNumber.equality(product, one))
  }

  private static func limbs(_ bytes: SecretBytes) -> SecretNumber.Limbs {
    bytes.withBytes { SecretNumber.load($0, limbCount: SecretNumber.limbCount($0)) }
  }
}

extension RSAPrivateKey.Faults {
  /// Adds a fault unless the mask is all ones.
  fileprivate mutating func insert(_ fault: RSAPrivateKey.Faults, unless mask: UInt64) {
    self = RSAPrivateKey.Faults(rawValue: rawValue | fault.rawValue & UInt16(truncatingIfNeeded: ~mask))
  }
}
