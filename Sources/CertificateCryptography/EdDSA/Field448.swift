/// An element of the field of p = 2^448 - 2^224 - 1 elements, in eight limbs of 56 bits (Hamburg 2015, "Ed448-Goldilocks,
/// a new elliptic curve").
///
/// The limbs may be larger than 56 bits, and the value need not be the least. Bounds are given in units of 2^56 and a
/// little more:
/// * an element is *reduced* if its limbs are below 2^56 + 2^9, which is one unit; products, squares, decoded
///   coordinates and what ``carried`` gives are;
/// * the sum of elements of m and n units has m + n units;
/// * a difference has a reduced subtrahend, and two units more than its minuend;
/// * a product takes factors of m and n units with m · n <= 6; a square takes 2 units.
struct Field448: EdwardsField {
  /// The limbs: the value is the sum of l(i) · 2^(56i).
  let l0, l1, l2, l3, l4, l5, l6, l7: UInt64

  /// 2^56 - 1, the bits of a limb.
  static var mask: UInt64 { 1 &<< 56 &- 1 }

  static var zero: Field448 { Field448(l0: 0, l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, l6: 0, l7: 0) }
  static var one: Field448 { Field448(l0: 1, l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, l6: 0, l7: 0) }

  /// The sum, not reduced.
  @inline(__always)
  static func + (left: Field448, right: Field448) -> Field448 {
    // Limbs below 2^60 at most: no sum of two comes near 2^64.
    Field448(
      l0: left.l0 &+ right.l0, l1: left.l1 &+ right.l1, l2: left.l2 &+ right.l2, l3: left.l3 &+ right.l3,
      l4: left.l4 &+ right.l4, l5: left.l5 &+ right.l5, l6: left.l6 &+ right.l6, l7: left.l7 &+ right.l7)
  }

  /// The difference, not reduced, for a reduced `right`.
  @inline(__always)
  static func - (left: Field448, right: Field448) -> Field448 {
    assert(right.isReduced, "the subtrahend is below 2p in each limb")
    // 2p has the limbs 2^57 - 2, and 2^57 - 4 in the place of 2^224; each is above a reduced limb.
    let (middle, other): (UInt64, UInt64) = (1 &<< 57 &- 4, 1 &<< 57 &- 2)
    return Field448(
      l0: left.l0 &+ other &- right.l0, l1: left.l1 &+ other &- right.l1, l2: left.l2 &+ other &- right.l2,
      l3: left.l3 &+ other &- right.l3, l4: left.l4 &+ middle &- right.l4, l5: left.l5 &+ other &- right.l5,
      l6: left.l6 &+ other &- right.l6, l7: left.l7 &+ other &- right.l7)
  }

  /// Whether each limb is below 2^56 + 2^9.
  var isReduced: Bool { hasUnits(1) }

  /// Whether each limb is below `count` · (2^56 + 2^9).
  func hasUnits(_ count: UInt64) -> Bool {
    let bound = count &* (1 &<< 56 &+ 1 &<< 9)
    return l0 < bound && l1 < bound && l2 < bound && l3 < bound && l4 < bound && l5 < bound && l6 < bound
      && l7 < bound
  }

  /// The same value, reduced, after each limb has given what exceeds 56 bits to the next one, all at once.
  ///
  /// Limbs may have any 64 bits: they carry less than 2^8, and two carries meet in limb 4.
  @inline(__always)
  var carried: Field448 {
    let mask = Self.mask
    // 2^448 is 2^224 + 1 modulo p.
    let top = l7 &>> 56
    return Field448(
      l0: l0 & mask &+ top, l1: l1 & mask &+ l0 &>> 56, l2: l2 & mask &+ l1 &>> 56, l3: l3 & mask &+ l2 &>> 56,
      l4: l4 & mask &+ l3 &>> 56 &+ top, l5: l5 & mask &+ l4 &>> 56, l6: l6 & mask &+ l5 &>> 56,
      l7: l7 & mask &+ l6 &>> 56)
  }

  /// The least limbs of the same value: each below 2^56, and the value below p.
  var canonical: Field448 {
    // Reduced, the value is below (2^56 + 2^9) / (2^56 - 1) · 2^448, and so below 2p. The carry of value + 2^224 + 1
    // beyond 2^448 is 1 if the value is at least p, else 0.
    let value = carried
    var quotient = (value.l0 &+ 1) &>> 56
    quotient = (value.l1 &+ quotient) &>> 56
    quotient = (value.l2 &+ quotient) &>> 56
    quotient = (value.l3 &+ quotient) &>> 56
    quotient = (value.l4 &+ quotient &+ 1) &>> 56
    quotient = (value.l5 &+ quotient) &>> 56
    quotient = (value.l6 &+ quotient) &>> 56
    quotient = (value.l7 &+ quotient) &>> 56
    // With it 2^224 + 1 is added, and 2^448 dropped with the bits above the highest limb.
    let s0 = value.l0 &+ quotient
    let s1 = value.l1 &+ s0 &>> 56
    let s2 = value.l2 &+ s1 &>> 56
    let s3 = value.l3 &+ s2 &>> 56
    let s4 = value.l4 &+ s3 &>> 56 &+ quotient
    let s5 = value.l5 &+ s4 &>> 56
    let s6 = value.l6 &+ s5 &>> 56
    let s7 = value.l7 &+ s6 &>> 56
    let mask = Self.mask
    return Field448(
      l0: s0 & mask, l1: s1 & mask, l2: s2 & mask, l3: s3 & mask, l4: s4 & mask, l5: s5 & mask, l6: s6 & mask,
      l7: s7 & mask)
  }

  var isZeroVarTime: Bool {
    let value = canonical
    return value.l0 | value.l1 | value.l2 | value.l3 | value.l4 | value.l5 | value.l6 | value.l7 == 0
  }

  /// Whether the least value is odd: the "sign" of RFC 8032 §5.2.2.
  var isOdd: Bool { canonical.l0 & 1 == 1 }
}

extension Field448 {
  /// Reads the little-endian number of 56 bytes; `nil` if it is not below p.
  ///
  /// RFC 8032 §5.2.3, step 1.
  init?(littleEndian bytes: Span<UInt8>) {
    precondition(bytes.count == 56, "the curve has coordinates of 56 bytes")
    let mask = Self.mask
    l0 = bytes.littleEndianWord(at: 0) & mask
    l1 = bytes.littleEndianWord(at: 7) & mask
    l2 = bytes.littleEndianWord(at: 14) & mask
    l3 = bytes.littleEndianWord(at: 21) & mask
    l4 = bytes.littleEndianWord(at: 28) & mask
    l5 = bytes.littleEndianWord(at: 35) & mask
    l6 = bytes.littleEndianWord(at: 42) & mask
    l7 = bytes.littleEndianWord(at: 48) &>> 8
    // p has limbs of ones only, but for 2^56 - 2 in the place of 2^224.
    guard l7 & l6 & l5 == mask, l4 >= mask &- 1 else { return }
    if l4 == mask || l3 & l2 & l1 & l0 == mask { return nil }
  }

  /// The least value as a little-endian number in seven words.
  var words: InlineArray<7, UInt64> {
    let value = canonical
    return [
      value.l0 | value.l1 &<< 56, value.l1 &>> 8 | value.l2 &<< 48, value.l2 &>> 16 | value.l3 &<< 40,
      value.l3 &>> 24 | value.l4 &<< 32, value.l4 &>> 32 | value.l5 &<< 24, value.l5 &>> 40 | value.l6 &<< 16,
      value.l6 &>> 48 | value.l7 &<< 8,
    ]
  }
}
