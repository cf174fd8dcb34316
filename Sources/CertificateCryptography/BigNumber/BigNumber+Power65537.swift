extension BigNumber {
  /// Whether moduli of `modulusBitCount` bits have the faster way of ``power65537VarTime(_:_:modulus:)``.
  static func hasFastPower65537(modulusBitCount: Int) -> Bool {
    switch modulusBitCount {
    case 2048, 3072, 4096: true
    default: false
    }
  }

  /// value = base^65537 mod modulus, for moduli of the sizes that nearly all keys have; returns `false` for all others.
  ///
  /// `value`, at least, and `base` have as many limbs as the modulus, and `base` is below it. Each size has its own frame
  /// on the stack, so that none clears more memory than it needs.
  package static func power65537VarTime(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, modulus: borrowing Modulus
  ) -> Bool {
    switch modulus.bitCount {
    case 2048: power65537Of2048Bits(&value, base, modulus)
    case 3072: power65537Of3072Bits(&value, base, modulus)
    case 4096: power65537Of4096Bits(&value, base, modulus)
    default: return false
    }
    return true
  }

  @inline(never)
  private static func power65537Of2048Bits(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: borrowing Modulus
  ) {
    var memory = InlineArray<204, UInt64>(repeating: 0)
    var span = memory.mutableSpan
    ReducedRadix<34, 61>.power65537VarTime(
      &value, base, modulus: modulus.limbs.span, negatedInverse: modulus.negatedInverse, memory: &span)
  }

  @inline(never)
  private static func power65537Of3072Bits(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: borrowing Modulus
  ) {
    var memory = InlineArray<312, UInt64>(repeating: 0)
    var span = memory.mutableSpan
    ReducedRadix<52, 61>.power65537VarTime(
      &value, base, modulus: modulus.limbs.span, negatedInverse: modulus.negatedInverse, memory: &span)
  }

  @inline(never)
  private static func power65537Of4096Bits(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: borrowing Modulus
  ) {
    var memory = InlineArray<420, UInt64>(repeating: 0)
    var span = memory.mutableSpan
    ReducedRadix<70, 60>.power65537VarTime(
      &value, base, modulus: modulus.limbs.span, negatedInverse: modulus.negatedInverse, memory: &span)
  }
}
