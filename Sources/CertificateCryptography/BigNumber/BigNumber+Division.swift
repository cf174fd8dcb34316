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
        // The upper half is below the divisor.
        unsafe divide(dividend, divisor, quotientLimbCount: n, n)
      }
    }
    // Step D8, unnormalize.
    for index in 0..<n {
      let above = index + 1 < n ? dividend[index + 1] : 0
      remainder[index] = dividend[index] &>> shift | (shift == 0 ? 0 : above &<< (64 &- shift))
    }
  }

  /// dividend[0 ..< n] = dividend mod divisor, for a dividend whose highest n limbs are below the divisor.
  ///
  /// `dividend` points at `quotientLimbCount` + n limbs, `divisor` at n, n >= 2; the divisor's top bit is set.
  static func divide(
    _ dividend: UnsafeMutablePointer<UInt64>, _ divisor: UnsafePointer<UInt64>, quotientLimbCount: Int, _ n: Int
  ) {
    let reciprocal = unsafe Reciprocal(of: divisor[n &- 1])
    // Steps D2 and D7, one digit of the quotient after the other. Digit j divides the n + 1 limbs from j on, of which the
    // last is limb quotientLimbCount + n - 1 or below.
    var j = quotientLimbCount
    while j > 0 {
      j -= 1
      unsafe divideStep(dividend + j, divisor, n, reciprocal)
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
    // Step D4, multiply and subtract. For the limbs' complement D' = 2^(64n) − 1 − D, the window less digit · D is the
    // window + digit · D' + digit − digit · 2^(64n): a sum has no borrow, which would become a branch that nothing
    // foretells. The product of two limbs and two limbs more fit 128 bits.
    var carry = digit
    var (limb, divisorLimb) = unsafe (window, divisor)
    let end = unsafe divisor + n
    while unsafe divisorLimb < end {
      let product = unsafe UInt128(truncatingIfNeeded: digit) &* UInt128(truncatingIfNeeded: ~divisorLimb.pointee)
      let sum = unsafe product &+ UInt128(truncatingIfNeeded: limb.pointee) &+ UInt128(truncatingIfNeeded: carry)
      unsafe limb.pointee = UInt64(truncatingIfNeeded: sum)
      carry = UInt64(truncatingIfNeeded: sum &>> 64)
      unsafe limb += 1
      unsafe divisorLimb += 1
    }
    let difference = top &+ carry &- digit
    unsafe window[n] = difference
    // The difference is below the divisor, and negative, but not below the negated divisor, if the digit is one too large.
    let isNegative = difference != 0
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
