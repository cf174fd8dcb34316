/// The constants K (FIPS 180-4 §4.2.2).
///
/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
let sha256Constants: InlineArray<64, UInt32> = [
  0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1,
  0x923F_82A4, 0xAB1C_5ED5, 0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3,
  0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174, 0xE49B_69C1, 0xEFBE_4786,
  0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
  0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147,
  0x06CA_6351, 0x1429_2967, 0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13,
  0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85, 0xA2BF_E8A1, 0xA81A_664B,
  0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
  0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A,
  0x5B9C_CA4F, 0x682E_6FF3, 0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208,
  0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
]

extension SHA256 {
  /// Takes whole blocks of 64 bytes into the hash value (FIPS 180-4 §6.2.2).
  ///
  /// Bytes after the last whole block are not read.
  static func compress(_ state: inout InlineArray<8, UInt32>, _ blocks: Span<UInt8>) {
    let message = unsafe blocks.bytes
    var hash = state
    var offset = 0
    while blocks.count - offset >= 64 {
      // Step 1, the message schedule W. Only its last 16 words are kept; W(t) takes the place of W(t - 16).
      var w = InlineArray<16, UInt32>(repeating: 0)
      for t in 0..<16 {
        // The loop's condition leaves 64 bytes from `offset` on: word t ends 4(t + 1) <= 64 bytes after it. Any
        // bit pattern is a word.
        w[t] = unsafe UInt32(bigEndian: message.unsafeLoadUnaligned(fromByteOffset: offset + 4 * t, as: UInt32.self))
      }
      // Step 2, the working variables, and a XOR b of the round before, which is b XOR c.
      var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
      var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
      var ab = b ^ c
      // Step 3, 64 rounds. Each names the variables one place further on instead of moving their values.
      round(a, b, &d, e, f, g, &h, &ab, sha256Constants[0] &+ w[0])
      round(h, a, &c, d, e, f, &g, &ab, sha256Constants[1] &+ w[1])
      round(g, h, &b, c, d, e, &f, &ab, sha256Constants[2] &+ w[2])
      round(f, g, &a, b, c, d, &e, &ab, sha256Constants[3] &+ w[3])
      round(e, f, &h, a, b, c, &d, &ab, sha256Constants[4] &+ w[4])
      round(d, e, &g, h, a, b, &c, &ab, sha256Constants[5] &+ w[5])
      round(c, d, &f, g, h, a, &b, &ab, sha256Constants[6] &+ w[6])
      round(b, c, &e, f, g, h, &a, &ab, sha256Constants[7] &+ w[7])
      round(a, b, &d, e, f, g, &h, &ab, sha256Constants[8] &+ w[8])
      round(h, a, &c, d, e, f, &g, &ab, sha256Constants[9] &+ w[9])
      round(g, h, &b, c, d, e, &f, &ab, sha256Constants[10] &+ w[10])
      round(f, g, &a, b, c, d, &e, &ab, sha256Constants[11] &+ w[11])
      round(e, f, &h, a, b, c, &d, &ab, sha256Constants[12] &+ w[12])
      round(d, e, &g, h, a, b, &c, &ab, sha256Constants[13] &+ w[13])
      round(c, d, &f, g, h, a, &b, &ab, sha256Constants[14] &+ w[14])
      round(b, c, &e, f, g, h, &a, &ab, sha256Constants[15] &+ w[15])
      var t = 16
      while t < 64 {
        round(a, b, &d, e, f, g, &h, &ab, sha256Constants[t + 0] &+ expand(&w, 0))
        round(h, a, &c, d, e, f, &g, &ab, sha256Constants[t + 1] &+ expand(&w, 1))
        round(g, h, &b, c, d, e, &f, &ab, sha256Constants[t + 2] &+ expand(&w, 2))
        round(f, g, &a, b, c, d, &e, &ab, sha256Constants[t + 3] &+ expand(&w, 3))
        round(e, f, &h, a, b, c, &d, &ab, sha256Constants[t + 4] &+ expand(&w, 4))
        round(d, e, &g, h, a, b, &c, &ab, sha256Constants[t + 5] &+ expand(&w, 5))
        round(c, d, &f, g, h, a, &b, &ab, sha256Constants[t + 6] &+ expand(&w, 6))
        round(b, c, &e, f, g, h, &a, &ab, sha256Constants[t + 7] &+ expand(&w, 7))
        round(a, b, &d, e, f, g, &h, &ab, sha256Constants[t + 8] &+ expand(&w, 8))
        round(h, a, &c, d, e, f, &g, &ab, sha256Constants[t + 9] &+ expand(&w, 9))
        round(g, h, &b, c, d, e, &f, &ab, sha256Constants[t + 10] &+ expand(&w, 10))
        round(f, g, &a, b, c, d, &e, &ab, sha256Constants[t + 11] &+ expand(&w, 11))
        round(e, f, &h, a, b, c, &d, &ab, sha256Constants[t + 12] &+ expand(&w, 12))
        round(d, e, &g, h, a, b, &c, &ab, sha256Constants[t + 13] &+ expand(&w, 13))
        round(c, d, &f, g, h, a, &b, &ab, sha256Constants[t + 14] &+ expand(&w, 14))
        round(b, c, &e, f, g, h, &a, &ab, sha256Constants[t + 15] &+ expand(&w, 15))
        t += 16
      }
      // Step 4, the intermediate hash value.
      hash[0] &+= a
      hash[1] &+= b
      hash[2] &+= c
      hash[3] &+= d
      hash[4] &+= e
      hash[5] &+= f
      hash[6] &+= g
      hash[7] &+= h
      offset += 64
    }
    state = hash
  }

  /// One round of step 3: `d` and `h` take the values that become `e` and `a`.
  ///
  /// `bc` is b XOR c and becomes a XOR b, which is that of the next round; `input` is K(t) + W(t).
  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
    _ bc: inout UInt32, _ input: UInt32
  ) {
    // FIPS 180-4 §4.1.2. Ch and Maj are written with fewer operations than there, and the sums with rotations of
    // rotations, which overwrite what they rotate: ROTR(11) is ROTR(6) after ROTR(5), and so on.
    let sum1 = rotate(rotate(rotate(e, 14) ^ e, 5) ^ e, 6)
    let choice = g ^ (e & (f ^ g))
    let t1 = h &+ input &+ choice &+ sum1
    let sum0 = rotate(rotate(rotate(a, 9) ^ a, 11) ^ a, 2)
    let ab = a ^ b
    let majority = b ^ (bc & ab)
    d = d &+ t1
    h = t1 &+ majority &+ sum0
    bc = ab
  }

  /// W(t) for a `t` that is `index` modulo 16, written over W(t - 16) (step 1, FIPS 180-4 §4.1.2).
  @inline(__always)
  private static func expand(_ w: inout InlineArray<16, UInt32>, _ index: Int) -> UInt32 {
    let (old, recent) = (w[(index + 1) & 15], w[(index + 14) & 15])
    let sigma0 = rotate(old, 7) ^ rotate(old, 18) ^ (old &>> 3)
    let sigma1 = rotate(recent, 17) ^ rotate(recent, 19) ^ (recent &>> 10)
    w[index] = w[index] &+ sigma1 &+ w[(index + 9) & 15] &+ sigma0
    return w[index]
  }

  /// ROTR (FIPS 180-4 §3.2).
  @inline(__always)
  private static func rotate(_ x: UInt32, _ count: UInt32) -> UInt32 {
    (x &>> count) | (x &<< (32 &- count))
  }
}
