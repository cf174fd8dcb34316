/// A public key on a curve: a point, and a table of its multiples if the key is prepared.
struct WeierstrassKey<Curve: WeierstrassCurve>: Sendable {
  /// The digits of a scalar: enough for one more than the largest order has bits, and for the last row of each table.
  typealias Digits = SignedDigits<544>

  /// The point Q.
  let point: AffinePoint<Curve.Field>
  /// The multiples of Q, if the key is prepared.
  let table: PointTable<Curve.Field>?

  /// Decodes a key (SEC 1 §2.3.4).
  ///
  /// As the order of the curve is prime and has no cofactor, each of its points but the one at infinity, which has no
  /// coordinates to be given by, is a valid key (SEC 1 §3.2.2.1).
  init(_ bytes: Span<UInt8>) throws(ECDSAKeyError) {
    point = try AffinePoint.decode(bytes, on: Curve.self)
    table = nil
  }

  /// Creates a key from a point of the curve.
  init(_ point: AffinePoint<Curve.Field>, isPrepared: Bool) {
    self.point = point
    table = isPrepared ? PointTable(point, shape: Curve.tableShape, width: Curve.keyTableWidth) : nil
  }

  /// Whether (`r`, `s`) is a signature of the message that `digest` was made of (FIPS 186-5 §6.4.2; SEC 1 §4.1.4).
  func isValidSignatureVarTime(r: Span<UInt8>, s: Span<UInt8>, digest: Span<UInt8>) -> Bool {
    let order = Curve.order
    // Step 1.
    guard let r = order.half(r), let s = order.half(s) else { return false }
    // Steps 3 to 5.
    let e = CurveInteger(leftmostBits: order.bitCount, of: digest)
    let (u, v) = order.multipliersVarTime(e: e, r: r, s: s)
    // Step 6.
    let sum = combinationVarTime(u, v)
    if sum.isInfinityVarTime { return false }
    // Steps 7 to 9: the x-coordinate is r modulo n. It is below p, so it is r, r + n, … as far as they are below p; for
    // p < 2n, which Hasse's bound gives, there are only those two. x = X / Z² is compared as X = x · Z².
    let zSquared = sum.z.squared
    if let x = Curve.Field(r), x * zSquared == sum.x { return true }
    guard let x = Curve.Field(r + order.integer) else { return false }
    return x * zSquared == sum.x
  }

  /// [u]G + [v]Q, for scalars below n.
  func combinationVarTime(_ u: CurveInteger, _ v: CurveInteger) -> JacobianPoint<Curve.Field> {
    let baseTable = Curve.baseTable
    let base = Digits(u.limbs, width: baseTable.width)
    guard let table else { return Self.combinationVarTime(base, baseTable, v, point) }
    let key = Digits(v.limbs, width: table.width)
    let (baseDigits, keyDigits) = (base.digits.span, key.digits.span)
    let (rowCount, stride) = (table.shape.rowCount, table.shape.stride)
    var sum = JacobianPoint<Curve.Field>.infinity
    var index = stride
    while index > 0 {
      index &-= 1
      sum.double()
      for row in 0..<rowCount {
        let place = row &* stride &+ index
        let (baseDigit, keyDigit) = (baseDigits.digit(place), keyDigits.digit(place))
        if baseDigit != 0 { sum.add(baseTable.multiple(baseDigit, row: row)) }
        if keyDigit != 0 { sum.add(table.multiple(keyDigit, row: row)) }
      }
    }
    return sum
  }

  /// [u]G + [v]Q without a table of Q: its odd multiples up to 15 are computed here.
  private static func combinationVarTime(
    _ base: Digits, _ baseTable: PointTable<Curve.Field>, _ v: CurveInteger, _ point: AffinePoint<Curve.Field>
  ) -> JacobianPoint<Curve.Field> {
    let key = Digits(v.limbs, width: 5)
    let (baseDigits, keyDigits) = (base.digits.span, key.digits.span)
    let multiples = oddMultiples(point)
    var sum = JacobianPoint<Curve.Field>.infinity
    var index = max(base.count, key.count)
    while index > 0 {
      index &-= 1
      sum.double()
      let (baseDigit, keyDigit) = (baseDigits.digit(index), keyDigits.digit(index))
      if keyDigit != 0 {
        let multiple = multiples[Int(keyDigit.magnitude &>> 1)]
        sum.add(keyDigit < 0 ? multiple.negated : multiple)
      }
      if baseDigit != 0 { sum.add(baseTable.multiple(baseDigit, row: 0)) }
    }
    return sum
  }

  /// 1, 3, 5, … 15 times the point.
  private static func oddMultiples(
    _ point: AffinePoint<Curve.Field>
  ) -> InlineArray<8, JacobianAddend<Curve.Field>> {
    var multiple = JacobianPoint(point)
    var multiples = InlineArray<8, JacobianAddend<Curve.Field>>(repeating: JacobianAddend(multiple))
    var twice = multiple
    twice.double()
    let step = JacobianAddend(twice)
    for index in 1..<8 {
      multiple.add(step)
      multiples[index] = JacobianAddend(multiple)
    }
    return multiples
  }
}
