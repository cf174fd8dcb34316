extension Field25519 {
  /// The product, reduced, of factors of up to 7 units each.
  @inline(__always)
  static func * (left: Field25519, right: Field25519) -> Field25519 {
    assert(left.isFactor && right.isFactor, "the factors' limbs are below 2^54")
    // 2^255 is 19 modulo p: what lies above the highest limb counts 19 times in the limb five below. 19 · 2^54 < 2^59.
    let (r1, r2, r3, r4) = (19 &* right.l1, 19 &* right.l2, 19 &* right.l3, 19 &* right.l4)
    // Column i has i + 1 products below 2^108 and 4 - i below 19 · 2^108: at most 77 · 2^108 < 2^115 in column 0, and
    // 5 · 2^108 < 2^111 in column 4.
    let c0 = UInt128(left.l0, times: right.l0).plus(left.l1, r4).plus(left.l2, r3).plus(left.l3, r2).plus(left.l4, r1)
    let c1 = UInt128(left.l0, times: right.l1).plus(left.l1, right.l0).plus(left.l2, r4).plus(left.l3, r3).plus(
      left.l4, r2)
    let c2 = UInt128(left.l0, times: right.l2).plus(left.l1, right.l1).plus(left.l2, right.l0).plus(left.l3, r4).plus(
      left.l4, r3)
    let c3 = UInt128(left.l0, times: right.l3).plus(left.l1, right.l2).plus(left.l2, right.l1).plus(left.l3, right.l0)
      .plus(left.l4, r4)
    let c4 = UInt128(left.l0, times: right.l4).plus(left.l1, right.l3).plus(left.l2, right.l2).plus(left.l3, right.l1)
      .plus(left.l4, right.l0)
    return Field25519(columns: c0, c1, c2, c3, c4)
  }

  /// The square, reduced, of an element of up to 7 units.
  @inline(__always)
  var squared: Field25519 {
    let (c0, c1, c2, c3, c4) = squareColumns
    return Field25519(columns: c0, c1, c2, c3, c4)
  }

  /// The columns of the square, with the bounds of a product's.
  @inline(__always)
  private var squareColumns: (UInt128, UInt128, UInt128, UInt128, UInt128) {
    assert(isFactor, "the limbs are below 2^54")
    let (d0, d1, d2, d3) = (2 &* l0, 2 &* l1, 2 &* l2, 2 &* l3)
    let (r3, r4) = (19 &* l3, 19 &* l4)
    return (
      UInt128(l0, times: l0).plus(d1, r4).plus(d2, r3), UInt128(d0, times: l1).plus(d2, r4).plus(l3, r3),
      UInt128(d0, times: l2).plus(l1, l1).plus(d3, r4),
      UInt128(d0, times: l3).plus(d1, l2).plus(l4, r4), UInt128(d0, times: l4).plus(d1, l3).plus(l2, l2)
    )
  }

  /// Carries along the columns of a product, one after the other, which takes the fewest instructions.
  ///
  /// Columns are below 2^115, the highest below 2^111.
  @inline(__always)
  private init(columns c0: UInt128, _ c1: UInt128, _ c2: UInt128, _ c3: UInt128, _ c4: UInt128) {
    // A column with its carry is below 2^115 + 2^64, so each carry is below 2^64 + 2^13, and in fact below 2^64, since
    // 77 · 2^108 + 2^64 < 2^115.
    let d1 = c1 &+ UInt128(c0.carry)
    let d2 = c2 &+ UInt128(d1.carry)
    let d3 = c3 &+ UInt128(d2.carry)
    let d4 = c4 &+ UInt128(d3.carry)
    // The last carry is at most (5 · 2^108 + 2^64) / 2^51 < 2^59.4, and 19 times that, with a limb, below 2^64. The
    // second limb gets less than 2^13 of it.
    let s0 = c0.limb &+ 19 &* d4.carry
    self.init(
      l0: s0 & Self.mask, l1: d1.limb &+ s0 &>> 51, l2: d2.limb, l3: d3.limb, l4: d4.limb)
    assert(isReduced, "a product is reduced")
  }

  /// The element squared `count` times, for the long chains of a power.
  ///
  /// There each square waits for the one before: all columns are carried at once, twice, which takes more instructions
  /// than the serial way and less time.
  func squared(times count: Int) -> Field25519 {
    var value = self
    for _ in 0..<count {
      let (c0, c1, c2, c3, c4) = value.squareColumns
      // Each carry is below 2^64 by the bounds above: 77 · 2^108 / 2^51 < 2^63.3; 19 times the highest is at most
      // 19 · 5 · 2^57 < 2^63.6. With a limb they stay below 2^64.
      let s0 = c0.limb &+ 19 &* c4.carry
      let s1 = c1.limb &+ c0.carry
      let s2 = c2.limb &+ c1.carry
      let s3 = c3.limb &+ c2.carry
      let s4 = c4.limb &+ c3.carry
      // The second carries are below 2^13, and 19 · 2^13 < 2^18.
      value = Field25519(
        l0: s0 & Self.mask &+ 19 &* (s4 &>> 51), l1: s1 & Self.mask &+ s0 &>> 51, l2: s2 & Self.mask &+ s1 &>> 51,
        l3: s3 & Self.mask &+ s2 &>> 51, l4: s4 & Self.mask &+ s3 &>> 51)
      assert(value.isReduced, "a square is reduced")
    }
    return value
  }
}

extension UInt128 {
  /// What a column keeps.
  @inline(__always)
  fileprivate var limb: UInt64 { UInt64(truncatingIfNeeded: self) & Field25519.mask }
  /// What a column below 2^115 gives to the next.
  @inline(__always)
  fileprivate var carry: UInt64 { UInt64(truncatingIfNeeded: self &>> 51) }
}
