extension ReducedRadix {
  /// How many words of memory ``power65537VarTime(_:_:modulus:negatedInverse:memory:)`` works in.
  static var memoryWordCount: Int { 6 * digitCount }

  /// value = base^65537 mod modulus.
  ///
  /// `modulus` is odd, and its highest limb has the top bit; `value`, at least, and `base` have as many limbs, and `base`
  /// is below it. `negatedInverse` is −modulus^(−1) mod 2^64. `memory` has ``memoryWordCount`` words, and is scratch.
  ///
  /// 65537 is 2^16 + 1: sixteen squarings of base · R, and a multiplication by the base as it is, which leaves
  /// Montgomery's domain for nothing.
  @inline(__always)
  static func power65537VarTime(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, modulus: Span<UInt64>, negatedInverse: UInt64,
    memory: inout MutableSpan<UInt64>
  ) {
    let limbCount = modulus.count
    assert(isSound(modulusBitCount: 64 * limbCount), "the digits are made for the modulus")
    precondition(limbCount >= 2 && base.count == limbCount && value.count >= limbCount, "numbers of one length")
    precondition(memory.count >= memoryWordCount, "room for the numbers")
    // base · R is as long as the product that it is put in the place of.
    precondition(dividendLimbCount(limbCount) <= 2 * digitCount, "room for the dividend")
    unsafe memory.withUnsafeMutableBufferPointer { memory in
      unsafe base.withUnsafeBufferPointer { base in
        unsafe modulus.withUnsafeBufferPointer { modulus in
          guard let memory = memory.baseAddress, let base = base.baseAddress, let modulus = modulus.baseAddress else {
            return
          }
          unsafe power65537(memory, base, modulus, limbCount, negatedInverse)
        }
      }
    }
    // What is left is below twice the modulus.
    if unpack(&value, memory.span.extracting(0..<digitCount), limbCount: limbCount) != 0
      || !BigNumber.isLessVarTime(value.span.extracting(0..<limbCount), modulus)
    {
      BigNumber.subtractVarTime(&value, modulus)
    }
  }

  /// memory[0 ..< n] = base^65537 mod m, below 2m, in digits.
  ///
  /// `memory` points at 6n words, `base` and `modulus` at `limbCount` limbs.
  @inline(__always)
  private static func power65537(
    _ memory: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    _ limbCount: Int, _ negatedInverse: UInt64
  ) {
    // Six numbers of n digits side by side, of which the product takes two.
    let value = unsafe memory
    let scratch = unsafe memory + digitCount
    let product = unsafe memory + 2 * digitCount
    let modulusDigits = unsafe memory + 4 * digitCount
    let baseDigits = unsafe memory + 5 * digitCount
    unsafe pack(modulusDigits, modulus, limbCount: limbCount)
    unsafe pack(baseDigits, base, limbCount: limbCount)
    unsafe enterDomain(dividend: product, base, modulus, limbCount)
    unsafe pack(value, product, limbCount: limbCount)
    for _ in 0..<16 {
      unsafe square(product, value, scratch)
      unsafe reduce(value, product, scratch, modulusDigits, negatedInverse)
    }
    unsafe multiply(product, value, baseDigits)
    unsafe reduce(value, product, scratch, modulusDigits, negatedInverse)
  }

  /// How many limbs base · R has, and one that the division's first step looks at.
  private static func dividendLimbCount(_ limbCount: Int) -> Int {
    limbCount + digitCount * bitsPerDigit / 64 + 1
  }

  /// dividend[0 ..< limbCount] = base · R mod modulus.
  ///
  /// `dividend` points at as many limbs as ``dividendLimbCount(_:)`` says.
  @inline(__always)
  private static func enterDomain(
    dividend: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    _ limbCount: Int
  ) {
    let (zeroCount, shift) = (digitCount * bitsPerDigit).quotientAndRemainder(dividingBy: 64)
    for index in 0..<zeroCount { unsafe dividend[index] = 0 }
    let left = UInt128(truncatingIfNeeded: shift)
    var carry: UInt128 = 0
    for index in 0..<limbCount {
      carry = unsafe carry | UInt128(truncatingIfNeeded: base[index]) &<< left
      unsafe dividend[zeroCount &+ index] = UInt64(truncatingIfNeeded: carry)
      carry = carry &>> 64
    }
    unsafe dividend[zeroCount &+ limbCount] = UInt64(truncatingIfNeeded: carry)
    // The highest limbCount limbs are ⌊base · 2^shift / 2^64⌋, below the modulus.
    unsafe BigNumber.divide(dividend, modulus, quotientLimbCount: zeroCount &+ 1, limbCount)
  }

  /// digits = the number of `limbs`, which it fits.
  @inline(__always)
  private static func pack(_ digits: UnsafeMutablePointer<UInt64>, _ limbs: UnsafePointer<UInt64>, limbCount: Int) {
    var (bits, bitCount, next) = (0 as UInt128, 0, 0)
    for index in 0..<digitCount {
      if bitCount < bitsPerDigit, next < limbCount {
        bits |= unsafe UInt128(truncatingIfNeeded: limbs[next]) &<< UInt128(truncatingIfNeeded: bitCount)
        bitCount &+= 64
        next &+= 1
      }
      unsafe digits[index] = UInt64(truncatingIfNeeded: bits) & mask
      bits = bits &>> UInt128(truncatingIfNeeded: bitsPerDigit)
      bitCount &-= bitsPerDigit
    }
  }

  /// limbs[0 ..< limbCount] = the low limbs of the number of `digits`, of which the limb above is returned.
  private static func unpack(
    _ limbs: inout MutableSpan<UInt64>, _ digits: Span<UInt64>, limbCount: Int
  ) -> UInt64 {
    var (bits, bitCount, next) = (0 as UInt128, 0, 0)
    for index in 0..<limbCount {
      // Two digits at most are taken for a limb, which has fewer bits than both.
      while bitCount < 64 {
        bits |= UInt128(truncatingIfNeeded: digits[next]) &<< UInt128(truncatingIfNeeded: bitCount)
        bitCount &+= bitsPerDigit
        next &+= 1
      }
      limbs[index] = UInt64(truncatingIfNeeded: bits)
      bits = bits &>> 64
      bitCount &-= 64
    }
    return UInt64(truncatingIfNeeded: bits)
  }
}
