/// The one-time authenticator Poly1305 (RFC 8439 §2.5), of messages whose blocks are all whole.
///
/// The accumulator and r have limbs of 44, 44 and 42 bits, so that sums of products wait for their carries (Moon,
/// "poly1305-donna"). Nothing in it depends on the key or the message but the values.
struct Poly1305 {
  /// The accumulator, below 2^131 between blocks: limbs of at most 44, 45 and 42 bits.
  private var h0: UInt64 = 0, h1: UInt64 = 0, h2: UInt64 = 0
  /// r, clamped.
  private let r0: UInt64, r1: UInt64, r2: UInt64
  /// s, the second half of the key.
  private let s: UInt128

  private static var mask44: UInt64 { 1 &<< 44 &- 1 }
  private static var mask42: UInt64 { 1 &<< 42 &- 1 }

  /// Takes a key of 32 bytes, which is for one message only.
  init(key: Span<UInt8>) {
    let (low, high) = (key.littleEndianWord(at: 0), key.littleEndianWord(at: 8))
    // clamp: r &= 0ffffffc0ffffffc0ffffffc0fffffff.
    let r = UInt128(high & 0x0FFF_FFFC_0FFF_FFFC) &<< 64 | UInt128(low & 0x0FFF_FFFC_0FFF_FFFF)
    (r0, r1, r2) = Self.limbs(r)
    s = UInt128(key.littleEndianWord(at: 24)) &<< 64 | UInt128(key.littleEndianWord(at: 16))
  }

  @inline(__always)
  private static func limbs(_ number: UInt128) -> (UInt64, UInt64, UInt64) {
    (
      UInt64(truncatingIfNeeded: number) & mask44, UInt64(truncatingIfNeeded: number &>> 44) & mask44,
      UInt64(truncatingIfNeeded: number &>> 88)
    )
  }

  /// Takes the next bytes; zeros fill the last block, as the construction with ChaCha20 wants it (§2.8).
  mutating func update(_ bytes: Span<UInt8>) {
    var start = 0
    while bytes.count - start >= 16 {
      take(bytes.littleEndianWord(at: start), bytes.littleEndianWord(at: start + 8))
      start += 16
    }
    guard start < bytes.count else { return }
    var last = InlineArray<16, UInt8>(repeating: 0)
    for index in start..<bytes.count { last[index - start] = bytes[index] }
    take(last.span.littleEndianWord(at: 0), last.span.littleEndianWord(at: 8))
  }

  /// Takes a block of two numbers, from their low bytes on.
  @inline(__always)
  mutating func take(_ low: UInt64, _ high: UInt64) {
    // The block, and a one above its 128 bits, which are the bit 40 of the third limb.
    let (m0, m1, m2) = Self.limbs(UInt128(high) &<< 64 | UInt128(low))
    let (a0, a1, a2) = (h0 &+ m0, h1 &+ m1, h2 &+ m2 &+ 1 &<< 40)
    // Times r, modulo 2^130 - 5. 2^132 = 4 · 2^130 is 20, where two limbs of 44 bits stand above the third one. A limb of
    // the sum has 46 bits, one of r 44, and 20 five: a column stays below 3 · 2^95.
    let (t1, t2) = (20 &* r1, 20 &* r2)
    var d0 = UInt128(a0, times: r0).plus(a1, t2).plus(a2, t1)
    var d1 = UInt128(a0, times: r1).plus(a1, r0).plus(a2, t2)
    var d2 = UInt128(a0, times: r2).plus(a1, r1).plus(a2, r0)
    d1 &+= d0 &>> 44
    d2 &+= d1 &>> 44
    d0 = d0 & UInt128(Self.mask44) &+ (d2 &>> 42) &* 5
    h0 = UInt64(truncatingIfNeeded: d0) & Self.mask44
    h1 = UInt64(truncatingIfNeeded: d1) & Self.mask44 &+ UInt64(truncatingIfNeeded: d0 &>> 44)
    h2 = UInt64(truncatingIfNeeded: d2) & Self.mask42
  }

  /// The tag.
  func tag() -> InlineArray<16, UInt8> {
    // All carries, twice round.
    var (a0, a1, a2) = (h0, h1, h2)
    for _ in 0..<2 {
      a1 &+= a0 &>> 44
      a2 &+= a1 &>> 44
      a0 = a0 & Self.mask44 &+ 5 &* (a2 &>> 42)
      (a1, a2) = (a1 & Self.mask44, a2 & Self.mask42)
    }
    a1 &+= a0 &>> 44
    a0 &= Self.mask44
    // Less 2^130 - 5, if there is so much: then 5 more reach 2^130.
    var (g0, g1, g2) = (a0 &+ 5, a1, a2)
    g1 &+= g0 &>> 44
    g2 &+= g1 &>> 44
    let mask = Mask.ofBit(g2 &>> 42 & 1)
    (g0, g1) = (g0 & Self.mask44, g1 & Self.mask44)
    (a0, a1, a2) = (Mask.select(mask, g0, a0), Mask.select(mask, g1, a1), Mask.select(mask, g2, a2))
    // (h + s) mod 2^128.
    let sum = UInt128(a0) &+ UInt128(a1) &<< 44 &+ UInt128(a2) &<< 88 &+ s
    var tag = InlineArray<16, UInt8>(repeating: 0)
    var span = tag.mutableSpan
    span.storeLittleEndian(UInt64(truncatingIfNeeded: sum), at: 0)
    span.storeLittleEndian(UInt64(truncatingIfNeeded: sum &>> 64), at: 8)
    return tag
  }
}
