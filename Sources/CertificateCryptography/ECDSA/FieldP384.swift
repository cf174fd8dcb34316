/// An element of the field of P-384, the integers modulo p = 2^384 - 2^128 - 2^96 + 2^32 - 1.
///
/// Elements are in Montgomery's form, times R = 2^384, and below p.
struct FieldP384: PrimeField {
  /// The limbs, the lowest first.
  let l0, l1, l2, l3, l4, l5: UInt64

  /// p (SP 800-186 §3.2.1.4).
  static var prime: CurveInteger {
    CurveInteger([
      0x0000_0000_FFFF_FFFF, 0xFFFF_FFFF_0000_0000, 0xFFFF_FFFF_FFFF_FFFE, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
      0xFFFF_FFFF_FFFF_FFFF,
    ])
  }
  /// R² modulo p.
  static var squaredRadix: FieldP384 {
    FieldP384(
      l0: 0xFFFF_FFFE_0000_0001, l1: 0x0000_0002_0000_0000, l2: 0xFFFF_FFFE_0000_0000, l3: 0x0000_0002_0000_0000, l4: 1,
      l5: 0)
  }

  static var zero: FieldP384 { FieldP384(l0: 0, l1: 0, l2: 0, l3: 0, l4: 0, l5: 0) }
  /// R modulo p.
  static var one: FieldP384 {
    FieldP384(l0: 0xFFFF_FFFF_0000_0001, l1: 0x0000_0000_FFFF_FFFF, l2: 1, l3: 0, l4: 0, l5: 0)
  }

  @inline(__always)
  init(l0: UInt64, l1: UInt64, l2: UInt64, l3: UInt64, l4: UInt64, l5: UInt64) {
    (self.l0, self.l1, self.l2, self.l3, self.l4, self.l5) = (l0, l1, l2, l3, l4, l5)
  }

  init?(_ integer: CurveInteger) {
    guard integer < Self.prime else { return nil }
    let limbs = integer.limbs
    self =
      FieldP384(l0: limbs[0], l1: limbs[1], l2: limbs[2], l3: limbs[3], l4: limbs[4], l5: limbs[5]) * Self.squaredRadix
  }

  var integer: CurveInteger {
    // A product with 1 takes R away.
    let value = FieldP384(l0: 1, l1: 0, l2: 0, l3: 0, l4: 0, l5: 0) * self
    return CurveInteger([value.l0, value.l1, value.l2, value.l3, value.l4, value.l5])
  }

  @inline(__always)
  static func == (left: FieldP384, right: FieldP384) -> Bool {
    (left.l0 ^ right.l0) | (left.l1 ^ right.l1) | (left.l2 ^ right.l2) | (left.l3 ^ right.l3) | (left.l4 ^ right.l4)
      | (left.l5 ^ right.l5) == 0
  }

  var isZeroVarTime: Bool {
    @inline(__always) get { l0 | l1 | l2 | l3 | l4 | l5 == 0 }
  }

  @inline(__always)
  static func + (left: FieldP384, right: FieldP384) -> FieldP384 {
    var carry: UInt64 = 0
    let s0 = Limb.add(left.l0, right.l0, &carry)
    let s1 = Limb.add(left.l1, right.l1, &carry)
    let s2 = Limb.add(left.l2, right.l2, &carry)
    let s3 = Limb.add(left.l3, right.l3, &carry)
    let s4 = Limb.add(left.l4, right.l4, &carry)
    let s5 = Limb.add(left.l5, right.l5, &carry)
    return FieldP384(s0, s1, s2, s3, s4, s5, carry)
  }

  @inline(__always)
  static func - (left: FieldP384, right: FieldP384) -> FieldP384 {
    var borrow: UInt64 = 0
    let d0 = Limb.subtract(left.l0, right.l0, &borrow)
    let d1 = Limb.subtract(left.l1, right.l1, &borrow)
    let d2 = Limb.subtract(left.l2, right.l2, &borrow)
    let d3 = Limb.subtract(left.l3, right.l3, &borrow)
    let d4 = Limb.subtract(left.l4, right.l4, &borrow)
    let d5 = Limb.subtract(left.l5, right.l5, &borrow)
    // p is added if the difference is below 0.
    let mask = 0 &- borrow
    var carry: UInt64 = 0
    return FieldP384(
      l0: Limb.add(d0, mask & 0x0000_0000_FFFF_FFFF, &carry),
      l1: Limb.add(d1, mask & 0xFFFF_FFFF_0000_0000, &carry),
      l2: Limb.add(d2, mask & 0xFFFF_FFFF_FFFF_FFFE, &carry),
      l3: Limb.add(d3, mask, &carry),
      l4: Limb.add(d4, mask, &carry),
      l5: Limb.add(d5, mask, &carry))
  }

  var doubled: FieldP384 {
    @inline(__always) get {
      FieldP384(
        l0 &<< 1, l1 &<< 1 | l0 &>> 63, l2 &<< 1 | l1 &>> 63, l3 &<< 1 | l2 &>> 63, l4 &<< 1 | l3 &>> 63,
        l5 &<< 1 | l4 &>> 63, l5 &>> 63)
    }
  }

  var halved: FieldP384 {
    @inline(__always) get {
      // p is added to an odd number.
      let mask = 0 &- (l0 & 1)
      var carry: UInt64 = 0
      let s0 = Limb.add(l0, mask & 0x0000_0000_FFFF_FFFF, &carry)
      let s1 = Limb.add(l1, mask & 0xFFFF_FFFF_0000_0000, &carry)
      let s2 = Limb.add(l2, mask & 0xFFFF_FFFF_FFFF_FFFE, &carry)
      let s3 = Limb.add(l3, mask, &carry)
      let s4 = Limb.add(l4, mask, &carry)
      let s5 = Limb.add(l5, mask, &carry)
      return FieldP384(
        l0: s0 &>> 1 | s1 &<< 63, l1: s1 &>> 1 | s2 &<< 63, l2: s2 &>> 1 | s3 &<< 63, l3: s3 &>> 1 | s4 &<< 63,
        l4: s4 &>> 1 | s5 &<< 63, l5: s5 &>> 1 | carry &<< 63)
    }
  }

  /// Takes p away from a number below 2p, given by its limbs and its bit 384, if it is not below p.
  @inline(__always)
  init(_ s0: UInt64, _ s1: UInt64, _ s2: UInt64, _ s3: UInt64, _ s4: UInt64, _ s5: UInt64, _ top: UInt64) {
    var borrow: UInt64 = 0
    let d0 = Limb.subtract(s0, 0x0000_0000_FFFF_FFFF, &borrow)
    let d1 = Limb.subtract(s1, 0xFFFF_FFFF_0000_0000, &borrow)
    let d2 = Limb.subtract(s2, 0xFFFF_FFFF_FFFF_FFFE, &borrow)
    let d3 = Limb.subtract(s3, .max, &borrow)
    let d4 = Limb.subtract(s4, .max, &borrow)
    let d5 = Limb.subtract(s5, .max, &borrow)
    // The number stays if it is below p. A conditional expression would be a jump that nothing foretells.
    let (_, isBelow) = top.subtractingReportingOverflow(borrow)
    let mask = 0 &- Limb.bit(isBelow)
    self.init(
      l0: d0 ^ (d0 ^ s0) & mask, l1: d1 ^ (d1 ^ s1) & mask, l2: d2 ^ (d2 ^ s2) & mask, l3: d3 ^ (d3 ^ s3) & mask,
      l4: d4 ^ (d4 ^ s4) & mask, l5: d5 ^ (d5 ^ s5) & mask)
  }
}
