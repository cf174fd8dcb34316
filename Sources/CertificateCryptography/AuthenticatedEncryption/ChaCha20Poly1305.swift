/// ChaCha20, authenticated by Poly1305 (RFC 8439 §2.8).
struct ChaCha20Poly1305: Sendable {
  private let cipher: ChaCha20

  /// How many bytes a tag has.
  static var tagByteCount: Int { 16 }

  /// How many bytes a nonce has.
  static var nonceByteCount: Int { 12 }

  /// The most bytes that one nonce encrypts: 2^32 - 1 blocks (§2.8).
  private static var maximumByteCount: UInt64 { (1 << 32 - 1) * 64 }

  /// Prepares a key of 32 bytes.
  init(key: Span<UInt8>) { cipher = ChaCha20(key: key) }

  /// The plaintext of `sealed`, which ends with its tag; `nil` if it is not authentic.
  func open(_ sealed: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8]? {
    let count = sealed.count - Self.tagByteCount
    guard count >= 0, UInt64(count) <= Self.maximumByteCount, nonce.count == Self.nonceByteCount else { return nil }
    let (text, tag) = (sealed.extracting(0..<count), sealed.extracting(count..<sealed.count))
    guard Mask.equality(self.tag(nonce, data, text).span, tag) != 0 else { return nil }
    var plain = [UInt8](copying: text, extraCapacity: 0)
    var span = plain.mutableSpan
    cipher.applyKeystream(from: 1, nonce: nonce, to: &span)
    return plain
  }

  /// `plaintext` encrypted, with its tag behind it; at most 64 · (2^32 - 1) bytes.
  func seal(_ plaintext: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8] {
    precondition(
      UInt64(plaintext.count) <= Self.maximumByteCount && nonce.count == Self.nonceByteCount,
      "what one nonce can encrypt")
    var sealed = [UInt8](copying: plaintext, extraCapacity: Self.tagByteCount)
    var span = sealed.mutableSpan
    cipher.applyKeystream(from: 1, nonce: nonce, to: &span)
    let tag = tag(nonce, data, sealed.span)
    for index in 0..<Self.tagByteCount { sealed.append(tag[index]) }
    return sealed
  }

  /// The tag of the data, of the ciphertext, both filled up with zeros, and of their lengths.
  private func tag(_ nonce: Span<UInt8>, _ data: Span<UInt8>, _ ciphertext: Span<UInt8>) -> InlineArray<16, UInt8> {
    // §2.6: the one-time key is the first half of block 0.
    var key = InlineArray<32, UInt8>(repeating: 0)
    var span = key.mutableSpan
    cipher.applyKeystream(from: 0, nonce: nonce, to: &span)
    var authenticator = Poly1305(key: key.span)
    authenticator.update(data)
    authenticator.update(ciphertext)
    authenticator.take(UInt64(data.count), UInt64(ciphertext.count))
    return authenticator.tag()
  }
}
