extension Field448 {
  /// The product, reduced, of factors of m and n units with m · n <= 6.
  ///
  /// Karatsuba's method for the golden ratio (Hamburg 2015, §3.2): let φ be 2^224, so that φ² = φ + 1. For factors
  /// a + bφ and c + dφ, the product is ac + bd + ((a + b) · (c + d) - ac) · φ: three products of four limbs each.
  ///
  /// Never inlined: eight of these in an addition would not leave the processor's instruction cache to the doubling.
  @inline(never)
  static func * (left: Field448, right: Field448) -> Field448 {
    assert(
      left.hasUnits(2) && right.hasUnits(3) || left.hasUnits(3) && right.hasUnits(2)
        || left.hasUnits(1) && right.hasUnits(6) || left.hasUnits(6) && right.hasUnits(1),
      "the factors are small enough")
    let (s0, s1, s2, s3) = (
      left.l0 &+ left.l4, left.l1 &+ left.l5, left.l2 &+ left.l6, left.l3 &+ left.l7
    )
    let (t0, t1, t2, t3) = (
      right.l0 &+ right.l4, right.l1 &+ right.l5, right.l2 &+ right.l6, right.l3 &+ right.l7
    )
    let low0 = UInt128(left.l0, times: right.l0)
    let low1 = UInt128(left.l0, times: right.l1).plus(left.l1, right.l0)
    let low2 = UInt128(left.l0, times: right.l2).plus(left.l1, right.l1).plus(left.l2, right.l0)
    let low3 = UInt128(left.l0, times: right.l3).plus(left.l1, right.l2).plus(left.l2, right.l1).plus(left.l3, right.l0)
    let low4 = UInt128(left.l1, times: right.l3).plus(left.l2, right.l2).plus(left.l3, right.l1)
    let low5 = UInt128(left.l2, times: right.l3).plus(left.l3, right.l2)
    let low6 = UInt128(left.l3, times: right.l3)
    let high0 = UInt128(left.l4, times: right.l4)
    let high1 = UInt128(left.l4, times: right.l5).plus(left.l5, right.l4)
    let high2 = UInt128(left.l4, times: right.l6).plus(left.l5, right.l5).plus(left.l6, right.l4)
    let high3 = UInt128(left.l4, times: right.l7).plus(left.l5, right.l6).plus(left.l6, right.l5).plus(
      left.l7, right.l4)
    let high4 = UInt128(left.l5, times: right.l7).plus(left.l6, right.l6).plus(left.l7, right.l5)
    let high5 = UInt128(left.l6, times: right.l7).plus(left.l7, right.l6)
    let high6 = UInt128(left.l7, times: right.l7)
    let sum0 = UInt128(s0, times: t0)
    let sum1 = UInt128(s0, times: t1).plus(s1, t0)
    let sum2 = UInt128(s0, times: t2).plus(s1, t1).plus(s2, t0)
    let sum3 = UInt128(s0, times: t3).plus(s1, t2).plus(s2, t1).plus(s3, t0)
    let sum4 = UInt128(s1, times: t3).plus(s2, t2).plus(s3, t1)
    let sum5 = UInt128(s2, times: t3).plus(s3, t2)
    let sum6 = UInt128(s3, times: t3)
    return Field448(
      low: (low0, low1, low2, low3, low4, low5, low6), high: (high0, high1, high2, high3, high4, high5, high6),
      sum: (sum0, sum1, sum2, sum3, sum4, sum5, sum6))
  }

  /// The square, reduced, of an element of up to 2 units.
  @inline(never)
  var squared: Field448 { inlinedSquare }

  /// The element squared `count` times, for the long chains of a power, where a call costs more than the space.
  func squared(times count: Int) -> Field448 {
    var value = self
    for _ in 0..<count { value = value.inlinedSquare }
    return value
  }

  /// The square, by the method of the product.
  @inline(__always)
  private var inlinedSquare: Field448 {
    assert(hasUnits(2), "the element is small enough")
    let (s0, s1, s2, s3) = (l0 &+ l4, l1 &+ l5, l2 &+ l6, l3 &+ l7)
    let (d0, d1, d2) = (2 &* l0, 2 &* l1, 2 &* l2)
    let low0 = UInt128(l0, times: l0)
    let low1 = UInt128(d0, times: l1)
    let low2 = UInt128(d0, times: l2).plus(l1, l1)
    let low3 = UInt128(d0, times: l3).plus(d1, l2)
    let low4 = UInt128(d1, times: l3).plus(l2, l2)
    let low5 = UInt128(d2, times: l3)
    let low6 = UInt128(l3, times: l3)
    let (d4, d5, d6) = (2 &* l4, 2 &* l5, 2 &* l6)
    let high0 = UInt128(l4, times: l4)
    let high1 = UInt128(d4, times: l5)
    let high2 = UInt128(d4, times: l6).plus(l5, l5)
    let high3 = UInt128(d4, times: l7).plus(d5, l6)
    let high4 = UInt128(d5, times: l7).plus(l6, l6)
    let high5 = UInt128(d6, times: l7)
    let high6 = UInt128(l7, times: l7)
    let (e0, e1, e2) = (2 &* s0, 2 &* s1, 2 &* s2)
    let sum0 = UInt128(s0, times: s0)
    let sum1 = UInt128(e0, times: s1)
    let sum2 = UInt128(e0, times: s2).plus(s1, s1)
    let sum3 = UInt128(e0, times: s3).plus(e1, s2)
    let sum4 = UInt128(e1, times: s3).plus(s2, s2)
    let sum5 = UInt128(e2, times: s3)
    let sum6 = UInt128(s3, times: s3)
    return Field448(
      low: (low0, low1, low2, low3, low4, low5, low6), high: (high0, high1, high2, high3, high4, high5, high6),
      sum: (sum0, sum1, sum2, sum3, sum4, sum5, sum6))
  }

  /// The columns of a product of four limbs by four.
  private typealias Columns = (UInt128, UInt128, UInt128, UInt128, UInt128, UInt128, UInt128)

  /// Puts ac, bd and (a + b) · (c + d) together, and carries twice, each time along all columns at once.
  ///
  /// Columns 4 to 6 of ac + bd count as φ, and those of the term with φ as φ² = φ + 1:
  ///
  ///     column i     = ac(i) + bd(i) + sum(i + 4) - ac(i + 4)
  ///     column i + 4 = sum(i) - ac(i) + bd(i + 4) + sum(i + 4)
  ///
  /// Nothing is ever below 0, as each column of the sum contains that of ac. Let u be (2^56 + 2^9)². For factors of m
  /// and n units, a column of ac or bd with j products is at most j · mn · u, one of the sum four times that. sum(i) and
  /// sum(i + 4) have four products together, and bd(i + 4) three at most: each column is at most 19 · mn · u, or
  /// 114 · u < 2^119 - 2^116.
  @inline(__always)
  private init(low: Columns, high: Columns, sum: Columns) {
    let c0 = low.0 &+ high.0 &+ (sum.4 &- low.4)
    let c1 = low.1 &+ high.1 &+ (sum.5 &- low.5)
    let c2 = low.2 &+ high.2 &+ (sum.6 &- low.6)
    let c3 = low.3 &+ high.3
    let c4 = sum.0 &- low.0 &+ high.4 &+ sum.4
    let c5 = sum.1 &- low.1 &+ high.5 &+ sum.5
    let c6 = sum.2 &- low.2 &+ high.6 &+ sum.6
    let c7 = sum.3 &- low.3
    // A carry is below 2^63 - 2^60; two of them and a limb are below 2^64. 2^448 is 2^224 + 1 modulo p.
    let top = c7.carry
    self =
      Field448(
        l0: c0.limb &+ top, l1: c1.limb &+ c0.carry, l2: c2.limb &+ c1.carry, l3: c3.limb &+ c2.carry,
        l4: c4.limb &+ c3.carry &+ top, l5: c5.limb &+ c4.carry, l6: c6.limb &+ c5.carry, l7: c7.limb &+ c6.carry
      ).carried
    assert(isReduced, "a product is reduced")
  }

  /// The product, reduced, of an element of up to 2 units and a number.
  func multiplied(by factor: UInt32) -> Field448 {
    let factor = UInt64(factor)
    let (c0, c1) = (UInt128(l0, times: factor), UInt128(l1, times: factor))
    let (c2, c3) = (UInt128(l2, times: factor), UInt128(l3, times: factor))
    let (c4, c5) = (UInt128(l4, times: factor), UInt128(l5, times: factor))
    let (c6, c7) = (UInt128(l6, times: factor), UInt128(l7, times: factor))
    // Carries below 2^34.
    let top = c7.carry
    return Field448(
      l0: c0.limb &+ top, l1: c1.limb &+ c0.carry, l2: c2.limb &+ c1.carry, l3: c3.limb &+ c2.carry,
      l4: c4.limb &+ c3.carry &+ top, l5: c5.limb &+ c4.carry, l6: c6.limb &+ c5.carry, l7: c7.limb &+ c6.carry
    ).carried
  }
}

extension UInt128 {
  /// What a column keeps.
  @inline(__always)
  fileprivate var limb: UInt64 { UInt64(truncatingIfNeeded: self) & Field448.mask }
  /// What a column below 2^120 gives to the next.
  @inline(__always)
  fileprivate var carry: UInt64 { UInt64(truncatingIfNeeded: self &>> 56) }
}
