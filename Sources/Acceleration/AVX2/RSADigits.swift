#if arch(x86_64)
  private let digitMask: UInt64 = (1 &<< 28) &- 1

  /// digits = the number of `limbCount` limbs, in `digitCount` digits of 28 bits.
  ///
  /// `limbs` points at `limbCount`, `digits` at `digitCount` words; the number has no more digits.
  func convert(
    _ digits: UnsafeMutablePointer<UInt64>, _ digitCount: Int, fromLimbs limbs: UnsafePointer<UInt64>, _ limbCount: Int
  ) {
    for index in 0..<digitCount {
      let limb = 28 &* index / 64
      let bits = UInt64(truncatingIfNeeded: 28 &* index &- 64 &* limb)
      var digit = limb < limbCount ? unsafe limbs[limb] &>> bits : 0
      // The rest of the digit is in the next limb.
      if bits > 36, limb &+ 1 < limbCount { digit |= unsafe limbs[limb &+ 1] &<< (64 &- bits) }
      unsafe digits[index] = digit & digitMask
    }
  }

  /// limbs = the number of `digitCount` digits, each below 2^29, which has no more limbs.
  ///
  /// `digits` points at `digitCount` words, `limbs` at `limbCount`.
  func convert(
    _ limbs: UnsafeMutablePointer<UInt64>, _ limbCount: Int, fromDigits digits: UnsafePointer<UInt64>, _ digitCount: Int
  ) {
    // What is not stored yet, with `bits` of its bits below the next digit: below 2^(64 + 29).
    var rest: UInt128 = 0
    var bits: UInt64 = 0
    var limb = 0
    for index in 0..<digitCount {
      rest &+= unsafe UInt128(truncatingIfNeeded: digits[index]) &<< UInt128(truncatingIfNeeded: bits)
      bits &+= 28
      if bits >= 64, limb < limbCount {
        unsafe limbs[limb] = UInt64(truncatingIfNeeded: rest)
        rest &>>= 64
        bits &-= 64
        limb &+= 1
      }
    }
    while limb < limbCount {
      unsafe limbs[limb] = UInt64(truncatingIfNeeded: rest)
      rest &>>= 64
      limb &+= 1
    }
  }

  /// scaled = (modulus · inverse + 1) / 2^112, where inverse is −modulus^(−1) mod 2^112.
  ///
  /// In digits of 28 bits, `count` at `scaled` and `modulus`; `negatedInverse` is −modulus^(−1) mod 2^28 or a higher power
  /// of 2. This is Montgomery's reduction of the number 1, four digits of it.
  func scale(
    _ scaled: UnsafeMutablePointer<UInt64>, modulus: UnsafePointer<UInt64>, _ count: Int, negatedInverse: UInt64
  ) {
    unsafe scaled[0] = 1
    for index in 1..<count { unsafe scaled[index] = 0 }
    for _ in 0..<4 {
      let digit = unsafe (scaled[0] &* negatedInverse) & digitMask
      // digit · modulus[i] + scaled[i] + carry <= (2^28 - 1)² + 2 (2^28 - 1) < 2^56. The lowest digit becomes zero.
      var carry: UInt64 = 0
      for index in 0..<count {
        let sum = unsafe digit &* modulus[index] &+ scaled[index] &+ carry
        if index > 0 { unsafe scaled[index &- 1] = sum & digitMask }
        carry = sum &>> 28
      }
      unsafe scaled[count &- 1] = carry
    }
  }
#endif
