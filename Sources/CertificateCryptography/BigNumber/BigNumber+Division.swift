extension BigNumber {
  /// remainder = a · 2^(64n) mod modulus.
  ///
  /// `modulus` has n limbs, 2 or more, the highest not zero; `a` has n limbs and is below the modulus. `remainder` and
  /// `divisor` have n limbs, `dividend` has 2n. `dividend` and `divisor` are scratch.
  ///
  /// This is how a number enters Montgomery's domain, by division in columns (Knuth, "The Art of Computer Programming",
  /// volume 2, 4.3.1, algorithm D). It takes half the products of a multiplication and reduction, and unlike these it
  /// needs no 2^(128n) mod modulus, which would itself take such a division for a key that is met once.
  package static func shiftIntoDomainVarTime(
    _ remainder: inout MutableSpan<UInt64>, _ a: Span<UInt64>, modulus: Span<UInt64>,
    dividend: inout MutableSpan<UInt64>, divisor: inout MutableSpan<UInt64>
  ) {
    let n = modulus.count
    precondition(n >= 2 && a.count == n && modulus[n - 1] != 0, "the lengths of modulus and number agree")
    precondition(remainder.count >= n && divisor.count >= n && dividend.count >= 2 * n, "room for the scratch")
    // Step D1, normalize: both are shifted left until the divisor's top bit is set. `a` stays below it.
    let shift = UInt64(truncatingIfNeeded: modulus[n - 1].leadingZeroBitCount)
    shiftLeft(&divisor, from: 0, modulus, by: shift)
    shiftLeft(&dividend, from: n, a, by: shift)
    for index in 0..<n { dividend[index] = 0 }
    unsafe dividend.withUnsafeMutableBufferPointer { dividend in
      unsafe divisor.withUnsafeMutableBufferPointer { divisor in
        guard let dividend = dividend.baseAddress, let divisor = divisor.baseAddress else { return }
        let reciprocal = unsafe Reciprocal(of: divisor[n - 1])
        // Steps D2 and D7, one digit of the quotient after the other. The dividend's upper half is below the divisor, so
        // there are n digits. Digit j divides the n + 1 limbs from j on, of which the last is limb 2n - 1 or below.
        var j = n
        while j > 0 {
          j -= 1
          unsafe divideStep(dividend + j, divisor, n, reciprocal)
        }
      }
    }
    // Step D8, unnormalize.
    for index in 0..<n {
      let above = index + 1 < n ? dividend[index + 1] : 0
      remainder[index] = dividend[index] &>> shift | (shift == 0 ? 0 : above &<< (64 &- shift))
    }
  }

  /// window = window mod divisor, for a window whose upper n limbs are below the divisor.
  ///
  /// `window` points at n + 1 limbs, `divisor` at n, n >= 2; the divisor's top bit is set.
  @inline(__always)
  static func divideStep(
    _ window: UnsafeMutablePointer<UInt64>, _ divisor: UnsafePointer<UInt64>, _ n: Int, _ reciprocal: Reciprocal
  ) {
    // Step D3, an estimate of the digit from the highest limbs, at most one too large after it has met the second limb.
    let (top, next, third) = unsafe (window[n], window[n &- 1], window[n &- 2])
    let (highest, second) = unsafe (divisor[n &- 1], divisor[n &- 2])
    var digit: UInt64
    var rest: UInt64
    var restIsOneLimb = true
    if top < highest {
      (digit, rest) = reciprocal.divide(top, next)
    } else {
      digit = .max
      let (sum, overflow) = next.addingReportingOverflow(highest)
      (rest, restIsOneLimb) = (sum, !overflow)
    }
    while restIsOneLimb {
      let product = UInt128(truncatingIfNeeded: digit) &* UInt128(truncatingIfNeeded: second)
      guard product > UInt128(truncatingIfNeeded: rest) &<< 64 | UInt128(truncatingIfNeeded: third) else { break }
      digit = digit &- 1
      let (sum, overflow) = rest.addingReportingOverflow(highest)
      (rest, restIsOneLimb) = (sum, !overflow)
    }
    // Step D4, multiply and subtract. The product of two limbs and a carry below 2^64 fits 128 bits.
    var carry: UInt64 = 0
    for i in 0..<n {
      let product =
        unsafe UInt128(truncatingIfNeeded: digit) &* UInt128(truncatingIfNeeded: divisor[i])
        &+ UInt128(truncatingIfNeeded: carry)
      let (difference, borrow) = unsafe window[i].subtractingReportingOverflow(UInt64(truncatingIfNeeded: product))
      unsafe window[i] = difference
      carry = UInt64(truncatingIfNeeded: product &>> 64) &+ (borrow ? 1 : 0)
    }
    let (difference, isNegative) = top.subtractingReportingOverflow(carry)
    unsafe window[n] = difference
    // Steps D5 and D6, add back: about twice in 2^64 digits of a random number, and whenever an attacker likes.
    guard isNegative else { return }
    var sumCarry: UInt64 = 0
    for i in 0..<n {
      let (partial, first) = unsafe window[i].addingReportingOverflow(divisor[i])
      let (sum, second) = partial.addingReportingOverflow(sumCarry)
      unsafe window[i] = sum
      sumCarry = first || second ? 1 : 0
    }
    unsafe window[n] = difference &+ sumCarry
  }

  /// limbs[offset ..< offset + n] = a · 2^shift.
  ///
  /// `a` has n limbs and `shift` leading zero bits or more; `limbs` has `offset` + n.
  static func shiftLeft(
    _ limbs: inout MutableSpan<UInt64>, from offset: Int, _ a: Span<UInt64>, by shift: UInt64
  ) {
    for index in a.indices {
      let below = index > 0 ? a[index - 1] : 0
      limbs[offset + index] = a[index] &<< shift | (shift == 0 ? 0 : below &>> (64 &- shift))
    }
  }
}
