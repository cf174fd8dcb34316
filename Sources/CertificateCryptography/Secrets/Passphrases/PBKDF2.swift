/// The key derivation function PBKDF2 with HMAC (RFC 8018 §5.2).
package enum PBKDF2 {
  /// Derives `count` bytes from a passphrase.
  ///
  /// It takes two blocks of the hash function for each iteration and each digest of output; whoever takes the count of
  /// iterations from a file bounds it first.
  package static func key(
    _ algorithm: HashAlgorithm, passphrase: Span<UInt8>, salt: Span<UInt8>, iterationCount: Int, count: Int
  ) -> SecretBytes {
    let key = SecretBytes(count: count) { derive(algorithm, passphrase, salt, iterationCount, into: &$0) }
    Wipe.stack()
    return key
  }

  /// Fills `key`; whoever calls it wipes the stack behind it.
  @inline(never)
  static func derive(
    _ algorithm: HashAlgorithm, _ passphrase: Span<UInt8>, _ salt: Span<UInt8>, _ iterationCount: Int,
    into key: inout MutableSpan<UInt8>
  ) {
    precondition(iterationCount > 0, "there is no key without an iteration")
    let code = HMAC(algorithm, key: passphrase)
    let digestByteCount = algorithm.digestByteCount
    var start = 0
    // Step 3: block i is the sum of U(1), U(2), …, where U(1) is the code of the salt and of i, and each of the others
    // that of the one before.
    var number: UInt32 = 0
    while start < key.count {
      number += 1
      let suffix = InlineArray<4, UInt8> {
        UInt8(truncatingIfNeeded: number &>> UInt32(truncatingIfNeeded: 24 - 8 * $0))
      }
      var value = code.code(salt, suffix.span)
      var sum = InlineArray<64, UInt8>(repeating: 0)
      for index in 0..<digestByteCount { sum[index] = value[index] }
      for _ in 1..<iterationCount {
        value = code.code(value)
        for index in 0..<digestByteCount { sum[index] ^= value[index] }
      }
      let taken = min(digestByteCount, key.count - start)
      for index in 0..<taken { key[start + index] = sum[index] }
      start += taken
    }
  }
}
