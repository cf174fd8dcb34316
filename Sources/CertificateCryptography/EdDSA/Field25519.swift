/// An element of the field of p = 2^255 - 19 elements, in five limbs of 51 bits (Bernstein, Duif, Lange, Schwabe and
/// Yang 2012, "High-speed high-security signatures", §3).
///
/// The limbs may be larger than 51 bits, and the value need not be the least. Bounds are given in units of 2^51 and a
/// little more:
/// * an element is *reduced* if its limbs are below 2^51 + 2^18, which is one unit; products, squares and decoded
///   coordinates are;
/// * the sum of elements of m and n units has m + n units;
/// * a difference has a reduced subtrahend, and two units more than its minuend;
/// * products and squares take elements of up to 7 units, whose limbs are below 7 · (2^51 + 2^18) < 2^54.
struct Field25519: EdwardsField {
  /// The limbs: the value is the sum of l(i) · 2^(51i).
  let l0, l1, l2, l3, l4: UInt64

  /// 2^51 - 1, the bits of a limb.
  static var mask: UInt64 { 1 &<< 51 &- 1 }

  static var zero: Field25519 { Field25519(l0: 0, l1: 0, l2: 0, l3: 0, l4: 0) }
  static var one: Field25519 { Field25519(l0: 1, l1: 0, l2: 0, l3: 0, l4: 0) }

  /// The sum, not reduced.
  @inline(__always)
  static func + (left: Field25519, right: Field25519) -> Field25519 {
    // Limbs below 2^54 at most: no sum of two comes near 2^64.
    Field25519(
      l0: left.l0 &+ right.l0, l1: left.l1 &+ right.l1, l2: left.l2 &+ right.l2, l3: left.l3 &+ right.l3,
      l4: left.l4 &+ right.l4)
  }

  /// The difference, not reduced, for a reduced `right`.
  @inline(__always)
  static func - (left: Field25519, right: Field25519) -> Field25519 {
    assert(right.isReduced, "the subtrahend is below 2p in each limb")
    // 2p = (2^52 - 38) + (2^52 - 2) · (2^51 + 2^102 + 2^153 + 2^204); each of its limbs is above a reduced limb.
    let (low, other): (UInt64, UInt64) = (1 &<< 52 &- 38, 1 &<< 52 &- 2)
    return Field25519(
      l0: left.l0 &+ low &- right.l0, l1: left.l1 &+ other &- right.l1, l2: left.l2 &+ other &- right.l2,
      l3: left.l3 &+ other &- right.l3, l4: left.l4 &+ other &- right.l4)
  }

  /// Whether each limb is below 2^51 + 2^18.
  var isReduced: Bool {
    let bound: UInt64 = 1 &<< 51 &+ 1 &<< 18
    return l0 < bound && l1 < bound && l2 < bound && l3 < bound && l4 < bound
  }

  /// Whether each limb is below 2^54, as a factor's must be.
  var isFactor: Bool { (l0 | l1 | l2 | l3 | l4) < 1 &<< 54 }

  /// The least limbs of the same value: each below 2^51, and the value below p.
  var canonical: Field25519 {
    assert(isFactor, "the limbs are small enough to be carried")
    // Limbs below 2^54 carry at most 2^3 into the next one, and the highest 19 · 2^3 into the lowest. The second pass
    // leaves limbs below 2^51, but for a lowest one of at most 2^51 + 18: the value is below 2^255 + 19 < 2p.
    let reduced = carried.carried
    // The quotient of value + 19 and 2^255 is 1 if the value is at least p, else 0; from it 19 · quotient is added and
    // quotient · 2^255 is dropped with the bits above the highest limb.
    var quotient = (reduced.l0 &+ 19) &>> 51
    quotient = (reduced.l1 &+ quotient) &>> 51
    quotient = (reduced.l2 &+ quotient) &>> 51
    quotient = (reduced.l3 &+ quotient) &>> 51
    quotient = (reduced.l4 &+ quotient) &>> 51
    let s0 = reduced.l0 &+ 19 &* quotient
    let s1 = reduced.l1 &+ s0 &>> 51
    let s2 = reduced.l2 &+ s1 &>> 51
    let s3 = reduced.l3 &+ s2 &>> 51
    let s4 = reduced.l4 &+ s3 &>> 51
    let mask = Self.mask
    return Field25519(l0: s0 & mask, l1: s1 & mask, l2: s2 & mask, l3: s3 & mask, l4: s4 & mask)
  }

  /// The same value, after each limb has given what exceeds 51 bits to the next one, one after the other.
  private var carried: Field25519 {
    let mask = Self.mask
    let s1 = l1 &+ l0 &>> 51
    let s2 = l2 &+ s1 &>> 51
    let s3 = l3 &+ s2 &>> 51
    let s4 = l4 &+ s3 &>> 51
    // 2^255 is 19 modulo p.
    return Field25519(l0: l0 & mask &+ 19 &* (s4 &>> 51), l1: s1 & mask, l2: s2 & mask, l3: s3 & mask, l4: s4 & mask)
  }

  var isZeroVarTime: Bool {
    let value = canonical
    return value.l0 | value.l1 | value.l2 | value.l3 | value.l4 == 0
  }

  /// Whether the least value is odd: the "sign" of RFC 8032 §5.1.2.
  var isOdd: Bool { canonical.l0 & 1 == 1 }
}

extension Field25519 {
  /// Reads the little-endian number of 32 bytes whose highest bit is passed over; `nil` if it is not below p.
  ///
  /// RFC 8032 §5.1.3, step 1.
  init?(littleEndian bytes: Span<UInt8>) {
    precondition(bytes.count == 32, "the curve has coordinates of 32 bytes")
    let (w0, w1) = (bytes.littleEndianWord(at: 0), bytes.littleEndianWord(at: 8))
    let (w2, w3) = (bytes.littleEndianWord(at: 16), bytes.littleEndianWord(at: 24) & UInt64.max &>> 1)
    // p is 2^255 - 19: words of ones only, and a lowest one from 2^64 - 19 on.
    guard w3 < UInt64.max &>> 1 || w2 & w1 < UInt64.max || w0 < UInt64.max - 18 else { return nil }
    let mask = Self.mask
    l0 = w0 & mask
    l1 = (w0 &>> 51 | w1 &<< 13) & mask
    l2 = (w1 &>> 38 | w2 &<< 26) & mask
    l3 = (w2 &>> 25 | w3 &<< 39) & mask
    l4 = w3 &>> 12
  }

  /// The least value as a little-endian number in four words, its highest bit zero.
  var words: InlineArray<4, UInt64> {
    let value = canonical
    return [
      value.l0 | value.l1 &<< 51, value.l1 &>> 13 | value.l2 &<< 38, value.l2 &>> 26 | value.l3 &<< 25,
      value.l3 &>> 39 | value.l4 &<< 12,
    ]
  }
}
