/// The ciphers that keys are encrypted with, in the mode CBC (SP 800-38A §6.2), of which only decryption is needed.
package enum BlockCipher: Sendable, Hashable, CaseIterable {
  /// AES with a key of 128, 192 or 256 bits (FIPS 197).
  case aes128, aes192, aes256
  /// DES three times, encrypting, decrypting and encrypting, with three keys (SP 800-67).
  case tripleDES

  /// How many bytes a key has.
  package var keyByteCount: Int {
    switch self {
    case .aes128: 16
    case .aes192, .tripleDES: 24
    case .aes256: 32
    }
  }

  /// How many bytes a block has, and the initialization vector.
  package var blockByteCount: Int { self == .tripleDES ? 8 : 16 }

  /// The plaintext of `text` without its padding; `nil` if it is not a number of whole blocks, or its padding is none: then
  /// the key is another one.
  ///
  /// RFC 8018 §6.1.1 and RFC 1423 §1.1: as many bytes as are missing from a block, one at least, each of which has their
  /// number.
  package func decryptCBC(
    _ text: Span<UInt8>, key: SecretBytes, initializationVector: Span<UInt8>
  ) -> SecretBytes? {
    let size = blockByteCount
    guard text.count >= size, text.count % size == 0, key.count == keyByteCount, initializationVector.count == size
    else { return nil }
    let plain = SecretBytes(count: text.count) { plain in
      key.withBytes { key in
        switch self {
        case .aes128, .aes192, .aes256:
          AES(key: key).decryptCBC(text, initializationVector: initializationVector, into: &plain)
        case .tripleDES:
          TripleDESDecryption(key: key).decryptCBC(text, initializationVector: initializationVector, into: &plain)
        }
      }
    }
    Wipe.stack()
    guard let paddingCount = plain.withBytes({ paddingCount($0) }) else { return nil }
    return plain.extracting(0..<text.count - paddingCount)
  }

  /// How many bytes of padding there are; all bytes of the last block are looked at, whatever they are.
  private func paddingCount(_ plain: Span<UInt8>) -> Int? {
    let size = blockByteCount
    let count = UInt64(plain[plain.count - 1])
    var wrong = Mask.ofZero(count) | ~Mask.ofZero(count &>> UInt64(truncatingIfNeeded: 5))
    for position in 1...size {
      // The highest bit of the difference tells whether the byte at this place from the end is padding.
      let place = UInt64(truncatingIfNeeded: position)
      let isPadding = ~Mask.ofBit((count &- place) &>> 63)
      wrong |= isPadding & ~Mask.ofEqual(UInt64(plain[plain.count - position]), count)
    }
    wrong |= Mask.ofBit((UInt64(truncatingIfNeeded: size) &- count) &>> 63)
    guard wrong == 0 else { return nil }
    return Int(truncatingIfNeeded: count)
  }
}
