/// The stream cipher ChaCha20 (RFC 8439 §2.3 and §2.4), four blocks at a time.
///
/// Sums, exclusive ors and rotations: nothing in it depends on the key or the text but the values.
struct ChaCha20: Sendable {
  /// The key, 32 bytes.
  private let key: SecretBytes

  /// One word of the state in four blocks.
  private typealias Words = SIMD4<UInt32>

  /// Copies a key of 32 bytes.
  init(key: Span<UInt8>) {
    precondition(key.count == 32, "a key of ChaCha20")
    self.key = SecretBytes(key)
  }

  /// Adds the keystream from a block on to `bytes` (§2.4): encryption and decryption.
  ///
  /// The nonce has 12 bytes. The count of blocks ends at 2^32, so that there are at most 2^38 bytes, and 64 less from
  /// block 1 on.
  func applyKeystream(from block: UInt32, nonce: Span<UInt8>, to bytes: inout MutableSpan<UInt8>) {
    precondition(nonce.count == 12, "a nonce of RFC 8439")
    var number = block
    var start = 0
    var keystream = InlineArray<256, UInt8>(repeating: 0)
    var span = keystream.mutableSpan
    while start < bytes.count {
      key.withBytes { key in Self.writeBlocks(key, number, nonce, &span) }
      bytes.add(span.span, at: start)
      number &+= 4
      start += 256
    }
  }

  /// Writes four blocks of keystream (§2.3, chacha20_block).
  private static func writeBlocks(
    _ key: Span<UInt8>, _ number: UInt32, _ nonce: Span<UInt8>, _ keystream: inout MutableSpan<UInt8>
  ) {
    // "expand 32-byte k", the key, the number of the block, and the nonce.
    let (k0, k1) = words(key, 0)
    let (k2, k3) = words(key, 8)
    let (k4, k5) = words(key, 16)
    let (k6, k7) = words(key, 24)
    let numbers = Words(number, number &+ 1, number &+ 2, number &+ 3)
    let (n0, _) = words(nonce, 0)
    let (n1, n2) = words(nonce, 4)
    var (x0, x1) = (Words(repeating: 0x6170_7865), Words(repeating: 0x3320_646E))
    var (x2, x3) = (Words(repeating: 0x7962_2D32), Words(repeating: 0x6B20_6574))
    var (x4, x5, x6, x7) = (k0, k1, k2, k3)
    var (x8, x9, x10, x11) = (k4, k5, k6, k7)
    var (x12, x13, x14, x15) = (numbers, n0, n1, n2)
    for _ in 0..<10 {
      // A round on columns, and one on diagonals.
      quarterRound(&x0, &x4, &x8, &x12)
      quarterRound(&x1, &x5, &x9, &x13)
      quarterRound(&x2, &x6, &x10, &x14)
      quarterRound(&x3, &x7, &x11, &x15)
      quarterRound(&x0, &x5, &x10, &x15)
      quarterRound(&x1, &x6, &x11, &x12)
      quarterRound(&x2, &x7, &x8, &x13)
      quarterRound(&x3, &x4, &x9, &x14)
    }
    x0 &+= Words(repeating: 0x6170_7865)
    x1 &+= Words(repeating: 0x3320_646E)
    x2 &+= Words(repeating: 0x7962_2D32)
    x3 &+= Words(repeating: 0x6B20_6574)
    write(x0, x1, x2, x3, at: 0, &keystream)
    write(x4 &+ k0, x5 &+ k1, x6 &+ k2, x7 &+ k3, at: 16, &keystream)
    write(x8 &+ k4, x9 &+ k5, x10 &+ k6, x11 &+ k7, at: 32, &keystream)
    write(x12 &+ numbers, x13 &+ n0, x14 &+ n1, x15 &+ n2, at: 48, &keystream)
  }

  /// Two words, each from its low byte on, in all lanes.
  @inline(__always)
  private static func words(_ bytes: Span<UInt8>, _ offset: Int) -> (Words, Words) {
    let word = bytes.littleEndianWord(at: offset)
    return (
      Words(repeating: UInt32(truncatingIfNeeded: word)), Words(repeating: UInt32(truncatingIfNeeded: word &>> 32))
    )
  }

  /// §2.1.
  @inline(__always)
  private static func quarterRound(_ a: inout Words, _ b: inout Words, _ c: inout Words, _ d: inout Words) {
    a &+= b
    d = rotated(d ^ a, 16)
    c &+= d
    b = rotated(b ^ c, 12)
    a &+= b
    d = rotated(d ^ a, 8)
    c &+= d
    b = rotated(b ^ c, 7)
  }

  /// The words, each rotated to the left.
  ///
  /// A product by a power of two is a shift of vectors to the compiler. Of two shifts it makes rotations of one lane after
  /// the other, which takes three times as long.
  @inline(__always)
  private static func rotated(_ words: Words, _ count: UInt32) -> Words {
    words &* Words(repeating: 1 &<< count) | words &>> Words(repeating: 32 &- count)
  }

  /// Writes four words of each of the four blocks, which are 64 bytes apart.
  @inline(__always)
  private static func write(
    _ a: Words, _ b: Words, _ c: Words, _ d: Words, at start: Int, _ keystream: inout MutableSpan<UInt8>
  ) {
    write(a.x, b.x, c.x, d.x, at: start, &keystream)
    write(a.y, b.y, c.y, d.y, at: 64 + start, &keystream)
    write(a.z, b.z, c.z, d.z, at: 128 + start, &keystream)
    write(a.w, b.w, c.w, d.w, at: 192 + start, &keystream)
  }

  /// Writes four words, each from its low byte on.
  @inline(__always)
  private static func write(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, at start: Int, _ keystream: inout MutableSpan<UInt8>
  ) {
    keystream.storeLittleEndian(UInt64(a) | UInt64(b) &<< 32, at: start)
    keystream.storeLittleEndian(UInt64(c) | UInt64(d) &<< 32, at: start + 8)
  }
}
