/// Products of polynomials over the field of two elements, in words.
enum CarrylessProduct {
  /// The low 64 bits of the product of two polynomials, the coefficient of x^i being bit i.
  ///
  /// Ordinary products serve, of operands with three zeros between any two of their bits: at most 15 partial products meet
  /// in a place below the highest four, and what they carry stays in the three places above. In the highest four there may
  /// be 16, whose carry leaves the word (Pornin, "Constant-time crypto", §"GHASH" of BearSSL). Multiplication takes the
  /// same time for all operands on the processors that this is built for.
  @inline(__always)
  static func low(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (m0, m1, m2, m3): (UInt64, UInt64, UInt64, UInt64) = (
      0x1111_1111_1111_1111, 0x2222_2222_2222_2222, 0x4444_4444_4444_4444, 0x8888_8888_8888_8888
    )
    let (a0, a1, a2, a3) = (left & m0, left & m1, left & m2, left & m3)
    let (b0, b1, b2, b3) = (right & m0, right & m1, right & m2, right & m3)
    let c0 = (a0 &* b0) ^ (a1 &* b3) ^ (a2 &* b2) ^ (a3 &* b1)
    let c1 = (a0 &* b1) ^ (a1 &* b0) ^ (a2 &* b3) ^ (a3 &* b2)
    let c2 = (a0 &* b2) ^ (a1 &* b1) ^ (a2 &* b0) ^ (a3 &* b3)
    let c3 = (a0 &* b3) ^ (a1 &* b2) ^ (a2 &* b1) ^ (a3 &* b0)
    return (c0 & m0) | (c1 & m1) | (c2 & m2) | (c3 & m3)
  }

  /// The bits of a word from the other end.
  @inline(__always)
  static func reversed(_ word: UInt64) -> UInt64 {
    var word = word.byteSwapped
    word = (word & 0x0F0F_0F0F_0F0F_0F0F) &<< 4 | word &>> 4 & 0x0F0F_0F0F_0F0F_0F0F
    word = (word & 0x3333_3333_3333_3333) &<< 2 | word &>> 2 & 0x3333_3333_3333_3333
    return (word & 0x5555_5555_5555_5555) &<< 1 | word &>> 1 & 0x5555_5555_5555_5555
  }
}
