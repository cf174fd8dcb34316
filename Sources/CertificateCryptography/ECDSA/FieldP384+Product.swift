extension FieldP384 {
  /// The product: all limbs by all limbs, then the reduction.
  @inline(never)
  static func * (left: FieldP384, right: FieldP384) -> FieldP384 {
    var carry: UInt64 = 0
    let t0 = Limb.multiplyAdd(left.l0, right.l0, 0, &carry)
    var t1 = Limb.multiplyAdd(left.l0, right.l1, 0, &carry)
    var t2 = Limb.multiplyAdd(left.l0, right.l2, 0, &carry)
    var t3 = Limb.multiplyAdd(left.l0, right.l3, 0, &carry)
    var t4 = Limb.multiplyAdd(left.l0, right.l4, 0, &carry)
    var t5 = Limb.multiplyAdd(left.l0, right.l5, 0, &carry)
    var t6 = carry
    carry = 0
    t1 = Limb.multiplyAdd(left.l1, right.l0, t1, &carry)
    t2 = Limb.multiplyAdd(left.l1, right.l1, t2, &carry)
    t3 = Limb.multiplyAdd(left.l1, right.l2, t3, &carry)
    t4 = Limb.multiplyAdd(left.l1, right.l3, t4, &carry)
    t5 = Limb.multiplyAdd(left.l1, right.l4, t5, &carry)
    t6 = Limb.multiplyAdd(left.l1, right.l5, t6, &carry)
    var t7 = carry
    carry = 0
    t2 = Limb.multiplyAdd(left.l2, right.l0, t2, &carry)
    t3 = Limb.multiplyAdd(left.l2, right.l1, t3, &carry)
    t4 = Limb.multiplyAdd(left.l2, right.l2, t4, &carry)
    t5 = Limb.multiplyAdd(left.l2, right.l3, t5, &carry)
    t6 = Limb.multiplyAdd(left.l2, right.l4, t6, &carry)
    t7 = Limb.multiplyAdd(left.l2, right.l5, t7, &carry)
    var t8 = carry
    carry = 0
    t3 = Limb.multiplyAdd(left.l3, right.l0, t3, &carry)
    t4 = Limb.multiplyAdd(left.l3, right.l1, t4, &carry)
    t5 = Limb.multiplyAdd(left.l3, right.l2, t5, &carry)
    t6 = Limb.multiplyAdd(left.l3, right.l3, t6, &carry)
    t7 = Limb.multiplyAdd(left.l3, right.l4, t7, &carry)
    t8 = Limb.multiplyAdd(left.l3, right.l5, t8, &carry)
    var t9 = carry
    carry = 0
    t4 = Limb.multiplyAdd(left.l4, right.l0, t4, &carry)
    t5 = Limb.multiplyAdd(left.l4, right.l1, t5, &carry)
    t6 = Limb.multiplyAdd(left.l4, right.l2, t6, &carry)
    t7 = Limb.multiplyAdd(left.l4, right.l3, t7, &carry)
    t8 = Limb.multiplyAdd(left.l4, right.l4, t8, &carry)
    t9 = Limb.multiplyAdd(left.l4, right.l5, t9, &carry)
    var t10 = carry
    carry = 0
    t5 = Limb.multiplyAdd(left.l5, right.l0, t5, &carry)
    t6 = Limb.multiplyAdd(left.l5, right.l1, t6, &carry)
    t7 = Limb.multiplyAdd(left.l5, right.l2, t7, &carry)
    t8 = Limb.multiplyAdd(left.l5, right.l3, t8, &carry)
    t9 = Limb.multiplyAdd(left.l5, right.l4, t9, &carry)
    t10 = Limb.multiplyAdd(left.l5, right.l5, t10, &carry)
    let t11 = carry
    return reduce(t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11)
  }

  /// The square: each product of two different limbs is computed once and doubled.
  var squared: FieldP384 {
    @inline(never) get {
      var carry: UInt64 = 0
      let t1 = Limb.multiplyAdd(l0, l1, 0, &carry)
      let t2 = Limb.multiplyAdd(l0, l2, 0, &carry)
      var t3 = Limb.multiplyAdd(l0, l3, 0, &carry)
      var t4 = Limb.multiplyAdd(l0, l4, 0, &carry)
      var t5 = Limb.multiplyAdd(l0, l5, 0, &carry)
      var t6 = carry
      carry = 0
      t3 = Limb.multiplyAdd(l1, l2, t3, &carry)
      t4 = Limb.multiplyAdd(l1, l3, t4, &carry)
      t5 = Limb.multiplyAdd(l1, l4, t5, &carry)
      t6 = Limb.multiplyAdd(l1, l5, t6, &carry)
      var t7 = carry
      carry = 0
      t5 = Limb.multiplyAdd(l2, l3, t5, &carry)
      t6 = Limb.multiplyAdd(l2, l4, t6, &carry)
      t7 = Limb.multiplyAdd(l2, l5, t7, &carry)
      var t8 = carry
      carry = 0
      t7 = Limb.multiplyAdd(l3, l4, t7, &carry)
      t8 = Limb.multiplyAdd(l3, l5, t8, &carry)
      var t9 = carry
      carry = 0
      t9 = Limb.multiplyAdd(l4, l5, t9, &carry)
      let t10 = carry
      let p0 = Limb.product(l0, l0)
      let p1 = Limb.product(l1, l1)
      let p2 = Limb.product(l2, l2)
      let p3 = Limb.product(l3, l3)
      let p4 = Limb.product(l4, l4)
      let p5 = Limb.product(l5, l5)
      // Twice the sum so far, and the squares of the limbs; the square is below 2^768.
      carry = 0
      let s0 = p0.low
      let s1 = Limb.add(t1 &<< 1, p0.high, &carry)
      let s2 = Limb.add(t2 &<< 1 | t1 &>> 63, p1.low, &carry)
      let s3 = Limb.add(t3 &<< 1 | t2 &>> 63, p1.high, &carry)
      let s4 = Limb.add(t4 &<< 1 | t3 &>> 63, p2.low, &carry)
      let s5 = Limb.add(t5 &<< 1 | t4 &>> 63, p2.high, &carry)
      let s6 = Limb.add(t6 &<< 1 | t5 &>> 63, p3.low, &carry)
      let s7 = Limb.add(t7 &<< 1 | t6 &>> 63, p3.high, &carry)
      let s8 = Limb.add(t8 &<< 1 | t7 &>> 63, p4.low, &carry)
      let s9 = Limb.add(t9 &<< 1 | t8 &>> 63, p4.high, &carry)
      let s10 = Limb.add(t10 &<< 1 | t9 &>> 63, p5.low, &carry)
      let s11 = Limb.add(t10 &>> 63, p5.high, &carry)
      return Self.reduce(s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11)
    }
  }

  /// t / R modulo p, for t below p² given by its limbs (Montgomery 1985).
  ///
  /// What six steps leave of the low half is at most p; with the high half, it is below 2p.
  @inline(__always)
  private static func reduce(
    _ t0: UInt64, _ t1: UInt64, _ t2: UInt64, _ t3: UInt64, _ t4: UInt64, _ t5: UInt64, _ t6: UInt64, _ t7: UInt64,
    _ t8: UInt64, _ t9: UInt64, _ t10: UInt64, _ t11: UInt64
  ) -> FieldP384 {
    var (r0, r1, r2, r3, r4, r5) = (t0, t1, t2, t3, t4, t5)
    fold(&r0, &r1, &r2, &r3, &r4, &r5)
    fold(&r0, &r1, &r2, &r3, &r4, &r5)
    fold(&r0, &r1, &r2, &r3, &r4, &r5)
    fold(&r0, &r1, &r2, &r3, &r4, &r5)
    fold(&r0, &r1, &r2, &r3, &r4, &r5)
    fold(&r0, &r1, &r2, &r3, &r4, &r5)
    var carry: UInt64 = 0
    let s0 = Limb.add(r0, t6, &carry)
    let s1 = Limb.add(r1, t7, &carry)
    let s2 = Limb.add(r2, t8, &carry)
    let s3 = Limb.add(r3, t9, &carry)
    let s4 = Limb.add(r4, t10, &carry)
    let s5 = Limb.add(r5, t11, &carry)
    return FieldP384(s0, s1, s2, s3, s4, s5, carry)
  }

  /// r becomes (r + q · p) / 2^64, where q = r0 · (-1 / p) modulo 2^64 = r0 · (2^32 + 1).
  ///
  /// q · p is q · 2^384 - d, where d = q · (2^128 + 2^96 - 2^32 + 1) has the lowest limb of r and is not above r + q · 2^384.
  /// r + q · p is at most 2^384 - 1 + (2^64 - 1) · p, so that the result is below p + 2^65, which is below 2^384.
  @inline(__always)
  private static func fold(
    _ r0: inout UInt64, _ r1: inout UInt64, _ r2: inout UInt64, _ r3: inout UInt64, _ r4: inout UInt64,
    _ r5: inout UInt64
  ) {
    let q = r0 &+ r0 &<< 32
    let (low, high) = (q &<< 32, q &>> 32)
    // d = q · (2^128 + 1) + (q · 2^32) · (2^64 - 1): the limbs (q, 0, q) + (0, low, high) - (low, high, 0).
    var borrow: UInt64 = 0
    _ = Limb.subtract(q, low, &borrow)
    let d1 = Limb.subtract(low, high, &borrow)
    // The low half of q + high is 0 only for q = 0 and for q = 2^64 - 2^32 + 1, which both leave no borrow.
    var carry: UInt64 = 0
    let d2 = Limb.add(q, high, &carry) &- borrow
    borrow = 0
    r0 = Limb.subtract(r1, d1, &borrow)
    r1 = Limb.subtract(r2, d2, &borrow)
    r2 = Limb.subtract(r3, carry, &borrow)
    r3 = Limb.subtract(r4, 0, &borrow)
    r4 = Limb.subtract(r5, 0, &borrow)
    r5 = q &- borrow
  }
}
