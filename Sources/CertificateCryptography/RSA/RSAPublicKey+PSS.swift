extension RSAPublicKey {
  /// Whether `signature` is an RSASSA-PSS signature of the message that `digest` was made of (RFC 8017 §8.1.2).
  ///
  /// - Parameters:
  ///   - signature: the signature, as long as the modulus.
  ///   - digest: the digest of the message.
  ///   - maskHash: the digest of the mask generation function; a SHAKE stands for itself (RFC 8692 §3).
  ///   - saltByteCount: how long the salt must be. It is never guessed.
  package func isValidPSSSignature(
    _ signature: Span<UInt8>, of digest: Digest, maskHash: HashAlgorithm, saltByteCount: Int
  ) -> Bool {
    isValid(signature, .pss(EMSAPSS(digest: digest, maskHash: maskHash, saltByteCount: saltByteCount)))
  }
}
