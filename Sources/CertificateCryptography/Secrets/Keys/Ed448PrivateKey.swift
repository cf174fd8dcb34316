/// An Ed448 private key: 57 bytes of secret, and the public key that they make (RFC 8032 §5.2.5).
package struct Ed448PrivateKey: Sendable {
  /// The public key, computed from the secret.
  package let publicKey: Ed448PublicKey
  /// The secret.
  let seed: SecretBytes

  /// Takes a secret of 57 bytes; all of them are keys.
  package init(seed: SecretBytes) throws(SecretKeyError) {
    guard seed.count == 57 else { throw .wrongLength }
    let encoding = seed.withBytes { Self.encodedKey($0) }
    Wipe.stack()
    do {
      publicKey = try Ed448PublicKey(encoding.span)
    } catch {
      // A multiple of the base point by what step 2 leaves is a point of its order.
      throw .inconsistent
    }
    self.seed = seed
  }

  @inline(never)
  private static func encodedKey(_ seed: Span<UInt8>) -> InlineArray<57, UInt8> {
    // Step 1: 114 bytes, of which the first 57 make the scalar.
    var function = SHAKE.shake256
    function.update(seed)
    var scalar = InlineArray<57, UInt8>(repeating: 0)
    var output = scalar.mutableSpan
    function.read(into: &output)
    // Step 2.
    scalar[0] &= 0xFC
    scalar[55] |= 0x80
    scalar[56] = 0
    // Steps 3 and 4.
    return Edwards448Point.baseMultiple(scalar.span).encodedBytes
  }
}
