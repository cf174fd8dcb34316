/// The equation of a signature, [S]B = R + [k]A, on a curve (RFC 8032 §5.1.7 and §5.2.7, step 3).
struct EdwardsEquation<Point: EdwardsPoint, let limbCount: Int, let digitCount: Int> {
  /// S, below L.
  let s: InlineArray<limbCount, UInt64>
  /// k, below L.
  let k: InlineArray<limbCount, UInt64>
  /// L.
  let order: GroupOrder<limbCount>

  /// Whether the equation holds, from the inverses of A and R.
  ///
  /// Both sides are multiplied by a scalar that makes the others short, without a loss: ``HalfSizeScalars``.
  func holdsVarTime(
    negatedKey: Point, negatedCommitment: Point, multipleOfOrder: InlineArray<limbCount, UInt64>
  ) -> Bool {
    let table = Point.baseTable
    let half = 2 * table.stride
    let scalars = HalfSizeScalars(k, multiple: multipleOfOrder, halfBitCount: half)
    let s = SignedDigits<digitCount>(order.productVarTime(scalars.denominator, s), width: table.width)
    let numerator = SignedDigits<digitCount>(scalars.numerator, width: 5)
    let denominator = SignedDigits<digitCount>(scalars.denominator, width: 5)
    let (digits, keyDigits, commitmentDigits) = (s.digits.span, numerator.digits.span, denominator.digits.span)
    // With a negative numerator, [|numerator|](-A) is taken away instead.
    let keyMultiples = (scalars.isNumeratorNegative ? negatedKey.negated : negatedKey).oddMultiples
    let commitmentMultiples = negatedCommitment.oddMultiples

    // [denominator · S]B + [numerator](-A) + [denominator](-R), of whose first term two rows of digits run in parallel.
    var sum = Point.identity
    var index = max(min(s.count, half), s.count - half, numerator.count, denominator.count)
    while index > 0 {
      index &-= 1
      sum.double()
      let (a, r) = (keyDigits.digit(index), commitmentDigits.digit(index))
      if a != 0 { sum.add(Self.multiple(a, keyMultiples)) }
      if r != 0 { sum.add(Self.multiple(r, commitmentMultiples)) }
      guard index < half else { continue }
      let (low, high) = (digits.digit(index), digits.digit(index &+ half))
      if low != 0 { sum.add(table.multiple(low, row: 0)) }
      if high != 0 { sum.add(table.multiple(high, row: 2)) }
    }
    return sum.isIdentityVarTime
  }

  /// [S]B + [k](-A), which is R if the equation holds, from the table of -A.
  func expectedCommitmentVarTime(negatedKeyTable: EdwardsTable<Point>) -> Point {
    let baseTable = Point.baseTable
    let stride = baseTable.stride
    let s = SignedDigits<digitCount>(s, width: baseTable.width)
    let k = SignedDigits<digitCount>(k, width: negatedKeyTable.width)
    let (digits, keyDigits) = (s.digits.span, k.digits.span)
    var sum = Point.identity
    var index = stride
    while index > 0 {
      index &-= 1
      sum.double()
      for row in 0..<4 {
        let place = index &+ row &* stride
        let (b, a) = (digits.digit(place), keyDigits.digit(place))
        if b != 0 { sum.add(baseTable.multiple(b, row: row)) }
        if a != 0 { sum.add(negatedKeyTable.multiple(a, row: row)) }
      }
    }
    return sum
  }

  @inline(__always)
  private static func multiple(_ digit: Int8, _ multiples: borrowing InlineArray<8, Point.Addend>) -> Point.Addend {
    let addend = multiples[Int(digit.magnitude &>> 1)]
    return digit < 0 ? addend.negated : addend
  }
}
