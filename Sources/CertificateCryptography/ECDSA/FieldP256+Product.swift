extension FieldP256 {
  /// The product: all limbs by all limbs, then the reduction.
  @inline(never)
  static func * (left: FieldP256, right: FieldP256) -> FieldP256 {
    var carry: UInt64 = 0
    let t0 = Limb.multiplyAdd(left.l0, right.l0, 0, &carry)
    var t1 = Limb.multiplyAdd(left.l0, right.l1, 0, &carry)
    var t2 = Limb.multiplyAdd(left.l0, right.l2, 0, &carry)
    var t3 = Limb.multiplyAdd(left.l0, right.l3, 0, &carry)
    var t4 = carry
    carry = 0
    t1 = Limb.multiplyAdd(left.l1, right.l0, t1, &carry)
    t2 = Limb.multiplyAdd(left.l1, right.l1, t2, &carry)
    t3 = Limb.multiplyAdd(left.l1, right.l2, t3, &carry)
    t4 = Limb.multiplyAdd(left.l1, right.l3, t4, &carry)
    var t5 = carry
    carry = 0
    t2 = Limb.multiplyAdd(left.l2, right.l0, t2, &carry)
    t3 = Limb.multiplyAdd(left.l2, right.l1, t3, &carry)
    t4 = Limb.multiplyAdd(left.l2, right.l2, t4, &carry)
    t5 = Limb.multiplyAdd(left.l2, right.l3, t5, &carry)
    var t6 = carry
    carry = 0
    t3 = Limb.multiplyAdd(left.l3, right.l0, t3, &carry)
    t4 = Limb.multiplyAdd(left.l3, right.l1, t4, &carry)
    t5 = Limb.multiplyAdd(left.l3, right.l2, t5, &carry)
    t6 = Limb.multiplyAdd(left.l3, right.l3, t6, &carry)
    let t7 = carry
    return reduce(t0, t1, t2, t3, t4, t5, t6, t7)
  }

  /// The square: each product of two different limbs is computed once and doubled.
  var squared: FieldP256 {
    @inline(never) get {
      var carry: UInt64 = 0
      let t1 = Limb.multiplyAdd(l0, l1, 0, &carry)
      let t2 = Limb.multiplyAdd(l0, l2, 0, &carry)
      var t3 = Limb.multiplyAdd(l0, l3, 0, &carry)
      var t4 = carry
      carry = 0
      t3 = Limb.multiplyAdd(l1, l2, t3, &carry)
      t4 = Limb.multiplyAdd(l1, l3, t4, &carry)
      var t5 = carry
      carry = 0
      t5 = Limb.multiplyAdd(l2, l3, t5, &carry)
      let t6 = carry
      let p0 = Limb.product(l0, l0)
      let p1 = Limb.product(l1, l1)
      let p2 = Limb.product(l2, l2)
      let p3 = Limb.product(l3, l3)
      // Twice the sum so far, and the squares of the limbs; the square is below 2^512.
      carry = 0
      let s0 = p0.low
      let s1 = Limb.add(t1 &<< 1, p0.high, &carry)
      let s2 = Limb.add(t2 &<< 1 | t1 &>> 63, p1.low, &carry)
      let s3 = Limb.add(t3 &<< 1 | t2 &>> 63, p1.high, &carry)
      let s4 = Limb.add(t4 &<< 1 | t3 &>> 63, p2.low, &carry)
      let s5 = Limb.add(t5 &<< 1 | t4 &>> 63, p2.high, &carry)
      let s6 = Limb.add(t6 &<< 1 | t5 &>> 63, p3.low, &carry)
      let s7 = Limb.add(t6 &>> 63, p3.high, &carry)
      return Self.reduce(s0, s1, s2, s3, s4, s5, s6, s7)
    }
  }

  /// t / R modulo p, for t below p² given by its limbs (Montgomery 1985).
  ///
  /// What four steps leave of the low half is at most p; with the high half, it is below 2p.
  @inline(__always)
  private static func reduce(
    _ t0: UInt64, _ t1: UInt64, _ t2: UInt64, _ t3: UInt64, _ t4: UInt64, _ t5: UInt64, _ t6: UInt64, _ t7: UInt64
  ) -> FieldP256 {
    var (r0, r1, r2, r3) = (t0, t1, t2, t3)
    fold(&r0, &r1, &r2, &r3)
    fold(&r0, &r1, &r2, &r3)
    fold(&r0, &r1, &r2, &r3)
    fold(&r0, &r1, &r2, &r3)
    var carry: UInt64 = 0
    let s0 = Limb.add(r0, t4, &carry)
    let s1 = Limb.add(r1, t5, &carry)
    let s2 = Limb.add(r2, t6, &carry)
    let s3 = Limb.add(r3, t7, &carry)
    return FieldP256(s0, s1, s2, s3, carry)
  }

  /// r becomes (r + q · p) / 2^64, where q = r0 · (-1 / p) modulo 2^64 = r0.
  ///
  /// p + 1 is 2^96 + 2^192 · (2^64 - 2^32 + 1), so that r + q · p is r - q, whose lowest limb is 0, and q · (p + 1): q times
  /// 2^96 is two shifts. The result is below (2^256 + 2^64 · p) / 2^64, which is at most p + 2^192 and fits.
  @inline(__always)
  private static func fold(_ r0: inout UInt64, _ r1: inout UInt64, _ r2: inout UInt64, _ r3: inout UInt64) {
    let q = r0
    let high = Limb.product(q, 0xFFFF_FFFF_0000_0001)
    var carry: UInt64 = 0
    r0 = Limb.add(r1, q &<< 32, &carry)
    r1 = Limb.add(r2, q &>> 32, &carry)
    r2 = Limb.add(r3, high.low, &carry)
    r3 = high.high &+ carry
  }
}
