/// Eight blocks of AES, taken apart by bits: each of eight vectors has one bit of every byte of every block (FIPS 197 §3.4).
///
/// All steps of the cipher are then logic on whole vectors, the S-box too (Biham 1997, "A fast new DES implementation in
/// software"; Käsper and Schwabe 2009, "Faster and timing-attack resistant AES-GCM"). Nothing reads a table or jumps, so
/// that time and cache say nothing of what is encrypted or with what key (Bernstein 2005, "Cache-timing attacks on AES").
///
/// A lane of 64 bits has four blocks. From its low end on, it has 16 bits for each row of the state, in these 4 for each
/// column, and in these one for each block. Each operation works on both lanes alike.
struct SlicedBlocks {
  typealias Lanes = SIMD2<UInt64>

  /// Bit 0 of all bytes, bit 1, and so on.
  var b0, b1, b2, b3, b4, b5, b6, b7: Lanes

  /// How many bytes eight blocks have.
  static var byteCount: Int { 128 }

  @inline(__always)
  static func all(_ word: UInt64) -> Lanes { Lanes(repeating: word) }

  /// Takes apart the 128 bytes from `start` on.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at start: Int) {
    (b0, b4) = Self.spread(bytes, start)
    (b1, b5) = Self.spread(bytes, start + 16)
    (b2, b6) = Self.spread(bytes, start + 32)
    (b3, b7) = Self.spread(bytes, start + 48)
    transpose()
  }

  /// Takes apart eight times the 16 bytes from `start` on.
  init(repeating bytes: Span<UInt8>, at start: Int) {
    let (low, high) = (bytes.littleEndianWord(at: start), bytes.littleEndianWord(at: start + 8))
    (b0, b4) = Self.spread(Self.all(low), Self.all(high))
    (b1, b2, b3) = (b0, b0, b0)
    (b5, b6, b7) = (b4, b4, b4)
    transpose()
  }

  /// Reads 8 words, the first lane's bits of a round key, into both lanes.
  @inline(__always)
  init(key bytes: Span<UInt8>, at start: Int) {
    b0 = Self.all(bytes.littleEndianWord(at: start))
    b1 = Self.all(bytes.littleEndianWord(at: start + 8))
    b2 = Self.all(bytes.littleEndianWord(at: start + 16))
    b3 = Self.all(bytes.littleEndianWord(at: start + 24))
    b4 = Self.all(bytes.littleEndianWord(at: start + 32))
    b5 = Self.all(bytes.littleEndianWord(at: start + 40))
    b6 = Self.all(bytes.littleEndianWord(at: start + 48))
    b7 = Self.all(bytes.littleEndianWord(at: start + 56))
  }

  /// Writes the 8 words of the first lane.
  func writeKey(to bytes: inout MutableSpan<UInt8>, at start: Int) {
    bytes.storeLittleEndian(b0.x, at: start)
    bytes.storeLittleEndian(b1.x, at: start + 8)
    bytes.storeLittleEndian(b2.x, at: start + 16)
    bytes.storeLittleEndian(b3.x, at: start + 24)
    bytes.storeLittleEndian(b4.x, at: start + 32)
    bytes.storeLittleEndian(b5.x, at: start + 40)
    bytes.storeLittleEndian(b6.x, at: start + 48)
    bytes.storeLittleEndian(b7.x, at: start + 56)
  }

  /// Puts the blocks together again, into the 128 bytes from `start` on.
  @inline(__always)
  func write(to bytes: inout MutableSpan<UInt8>, at start: Int) {
    var blocks = self
    blocks.transpose()
    Self.join(blocks.b0, blocks.b4, &bytes, start)
    Self.join(blocks.b1, blocks.b5, &bytes, start + 16)
    Self.join(blocks.b2, blocks.b6, &bytes, start + 32)
    Self.join(blocks.b3, blocks.b7, &bytes, start + 48)
  }

  /// The block at `place` and the one 64 bytes behind it, a lane each.
  @inline(__always)
  private static func spread(_ bytes: Span<UInt8>, _ place: Int) -> (even: Lanes, odd: Lanes) {
    spread(
      Lanes(bytes.littleEndianWord(at: place), bytes.littleEndianWord(at: place + 64)),
      Lanes(bytes.littleEndianWord(at: place + 8), bytes.littleEndianWord(at: place + 72)))
  }

  /// The columns 0 and 2 of a block, byte by byte in turns, and its columns 1 and 3.
  @inline(__always)
  private static func spread(_ low: Lanes, _ high: Lanes) -> (even: Lanes, odd: Lanes) {
    let half = all(0xFFFF_FFFF)
    let even = spaced(low & half) | spaced(high & half) &<< all(8)
    let odd = spaced(low &>> all(32)) | spaced(high &>> all(32)) &<< all(8)
    return (even, odd)
  }

  @inline(__always)
  private static func join(_ even: Lanes, _ odd: Lanes, _ bytes: inout MutableSpan<UInt8>, _ place: Int) {
    let low = packed(even) | packed(odd) &<< all(32)
    let high = packed(even &>> all(8)) | packed(odd &>> all(8)) &<< all(32)
    bytes.storeLittleEndian(low.x, at: place)
    bytes.storeLittleEndian(high.x, at: place + 8)
    bytes.storeLittleEndian(low.y, at: place + 64)
    bytes.storeLittleEndian(high.y, at: place + 72)
  }

  /// The low four bytes, each with a zero above it.
  @inline(__always)
  private static func spaced(_ value: Lanes) -> Lanes {
    let pairs = (value | value &<< all(16)) & all(0x0000_FFFF_0000_FFFF)
    return (pairs | pairs &<< all(8)) & all(0x00FF_00FF_00FF_00FF)
  }

  /// Every second byte, one beside the other.
  @inline(__always)
  private static func packed(_ value: Lanes) -> Lanes {
    let bytes = value & all(0x00FF_00FF_00FF_00FF)
    let pairs = (bytes | bytes &>> all(8)) & all(0x0000_FFFF_0000_FFFF)
    return (pairs | pairs &>> all(16)) & all(0xFFFF_FFFF)
  }

  /// Bit i of byte k of vector j becomes bit j of byte k of vector i, and the other way round.
  @inline(__always)
  mutating func transpose() {
    Self.swap(&b0, &b1, 0x5555_5555_5555_5555, 1)
    Self.swap(&b2, &b3, 0x5555_5555_5555_5555, 1)
    Self.swap(&b4, &b5, 0x5555_5555_5555_5555, 1)
    Self.swap(&b6, &b7, 0x5555_5555_5555_5555, 1)
    Self.swap(&b0, &b2, 0x3333_3333_3333_3333, 2)
    Self.swap(&b1, &b3, 0x3333_3333_3333_3333, 2)
    Self.swap(&b4, &b6, 0x3333_3333_3333_3333, 2)
    Self.swap(&b5, &b7, 0x3333_3333_3333_3333, 2)
    Self.swap(&b0, &b4, 0x0F0F_0F0F_0F0F_0F0F, 4)
    Self.swap(&b1, &b5, 0x0F0F_0F0F_0F0F_0F0F, 4)
    Self.swap(&b2, &b6, 0x0F0F_0F0F_0F0F_0F0F, 4)
    Self.swap(&b3, &b7, 0x0F0F_0F0F_0F0F_0F0F, 4)
  }

  /// Exchanges the bits of `first` outside the mask with those of `second` inside it.
  @inline(__always)
  private static func swap(_ first: inout Lanes, _ second: inout Lanes, _ mask: UInt64, _ count: UInt64) {
    let difference = (first &>> all(count) ^ second) & all(mask)
    second ^= difference
    first ^= difference &<< all(count)
  }
}

extension MutableSpan<UInt8> {
  /// Writes a number into the eight bytes from `offset` on, all of which the span has, from its low byte on.
  @inline(__always)
  mutating func storeLittleEndian(_ word: UInt64, at offset: Int) {
    precondition(offset >= 0 && offset <= count - 8, "a word lies within the bytes")
    // offset up to offset + 8 lies within the bytes, which may have any value.
    unsafe withUnsafeMutableBytes { bytes in
      unsafe bytes.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
    }
  }
}
