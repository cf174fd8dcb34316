/// The ciphers with authentication that TLS has suites of (RFC 5116; RFC 6655 and RFC 8439 for CCM and ChaCha20).
package enum AEADAlgorithm: Sendable, Hashable, CaseIterable {
  /// AES in the mode GCM (SP 800-38D).
  case aes128GCM, aes256GCM
  /// AES in the mode CCM (SP 800-38C).
  case aes128CCM, aes256CCM
  /// The same with tags of half the length (RFC 6655 §4).
  case aes128CCM8, aes256CCM8
  /// ChaCha20 and Poly1305 (RFC 8439).
  case chaCha20Poly1305

  /// How many bytes a key has.
  package var keyByteCount: Int {
    switch self {
    case .aes128GCM, .aes128CCM, .aes128CCM8: 16
    case .aes256GCM, .aes256CCM, .aes256CCM8, .chaCha20Poly1305: 32
    }
  }

  /// How many bytes a nonce has.
  package var nonceByteCount: Int { 12 }

  /// How many bytes the tag has that is behind the ciphertext.
  package var tagByteCount: Int {
    switch self {
    case .aes128CCM8, .aes256CCM8: 8
    case .aes128GCM, .aes256GCM, .aes128CCM, .aes256CCM, .chaCha20Poly1305: 16
    }
  }
}
