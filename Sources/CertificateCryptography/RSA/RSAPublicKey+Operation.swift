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
    var workspace = PowerWorkspace<32, 64>()
    return isValid(signature, message, &workspace)
  }

  @inline(never)
  private func isValidUpTo4096Bits(_ signature: Span<UInt8>, _ message: EncodedMessage) -> Bool {
    var workspace = PowerWorkspace<64, 128>()
    return isValid(signature, message, &workspace)
  }

  @inline(never)
  private func isValidUpTo16384Bits(_ signature: Span<UInt8>, _ message: EncodedMessage) -> Bool {
    var workspace = PowerWorkspace<256, 512>()
    return isValid(signature, message, &workspace)
  }

  @inline(__always)
  private func isValid<let limbCount: Int, let doubleLimbCount: Int>(
    _ signature: Span<UInt8>, _ message: EncodedMessage, _ workspace: inout PowerWorkspace<limbCount, doubleLimbCount>
  ) -> Bool {
    let limbs = modulus.limbs
    let n = limbs.count
    // Step 2a, OS2IP. A signature of k bytes fits the limbs of a modulus of k bytes.
    var base = workspace.base.mutableSpan
    BigNumber.load(&base, count: n, fromBigEndian: signature)
    // Step 2b, RSAVP1 (§5.2.2): the representative is below the modulus.
    guard BigNumber.isLessVarTime(workspace.base.span.extracting(0..<n), limbs.span) else { return false }
    raiseVarTime(&workspace)
    switch message {
    case .pkcs1(let digest):
      // Steps 2c to 4: EM' is built where the signature was, as a number of the same limbs, and compared with m.
      var expected = workspace.base.mutableSpan
      guard EMSAPKCS1.encode(digest, byteCount: modulusByteCount, into: &expected, limbCount: n) else { return false }
      for index in 0..<n where workspace.base[index] != workspace.value[index] { return false }
      return true
    case .pss(let encoding):
      // Steps 2c to 4 of §8.1.2.
      var value = workspace.value.mutableSpan
      return encoding.isEncoded(in: &value, modulusBitCount: modulusBitCount)
    }
  }
}
