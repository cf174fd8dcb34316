/// The mode GCM of AES: the counter mode, authenticated by GHASH (SP 800-38D), with tags of 16 bytes.
package struct GCM: Sendable {
  private let cipher: AES
  private let hashKey: GHASH.Key

  /// How many bytes a tag has.
  package static var tagByteCount: Int { 16 }

  /// The most bytes that one nonce encrypts: 2^39 - 256 bits (§5.2.1.1).
  private static var maximumByteCount: UInt64 { 1 << 36 - 32 }

  /// Prepares a key of 16, 24 or 32 bytes; `nil` for any other count.
  package init?(key: Span<UInt8>) {
    self.init(key: key, .current, .current)
  }

  /// Prepares a key for certain kernels.
  init?(key: Span<UInt8>, _ kernel: AES.Kernel, _ hashKernel: GHASH.Kernel) {
    guard key.count == 16 || key.count == 24 || key.count == 32 else { return nil }
    cipher = AES(key: key, kernel: kernel)
    // §7.1 step 1: H, the encryption of zeros.
    hashKey = GHASH.Key(cipher.encrypted(InlineArray(repeating: 0)), kernel: hashKernel)
  }

  /// The plaintext of `sealed`, which ends with its tag; `nil` if it is not authentic, or the nonce is empty (§7.2, GCM-AD).
  package func open(_ sealed: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8]? {
    let count = sealed.count - Self.tagByteCount
    guard count >= 0, UInt64(count) <= Self.maximumByteCount, nonce.count > 0 else { return nil }
    let (text, tag) = (sealed.extracting(0..<count), sealed.extracting(count..<sealed.count))
    var counter = firstCounter(nonce)
    // Steps 5 to 7 before step 4: what is not authentic is not decrypted.
    guard Mask.equality(self.tag(counter, data, text).span, tag) != 0 else { return nil }
    counter.increment()
    var plain = [UInt8](copying: text, extraCapacity: 0)
    var span = plain.mutableSpan
    cipher.applyKeystream(from: counter, to: &span)
    return plain
  }

  /// `plaintext` encrypted, with its tag behind it (§7.1, GCM-AE).
  ///
  /// The nonce must not be empty, and not have been used with the key before: then both plaintexts and the key of GHASH are
  /// known to whoever looks (Joux 2006). There are at most 2^36 - 32 bytes.
  package func seal(_ plaintext: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8] {
    precondition(nonce.count > 0 && UInt64(plaintext.count) <= Self.maximumByteCount, "what one nonce can encrypt")
    let first = firstCounter(nonce)
    var counter = first
    counter.increment()
    var sealed = [UInt8](copying: plaintext, extraCapacity: Self.tagByteCount)
    var span = sealed.mutableSpan
    cipher.applyKeystream(from: counter, to: &span)
    let tag = tag(first, data, sealed.span)
    for index in 0..<Self.tagByteCount { sealed.append(tag[index]) }
    return sealed
  }

  /// J0, the counter before the first (§7.1 step 2): a nonce of 12 bytes and the number 1, or the hash of any other.
  private func firstCounter(_ nonce: Span<UInt8>) -> InlineArray<16, UInt8> {
    guard nonce.count != 12 else {
      return InlineArray { $0 < 12 ? nonce[$0] : $0 == 15 ? 1 : 0 }
    }
    var hash = GHASH(hashKey)
    hash.update(nonce)
    hash.update(bitCountOf: 0, nonce.count)
    return hash.value
  }

  /// T (§7.1 steps 5 and 6): the hash of the data, the ciphertext and their lengths, encrypted.
  private func tag(
    _ firstCounter: InlineArray<16, UInt8>, _ data: Span<UInt8>, _ ciphertext: Span<UInt8>
  ) -> InlineArray<16, UInt8> {
    var hash = GHASH(hashKey)
    hash.update(data)
    hash.update(ciphertext)
    hash.update(bitCountOf: data.count, ciphertext.count)
    var tag = hash.value
    var span = tag.mutableSpan
    cipher.applyKeystream(from: firstCounter, to: &span)
    return tag
  }
}

extension InlineArray<16, UInt8> {
  /// The next counter (SP 800-38D §6.2, inc32).
  fileprivate mutating func increment() {
    for index in (12..<16).reversed() {
      self[index] &+= 1
      if self[index] != 0 { return }
    }
  }
}
