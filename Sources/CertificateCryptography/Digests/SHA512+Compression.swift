/// The constants K (FIPS 180-4 §4.2.3).
///
/// The first 64 bits of the fractional parts of the cube roots of the first 80 primes.
let sha512Constants: InlineArray<80, UInt64> = [
  0x428A_2F98_D728_AE22, 0x7137_4491_23EF_65CD, 0xB5C0_FBCF_EC4D_3B2F, 0xE9B5_DBA5_8189_DBBC,
  0x3956_C25B_F348_B538, 0x59F1_11F1_B605_D019, 0x923F_82A4_AF19_4F9B, 0xAB1C_5ED5_DA6D_8118,
  0xD807_AA98_A303_0242, 0x1283_5B01_4570_6FBE, 0x2431_85BE_4EE4_B28C, 0x550C_7DC3_D5FF_B4E2,
  0x72BE_5D74_F27B_896F, 0x80DE_B1FE_3B16_96B1, 0x9BDC_06A7_25C7_1235, 0xC19B_F174_CF69_2694,
  0xE49B_69C1_9EF1_4AD2, 0xEFBE_4786_384F_25E3, 0x0FC1_9DC6_8B8C_D5B5, 0x240C_A1CC_77AC_9C65,
  0x2DE9_2C6F_592B_0275, 0x4A74_84AA_6EA6_E483, 0x5CB0_A9DC_BD41_FBD4, 0x76F9_88DA_8311_53B5,
  0x983E_5152_EE66_DFAB, 0xA831_C66D_2DB4_3210, 0xB003_27C8_98FB_213F, 0xBF59_7FC7_BEEF_0EE4,
  0xC6E0_0BF3_3DA8_8FC2, 0xD5A7_9147_930A_A725, 0x06CA_6351_E003_826F, 0x1429_2967_0A0E_6E70,
  0x27B7_0A85_46D2_2FFC, 0x2E1B_2138_5C26_C926, 0x4D2C_6DFC_5AC4_2AED, 0x5338_0D13_9D95_B3DF,
  0x650A_7354_8BAF_63DE, 0x766A_0ABB_3C77_B2A8, 0x81C2_C92E_47ED_AEE6, 0x9272_2C85_1482_353B,
  0xA2BF_E8A1_4CF1_0364, 0xA81A_664B_BC42_3001, 0xC24B_8B70_D0F8_9791, 0xC76C_51A3_0654_BE30,
  0xD192_E819_D6EF_5218, 0xD699_0624_5565_A910, 0xF40E_3585_5771_202A, 0x106A_A070_32BB_D1B8,
  0x19A4_C116_B8D2_D0C8, 0x1E37_6C08_5141_AB53, 0x2748_774C_DF8E_EB99, 0x34B0_BCB5_E19B_48A8,
  0x391C_0CB3_C5C9_5A63, 0x4ED8_AA4A_E341_8ACB, 0x5B9C_CA4F_7763_E373, 0x682E_6FF3_D6B2_B8A3,
  0x748F_82EE_5DEF_B2FC, 0x78A5_636F_4317_2F60, 0x84C8_7814_A1F0_AB72, 0x8CC7_0208_1A64_39EC,
  0x90BE_FFFA_2363_1E28, 0xA450_6CEB_DE82_BDE9, 0xBEF9_A3F7_B2C6_7915, 0xC671_78F2_E372_532B,
  0xCA27_3ECE_EA26_619C, 0xD186_B8C7_21C0_C207, 0xEADA_7DD6_CDE0_EB1E, 0xF57D_4F7F_EE6E_D178,
  0x06F0_67AA_7217_6FBA, 0x0A63_7DC5_A2C8_98A6, 0x113F_9804_BEF9_0DAE, 0x1B71_0B35_131C_471B,
  0x28DB_77F5_2304_7D84, 0x32CA_AB7B_40C7_2493, 0x3C9E_BE0A_15C9_BEBC, 0x431D_67C4_9C10_0D4C,
  0x4CC5_D4BE_CB3E_42B6, 0x597F_299C_FC65_7E2A, 0x5FCB_6FAB_3AD6_FAEC, 0x6C44_198C_4A47_5817,
]

extension SHA512 {
  /// Takes whole blocks of 128 bytes into the hash value (FIPS 180-4 §6.4.2).
  ///
  /// Bytes after the last whole block are not read.
  static func compress(_ state: inout InlineArray<8, UInt64>, _ blocks: Span<UInt8>) {
    let message = unsafe blocks.bytes
    var hash = state
    var offset = 0
    while blocks.count - offset >= 128 {
      // Step 1, the message schedule W. Only its last 16 words are kept; W(t) takes the place of W(t - 16).
      var w = InlineArray<16, UInt64>(repeating: 0)
      for t in 0..<16 {
        // The loop's condition leaves 128 bytes from `offset` on: word t ends 8(t + 1) <= 128 bytes after it. Any
        // bit pattern is a word.
        w[t] = unsafe UInt64(bigEndian: message.unsafeLoadUnaligned(fromByteOffset: offset + 8 * t, as: UInt64.self))
      }
      // Step 2, the working variables, and a XOR b of the round before, which is b XOR c.
      var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
      var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
      var ab = b ^ c
      // Step 3, 80 rounds. Each names the variables one place further on instead of moving their values.
      round(a, b, &d, e, f, g, &h, &ab, sha512Constants[0] &+ w[0])
      round(h, a, &c, d, e, f, &g, &ab, sha512Constants[1] &+ w[1])
      round(g, h, &b, c, d, e, &f, &ab, sha512Constants[2] &+ w[2])
      round(f, g, &a, b, c, d, &e, &ab, sha512Constants[3] &+ w[3])
      round(e, f, &h, a, b, c, &d, &ab, sha512Constants[4] &+ w[4])
      round(d, e, &g, h, a, b, &c, &ab, sha512Constants[5] &+ w[5])
      round(c, d, &f, g, h, a, &b, &ab, sha512Constants[6] &+ w[6])
      round(b, c, &e, f, g, h, &a, &ab, sha512Constants[7] &+ w[7])
      round(a, b, &d, e, f, g, &h, &ab, sha512Constants[8] &+ w[8])
      round(h, a, &c, d, e, f, &g, &ab, sha512Constants[9] &+ w[9])
      round(g, h, &b, c, d, e, &f, &ab, sha512Constants[10] &+ w[10])
      round(f, g, &a, b, c, d, &e, &ab, sha512Constants[11] &+ w[11])
      round(e, f, &h, a, b, c, &d, &ab, sha512Constants[12] &+ w[12])
      round(d, e, &g, h, a, b, &c, &ab, sha512Constants[13] &+ w[13])
      round(c, d, &f, g, h, a, &b, &ab, sha512Constants[14] &+ w[14])
      round(b, c, &e, f, g, h, &a, &ab, sha512Constants[15] &+ w[15])
      var t = 16
      while t < 80 {
        round(a, b, &d, e, f, g, &h, &ab, sha512Constants[t + 0] &+ expand(&w, 0))
        round(h, a, &c, d, e, f, &g, &ab, sha512Constants[t + 1] &+ expand(&w, 1))
        round(g, h, &b, c, d, e, &f, &ab, sha512Constants[t + 2] &+ expand(&w, 2))
        round(f, g, &a, b, c, d, &e, &ab, sha512Constants[t + 3] &+ expand(&w, 3))
        round(e, f, &h, a, b, c, &d, &ab, sha512Constants[t + 4] &+ expand(&w, 4))
        round(d, e, &g, h, a, b, &c, &ab, sha512Constants[t + 5] &+ expand(&w, 5))
        round(c, d, &f, g, h, a, &b, &ab, sha512Constants[t + 6] &+ expand(&w, 6))
        round(b, c, &e, f, g, h, &a, &ab, sha512Constants[t + 7] &+ expand(&w, 7))
        round(a, b, &d, e, f, g, &h, &ab, sha512Constants[t + 8] &+ expand(&w, 8))
        round(h, a, &c, d, e, f, &g, &ab, sha512Constants[t + 9] &+ expand(&w, 9))
        round(g, h, &b, c, d, e, &f, &ab, sha512Constants[t + 10] &+ expand(&w, 10))
        round(f, g, &a, b, c, d, &e, &ab, sha512Constants[t + 11] &+ expand(&w, 11))
        round(e, f, &h, a, b, c, &d, &ab, sha512Constants[t + 12] &+ expand(&w, 12))
        round(d, e, &g, h, a, b, &c, &ab, sha512Constants[t + 13] &+ expand(&w, 13))
        round(c, d, &f, g, h, a, &b, &ab, sha512Constants[t + 14] &+ expand(&w, 14))
        round(b, c, &e, f, g, h, &a, &ab, sha512Constants[t + 15] &+ expand(&w, 15))
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
      offset += 128
    }
    state = hash
  }

  /// One round of step 3: `d` and `h` take the values that become `e` and `a`.
  ///
  /// `bc` is b XOR c and becomes a XOR b, which is that of the next round; `input` is K(t) + W(t).
  @inline(__always)
  private static func round(
    _ a: UInt64, _ b: UInt64, _ d: inout UInt64, _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: inout UInt64,
    _ bc: inout UInt64, _ input: UInt64
  ) {
    // FIPS 180-4 §4.1.3. Ch and Maj are written with fewer operations than there, and the sums with rotations of
    // rotations, which overwrite what they rotate: ROTR(18) is ROTR(14) after ROTR(4), and so on.
    let sum1 = rotate(rotate(rotate(e, 23) ^ e, 4) ^ e, 14)
    let choice = g ^ (e & (f ^ g))
    let t1 = h &+ input &+ choice &+ sum1
    let sum0 = rotate(rotate(rotate(a, 5) ^ a, 6) ^ a, 28)
    let ab = a ^ b
    let majority = b ^ (bc & ab)
    d = d &+ t1
    h = t1 &+ majority &+ sum0
    bc = ab
  }

  /// W(t) for a `t` that is `index` modulo 16, written over W(t - 16) (step 1, FIPS 180-4 §4.1.3).
  @inline(__always)
  private static func expand(_ w: inout InlineArray<16, UInt64>, _ index: Int) -> UInt64 {
    let (old, recent) = (w[(index + 1) & 15], w[(index + 14) & 15])
    let sigma0 = rotate(old, 1) ^ rotate(old, 8) ^ (old &>> 7)
    let sigma1 = rotate(recent, 19) ^ rotate(recent, 61) ^ (recent &>> 6)
    w[index] = w[index] &+ sigma1 &+ w[(index + 9) & 15] &+ sigma0
    return w[index]
  }

  /// ROTR (FIPS 180-4 §3.2).
  @inline(__always)
  private static func rotate(_ x: UInt64, _ count: UInt64) -> UInt64 {
    (x &>> count) | (x &<< (64 &- count))
  }
}
