extension Field25519 {
  /// The powers 2^250 - 1 and 11, from which both exponents below end.
  ///
  /// The names give exponents: `onesN` is 2^N - 1, N ones in binary. It takes 250 squarings and 10 products.
  private var ones250: (ones250: Field25519, power11: Field25519) {
    let power2 = squared
    let power9 = power2.squared(times: 2) * self
    let power11 = power9 * power2
    let ones5 = power11.squared * power9
    let ones10 = ones5.squared(times: 5) * ones5
    let ones20 = ones10.squared(times: 10) * ones10
    let ones40 = ones20.squared(times: 20) * ones20
    let ones50 = ones40.squared(times: 10) * ones10
    let ones100 = ones50.squared(times: 50) * ones50
    let ones200 = ones100.squared(times: 100) * ones100
    return (ones200.squared(times: 50) * ones50, power11)
  }

  /// The inverse, and 0 for 0: the power p - 2 = 2^255 - 21 (Fermat).
  var inverse: Field25519 {
    let (ones250, power11) = ones250
    // (2^250 - 1) · 2^5 + 11.
    return ones250.squared(times: 5) * power11
  }

  /// The power (p - 5) / 8 = 2^252 - 3.
  var powerForSquareRoot: Field25519 {
    // (2^250 - 1) · 2^2 + 1.
    ones250.ones250.squared(times: 2) * self
  }

  /// A square root of -1: 2^((p - 1) / 4).
  static var squareRootOfMinusOne: Field25519 {
    Field25519(
      l0: 0x61B2_74A0_EA0B0, l1: 0xD5A5_FC8F_189D, l2: 0x7EF5_E9CB_D0C60, l3: 0x7859_5A68_04C9E, l4: 0x2B83_2480_4FC1D)
  }

  /// A square root of `numerator` / `denominator`, both of up to three units; `nil` if there is none.
  ///
  /// RFC 8032 §5.1.3, steps 2 and 3. The denominator is not 0.
  static func squareRoot(of numerator: Field25519, over denominator: Field25519) -> Field25519? {
    // Step 2: the candidate u · v^3 · (u · v^7)^((p - 5) / 8).
    let cube = denominator.squared * denominator
    let seventh = cube.squared * denominator
    let numerator = numerator.canonical
    let candidate = numerator * cube * (numerator * seventh).powerForSquareRoot
    // Step 3: v · x² is u, or -u, or else u / v is no square.
    let check = denominator * candidate.squared
    if (check - numerator).isZeroVarTime { return candidate }
    if (check + numerator).isZeroVarTime { return candidate * squareRootOfMinusOne }
    return nil
  }
}
