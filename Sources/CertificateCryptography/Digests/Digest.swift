/// The output of a hash function: up to 64 bytes, held inline.
public struct Digest: Sendable {
  /// The hash function that made the digest.
  public let algorithm: HashAlgorithm
  /// The digest, followed by zeros.
  private var storage: InlineArray<64, UInt8>

  /// Creates a digest of the first bytes of hash words, each of which counts from its high byte (FIPS 180-4 §3.1).
  ///
  /// The words have at least ``HashAlgorithm/digestByteCount`` bytes in all.
  init<Word: FixedWidthInteger & BitwiseCopyable, let wordCount: Int>(
    _ algorithm: HashAlgorithm, words: InlineArray<wordCount, Word>
  ) {
    self.algorithm = algorithm
    storage = InlineArray(repeating: 0)
    let count = algorithm.digestByteCount
    let bytesPerWord = Word.bitWidth / 8
    precondition(count <= min(wordCount * bytesPerWord, 64), "the words hold the digest")
    let wholeCount = count / bytesPerWord
    var target = storage.mutableSpan
    unsafe target.withUnsafeMutableBytes { target in
      for index in 0..<wholeCount {
        // `wholeCount` words have at most `count` bytes, which is at most the 64 that there are.
        unsafe target.storeBytes(of: words[index].bigEndian, toByteOffset: index * bytesPerWord, as: Word.self)
      }
    }
    for offset in wholeCount * bytesPerWord..<count {
      let shift = Word.bitWidth - 8 * (offset % bytesPerWord + 1)
      storage[offset] = UInt8(truncatingIfNeeded: words[wholeCount] >> Word(truncatingIfNeeded: shift))
    }
  }

  /// Takes a digest that somebody else has computed, such as a TLS stack over its handshake.
  ///
  /// - Parameters:
  ///   - bytes: the digest; `nil` is returned if it has not ``HashAlgorithm/digestByteCount`` bytes.
  ///   - algorithm: the hash function that made it.
  public init?(_ bytes: [UInt8], algorithm: HashAlgorithm) {
    guard bytes.count == algorithm.digestByteCount else { return nil }
    self.algorithm = algorithm
    storage = InlineArray { $0 < bytes.count ? bytes[$0] : 0 }
  }

  /// How many bytes the digest has.
  public var count: Int { algorithm.digestByteCount }

  /// The byte at `index`, which counts from 0 and must be below ``count``.
  public subscript(_ index: Int) -> UInt8 {
    precondition(index < count, "a digest is indexed within its bytes")
    return storage[index]
  }

  /// The bytes as an array.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in 0..<count { bytes.append(storage[index]) }
    return bytes
  }

  /// The bytes in lower-case hexadecimal, without separators.
  public var hexadecimal: String {
    var text = ""
    text.reserveCapacity(2 * count)
    for index in 0..<count {
      for nibble in [storage[index] >> 4, storage[index] & 0xF] {
        text.unicodeScalars.append(Unicode.Scalar(nibble < 10 ? 0x30 + nibble : 0x57 + nibble))
      }
    }
    return text
  }

  /// Calls `body` with the bytes.
  package func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(storage.span.extracting(0..<count))
  }
}

extension Digest: Hashable {
  /// Whether both digests are of the same algorithm and have the same bytes.
  public static func == (left: Digest, right: Digest) -> Bool {
    guard left.algorithm == right.algorithm else { return false }
    for index in 0..<left.count where left.storage[index] != right.storage[index] { return false }
    return true
  }

  /// Feeds the algorithm and the bytes to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(algorithm)
    for index in 0..<count { hasher.combine(storage[index]) }
  }
}

extension Digest: CustomStringConvertible {
  /// The bytes in lower-case hexadecimal.
  public var description: String { hexadecimal }
}
