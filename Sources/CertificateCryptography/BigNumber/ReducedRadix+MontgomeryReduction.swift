extension ReducedRadix {
  /// result = product · R^(−1) mod m, below 2m.
  ///
  /// `modulus` is m, odd, `negatedInverse` is −m^(−1) mod 2^64. `product` has 2n digits and is below 4m², `result`,
  /// `quotient` and `modulus` have n. `quotient` is scratch.
  ///
  /// It is ``BigNumber/reduceVarTime(_:_:quotient:modulus:negatedInverse:)`` in another radix.
  @inline(never)
  package static func reduce(
    _ result: UnsafeMutablePointer<UInt64>, _ product: UnsafePointer<UInt64>, _ quotient: UnsafeMutablePointer<UInt64>,
    _ modulus: UnsafePointer<UInt64>, _ negatedInverse: UInt64
  ) {
    let n = digitCount
    var carry = DigitColumn()
    var k = 0
    let lowest = unsafe modulus[0]
    if hasPair {
      let column = unsafe DigitColumn(product[0])
      let digit = quotientDigit(column, negatedInverse)
      var next = unsafe DigitColumn(product[1])
      unsafe next.add(digit, times: modulus[1])
      add(&next, carryOf: column, digit, lowest)
      let nextDigit = quotientDigit(next, negatedInverse)
      add(&carry, carryOf: next, nextDigit, lowest)
      unsafe quotient[0] = digit
      unsafe quotient[1] = nextDigit
      k = 2
    }
    while k < n {
      // Columns k to k + 3 < n hold quotient[0] · modulus[k] and so on. The rows of quotient[0] to quotient[k − 1] are
      // known, and meet all four. The next digits are found one after the other.
      var columns = unsafe ColumnQuad(product[k], product[k &+ 1], product[k &+ 2], product[k &+ 3])
      unsafe columns.addRows(quotient, modulus + k, count: k)
      columns.first.add(carry)
      let digit0 = quotientDigit(columns.first, negatedInverse)
      unsafe columns.second.add(digit0, times: modulus[1])
      add(&columns.second, carryOf: columns.first, digit0, lowest)
      let digit1 = quotientDigit(columns.second, negatedInverse)
      unsafe columns.third.add(digit0, times: modulus[2])
      unsafe columns.third.add(digit1, times: modulus[1])
      add(&columns.third, carryOf: columns.second, digit1, lowest)
      let digit2 = quotientDigit(columns.third, negatedInverse)
      unsafe columns.fourth.add(digit0, times: modulus[3])
      unsafe columns.fourth.add(digit1, times: modulus[2])
      unsafe columns.fourth.add(digit2, times: modulus[1])
      add(&columns.fourth, carryOf: columns.third, digit2, lowest)
      let digit3 = quotientDigit(columns.fourth, negatedInverse)
      carry = DigitColumn()
      add(&carry, carryOf: columns.fourth, digit3, lowest)
      unsafe quotient[k] = digit0
      unsafe quotient[k &+ 1] = digit1
      unsafe quotient[k &+ 2] = digit2
      unsafe quotient[k &+ 3] = digit3
      k &+= 4
    }
    while k <= 2 &* n &- 4 {
      var columns = unsafe ColumnQuad(product[k], product[k &+ 1], product[k &+ 2], product[k &+ 3])
      unsafe addUpperRows(&columns, quotient, modulus, k)
      carry = unsafe store(columns, carry, result + (k &- n))
      k &+= 4
    }
    if hasPair {
      // Column 2n − 2, and what it carries to the highest.
      unsafe carry.add(product[k])
      unsafe carry.add(quotient[n &- 1], times: modulus[n &- 1])
      carry = unsafe store(carry, result + (n &- 2))
      unsafe carry.add(product[k &+ 1])
      unsafe result[n &- 1] = carry.low
    }
  }

  /// The digit d that makes `column` + d · modulus[0] a multiple of 2^w.
  @inline(__always)
  private static func quotientDigit(_ column: DigitColumn, _ negatedInverse: UInt64) -> UInt64 {
    (column.low &* negatedInverse) & mask
  }

  /// next += (`column` + `digit` · `lowest`) / 2^w, where `digit` is the column's ``quotientDigit(_:_:)`` and `lowest` is
  /// modulus[0].
  @inline(__always)
  private static func add(
    _ next: inout DigitColumn, carryOf column: DigitColumn, _ digit: UInt64, _ lowest: UInt64
  ) {
    // The low digits of both add up to 2^w, or both are zero: what they carry is known without their sum, on which all
    // later digits would wait.
    next.add(column.shifted(by: bitsPerDigit))
    next.add(digit == 0 ? 0 : 1)
    next.add(DigitColumn(digit, times: lowest &<< UInt64(truncatingIfNeeded: 64 &- bitsPerDigit)).high)
  }
}
