/// An RSA public key, ready to verify signatures (RFC 8017 §3.1).
package struct RSAPublicKey: Sendable {
  /// The smallest modulus that is read.
  ///
  /// Far too short to be trusted, it is read so that a policy can say so.
  package static let minimumModulusBitCount = 512
  /// The largest modulus that is read, which bounds the work of a verification.
  ///
  /// It is OpenSSL's limit, and four times the longest that a public root has.
  package static let maximumModulusBitCount = 16_384

  let modulus: Modulus
  /// The public exponent e, odd and at least 3.
  package let exponent: UInt64
  #if ROOTWARD_ACCELERATED && arch(x86_64)
    /// The modulus in the form of a kernel, if the key is prepared and there is a kernel for it.
    var kernelKey: RSAKernelKey?
  #endif

  /// How many bits the modulus n has.
  package var modulusBitCount: Int { modulus.bitCount }
  /// How many bytes the modulus has, and every signature: k of RFC 8017.
  package var modulusByteCount: Int { modulus.byteCount }

  /// Creates a key from the big-endian magnitudes of modulus and exponent, either of which may have leading zeros.
  package init(modulus: Span<UInt8>, exponent: Span<UInt8>) throws(RSAKeyError) {
    let bits = BigNumber.bitCount(ofBigEndian: modulus)
    guard bits >= Self.minimumModulusBitCount else { throw RSAKeyError(.modulusTooSmall(bits: bits)) }
    guard bits <= Self.maximumModulusBitCount else { throw RSAKeyError(.modulusTooLarge(bits: bits)) }
    // An exponent of at most 64 bits is below every modulus that was let through, as RFC 8017 §3.1 demands.
    guard BigNumber.bitCount(ofBigEndian: exponent) <= 64 else { throw RSAKeyError(.exponentTooLarge) }
    var value: UInt64 = 0
    for index in exponent.indices { value = value << 8 | UInt64(exponent[index]) }
    guard value >= 3 else { throw RSAKeyError(.exponentTooSmall) }
    guard value & 1 == 1 else { throw RSAKeyError(.evenExponent) }
    guard let parsed = Modulus(bigEndian: modulus, bitCount: bits) else { throw RSAKeyError(.evenModulus) }
    self.modulus = parsed
    self.exponent = value
  }

  /// What a verification costs, at least 1, in units of one with a modulus of 2,048 bits and the exponent 65,537.
  ///
  /// A budget adds these up, so that a stranger's choice of key cannot buy more work than was meant for it.
  package var verificationCost: Int {
    // In halves of the square of the count of limbs: 3 for a squaring and its reduction, 4 for a multiplication and its
    // reduction, 4 to enter Montgomery's domain, where divisions wait for each other. The largest is below 2^25. The
    // common sizes have a faster way for 65,537, which takes 44 halves.
    let unitHalves = 44
    let hasFastPower = exponent == 65537 && BigNumber.hasFastPower65537(modulusBitCount: modulusBitCount)
    let squarings = 63 - exponent.leadingZeroBitCount
    let multiplications = exponent.nonzeroBitCount - 1
    let halves = hasFastPower ? unitHalves : 3 * squarings + 4 * multiplications + 4
    let limbCount = modulus.limbCount
    let unit = 32 * 32 * unitHalves
    return (limbCount * limbCount * halves + unit - 1) / unit
  }
}

extension RSAPublicKey {
  /// How many bytes the form of a prepared key takes; 0 for a key that is not prepared.
  package var preparedByteCount: Int {
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      kernelKey?.byteCount ?? 0
    #else
      0
    #endif
  }
}

extension RSAPublicKey: Hashable {
  /// Whether both keys have the same numbers, prepared or not.
  package static func == (left: RSAPublicKey, right: RSAPublicKey) -> Bool {
    left.modulus == right.modulus && left.exponent == right.exponent
  }

  /// Feeds the numbers to `hasher`.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(modulus)
    hasher.combine(exponent)
  }
}
