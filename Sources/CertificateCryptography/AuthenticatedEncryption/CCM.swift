/// The mode CCM of AES: the counter mode, authenticated by a chain of blocks (SP 800-38C), as TLS has it (RFC 6655 §3,
/// RFC 8446 §5.3): nonces of 12 bytes, tags of 16 bytes or 8, lengths of 3 bytes.
struct CCM: Sendable {
  private let cipher: AES
  /// t, how many bytes a tag has.
  private let tagByteCount: Int

  /// How many bytes a nonce has.
  static var nonceByteCount: Int { 12 }

  /// The most bytes that a length of 3 bytes can count, so that counters have no more than 3 bytes either.
  private static var maximumByteCount: Int { 1 << 24 - 1 }

  /// Prepares a key of 16 or 32 bytes.
  init(key: Span<UInt8>, tagByteCount: Int, kernel: AES.Kernel = .current) {
    cipher = AES(key: key, kernel: kernel)
    self.tagByteCount = tagByteCount
  }

  /// The plaintext of `sealed`, which ends with its tag; `nil` if it is not authentic (§6.2).
  func open(_ sealed: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8]? {
    let count = sealed.count - tagByteCount
    guard count >= 0, count <= Self.maximumByteCount, nonce.count == Self.nonceByteCount else { return nil }
    var plain = [UInt8](copying: sealed.extracting(0..<count), extraCapacity: 0)
    var span = plain.mutableSpan
    cipher.applyKeystream(from: counter(nonce, 1), to: &span)
    let tag = tag(nonce, data, plain.span)
    guard Mask.equality(tag.span.extracting(0..<tagByteCount), sealed.extracting(count..<sealed.count)) != 0 else {
      plain.wipe()
      return nil
    }
    return plain
  }

  /// `plaintext` encrypted, with its tag behind it (§6.1); at most 2^24 - 1 bytes, which is more than any record has.
  func seal(_ plaintext: Span<UInt8>, nonce: Span<UInt8>, authenticating data: Span<UInt8>) -> [UInt8] {
    precondition(
      plaintext.count <= Self.maximumByteCount && nonce.count == Self.nonceByteCount, "what one nonce can encrypt")
    let tag = tag(nonce, data, plaintext)
    var sealed = [UInt8](copying: plaintext, extraCapacity: tagByteCount)
    var span = sealed.mutableSpan
    cipher.applyKeystream(from: counter(nonce, 1), to: &span)
    for index in 0..<tagByteCount { sealed.append(tag[index]) }
    return sealed
  }

  /// Ctr of a number (§A.3): the flags q - 1 = 2, the nonce, and the number in 3 bytes.
  private func counter(_ nonce: Span<UInt8>, _ number: UInt8) -> InlineArray<16, UInt8> {
    InlineArray { $0 == 0 ? 2 : $0 <= 12 ? nonce[$0 - 1] : $0 == 15 ? number : 0 }
  }

  /// The encrypted tag (§6.1 steps 1 to 4 and 8).
  private func tag(
    _ nonce: Span<UInt8>, _ data: Span<UInt8>, _ plaintext: Span<UInt8>
  ) -> InlineArray<16, UInt8> {
    // §A.2.1: B0 has flags, the nonce, and the length of the plaintext.
    let flags = UInt8(truncatingIfNeeded: (data.isEmpty ? 0 : 64) + (tagByteCount - 2) / 2 * 8 + 2)
    let length = UInt32(truncatingIfNeeded: plaintext.count)
    let first = InlineArray<16, UInt8> {
      switch $0 {
      case 0: flags
      case 1...12: nonce[$0 - 1]
      default: UInt8(truncatingIfNeeded: length &>> UInt32(truncatingIfNeeded: 8 * (15 - $0)))
      }
    }
    var value = cipher.encrypted(first)
    if !data.isEmpty { chain(&value, data) }
    cipher.chain(&value, plaintext)
    // Step 8: the tag is added to the encryption of the counter 0.
    var span = value.mutableSpan
    cipher.applyKeystream(from: counter(nonce, 0), to: &span)
    return value
  }

  /// Takes the associated data, behind its length in 2, 6 or 10 bytes (§A.2.2), into the chain.
  private func chain(_ value: inout InlineArray<16, UInt8>, _ data: Span<UInt8>) {
    let count = UInt64(data.count)
    var block = InlineArray<16, UInt8>(repeating: 0)
    let lengthByteCount = count < 0xFF00 ? 2 : count < 1 << 32 ? 4 : 8
    var filled = 0
    if lengthByteCount > 2 {
      block[0] = 0xFF
      block[1] = lengthByteCount == 4 ? 0xFE : 0xFF
      filled = 2
    }
    for index in (0..<lengthByteCount).reversed() {
      block[filled] = UInt8(truncatingIfNeeded: count &>> UInt64(truncatingIfNeeded: 8 * index))
      filled += 1
    }
    let taken = min(16 - filled, data.count)
    for index in 0..<taken { block[filled + index] = data[index] }
    cipher.chain(&value, block.span)
    if taken < data.count { cipher.chain(&value, data.extracting(taken..<data.count)) }
  }
}
