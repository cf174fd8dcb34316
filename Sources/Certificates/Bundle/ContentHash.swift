import CertificateEncoding

/// A hash of a certificate's whole encoding, by which its repetitions are found.
///
/// Every byte counts, and ``HashSeed`` is a secret: otherwise certificates that differ only where nothing is hashed, or
/// that were made to meet, would each be compared with all others. The mixing is that of Wang Yi's wyhash, 16 bytes at a
/// time: a multiplication to twice the width with the halves folded together.
package enum ContentHash {
  /// The hash of the bytes at `range`.
  package static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    let seed = HashSeed.words
    let words = unsafe bytes.extracting(range).bytes
    let count = words.byteCount
    guard count >= 32 else { return short(bytes.extracting(range), seed) }
    // Two chains of multiplications run side by side.
    var (one, other) = (seed[0], seed[1])
    var position = 0
    while count &- position > 32 {
      one = mix(word(words, position) ^ seed[2], word(words, position &+ 8) ^ one)
      other = mix(word(words, position &+ 16) ^ seed[3], word(words, position &+ 24) ^ other)
      position &+= 32
    }
    // The last 32 bytes, of which some may have been read before.
    position = count &- 32
    one = mix(word(words, position) ^ seed[2], word(words, position &+ 8) ^ one)
    other = mix(word(words, position &+ 16) ^ seed[3], word(words, position &+ 24) ^ other)
    return mix(one ^ UInt64(truncatingIfNeeded: count), other ^ seed[2])
  }

  private static func short(_ bytes: Span<UInt8>, _ seed: InlineArray<4, UInt64>) -> UInt64 {
    var hash = seed[0] ^ UInt64(truncatingIfNeeded: bytes.count)
    for index in bytes.indices { hash = mix(hash ^ UInt64(bytes[index]), seed[2] | 1) }
    return hash
  }

  @inline(__always)
  private static func word(_ words: RawSpan, _ position: Int) -> UInt64 {
    // Any eight bytes are a number, and the call checks that they are within the span.
    unsafe words.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
  }

  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
