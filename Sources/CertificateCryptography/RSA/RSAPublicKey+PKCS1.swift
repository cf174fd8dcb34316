extension RSAPublicKey {
  /// Whether `signature` is an RSASSA-PKCS1-v1_5 signature of the message that `digest` was made of.
  ///
  /// RFC 8017 §8.2.2. The encoded message that the digest must have is built and compared as a whole; nothing of what
  /// the signature contains is ever parsed. That shuts out the forgeries that live on lenient parsers (Bleichenbacher's
  /// of 2006, BERserk of 2014), and also signatures whose DigestInfo lacks the NULL that §9.2 step 2 asks for.
  package func isValidPKCS1Signature(_ signature: Span<UInt8>, of digest: Digest) -> Bool {
    isValid(signature, .pkcs1(digest))
  }
}
