/// The numbers that a modular power works on, held inline for moduli of up to `limbCount` limbs.
///
/// `doubleLimbCount` is twice `limbCount`, which the type system cannot say.
package struct PowerWorkspace<let limbCount: Int, let doubleLimbCount: Int> {
  /// The number that is raised to a power; the caller sets it, below the modulus.
  package var base = InlineArray<limbCount, UInt64>(repeating: 0)
  /// What ``powerVarTime(_:modulus:)`` computed, below the modulus.
  package private(set) var value = InlineArray<limbCount, UInt64>(repeating: 0)
  /// The base in Montgomery's domain.
  private var converted = InlineArray<limbCount, UInt64>(repeating: 0)
  /// A quotient or divisor, of no meaning between two steps.
  private var quotient = InlineArray<limbCount, UInt64>(repeating: 0)
  /// A product or dividend, of no meaning between two steps.
  private var product = InlineArray<doubleLimbCount, UInt64>(repeating: 0)

  /// Creates a workspace of zeros.
  @inline(__always)
  package init() {}

  /// value = base^exponent mod modulus.
  ///
  /// `modulus` has at most `limbCount` limbs, and `base` is below it; `exponent` is odd and at least 3.
  ///
  /// The base enters Montgomery's domain as base · 2^(64n), and is squared and multiplied there from the exponent's
  /// highest bit on. The last multiplication, which an odd exponent always has, takes the base as it is: that leaves
  /// the domain for nothing.
  @inline(__always)
  package mutating func powerVarTime(_ exponent: UInt64, modulus: Modulus) {
    let limbs = modulus.limbs
    let n = limbs.count
    precondition(n <= limbCount && doubleLimbCount == 2 * limbCount, "the modulus has room")
    enterDomain(limbs)
    for index in 0..<n { value[index] = converted[index] }
    var bit = 62 - exponent.leadingZeroBitCount
    while bit > 0 {
      square(modulus)
      if exponent &>> UInt64(truncatingIfNeeded: bit) & 1 == 1 { multiplyByConverted(modulus) }
      bit -= 1
    }
    square(modulus)
    multiplyByBase(modulus)
  }

  /// converted = base · 2^(64n) mod modulus.
  @inline(__always)
  private mutating func enterDomain(_ limbs: [UInt64]) {
    var converted = converted.mutableSpan
    var dividend = product.mutableSpan
    var divisor = quotient.mutableSpan
    BigNumber.shiftIntoDomainVarTime(
      &converted, base.span.extracting(0..<limbs.count), modulus: limbs.span, dividend: &dividend, divisor: &divisor)
  }

  /// value = value² · 2^(−64n) mod modulus.
  @inline(__always)
  private mutating func square(_ modulus: Modulus) {
    var product = product.mutableSpan
    BigNumber.squareVarTime(&product, value.span.extracting(0..<modulus.limbCount))
    reduce(modulus)
  }

  /// value = value · converted · 2^(−64n) mod modulus.
  @inline(__always)
  private mutating func multiplyByConverted(_ modulus: Modulus) {
    let range = 0..<modulus.limbCount
    var product = product.mutableSpan
    BigNumber.multiplyVarTime(&product, value.span.extracting(range), converted.span.extracting(range))
    reduce(modulus)
  }

  /// value = value · base · 2^(−64n) mod modulus.
  @inline(__always)
  private mutating func multiplyByBase(_ modulus: Modulus) {
    let range = 0..<modulus.limbCount
    var product = product.mutableSpan
    BigNumber.multiplyVarTime(&product, value.span.extracting(range), base.span.extracting(range))
    reduce(modulus)
  }

  /// value = product · 2^(−64n) mod modulus.
  @inline(__always)
  private mutating func reduce(_ modulus: Modulus) {
    let limbs = modulus.limbs
    var value = value.mutableSpan
    var quotient = quotient.mutableSpan
    BigNumber.reduceVarTime(
      &value, product.span, quotient: &quotient, modulus: limbs.span, negatedInverse: modulus.negatedInverse)
  }
}
