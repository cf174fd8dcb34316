/// A cipher with authentication, and a key (RFC 5116 §2).
///
/// The key is kept in memory that is zeroed when the last copy goes. What is computed, and in what order, depends on
/// lengths only.
package struct AEAD: Sendable {
  private enum Cipher: Sendable {
    case gcm(GCM)
    case ccm(CCM)
    case chaCha20Poly1305(ChaCha20Poly1305)
  }

  /// Which one it is.
  package let algorithm: AEADAlgorithm
  private let cipher: Cipher

  /// Prepares a key; `nil` if it has not as many bytes as keys of the algorithm have.
  package init?(_ algorithm: AEADAlgorithm, key: Span<UInt8>) {
    guard key.count == algorithm.keyByteCount else { return nil }
    self.algorithm = algorithm
    switch algorithm {
    case .aes128GCM, .aes256GCM:
      guard let gcm = GCM(key: key) else { return nil }
      cipher = .gcm(gcm)
    case .aes128CCM, .aes256CCM, .aes128CCM8, .aes256CCM8:
      cipher = .ccm(CCM(key: key, tagByteCount: algorithm.tagByteCount))
    case .chaCha20Poly1305: cipher = .chaCha20Poly1305(ChaCha20Poly1305(key: key))
    }
  }

  /// The plaintext of `sealed`, a ciphertext with its tag behind it (RFC 5116 §2.2).
  ///
  /// - Parameters:
  ///   - sealed: The ciphertext and the tag.
  ///   - nonce: ``AEADAlgorithm/nonceByteCount`` bytes.
  ///   - data: What was not encrypted, but authenticated as well.
  /// - Returns: `nil` if it is not authentic, which it is not either if a length is not possible.
  package func open(_ sealed: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8]? {
    guard nonce.count == algorithm.nonceByteCount else { return nil }
    // One-time keys and keystream.
    defer { Wipe.stack() }
    return switch cipher {
    case .gcm(let gcm): gcm.open(sealed, nonce: nonce, authenticating: data)
    case .ccm(let ccm): ccm.open(sealed, nonce: nonce, authenticating: data)
    case .chaCha20Poly1305(let cipher): cipher.open(sealed, nonce: nonce, authenticating: data)
    }
  }

  /// The ciphertext of `plaintext`, with its tag behind it (RFC 5116 §2.1).
  ///
  /// The nonce has ``AEADAlgorithm/nonceByteCount`` bytes, and must not be one that the key was used with before. There are
  /// at most 2^24 - 1 bytes of plaintext for CCM, and far more for the others; a record of TLS has 2^14.
  package func seal(_ plaintext: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8] {
    precondition(nonce.count == algorithm.nonceByteCount, "a nonce of the algorithm")
    defer { Wipe.stack() }
    return switch cipher {
    case .gcm(let gcm): gcm.seal(plaintext, nonce: nonce, authenticating: data)
    case .ccm(let ccm): ccm.seal(plaintext, nonce: nonce, authenticating: data)
    case .chaCha20Poly1305(let cipher): cipher.seal(plaintext, nonce: nonce, authenticating: data)
    }
  }
}
