extension RSAPublicKey {
  /// Whether `signature` is an RSASSA-PKCS1-v1_5 signature of the message that `digest` was made of.
  ///
  /// RFC 8017 §8.2.2. The encoded message that the digest must have is built and compared as a whole; nothing of what
  /// the signature contains is ever parsed. That shuts out the forgeries that live on lenient parsers (Bleichenbacher's
  /// of 2006, BERserk of 2014), and also signatures whose DigestInfo lacks the NULL that §9.2 step 2 asks for.
  package func isValidPKCS1Signature(_ signature: Span<UInt8>, of digest: Digest) -> Bool {
    // Step 1: the length.
    guard signature.count == modulusByteCount else { return false }
    // Each size has its own frame on the stack: no key makes another's verification clear more memory.
    return switch modulus.limbCount {
    case ...32: isValidUpTo2048Bits(signature, digest)
    case ...64: isValidUpTo4096Bits(signature, digest)
    default: isValidUpTo16384Bits(signature, digest)
    }
  }

  @inline(never)
  private func isValidUpTo2048Bits(_ signature: Span<UInt8>, _ digest: Digest) -> Bool {
    var workspace = PowerWorkspace<32, 64>()
    return isValid(signature, digest, &workspace)
  }

  @inline(never)
  private func isValidUpTo4096Bits(_ signature: Span<UInt8>, _ digest: Digest) -> Bool {
    var workspace = PowerWorkspace<64, 128>()
    return isValid(signature, digest, &workspace)
  }

  @inline(never)
  private func isValidUpTo16384Bits(_ signature: Span<UInt8>, _ digest: Digest) -> Bool {
    var workspace = PowerWorkspace<256, 512>()
    return isValid(signature, digest, &workspace)
  }

  @inline(__always)
  private func isValid<let limbCount: Int, let doubleLimbCount: Int>(
    _ signature: Span<UInt8>, _ digest: Digest, _ workspace: inout PowerWorkspace<limbCount, doubleLimbCount>
  ) -> Bool {
    let limbs = modulus.limbs
    let n = limbs.count
    // Step 2a, OS2IP. A signature of k bytes fits the limbs of a modulus of k bytes.
    var base = workspace.base.mutableSpan
    BigNumber.load(&base, count: n, fromBigEndian: signature)
    // Step 2b, RSAVP1 (§5.2.2): the representative is below the modulus.
    guard BigNumber.isLessVarTime(workspace.base.span.extracting(0..<n), limbs.span) else { return false }
    raiseVarTime(&workspace)
    // Steps 2c to 4: EM' is built where the signature was, as a number of the same limbs, and compared with m.
    var expected = workspace.base.mutableSpan
    guard EMSAPKCS1.encode(digest, byteCount: modulusByteCount, into: &expected, limbCount: n) else { return false }
    for index in 0..<n where workspace.base[index] != workspace.value[index] { return false }
    return true
  }
}
