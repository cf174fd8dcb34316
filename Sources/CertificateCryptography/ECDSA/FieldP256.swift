/// An element of the field of P-256, the integers modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1.
///
/// Elements are in Montgomery's form, times R = 2^256, and below p.
struct FieldP256: PrimeField {
  /// The limbs, the lowest first.
  let l0, l1, l2, l3: UInt64

  /// p (SP 800-186 §3.2.1.3).
  static var prime: CurveInteger {
    CurveInteger([0xFFFF_FFFF_FFFF_FFFF, 0x0000_0000_FFFF_FFFF, 0x0000_0000_0000_0000, 0xFFFF_FFFF_0000_0001])
  }
  /// R² modulo p.
  static var squaredRadix: FieldP256 {
    FieldP256(l0: 3, l1: 0xFFFF_FFFB_FFFF_FFFF, l2: 0xFFFF_FFFF_FFFF_FFFE, l3: 0x0000_0004_FFFF_FFFD)
  }

  static var zero: FieldP256 { FieldP256(l0: 0, l1: 0, l2: 0, l3: 0) }
  /// R modulo p.
  static var one: FieldP256 {
    FieldP256(l0: 1, l1: 0xFFFF_FFFF_0000_0000, l2: 0xFFFF_FFFF_FFFF_FFFF, l3: 0x0000_0000_FFFF_FFFE)
  }

  @inline(__always)
  init(l0: UInt64, l1: UInt64, l2: UInt64, l3: UInt64) {
    (self.l0, self.l1, self.l2, self.l3) = (l0, l1, l2, l3)
  }

  init?(_ integer: CurveInteger) {
    guard integer < Self.prime else { return nil }
    let limbs = integer.limbs
    self = FieldP256(l0: limbs[0], l1: limbs[1], l2: limbs[2], l3: limbs[3]) * Self.squaredRadix
  }

  var integer: CurveInteger {
    // A product with 1 takes R away.
    let value = FieldP256(l0: 1, l1: 0, l2: 0, l3: 0) * self
    return CurveInteger([value.l0, value.l1, value.l2, value.l3])
  }

  @inline(__always)
  static func == (left: FieldP256, right: FieldP256) -> Bool {
    (left.l0 ^ right.l0) | (left.l1 ^ right.l1) | (left.l2 ^ right.l2) | (left.l3 ^ right.l3) == 0
  }

  var isZeroVarTime: Bool {
    @inline(__always) get { l0 | l1 | l2 | l3 == 0 }
  }

  @inline(__always)
  static func + (left: FieldP256, right: FieldP256) -> FieldP256 {
    var carry: UInt64 = 0
    let s0 = Limb.add(left.l0, right.l0, &carry)
    let s1 = Limb.add(left.l1, right.l1, &carry)
    let s2 = Limb.add(left.l2, right.l2, &carry)
    let s3 = Limb.add(left.l3, right.l3, &carry)
    return FieldP256(s0, s1, s2, s3, carry)
  }

  @inline(__always)
  static func - (left: FieldP256, right: FieldP256) -> FieldP256 {
    var borrow: UInt64 = 0
    let d0 = Limb.subtract(left.l0, right.l0, &borrow)
    let d1 = Limb.subtract(left.l1, right.l1, &borrow)
    let d2 = Limb.subtract(left.l2, right.l2, &borrow)
    let d3 = Limb.subtract(left.l3, right.l3, &borrow)
    // p is added if the difference is below 0.
    let mask = 0 &- borrow
    var carry: UInt64 = 0
    return FieldP256(
      l0: Limb.add(d0, mask, &carry),
      l1: Limb.add(d1, mask & 0x0000_0000_FFFF_FFFF, &carry),
      l2: Limb.add(d2, 0, &carry),
      l3: Limb.add(d3, mask & 0xFFFF_FFFF_0000_0001, &carry))
  }

  var doubled: FieldP256 {
    @inline(__always) get {
      FieldP256(
        l0 &<< 1, l1 &<< 1 | l0 &>> 63, l2 &<< 1 | l1 &>> 63, l3 &<< 1 | l2 &>> 63, l3 &>> 63)
    }
  }

  var halved: FieldP256 {
    @inline(__always) get {
      // p is added to an odd number.
      let mask = 0 &- (l0 & 1)
      var carry: UInt64 = 0
      let s0 = Limb.add(l0, mask, &carry)
      let s1 = Limb.add(l1, mask & 0x0000_0000_FFFF_FFFF, &carry)
      let s2 = Limb.add(l2, 0, &carry)
      let s3 = Limb.add(l3, mask & 0xFFFF_FFFF_0000_0001, &carry)
      return FieldP256(
        l0: s0 &>> 1 | s1 &<< 63, l1: s1 &>> 1 | s2 &<< 63, l2: s2 &>> 1 | s3 &<< 63, l3: s3 &>> 1 | carry &<< 63)
    }
  }

  /// Takes p away from a number below 2p, given by its limbs and its bit 256, if it is not below p.
  @inline(__always)
  init(_ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64, _ top: UInt64) {
    var borrow: UInt64 = 0
    let d0 = Limb.subtract(s0, .max, &borrow)
    let d1 = Limb.subtract(s1, 0x0000_0000_FFFF_FFFF, &borrow)
    let d2 = Limb.subtract(s2, 0, &borrow)
    let d3 = Limb.subtract(s3, 0xFFFF_FFFF_0000_0001, &borrow)
    // The number stays if it is below p. A conditional expression would be a jump that nothing foretells.
    let (_, isBelow) = top.subtractingReportingOverflow(borrow)
    let mask = 0 &- Limb.bit(isBelow)
    self.init(
      l0: d0 ^ (d0 ^ s0) & mask, l1: d1 ^ (d1 ^ s1) & mask, l2: d2 ^ (d2 ^ s2) & mask, l3: d3 ^ (d3 ^ s3) & mask)
  }
}
