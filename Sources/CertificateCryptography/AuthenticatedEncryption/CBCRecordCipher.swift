/// The protection of records by AES in the mode CBC and by HMAC, as TLS 1.2 has it (RFC 5246 §6.2.3.2), and TLS 1.1; in
/// either order of encryption and authentication (RFC 7366).
package struct CBCRecordCipher: Sendable {
  private let cipher: AES
  private let hash: HashAlgorithm
  private let code: HMAC
  private let encryptsThenAuthenticates: Bool

  /// The most bytes that a fragment has (RFC 5246 §6.2.3).
  package static var maximumByteCount: Int { 1 << 14 + 2048 }

  /// Prepares the keys of one direction.
  ///
  /// - Parameters:
  ///   - encryptionKey: 16 or 32 bytes.
  ///   - authenticationKey: As many bytes as a digest of `hash` has.
  ///   - hash: SHA-1, SHA-256 or SHA-384, which the suites have.
  ///   - encryptsThenAuthenticates: Whether both sides agreed on the extension encrypt_then_mac.
  /// - Returns: `nil` if a key has a wrong count of bytes, or the hash function is another one.
  package init?(
    encryptionKey: Span<UInt8>, authenticationKey: Span<UInt8>, hash: HashAlgorithm, encryptsThenAuthenticates: Bool
  ) {
    guard encryptionKey.count == 16 || encryptionKey.count == 32, hash == .sha1 || hash == .sha256 || hash == .sha384,
      authenticationKey.count == hash.digestByteCount
    else { return nil }
    cipher = AES(key: encryptionKey)
    code = HMAC(hash, key: authenticationKey)
    self.hash = hash
    self.encryptsThenAuthenticates = encryptsThenAuthenticates
  }

  /// The content of a record.
  ///
  /// - Parameters:
  ///   - fragment: What follows the five bytes of the record's header: the initialization vector and the ciphertext, and
  ///     behind these the code if encryption came first.
  ///   - sequenceNumber: How many records were sent with the same keys before.
  ///   - contentType: The first byte of the record's header.
  ///   - version: The two bytes behind it.
  /// - Returns: `nil` if it is not authentic, whatever is wrong with it.
  package func open(
    _ fragment: Span<UInt8>, sequenceNumber: UInt64, contentType: UInt8, version: UInt16
  ) -> [UInt8]? {
    let vectorByteCount = AES.blockByteCount
    let codeByteCount = hash.digestByteCount
    defer { Wipe.stack() }
    let textEnd = encryptsThenAuthenticates ? fragment.count - codeByteCount : fragment.count
    let textByteCount = textEnd - vectorByteCount
    // A ciphertext is whole blocks, one at least, for the code if it is encrypted too, and for the padding's length.
    guard fragment.count <= Self.maximumByteCount,
      textByteCount > (encryptsThenAuthenticates ? 0 : codeByteCount), textByteCount % AES.blockByteCount == 0
    else { return nil }
    let header = CBCRecordHeader(sequenceNumber: sequenceNumber, contentType: contentType, version: version)
    if encryptsThenAuthenticates {
      // RFC 7366 §3: the code is that of the vector and the ciphertext, and comes first.
      let digest = code.code(header.bytes(length: textEnd).span, fragment.extracting(0..<textEnd))
      let isAuthentic = digest.withBytes { HMAC.isEqual(fragment.extracting(textEnd..<fragment.count), to: $0) }
      guard isAuthentic else { return nil }
    }
    var plain = [UInt8](repeating: 0, count: textByteCount)
    var span = plain.mutableSpan
    cipher.decryptCBC(
      fragment.extracting(vectorByteCount..<textEnd), initializationVector: fragment.extracting(0..<vectorByteCount),
      into: &span)
    guard let count = encryptsThenAuthenticates ? contentCount(plain.span) : contentCount(plain.span, header) else {
      plain.wipe()
      return nil
    }
    plain.removeLast(plain.count - count)
    return plain
  }

  /// The padding's length and whether it is one: as many bytes as its last byte says, each of which says the same, and this
  /// one (RFC 5246 §6.2.3.2).
  ///
  /// As many bytes are looked at whatever they are. Behind the padding, `reserved` bytes are for something else.
  static func padding(_ plain: Span<UInt8>, reserved: Int) -> (count: UInt64, isRight: UInt64) {
    let last = UInt64(plain[plain.count - 1])
    let room = UInt64(plain.count - 1 - reserved)
    // The highest bit of the difference tells which is more.
    var isRight = ~Mask.ofBit((room &- last) &>> 63)
    for place in 1...min(256, plain.count) {
      let isPadding = ~Mask.ofBit((last &- UInt64(place - 1)) &>> 63)
      isRight &= ~isPadding | Mask.ofEqual(UInt64(plain[plain.count - place]), last)
    }
    // What is wrong counts as no padding at all, as the implementation note says.
    return (last & isRight, isRight)
  }

  /// How many bytes are before the padding; `nil` if it is wrong, which its author vouches for.
  private func contentCount(_ plain: Span<UInt8>) -> Int? {
    let padding = Self.padding(plain, reserved: 0)
    guard padding.isRight != 0 else { return nil }
    return plain.count - 1 - Int(truncatingIfNeeded: padding.count)
  }

  /// How many bytes are before the code and the padding; `nil` if either is wrong, after the same calls of the hash function.
  ///
  /// The lengths are secret until both are found right: a difference would be the oracle of Vaudenay 2002 and of AlFardan
  /// and Paterson 2013 ("Lucky Thirteen"). What is left of one: the last block is filled by a copy and by zeros, whose counts
  /// are the secret length modulo that of a block. Nobody but who holds the key log asks here, about a recording.
  private func contentCount(_ plain: Span<UInt8>, _ header: CBCRecordHeader) -> Int? {
    let codeByteCount = hash.digestByteCount
    let padding = Self.padding(plain, reserved: codeByteCount)
    let maximum = plain.count - 1 - codeByteCount
    let count = maximum - Int(truncatingIfNeeded: padding.count)
    let digest = code.code(header.bytes(length: count).span, plain.extracting(0..<count))
    spendCompressions(compressionCount(maximum) - compressionCount(count))
    let found = self.code(in: plain, at: UInt64(count))
    let isRight = digest.withBytes { Mask.equality($0, found.span.extracting(0..<codeByteCount)) } & padding.isRight
    return isRight != 0 ? count : nil
  }

  /// How often the hash function is called for the message of so many bytes of content, and a header.
  private func compressionCount(_ count: Int) -> Int {
    // FIPS 180-4 §5.1: a byte at least, and a length of 8 or 16 bytes, are added. Divided by shifts, for a division takes
    // its time.
    hash == .sha384
      ? (count + CBCRecordHeader.byteCount + 16 + 128) >> 7 : (count + CBCRecordHeader.byteCount + 8 + 64) >> 6
  }

  /// Calls the hash function so many times, at most five, for nothing.
  @inline(never)
  @_optimize(none)
  private func spendCompressions(_ count: Int) {
    let zeros = InlineArray<384, UInt8>(repeating: 0)
    var hasher = HashFunction(hash)
    hasher.update(zeros.span.extracting(0..<(hash == .sha384 ? count << 7 : count << 6)))
  }

  /// The code that stands at a secret place, which can be wherever the padding leaves room for it.
  ///
  /// All these places are read, each byte goes where it would stand if the code began at a multiple of its length, and the
  /// whole is turned by the secret rest.
  private func code(in plain: Span<UInt8>, at place: UInt64) -> InlineArray<64, UInt8> {
    let codeByteCount = hash.digestByteCount
    let end = place &+ UInt64(codeByteCount)
    var turned = InlineArray<64, UInt8>(repeating: 0)
    var (position, rest) = (0, UInt64(0))
    for index in max(0, plain.count - codeByteCount - 256)..<plain.count {
      let index64 = UInt64(index)
      // Both differences are below 2^63: place ≤ index < end.
      let isInside = ~Mask.ofBit((index64 &- place) &>> 63) & Mask.ofBit((index64 &- end) &>> 63)
      turned[position] |= plain[index] & UInt8(truncatingIfNeeded: isInside)
      rest |= UInt64(position) & Mask.ofEqual(index64, place)
      position = position + 1 == codeByteCount ? 0 : position + 1
    }
    // Six bits are enough for a rest below 48.
    for bit in 0..<6 {
      let mask = UInt8(truncatingIfNeeded: Mask.ofBit(rest &>> UInt64(truncatingIfNeeded: bit) & 1))
      let before = turned
      for index in 0..<codeByteCount {
        let other = before[(index + 1 << bit) % codeByteCount]
        turned[index] = before[index] ^ (before[index] ^ other) & mask
      }
    }
    return turned
  }
}
