extension BigNumber {
  /// result = product · 2^(−64n) mod modulus.
  ///
  /// `modulus` is odd and has n limbs, 1 or more; `negatedInverse` is −modulus^(−1) mod 2^64. `product` has 2n limbs and
  /// is below modulus · 2^(64n), `result` and `quotient` have n. `quotient` is scratch.
  ///
  /// Montgomery, "Modular multiplication without trial division" (1985), by product scanning (the FIPS method of Koç,
  /// Acar and Kaliski, "Analyzing and comparing Montgomery multiplication algorithms", 1996), separate from the
  /// multiplication so that a square can be formed with half the products.
  package static func reduceVarTime(
    _ result: inout MutableSpan<UInt64>, _ product: Span<UInt64>, quotient: inout MutableSpan<UInt64>,
    modulus: Span<UInt64>, negatedInverse: UInt64
  ) {
    let n = modulus.count
    precondition(n > 0 && product.count >= 2 * n, "a product as long as two factors is reduced")
    precondition(result.count >= n && quotient.count >= n, "room for the remainder and the quotient")
    let carry = unsafe result.withUnsafeMutableBufferPointer { result in
      unsafe quotient.withUnsafeMutableBufferPointer { quotient in
        unsafe product.withUnsafeBufferPointer { product in
          unsafe modulus.withUnsafeBufferPointer { modulus in
            guard
              let result = result.baseAddress, let quotient = quotient.baseAddress,
              let product = product.baseAddress, let modulus = modulus.baseAddress
            else { return UInt64(0) }
            return unsafe reduce(result, product, quotient, modulus, negatedInverse, n)
          }
        }
      }
    }
    // What is left is below twice the modulus.
    if carry != 0 || !isLessVarTime(result.span.extracting(0..<n), modulus) {
      subtractVarTime(&result, modulus)
    }
  }

  /// carry · 2^(64n) + result = (product + quotient · modulus) / 2^(64n), with the quotient that makes it divide.
  ///
  /// `product` points at 2n limbs, the others at n, n > 0.
  private static func reduce(
    _ result: UnsafeMutablePointer<UInt64>, _ product: UnsafePointer<UInt64>, _ quotient: UnsafeMutablePointer<UInt64>,
    _ modulus: UnsafePointer<UInt64>, _ negatedInverse: UInt64, _ n: Int
  ) -> UInt64 {
    var carry = ColumnAccumulator()
    for k in 0..<n {
      // Column k < n holds quotient[0] · modulus[k] up to quotient[k] · modulus[0]. The last digit is the one that makes
      // the column's limb zero; the k before it are known, and meet modulus[k] down to modulus[1].
      var column = carry
      unsafe column.addProducts(quotient, modulus + k, count: k)
      unsafe column.add(product[k])
      let digit = column.limb &* negatedInverse
      unsafe quotient[k] = digit
      unsafe column.add(digit, times: modulus[0])
      column.shift()
      carry = column
    }
    for k in n..<2 &* n &- 1 {
      // Column k >= n holds quotient[first] · modulus[n - 1] up to quotient[n - 1] · modulus[first]: n - first limbs of
      // either. k - n is below n - 1.
      let first = k &- n &+ 1
      var column = carry
      unsafe column.addProducts(quotient + first, modulus + (n &- 1), count: n &- first)
      unsafe column.add(product[k])
      unsafe result[k &- n] = column.limb
      column.shift()
      carry = column
    }
    unsafe carry.add(product[2 &* n &- 1])
    unsafe result[n &- 1] = carry.limb
    carry.shift()
    return carry.limb
  }

  /// result · modulus = −1 mod 2^64.
  ///
  /// `modulus` is odd. Newton's iteration: 3m ⊕ 2 is the inverse of m to 5 bits, and each step doubles them.
  package static func negatedInverse(of modulus: UInt64) -> UInt64 {
    var inverse = (3 &* modulus) ^ 2
    for _ in 0..<4 { inverse = inverse &* (2 &- modulus &* inverse) }
    return 0 &- inverse
  }
}
