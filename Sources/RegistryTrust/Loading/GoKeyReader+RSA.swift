import CertificateCryptography
import Certificates

extension GoKeyReader {
  /// Reads an RSAPrivateKey (`x509.ParsePKCS1PrivateKey`, and what `rsa.PrivateKey` checks in Go's
  /// crypto/internal/fips140/rsa).
  ///
  /// A key without the numbers for the Chinese remainder theorem is taken, for Go computes them; of one with more than two
  /// primes Go takes the private exponent as it is.
  func readRSA(_ range: Range<Int>, _ form: PrivateKeyForm) throws(GoASN1.Fault) -> Reading {
    let structure: GoASN1.PKCS1
    do throws(GoASN1.Fault) {
      structure = try der.withBytes { bytes throws(GoASN1.Fault) in try GoASN1.pkcs1(bytes, range) }
    } catch {
      throw error == .syntax("trailing data") ? error : hint(.sec1, range) ?? hint(.pkcs8, range) ?? error
    }
    guard structure.version <= 1 else { throw GoASN1.Fault(text: "x509: unsupported private key version") }
    let numbers =
      [structure.modulus, structure.privateExponent, structure.firstPrime, structure.secondPrime]
      + structure.remainders
    guard !numbers.contains(where: { $0.isNotPositive }) else {
      throw GoASN1.Fault(text: "x509: private key contains zero or negative value")
    }
    guard !structure.otherPrimes.contains(where: { $0.isNotPositive }) else {
      throw GoASN1.Fault(text: "x509: private key contains zero or negative prime")
    }
    let hasTwoPrimes = structure.otherPrimes.isEmpty
    try checkNumbers(structure)
    if hasTwoPrimes { try checkConsistency(structure) }
    let bitCount = bitCount(structure.modulus)
    if let reason = reasonNotToSign(bitCount) {
      let modulus = der.withBytes { bytes in structure.modulus.magnitude.map { bytes[$0] } }
      return .unusable(.rsa(modulus: modulus, exponent: structure.exponent), reason)
    }
    guard let key = try? key(structure, isWhole: hasTwoPrimes && structure.remainders.count == 3) else {
      throw GoASN1.Fault(text: "crypto/rsa: p * q != n")
    }
    return .secret(.rsa(key, .none), form)
  }

  /// Why Go doesn't sign with a key of this size, or nobody here can compute with it.
  private func reasonNotToSign(_ bitCount: Int) -> PrivateKeyError.Reason? {
    if bitCount < PrivateKey.minimumModulusBitCount { return .modulusTooSmall(bitCount: bitCount) }
    return bitCount > RSAPublicKey.maximumModulusBitCount
      ? .publicPart(.modulusTooLarge(bitCount: bitCount)) : nil
  }

  /// What Go checks of each number.
  private func checkNumbers(_ structure: GoASN1.PKCS1) throws(GoASN1.Fault) {
    let hasTwoPrimes = structure.otherPrimes.isEmpty
    let moduli = hasTwoPrimes ? [structure.modulus, structure.firstPrime, structure.secondPrime] : [structure.modulus]
    guard !moduli.contains(where: isOne) else { throw GoASN1.Fault(text: "modulus must be > 1") }
    if let fault = overflow(structure.privateExponent, structure.modulus) { throw fault }
    if hasTwoPrimes, structure.remainders.count == 3,
      let fault = overflow(structure.remainders[2], structure.firstPrime)
    {
      throw fault
    }
    guard isOdd(structure.modulus) else { throw GoASN1.Fault(text: "crypto/rsa: public modulus is even") }
    guard structure.exponent >= 2 else {
      throw GoASN1.Fault(text: "crypto/rsa: public exponent too small or negative")
    }
    guard structure.exponent & 1 == 1 else { throw GoASN1.Fault(text: "crypto/rsa: public exponent is even") }
    guard structure.exponent <= Int32.max else { throw GoASN1.Fault(text: "crypto/rsa: public exponent too large") }
    guard !hasTwoPrimes else { return }
    let primes = [structure.firstPrime, structure.secondPrime] + structure.otherPrimes
    guard !primes.contains(where: isOne) else { throw GoASN1.Fault(text: "crypto/rsa: prime factor is <= 1") }
    let values = primes.map { der.extracting($0.magnitude) }
    for (index, prime) in values.enumerated() where values[..<index].contains(where: { $0.isEqual(to: prime) }) {
      throw GoASN1.Fault(text: "crypto/rsa: prime factors are not relatively prime")
    }
  }

  /// What Go checks of the numbers of two primes together, in its order.
  private func checkConsistency(_ structure: GoASN1.PKCS1) throws(GoASN1.Fault) {
    guard bitCount(structure.modulus) <= RSAPublicKey.maximumModulusBitCount else { return }
    let faults = der.withBytes { bytes in
      RSAPrivateKey.faults(
        modulus: bytes.extracting(structure.modulus.magnitude), exponent: UInt64(clamping: structure.exponent),
        numbers: secretNumbers(structure))
    }
    let texts: KeyValuePairs<RSAPrivateKey.Faults, String> = [
      .privateExponentTooLarge: "input overflows the modulus",
      .coefficientTooLarge: "input overflows the modulus",
      .primeTooLarge: "crypto/rsa: invalid prime",
      .product: "crypto/rsa: p * q != n",
      .firstExponent: "crypto/rsa: invalid CRT exponent",
      .secondExponent: "crypto/rsa: invalid CRT exponent",
      .coefficient: "crypto/rsa: invalid CRT coefficient",
      .firstRemainder: "crypto/rsa: d does not match dP",
      .secondRemainder: "crypto/rsa: d does not match dQ",
      .closePrimes: "crypto/rsa: |p - q| too small",
      .privateExponentTooSmall: "crypto/rsa: d too small",
    ]
    for (fault, text) in texts where faults.contains(fault) {
      throw GoASN1.Fault(text: text)
    }
  }

  private func secretNumbers(_ structure: GoASN1.PKCS1) -> RSAPrivateKey.Numbers {
    var remainders: RSAPrivateKey.Remainders?
    // Go takes them all or none.
    if structure.remainders.count == 3 {
      remainders = RSAPrivateKey.Remainders(
        firstExponent: der.extracting(structure.remainders[0].magnitude),
        secondExponent: der.extracting(structure.remainders[1].magnitude),
        coefficient: der.extracting(structure.remainders[2].magnitude))
    }
    return RSAPrivateKey.Numbers(
      privateExponent: der.extracting(structure.privateExponent.magnitude),
      firstPrime: der.extracting(structure.firstPrime.magnitude),
      secondPrime: der.extracting(structure.secondPrime.magnitude), remainders: remainders)
  }

  private func key(_ structure: GoASN1.PKCS1, isWhole: Bool) throws(SecretKeyError) -> RSAPrivateKey {
    let exponent = (0..<8).reversed().map { UInt8(truncatingIfNeeded: structure.exponent >> Int64(8 * $0)) }
    return try der.withBytes { bytes throws(SecretKeyError) in
      let modulus = bytes.extracting(structure.modulus.magnitude)
      return isWhole
        ? try RSAPrivateKey(modulus: modulus, exponent: exponent.span, checked: secretNumbers(structure))
        : try RSAPrivateKey(
          modulus: modulus, exponent: exponent.span,
          privateExponent: der.extracting(structure.privateExponent.magnitude))
    }
  }

  private func bitCount(_ number: GoASN1.Number) -> Int {
    guard let first = number.magnitude.first else { return 0 }
    return 8 * number.magnitude.count - der.withBytes { $0[first].leadingZeroBitCount }
  }

  private func isOne(_ number: GoASN1.Number) -> Bool {
    number.magnitude.count == 1 && der.withBytes { $0[number.magnitude.lowerBound] } == 1
  }

  private func isOdd(_ number: GoASN1.Number) -> Bool {
    number.magnitude.last.map { last in der.withBytes { $0[last] & 1 == 1 } } ?? false
  }

  /// What Go says of a number with more bytes than its modulus; `nil` if it has no more.
  private func overflow(_ number: GoASN1.Number, _ modulus: GoASN1.Number) -> GoASN1.Fault? {
    // The numbers of Go's package bigmod have words of 64 bits.
    let byteCount = (modulus.magnitude.count + 7) / 8 * 8
    if number.magnitude.count > byteCount { return GoASN1.Fault(text: "input overflows the modulus size") }
    return number.magnitude.count > modulus.magnitude.count ? GoASN1.Fault(text: "input overflows the modulus") : nil
  }
}
