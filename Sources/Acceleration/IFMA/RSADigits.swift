#if arch(x86_64)
  /// digits = the number of `limbCount` limbs, in `digitCount` digits of 52 bits.
  ///
  /// `limbs` points at 2 limbs or more, `digits` at `digitCount` words; the number has no more digits.
  func convert(
    _ digits: UnsafeMutablePointer<UInt64>, _ digitCount: Int, fromLimbs limbs: UnsafePointer<UInt64>, _ limbCount: Int
  ) {
    let last = 8 &* limbCount &- 8
    for index in 0..<digitCount {
      // Digit i starts at bit 52i: at byte ⌊6.5i⌋, and for odd i in the middle of it.
      let byte = 13 &* index / 2
      var word: UInt64
      if byte <= last {
        // Bytes from `byte` to `byte` + 8 <= 8 · limbCount.
        word = unsafe UnsafeRawPointer(limbs).loadUnaligned(fromByteOffset: byte, as: UInt64.self)
        word &>>= UInt64(truncatingIfNeeded: 4 &* (index & 1))
      } else {
        // The digit is what the last limb has above it; 52i - 64(limbCount - 1) is 8 or more.
        let bits = 52 &* index &- 8 &* last
        word = bits < 64 ? unsafe limbs[limbCount &- 1] &>> UInt64(truncatingIfNeeded: bits) : 0
      }
      unsafe digits[index] = word & ((1 &<< 52) &- 1)
    }
  }

  /// limbs = the number of `digits`, mod 2^(64 · limbCount).
  ///
  /// Every digit is below 2^52. `digits` points at ⌊64(limbCount - 1) / 52⌋ + 3 words, `limbs` at `limbCount`.
  func convert(_ limbs: UnsafeMutablePointer<UInt64>, _ limbCount: Int, fromDigits digits: UnsafePointer<UInt64>) {
    for index in 0..<limbCount {
      let first = 64 &* index / 52
      // The limb starts so many bits into digit `first`, of which there are 52; it takes in the next one or two.
      let bits = UInt64(truncatingIfNeeded: 64 &* index &- 52 &* first)
      var limb = unsafe digits[first] &>> bits | digits[first &+ 1] &<< (52 &- bits)
      if bits > 40 { limb |= unsafe digits[first &+ 2] &<< (104 &- bits) }
      unsafe limbs[index] = limb
    }
  }

  /// limbs = limbs mod modulus, for a number below four times the modulus.
  ///
  /// `limbs` points at `limbCount` + 1 limbs, `modulus` at `limbCount`.
  func reduceVarTime(_ limbs: UnsafeMutablePointer<UInt64>, modulus: UnsafePointer<UInt64>, _ limbCount: Int) {
    for _ in 0..<3 {
      if unsafe limbs[limbCount] == 0 {
        var index = limbCount &- 1
        while unsafe index > 0 && limbs[index] == modulus[index] { index &-= 1 }
        if unsafe limbs[index] < modulus[index] { return }
      }
      var borrow: UInt64 = 0
      for index in 0..<limbCount {
        let (partial, first) = unsafe limbs[index].subtractingReportingOverflow(modulus[index])
        let (difference, second) = partial.subtractingReportingOverflow(borrow)
        unsafe limbs[index] = difference
        borrow = first || second ? 1 : 0
      }
      unsafe limbs[limbCount] &-= borrow
    }
  }

  /// inverse = −modulus^(−1) mod 2^416 and scaled = (modulus · inverse + 1) / 2^416, digit by digit.
  ///
  /// All in digits of 52 bits: `inverse` points at 8, `scaled` and `modulus` at `count`. `negatedInverse` is
  /// −modulus^(−1) mod 2^52 or a higher power of 2. This is Montgomery's reduction of the number 1, eight digits of it.
  func scale(
    _ inverse: UnsafeMutablePointer<UInt64>, _ scaled: UnsafeMutablePointer<UInt64>, modulus: UnsafePointer<UInt64>,
    _ count: Int, negatedInverse: UInt64
  ) {
    let mask: UInt64 = (1 &<< 52) &- 1
    unsafe scaled[0] = 1
    for index in 1..<count { unsafe scaled[index] = 0 }
    for step in 0..<8 {
      let digit = unsafe (scaled[0] &* negatedInverse) & mask
      unsafe inverse[step] = digit
      // digit · modulus[i] + scaled[i] + carry <= (2^52 - 1)² + 2 (2^52 - 1) < 2^104. The lowest digit becomes zero.
      var carry: UInt64 = 0
      for index in 0..<count {
        let sum =
          unsafe UInt128(truncatingIfNeeded: digit) &* UInt128(truncatingIfNeeded: modulus[index])
          &+ UInt128(truncatingIfNeeded: scaled[index] &+ carry)
        if index > 0 { unsafe scaled[index &- 1] = UInt64(truncatingIfNeeded: sum) & mask }
        carry = UInt64(truncatingIfNeeded: sum &>> 52)
      }
      unsafe scaled[count &- 1] = carry
    }
  }
#endif
