extension SHA1 {
  /// Takes whole blocks of 64 bytes into the hash value (FIPS 180-4 §6.1.2).
  ///
  /// Bytes after the last whole block are not read.
  static func compress(_ state: inout InlineArray<5, UInt32>, _ blocks: Span<UInt8>) {
    let message = unsafe blocks.bytes
    var hash = state
    var offset = 0
    while blocks.count - offset >= 64 {
      // Step 1, the message schedule W. Only its last 16 words are kept; W(t) takes the place of W(t - 16).
      var w = InlineArray<16, UInt32>(repeating: 0)
      for t in 0..<16 {
        // The loop's condition leaves 64 bytes from `offset` on: word t ends 4(t + 1) <= 64 bytes after it. Any bit
        // pattern is a word.
        w[t] = unsafe UInt32(bigEndian: message.unsafeLoadUnaligned(fromByteOffset: offset + 4 * t, as: UInt32.self))
      }
      // Step 2, the working variables.
      var (a, b, c, d, e) = (hash[0], hash[1], hash[2], hash[3], hash[4])
      // Step 3, 80 rounds: f by FIPS 180-4 §4.1.1, K by §4.2.1. Each round names the variables one place further on
      // instead of moving their values; all are written out because neither 5 nor 20 divides the 16 words that are kept.
      round(a, &b, &e, choice(b, c, d), 0x5A82_7999 &+ w[0])
      round(e, &a, &d, choice(a, b, c), 0x5A82_7999 &+ w[1])
      round(d, &e, &c, choice(e, a, b), 0x5A82_7999 &+ w[2])
      round(c, &d, &b, choice(d, e, a), 0x5A82_7999 &+ w[3])
      round(b, &c, &a, choice(c, d, e), 0x5A82_7999 &+ w[4])
      round(a, &b, &e, choice(b, c, d), 0x5A82_7999 &+ w[5])
      round(e, &a, &d, choice(a, b, c), 0x5A82_7999 &+ w[6])
      round(d, &e, &c, choice(e, a, b), 0x5A82_7999 &+ w[7])
      round(c, &d, &b, choice(d, e, a), 0x5A82_7999 &+ w[8])
      round(b, &c, &a, choice(c, d, e), 0x5A82_7999 &+ w[9])
      round(a, &b, &e, choice(b, c, d), 0x5A82_7999 &+ w[10])
      round(e, &a, &d, choice(a, b, c), 0x5A82_7999 &+ w[11])
      round(d, &e, &c, choice(e, a, b), 0x5A82_7999 &+ w[12])
      round(c, &d, &b, choice(d, e, a), 0x5A82_7999 &+ w[13])
      round(b, &c, &a, choice(c, d, e), 0x5A82_7999 &+ w[14])
      round(a, &b, &e, choice(b, c, d), 0x5A82_7999 &+ w[15])
      round(e, &a, &d, choice(a, b, c), 0x5A82_7999 &+ expand(&w, 0))
      round(d, &e, &c, choice(e, a, b), 0x5A82_7999 &+ expand(&w, 1))
      round(c, &d, &b, choice(d, e, a), 0x5A82_7999 &+ expand(&w, 2))
      round(b, &c, &a, choice(c, d, e), 0x5A82_7999 &+ expand(&w, 3))
      round(a, &b, &e, parity(b, c, d), 0x6ED9_EBA1 &+ expand(&w, 4))
      round(e, &a, &d, parity(a, b, c), 0x6ED9_EBA1 &+ expand(&w, 5))
      round(d, &e, &c, parity(e, a, b), 0x6ED9_EBA1 &+ expand(&w, 6))
      round(c, &d, &b, parity(d, e, a), 0x6ED9_EBA1 &+ expand(&w, 7))
      round(b, &c, &a, parity(c, d, e), 0x6ED9_EBA1 &+ expand(&w, 8))
      round(a, &b, &e, parity(b, c, d), 0x6ED9_EBA1 &+ expand(&w, 9))
      round(e, &a, &d, parity(a, b, c), 0x6ED9_EBA1 &+ expand(&w, 10))
      round(d, &e, &c, parity(e, a, b), 0x6ED9_EBA1 &+ expand(&w, 11))
      round(c, &d, &b, parity(d, e, a), 0x6ED9_EBA1 &+ expand(&w, 12))
      round(b, &c, &a, parity(c, d, e), 0x6ED9_EBA1 &+ expand(&w, 13))
      round(a, &b, &e, parity(b, c, d), 0x6ED9_EBA1 &+ expand(&w, 14))
      round(e, &a, &d, parity(a, b, c), 0x6ED9_EBA1 &+ expand(&w, 15))
      round(d, &e, &c, parity(e, a, b), 0x6ED9_EBA1 &+ expand(&w, 0))
      round(c, &d, &b, parity(d, e, a), 0x6ED9_EBA1 &+ expand(&w, 1))
      round(b, &c, &a, parity(c, d, e), 0x6ED9_EBA1 &+ expand(&w, 2))
      round(a, &b, &e, parity(b, c, d), 0x6ED9_EBA1 &+ expand(&w, 3))
      round(e, &a, &d, parity(a, b, c), 0x6ED9_EBA1 &+ expand(&w, 4))
      round(d, &e, &c, parity(e, a, b), 0x6ED9_EBA1 &+ expand(&w, 5))
      round(c, &d, &b, parity(d, e, a), 0x6ED9_EBA1 &+ expand(&w, 6))
      round(b, &c, &a, parity(c, d, e), 0x6ED9_EBA1 &+ expand(&w, 7))
      round(a, &b, &e, majority(b, c, d), 0x8F1B_BCDC &+ expand(&w, 8))
      round(e, &a, &d, majority(a, b, c), 0x8F1B_BCDC &+ expand(&w, 9))
      round(d, &e, &c, majority(e, a, b), 0x8F1B_BCDC &+ expand(&w, 10))
      round(c, &d, &b, majority(d, e, a), 0x8F1B_BCDC &+ expand(&w, 11))
      round(b, &c, &a, majority(c, d, e), 0x8F1B_BCDC &+ expand(&w, 12))
      round(a, &b, &e, majority(b, c, d), 0x8F1B_BCDC &+ expand(&w, 13))
      round(e, &a, &d, majority(a, b, c), 0x8F1B_BCDC &+ expand(&w, 14))
      round(d, &e, &c, majority(e, a, b), 0x8F1B_BCDC &+ expand(&w, 15))
      round(c, &d, &b, majority(d, e, a), 0x8F1B_BCDC &+ expand(&w, 0))
      round(b, &c, &a, majority(c, d, e), 0x8F1B_BCDC &+ expand(&w, 1))
      round(a, &b, &e, majority(b, c, d), 0x8F1B_BCDC &+ expand(&w, 2))
      round(e, &a, &d, majority(a, b, c), 0x8F1B_BCDC &+ expand(&w, 3))
      round(d, &e, &c, majority(e, a, b), 0x8F1B_BCDC &+ expand(&w, 4))
      round(c, &d, &b, majority(d, e, a), 0x8F1B_BCDC &+ expand(&w, 5))
      round(b, &c, &a, majority(c, d, e), 0x8F1B_BCDC &+ expand(&w, 6))
      round(a, &b, &e, majority(b, c, d), 0x8F1B_BCDC &+ expand(&w, 7))
      round(e, &a, &d, majority(a, b, c), 0x8F1B_BCDC &+ expand(&w, 8))
      round(d, &e, &c, majority(e, a, b), 0x8F1B_BCDC &+ expand(&w, 9))
      round(c, &d, &b, majority(d, e, a), 0x8F1B_BCDC &+ expand(&w, 10))
      round(b, &c, &a, majority(c, d, e), 0x8F1B_BCDC &+ expand(&w, 11))
      round(a, &b, &e, parity(b, c, d), 0xCA62_C1D6 &+ expand(&w, 12))
      round(e, &a, &d, parity(a, b, c), 0xCA62_C1D6 &+ expand(&w, 13))
      round(d, &e, &c, parity(e, a, b), 0xCA62_C1D6 &+ expand(&w, 14))
      round(c, &d, &b, parity(d, e, a), 0xCA62_C1D6 &+ expand(&w, 15))
      round(b, &c, &a, parity(c, d, e), 0xCA62_C1D6 &+ expand(&w, 0))
      round(a, &b, &e, parity(b, c, d), 0xCA62_C1D6 &+ expand(&w, 1))
      round(e, &a, &d, parity(a, b, c), 0xCA62_C1D6 &+ expand(&w, 2))
      round(d, &e, &c, parity(e, a, b), 0xCA62_C1D6 &+ expand(&w, 3))
      round(c, &d, &b, parity(d, e, a), 0xCA62_C1D6 &+ expand(&w, 4))
      round(b, &c, &a, parity(c, d, e), 0xCA62_C1D6 &+ expand(&w, 5))
      round(a, &b, &e, parity(b, c, d), 0xCA62_C1D6 &+ expand(&w, 6))
      round(e, &a, &d, parity(a, b, c), 0xCA62_C1D6 &+ expand(&w, 7))
      round(d, &e, &c, parity(e, a, b), 0xCA62_C1D6 &+ expand(&w, 8))
      round(c, &d, &b, parity(d, e, a), 0xCA62_C1D6 &+ expand(&w, 9))
      round(b, &c, &a, parity(c, d, e), 0xCA62_C1D6 &+ expand(&w, 10))
      round(a, &b, &e, parity(b, c, d), 0xCA62_C1D6 &+ expand(&w, 11))
      round(e, &a, &d, parity(a, b, c), 0xCA62_C1D6 &+ expand(&w, 12))
      round(d, &e, &c, parity(e, a, b), 0xCA62_C1D6 &+ expand(&w, 13))
      round(c, &d, &b, parity(d, e, a), 0xCA62_C1D6 &+ expand(&w, 14))
      round(b, &c, &a, parity(c, d, e), 0xCA62_C1D6 &+ expand(&w, 15))
      // Step 4, the intermediate hash value.
      hash[0] &+= a
      hash[1] &+= b
      hash[2] &+= c
      hash[3] &+= d
      hash[4] &+= e
      offset += 64
    }
    state = hash
  }

  /// One round of step 3: `e` takes the value that becomes `a`, and `b` the one that becomes `c`.
  ///
  /// `f` is f(t) of b, c and d; `input` is K(t) + W(t).
  @inline(__always)
  private static func round(_ a: UInt32, _ b: inout UInt32, _ e: inout UInt32, _ f: UInt32, _ input: UInt32) {
    e = e &+ input &+ f &+ rotate(a, 5)
    b = rotate(b, 30)
  }

  /// Ch, with one operation less than in FIPS 180-4 §4.1.1.
  @inline(__always)
  private static func choice(_ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 { d ^ (b & (c ^ d)) }

  /// Parity (FIPS 180-4 §4.1.1).
  @inline(__always)
  private static func parity(_ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 { b ^ c ^ d }

  /// Maj, with one operation less than in FIPS 180-4 §4.1.1.
  @inline(__always)
  private static func majority(_ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 { (b & c) ^ (d & (b ^ c)) }

  /// W(t) for a `t` that is `index` modulo 16, written over W(t - 16) (step 1).
  @inline(__always)
  private static func expand(_ w: inout InlineArray<16, UInt32>, _ index: Int) -> UInt32 {
    w[index] = rotate(w[(index + 13) & 15] ^ w[(index + 8) & 15] ^ w[(index + 2) & 15] ^ w[index], 1)
    return w[index]
  }

  /// ROTL (FIPS 180-4 §3.2).
  @inline(__always)
  private static func rotate(_ x: UInt32, _ count: UInt32) -> UInt32 {
    (x &<< count) | (x &>> (32 &- count))
  }
}
