extension RSAPublicKey {
  /// What the number behind a signature must be.
  enum EncodedMessage {
    case pkcs1(Digest)
    case pss(EMSAPSS)
  }

  /// Whether a signature's number is the encoded message (RFC 8017 §8.1.2 and §8.2.2).
  func isValid(_ signature: Span<UInt8>, _ message: EncodedMessage) -> Bool {
    // Step 1: the length.
    guard signature.count == modulusByteCount else { return false }
    // Each size has its own frame on the stack: no key makes another's verification clear more memory.
    return switch modulus.limbCount {
    case ...32: isValidUpTo2048Bits(signature, message)
    case ...64: isValidUpTo4096Bits(signature, message)
    default: isValidUpTo16384Bits(signature, message)
    }
  }

  @inline(never)
  private func isValidUpTo2048Bits(_ signature: Span<UInt8>, _ message: EncodedMessage) -> Bool {
    var base = InlineArray<32, UInt64>(repeating: 0)
    var value = InlineArray<32, UInt64>(repeating: 0)
    return isValid(signature, message, &base, &value)
  }

  @inline(never)
  private func isValidUpTo4096Bits(_ signature: Span<UInt8>, _ message: EncodedMessage) -> Bool {
    var base = InlineArray<64, UInt64>(repeating: 0)
    var value = InlineArray<64, UInt64>(repeating: 0)
    return isValid(signature, message, &base, &value)
  }

  @inline(never)
  private func isValidUpTo16384Bits(_ signature: Span<UInt8>, _ message: EncodedMessage) -> Bool {
    var base = InlineArray<256, UInt64>(repeating: 0)
    var value = InlineArray<256, UInt64>(repeating: 0)
    return isValid(signature, message, &base, &value)
  }

  @inline(__always)
  private func isValid<let limbCount: Int>(
    _ signature: Span<UInt8>, _ message: EncodedMessage, _ base: inout InlineArray<limbCount, UInt64>,
    _ value: inout InlineArray<limbCount, UInt64>
  ) -> Bool {
    let limbs = modulus.limbs
    let n = limbs.count
    // Step 2a, OS2IP. A signature of k bytes fits the limbs of a modulus of k bytes.
    var loaded = base.mutableSpan
    BigNumber.load(&loaded, count: n, fromBigEndian: signature)
    // Step 2b, RSAVP1 (§5.2.2), step 1: the representative is below the modulus.
    guard BigNumber.isLessVarTime(base.span.extracting(0..<n), limbs.span) else { return false }
    // RSAVP1 step 2.
    var power = value.mutableSpan
    powerVarTime(&power, base.span.extracting(0..<n))
    switch message {
    case .pkcs1(let digest):
      // Steps 2c to 4: EM' is built where the signature was, as a number of the same limbs, and compared with m.
      var expected = base.mutableSpan
      guard EMSAPKCS1.encode(digest, byteCount: modulusByteCount, into: &expected, limbCount: n) else { return false }
      for index in 0..<n where base[index] != value[index] { return false }
      return true
    case .pss(let encoding):
      // Steps 2c to 4 of §8.1.2.
      return encoding.isEncoded(in: &power, modulusBitCount: modulusBitCount)
    }
  }

  /// value = base^exponent mod modulus, in the fastest way that there is.
  ///
  /// `base` has as many limbs as the modulus, and is below it; `value` has as many, at least.
  private func powerVarTime(_ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>) {
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      if exponent == RSAKernel.exponent, kernelPowerVarTime(&value, base) { return }
    #endif
    BigNumber.powerVarTime(&value, base, exponent, modulus: modulus)
  }
}
