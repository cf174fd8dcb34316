extension FieldP521 {
  /// The product, reduced.
  ///
  /// A product of limbs i and j counts as 2^(58(i + j)), and one beyond 2^522 as twice what it would be 2^522 lower: the right
  /// limbs are doubled for those. Each of the columns has at most 17 times a product of reduced limbs: 17 · (2^58 + 2^12)² is
  /// below 2^121.
  @inline(never)
  static func * (left: FieldP521, right: FieldP521) -> FieldP521 {
    assert(left.isReduced && right.isReduced, "the factors are reduced")
    let (d1, d2, d3, d4, d5, d6, d7, d8) = (
      right.l1 &<< 1, right.l2 &<< 1, right.l3 &<< 1, right.l4 &<< 1, right.l5 &<< 1, right.l6 &<< 1, right.l7 &<< 1,
      right.l8 &<< 1
    )
    var c0 = Limb.product(left.l0, right.l0)
    c0 = c0 &+ Limb.product(left.l1, d8)
    c0 = c0 &+ Limb.product(left.l2, d7)
    c0 = c0 &+ Limb.product(left.l3, d6)
    c0 = c0 &+ Limb.product(left.l4, d5)
    c0 = c0 &+ Limb.product(left.l5, d4)
    c0 = c0 &+ Limb.product(left.l6, d3)
    c0 = c0 &+ Limb.product(left.l7, d2)
    c0 = c0 &+ Limb.product(left.l8, d1)
    var c1 = Limb.product(left.l0, right.l1)
    c1 = c1 &+ Limb.product(left.l1, right.l0)
    c1 = c1 &+ Limb.product(left.l2, d8)
    c1 = c1 &+ Limb.product(left.l3, d7)
    c1 = c1 &+ Limb.product(left.l4, d6)
    c1 = c1 &+ Limb.product(left.l5, d5)
    c1 = c1 &+ Limb.product(left.l6, d4)
    c1 = c1 &+ Limb.product(left.l7, d3)
    c1 = c1 &+ Limb.product(left.l8, d2)
    var c2 = Limb.product(left.l0, right.l2)
    c2 = c2 &+ Limb.product(left.l1, right.l1)
    c2 = c2 &+ Limb.product(left.l2, right.l0)
    c2 = c2 &+ Limb.product(left.l3, d8)
    c2 = c2 &+ Limb.product(left.l4, d7)
    c2 = c2 &+ Limb.product(left.l5, d6)
    c2 = c2 &+ Limb.product(left.l6, d5)
    c2 = c2 &+ Limb.product(left.l7, d4)
    c2 = c2 &+ Limb.product(left.l8, d3)
    var c3 = Limb.product(left.l0, right.l3)
    c3 = c3 &+ Limb.product(left.l1, right.l2)
    c3 = c3 &+ Limb.product(left.l2, right.l1)
    c3 = c3 &+ Limb.product(left.l3, right.l0)
    c3 = c3 &+ Limb.product(left.l4, d8)
    c3 = c3 &+ Limb.product(left.l5, d7)
    c3 = c3 &+ Limb.product(left.l6, d6)
    c3 = c3 &+ Limb.product(left.l7, d5)
    c3 = c3 &+ Limb.product(left.l8, d4)
    var c4 = Limb.product(left.l0, right.l4)
    c4 = c4 &+ Limb.product(left.l1, right.l3)
    c4 = c4 &+ Limb.product(left.l2, right.l2)
    c4 = c4 &+ Limb.product(left.l3, right.l1)
    c4 = c4 &+ Limb.product(left.l4, right.l0)
    c4 = c4 &+ Limb.product(left.l5, d8)
    c4 = c4 &+ Limb.product(left.l6, d7)
    c4 = c4 &+ Limb.product(left.l7, d6)
    c4 = c4 &+ Limb.product(left.l8, d5)
    var c5 = Limb.product(left.l0, right.l5)
    c5 = c5 &+ Limb.product(left.l1, right.l4)
    c5 = c5 &+ Limb.product(left.l2, right.l3)
    c5 = c5 &+ Limb.product(left.l3, right.l2)
    c5 = c5 &+ Limb.product(left.l4, right.l1)
    c5 = c5 &+ Limb.product(left.l5, right.l0)
    c5 = c5 &+ Limb.product(left.l6, d8)
    c5 = c5 &+ Limb.product(left.l7, d7)
    c5 = c5 &+ Limb.product(left.l8, d6)
    var c6 = Limb.product(left.l0, right.l6)
    c6 = c6 &+ Limb.product(left.l1, right.l5)
    c6 = c6 &+ Limb.product(left.l2, right.l4)
    c6 = c6 &+ Limb.product(left.l3, right.l3)
    c6 = c6 &+ Limb.product(left.l4, right.l2)
    c6 = c6 &+ Limb.product(left.l5, right.l1)
    c6 = c6 &+ Limb.product(left.l6, right.l0)
    c6 = c6 &+ Limb.product(left.l7, d8)
    c6 = c6 &+ Limb.product(left.l8, d7)
    var c7 = Limb.product(left.l0, right.l7)
    c7 = c7 &+ Limb.product(left.l1, right.l6)
    c7 = c7 &+ Limb.product(left.l2, right.l5)
    c7 = c7 &+ Limb.product(left.l3, right.l4)
    c7 = c7 &+ Limb.product(left.l4, right.l3)
    c7 = c7 &+ Limb.product(left.l5, right.l2)
    c7 = c7 &+ Limb.product(left.l6, right.l1)
    c7 = c7 &+ Limb.product(left.l7, right.l0)
    c7 = c7 &+ Limb.product(left.l8, d8)
    var c8 = Limb.product(left.l0, right.l8)
    c8 = c8 &+ Limb.product(left.l1, right.l7)
    c8 = c8 &+ Limb.product(left.l2, right.l6)
    c8 = c8 &+ Limb.product(left.l3, right.l5)
    c8 = c8 &+ Limb.product(left.l4, right.l4)
    c8 = c8 &+ Limb.product(left.l5, right.l3)
    c8 = c8 &+ Limb.product(left.l6, right.l2)
    c8 = c8 &+ Limb.product(left.l7, right.l1)
    c8 = c8 &+ Limb.product(left.l8, right.l0)
    return FieldP521(columns: c0, c1, c2, c3, c4, c5, c6, c7, c8)
  }

  /// The square, reduced, from the same columns: each product of two different limbs is computed once.
  var squared: FieldP521 {
    @inline(never) get {
      assert(isReduced, "the element is reduced")
      let (d1, d2, d3, d4, d5, d6, d7, d8) = (
        l1 &<< 1, l2 &<< 1, l3 &<< 1, l4 &<< 1, l5 &<< 1, l6 &<< 1, l7 &<< 1, l8 &<< 1
      )
      var c0 = Limb.product(l0, l0)
      c0 = c0 &+ Limb.product(d1, d8)
      c0 = c0 &+ Limb.product(d2, d7)
      c0 = c0 &+ Limb.product(d3, d6)
      c0 = c0 &+ Limb.product(d4, d5)
      var c1 = Limb.product(l0, d1)
      c1 = c1 &+ Limb.product(d2, d8)
      c1 = c1 &+ Limb.product(d3, d7)
      c1 = c1 &+ Limb.product(d4, d6)
      c1 = c1 &+ Limb.product(l5, d5)
      var c2 = Limb.product(l0, d2)
      c2 = c2 &+ Limb.product(l1, l1)
      c2 = c2 &+ Limb.product(d3, d8)
      c2 = c2 &+ Limb.product(d4, d7)
      c2 = c2 &+ Limb.product(d5, d6)
      var c3 = Limb.product(l0, d3)
      c3 = c3 &+ Limb.product(l1, d2)
      c3 = c3 &+ Limb.product(d4, d8)
      c3 = c3 &+ Limb.product(d5, d7)
      c3 = c3 &+ Limb.product(l6, d6)
      var c4 = Limb.product(l0, d4)
      c4 = c4 &+ Limb.product(l1, d3)
      c4 = c4 &+ Limb.product(l2, l2)
      c4 = c4 &+ Limb.product(d5, d8)
      c4 = c4 &+ Limb.product(d6, d7)
      var c5 = Limb.product(l0, d5)
      c5 = c5 &+ Limb.product(l1, d4)
      c5 = c5 &+ Limb.product(l2, d3)
      c5 = c5 &+ Limb.product(d6, d8)
      c5 = c5 &+ Limb.product(l7, d7)
      var c6 = Limb.product(l0, d6)
      c6 = c6 &+ Limb.product(l1, d5)
      c6 = c6 &+ Limb.product(l2, d4)
      c6 = c6 &+ Limb.product(l3, l3)
      c6 = c6 &+ Limb.product(d7, d8)
      var c7 = Limb.product(l0, d7)
      c7 = c7 &+ Limb.product(l1, d6)
      c7 = c7 &+ Limb.product(l2, d5)
      c7 = c7 &+ Limb.product(l3, d4)
      c7 = c7 &+ Limb.product(l8, d8)
      var c8 = Limb.product(l0, d8)
      c8 = c8 &+ Limb.product(l1, d7)
      c8 = c8 &+ Limb.product(l2, d6)
      c8 = c8 &+ Limb.product(l3, d5)
      c8 = c8 &+ Limb.product(l4, l4)
      return FieldP521(columns: c0, c1, c2, c3, c4, c5, c6, c7, c8)
    }
  }

  /// Carries along columns below 2^121, one after the other; the highest gives to the lowest twice.
  @inline(__always)
  private init(
    columns c0: UInt128, _ c1: UInt128, _ c2: UInt128, _ c3: UInt128, _ c4: UInt128, _ c5: UInt128, _ c6: UInt128,
    _ c7: UInt128, _ c8: UInt128
  ) {
    // A carry is below 2^63 + 1, and a column with it still below 2^121 + 2^64.
    let s1 = c1 &+ c0 &>> 58
    let s2 = c2 &+ s1 &>> 58
    let s3 = c3 &+ s2 &>> 58
    let s4 = c4 &+ s3 &>> 58
    let s5 = c5 &+ s4 &>> 58
    let s6 = c6 &+ s5 &>> 58
    let s7 = c7 &+ s6 &>> 58
    let s8 = c8 &+ s7 &>> 58
    let mask = Self.mask
    // The highest column has nine products and less than 2^120: its carry, taken twice, is below 2^63.
    let low = c0.low & mask &+ (s8 &>> 57).low & ~1
    self.init(
      l0: low & mask, l1: s1.low & mask &+ low &>> 58, l2: s2.low & mask, l3: s3.low & mask,
      l4: s4.low & mask,
      l5: s5.low & mask, l6: s6.low & mask, l7: s7.low & mask, l8: s8.low & mask)
    assert(isReduced, "a product is reduced")
  }
}
