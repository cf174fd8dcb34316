extension Field448 {
  /// The powers 2^222 - 1 and 2^223 - 1, from which both exponents below end.
  ///
  /// The names give exponents: `onesN` is 2^N - 1, N ones in binary.
  private var ones: (ones222: Field448, ones223: Field448) {
    let ones3 = (squared * self).squared * self
    let ones6 = ones3.squared(times: 3) * ones3
    let ones9 = ones6.squared(times: 3) * ones3
    let ones18 = ones9.squared(times: 9) * ones9
    let ones37 = ones18.squared(times: 18).squaredAndMultiplied(ones18, self)
    let ones74 = ones37.squared(times: 37) * ones37
    let ones111 = ones74.squared(times: 37) * ones37
    let ones222 = ones111.squared(times: 111) * ones111
    return (ones222, ones222.squared * self)
  }

  /// (self · `first`)² · `second`.
  private func squaredAndMultiplied(_ first: Field448, _ second: Field448) -> Field448 {
    (self * first).squared * second
  }

  /// The power (p - 3) / 4 = 2^446 - 2^222 - 1.
  var powerForSquareRoot: Field448 {
    // (2^223 - 1) · 2^223 + 2^222 - 1.
    let (ones222, ones223) = ones
    return ones223.squared(times: 223) * ones222
  }

  /// The inverse, and 0 for 0: the power p - 2 = 4 · (p - 3) / 4 + 1 (Fermat).
  var inverse: Field448 { powerForSquareRoot.squared(times: 2) * self }

  /// A square root of `numerator` / `denominator`, both of up to three units; `nil` if there is none.
  ///
  /// RFC 8032 §5.2.3, steps 2 and 3. The denominator is not 0.
  static func squareRoot(of numerator: Field448, over denominator: Field448) -> Field448? {
    let (u, v) = (numerator.carried, denominator.carried)
    // Step 2: the candidate u^3 · v · (u^5 · v^3)^((p - 3) / 4).
    let cube = u.squared * u * v
    let candidate = cube * (cube * u.squared * v.squared).powerForSquareRoot
    // Step 3: v · x² is u, or else u / v is no square.
    return (v * candidate.squared - u).isZeroVarTime ? candidate : nil
  }
}
