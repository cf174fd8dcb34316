/// High-order parts of elements of Z_q, and how a hint corrects them (FIPS 204 §7.4).
enum MLDSARounding {
  /// UseHint(h, r) for an r below q and γ2 = `range` (FIPS 204 algorithm 40).
  @inline(__always)
  static func highOrder(_ r: UInt32, hint: Bool, range: UInt32) -> UInt32 {
    // Step 1: m = (q − 1) / (2 γ2), 44 or 16.
    let count: UInt32 = range == 95_232 ? 44 : 16
    // Algorithm 36, Decompose: r = r1 · 2γ2 + r0 with −γ2 < r0 <= γ2.
    var high = (r + range - 1) / (2 * range)
    // r + γ2 − 1 and r1 · 2γ2 + γ2 − 1 differ by r0.
    let isPositive = r > high * 2 * range
    // Where r − r0 is q − 1, r1 is 0 and r0 one less; it was at most 0 before, so that its sign stays.
    if high == count { high = 0 }
    guard hint else { return high }
    // Steps 3 and 4.
    return isPositive ? (high + 1 == count ? 0 : high + 1) : (high == 0 ? count - 1 : high - 1)
  }
}
