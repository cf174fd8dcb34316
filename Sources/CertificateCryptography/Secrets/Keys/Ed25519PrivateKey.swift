/// An Ed25519 private key: 32 bytes of secret, and the public key that they make (RFC 8032 §5.1.5).
package struct Ed25519PrivateKey: Sendable {
  /// The public key, computed from the secret.
  package let publicKey: Ed25519PublicKey
  /// The secret.
  let seed: SecretBytes

  /// Takes a secret of 32 bytes; all of them are keys.
  package init(seed: SecretBytes) throws(SecretKeyError) {
    guard seed.count == 32 else { throw .wrongLength }
    let encoding = seed.withBytes { Self.encodedKey($0) }
    Wipe.stack()
    do {
      publicKey = try Ed25519PublicKey(encoding.span)
    } catch {
      // A multiple of the base point by what step 2 leaves is a point of its order.
      throw .inconsistent
    }
    self.seed = seed
  }

  @inline(never)
  private static func encodedKey(_ seed: Span<UInt8>) -> InlineArray<32, UInt8> {
    // Step 1.
    let digest = HashAlgorithm.sha512.digest(of: seed)
    var scalar = InlineArray<32, UInt8> { digest[$0] }
    // Step 2.
    scalar[0] &= 0xF8
    scalar[31] = scalar[31] & 0x7F | 0x40
    // Steps 3 and 4.
    return Edwards25519Point.baseMultiple(scalar.span).encodedBytes
  }
}
