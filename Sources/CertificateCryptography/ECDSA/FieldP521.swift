/// An element of the field of P-521, the integers modulo p = 2^521 - 1.
///
/// Nine limbs of 58 bits, which make 522 bits, with room above: each is below 2^58 + 2^12 ("reduced"). The same element has
/// many forms; 2^522 is 2 modulo p.
struct FieldP521: PrimeField {
  /// The limbs: the value is the sum of l(i) · 2^(58i).
  let l0, l1, l2, l3, l4, l5, l6, l7, l8: UInt64

  /// 2^58 - 1, the bits of a limb.
  static var mask: UInt64 { 1 &<< 58 &- 1 }

  /// p (SP 800-186 §3.2.1.5).
  static var prime: CurveInteger {
    CurveInteger([.max, .max, .max, .max, .max, .max, .max, .max, 0x1FF])
  }

  static var zero: FieldP521 { FieldP521(l0: 0, l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, l6: 0, l7: 0, l8: 0) }
  static var one: FieldP521 { FieldP521(l0: 1, l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, l6: 0, l7: 0, l8: 0) }

  @inline(__always)
  init(l0: UInt64, l1: UInt64, l2: UInt64, l3: UInt64, l4: UInt64, l5: UInt64, l6: UInt64, l7: UInt64, l8: UInt64) {
    (self.l0, self.l1, self.l2, self.l3, self.l4, self.l5, self.l6, self.l7, self.l8) = (
      l0, l1, l2, l3, l4, l5, l6, l7, l8
    )
  }

  init?(_ integer: CurveInteger) {
    guard integer < Self.prime else { return nil }
    let words = integer.limbs
    let mask = Self.mask
    self.init(
      l0: words[0] & mask,
      l1: (words[0] &>> 58 | words[1] &<< 6) & mask,
      l2: (words[1] &>> 52 | words[2] &<< 12) & mask,
      l3: (words[2] &>> 46 | words[3] &<< 18) & mask,
      l4: (words[3] &>> 40 | words[4] &<< 24) & mask,
      l5: (words[4] &>> 34 | words[5] &<< 30) & mask,
      l6: (words[5] &>> 28 | words[6] &<< 36) & mask,
      l7: (words[6] &>> 22 | words[7] &<< 42) & mask,
      l8: (words[7] &>> 16 | words[8] &<< 48) & mask)
  }

  var integer: CurveInteger {
    let value = canonical
    return CurveInteger([
      value.l0 | value.l1 &<< 58,
      value.l1 &>> 6 | value.l2 &<< 52,
      value.l2 &>> 12 | value.l3 &<< 46,
      value.l3 &>> 18 | value.l4 &<< 40,
      value.l4 &>> 24 | value.l5 &<< 34,
      value.l5 &>> 30 | value.l6 &<< 28,
      value.l6 &>> 36 | value.l7 &<< 22,
      value.l7 &>> 42 | value.l8 &<< 16,
      value.l8 &>> 48,
    ])
  }

  /// The same value, reduced, after each limb has given what exceeds 58 bits to the next one, all at once.
  ///
  /// Limbs may have any 64 bits: they carry less than 2^6, the highest twice that.
  @inline(__always)
  var carried: FieldP521 {
    let mask = Self.mask
    return FieldP521(
      l0: l0 & mask &+ l8 &>> 57 & ~1, l1: l1 & mask &+ l0 &>> 58, l2: l2 & mask &+ l1 &>> 58,
      l3: l3 & mask &+ l2 &>> 58, l4: l4 & mask &+ l3 &>> 58, l5: l5 & mask &+ l4 &>> 58, l6: l6 & mask &+ l5 &>> 58,
      l7: l7 & mask &+ l6 &>> 58, l8: l8 & mask &+ l7 &>> 58)
  }

  /// The least limbs of the same value: each below 2^58, and the value below p.
  var canonical: FieldP521 {
    // Reduced limbs carry 1 at most: the first chain may leave 2^57 in the highest limb if it leaves next to nothing in the
    // others, and the second leaves a value of 521 bits, which is below p unless it is p.
    let value = chained.chained
    let ones = value.l0 & value.l1 & value.l2 & value.l3 & value.l4 & value.l5 & value.l6 & value.l7
    return ones == Self.mask && value.l8 == Self.mask &>> 1 ? .zero : value
  }

  /// The same value after each limb, one after the other, has given what exceeds 58 bits to the next one, and the highest
  /// what exceeds 57 bits to the lowest.
  private var chained: FieldP521 {
    let mask = Self.mask
    let s0 = l0 &+ l8 &>> 57
    let s1 = l1 &+ s0 &>> 58
    let s2 = l2 &+ s1 &>> 58
    let s3 = l3 &+ s2 &>> 58
    let s4 = l4 &+ s3 &>> 58
    let s5 = l5 &+ s4 &>> 58
    let s6 = l6 &+ s5 &>> 58
    let s7 = l7 &+ s6 &>> 58
    let s8 = l8 & mask &>> 1 &+ s7 &>> 58
    return FieldP521(
      l0: s0 & mask, l1: s1 & mask, l2: s2 & mask, l3: s3 & mask, l4: s4 & mask, l5: s5 & mask, l6: s6 & mask,
      l7: s7 & mask, l8: s8)
  }

  static func == (left: FieldP521, right: FieldP521) -> Bool { (left - right).isZeroVarTime }

  var isZeroVarTime: Bool {
    let value = canonical
    return value.l0 | value.l1 | value.l2 | value.l3 | value.l4 | value.l5 | value.l6 | value.l7 | value.l8 == 0
  }

  @inline(__always)
  static func + (left: FieldP521, right: FieldP521) -> FieldP521 {
    FieldP521(
      l0: left.l0 &+ right.l0, l1: left.l1 &+ right.l1, l2: left.l2 &+ right.l2, l3: left.l3 &+ right.l3,
      l4: left.l4 &+ right.l4, l5: left.l5 &+ right.l5, l6: left.l6 &+ right.l6, l7: left.l7 &+ right.l7,
      l8: left.l8 &+ right.l8
    ).carried
  }

  @inline(__always)
  static func - (left: FieldP521, right: FieldP521) -> FieldP521 {
    // 4p has the limbs 2^59 - 4 and eight times 2^59 - 2, each of which is above a reduced limb.
    let (lowest, other): (UInt64, UInt64) = (1 &<< 59 &- 4, 1 &<< 59 &- 2)
    return FieldP521(
      l0: left.l0 &+ lowest &- right.l0, l1: left.l1 &+ other &- right.l1, l2: left.l2 &+ other &- right.l2,
      l3: left.l3 &+ other &- right.l3, l4: left.l4 &+ other &- right.l4, l5: left.l5 &+ other &- right.l5,
      l6: left.l6 &+ other &- right.l6, l7: left.l7 &+ other &- right.l7, l8: left.l8 &+ other &- right.l8
    ).carried
  }

  var doubled: FieldP521 {
    @inline(__always) get { self + self }
  }

  /// The half: 1 / 2 is 2^520 modulo p, so that the lowest bit goes to the place of 2^520, 56 bits up in the highest limb.
  var halved: FieldP521 {
    @inline(__always) get {
      // The lowest bit of a limb goes to bit 57 of the limb below.
      FieldP521(
        l0: l0 &>> 1 &+ (l1 & 1) &<< 57, l1: l1 &>> 1 &+ (l2 & 1) &<< 57, l2: l2 &>> 1 &+ (l3 & 1) &<< 57,
        l3: l3 &>> 1 &+ (l4 & 1) &<< 57, l4: l4 &>> 1 &+ (l5 & 1) &<< 57, l5: l5 &>> 1 &+ (l6 & 1) &<< 57,
        l6: l6 &>> 1 &+ (l7 & 1) &<< 57, l7: l7 &>> 1 &+ (l8 & 1) &<< 57, l8: l8 &>> 1 &+ (l0 & 1) &<< 56)
    }
  }

  /// Whether each limb is below 2^58 + 2^12.
  var isReduced: Bool {
    let bound: UInt64 = 1 &<< 58 &+ 1 &<< 12
    return l0 < bound && l1 < bound && l2 < bound && l3 < bound && l4 < bound && l5 < bound && l6 < bound && l7 < bound
      && l8 < bound
  }
}
