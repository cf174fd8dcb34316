/// A point of edwards448, x² + y² = 1 + d · x² · y² with d = -39081 (RFC 8032 §5.2).
///
/// The formulas hold for all pairs of points, as d is not a square modulo p (Bernstein and Lange 2007, "Faster addition
/// and doubling on elliptic curves"). E, F, G and H have at most the units of ``Field448`` that `add` and `double` prove
/// below: 1, 3, 2 and 3; negation makes E 2.
struct Edwards448Point: EdwardsPoint {
  var e, f, g, h: Field448

  static var cofactorBitCount: Int { 2 }

  /// -d.
  static var negatedD: UInt32 { 39081 }

  /// The point that RFC 8032 §5.2 names.
  static var base: Edwards448Point {
    Edwards448Point(
      x: Field448(
        l0: 0x26A8_2BC7_0CC0_5E, l1: 0x80E1_8B00_938E_26, l2: 0xF72A_B665_1143_3B, l3: 0xA3D3_A464_12AE_1A,
        l4: 0x0F17_67EA_6DE3_24, l5: 0x36DA_9E14_6570_47, l6: 0xED22_1D15_A622_BF, l7: 0x4F19_70C6_6BED_0D),
      y: Field448(
        l0: 0x0879_5BF2_30FA_14, l1: 0x132C_4ED7_C8AD_98, l2: 0x1CE6_7C39_C4FD_BD, l3: 0x05A0_C2D7_3AD3_FF,
        l4: 0xA398_4087_789C_1E, l5: 0xC762_4BEA_7373_6C, l6: 0x2488_7620_3756_C9, l7: 0x693F_4671_6EB6_BC))
  }

  /// Reads an encoding (RFC 8032 §5.2.3).
  init(encoding: Span<UInt8>) throws(EdwardsKeyError) {
    guard encoding.count == 57 else { throw EdwardsKeyError(.wrongLength(bytes: encoding.count)) }
    // Step 1: y is below p, and the highest bit is the lowest of x.
    let highest = encoding[56]
    guard highest & 0x7F == 0, let y = Field448(littleEndian: encoding.extracting(0..<56)) else {
      throw EdwardsKeyError(.coordinateTooLarge)
    }
    let isOdd = highest >> 7 == 1
    // Steps 2 and 3: x² = (y² - 1) / (d · y² - 1) = (1 - y²) / (39081 · y² + 1), whose denominator is never 0 as d is
    // not a square.
    let square = y.squared
    let denominator = square.multiplied(by: Self.negatedD) + .one
    guard let root = Field448.squareRoot(of: .one - square, over: denominator) else {
      throw EdwardsKeyError(.notOnCurve)
    }
    // Step 4.
    if isOdd, root.isZeroVarTime { throw EdwardsKeyError(.negativeZero) }
    self.init(x: root.isOdd == isOdd ? root : (.zero - root).carried, y: y)
  }

  /// Whether `encoding`, of 57 bytes, is the point's (RFC 8032 §5.2.2).
  func hasEncoding(_ encoding: Span<UInt8>) -> Bool {
    let (x, y) = coordinates
    let words = y.words
    for index in 0..<7 where words[index] != encoding.littleEndianWord(at: 8 * index) { return false }
    return encoding[56] == (x.isOdd ? 0x80 : 0)
  }

  init(e: Field448, f: Field448, g: Field448, h: Field448) {
    (self.e, self.f, self.g, self.h) = (e, f, g, h)
  }

  /// Doubles the point (Bernstein and Lange 2007, §4; RFC 8032 §5.2.4).
  mutating func double() {
    let (x, y, z) = (e * f, g * h, f * g)
    let (c, d, z2) = (x.squared, y.squared, z.squared)
    g = c + d  // 2 units
    e = ((x + y).squared - c - d).carried
    f = (g - z2 - z2).carried
    h = c - d  // 1 + 2
  }

  /// Adds a point, after Hisil, Wong, Carter and Dawson 2008, §3.1 with a = 1.
  mutating func add(_ addend: Addend) {
    add(addend.affine, product: f * g * addend.z)
  }

  /// Adds a point whose coordinate Z is 1.
  mutating func add(_ addend: AffineAddend) {
    add(addend, product: f * g)
  }

  /// Adds a point; `d` is the product of the coordinates Z.
  @inline(__always)
  private mutating func add(_ addend: AffineAddend, product d: Field448) {
    let (x, y, t) = (e * f, g * h, e * h)
    let a = x * addend.x
    let b = y * addend.y
    let c = t * addend.product
    e = ((x + y) * (addend.x + addend.y) - a - b).carried
    f = d - c  // 1 + 2 units
    g = d + c  // 2
    h = b - a  // 1 + 2
  }

  var addend: Addend {
    Addend(affine: Self.affineAddend(x: e * f, y: g * h, product: e * h), z: f * g)
  }

  static func affineAddend(x: Field448, y: Field448) -> AffineAddend {
    affineAddend(x: x, y: y, product: x * y)
  }

  private static func affineAddend(x: Field448, y: Field448, product: Field448) -> AffineAddend {
    AffineAddend(x: x, y: y, product: (.zero - product.multiplied(by: negatedD)).carried)
  }
}

extension Edwards448Point {
  /// A point whose coordinate Z is 1, prepared to be added; all of it is reduced.
  struct AffineAddend: EdwardsAddend {
    let x, y: Field448
    /// d · x · y.
    let product: Field448

    var negated: AffineAddend {
      AffineAddend(x: (.zero - x).carried, y: y, product: (.zero - product).carried)
    }
  }

  /// A point prepared to be added: `affine` is X, Y and d · T.
  struct Addend: EdwardsAddend {
    let affine: AffineAddend
    let z: Field448

    var negated: Addend { Addend(affine: affine.negated, z: z) }
  }
}

extension Edwards448Point {
  /// The odd multiples of the base point in four rows: 48 KB, computed once.
  static let baseTable = EdwardsTable<Edwards448Point>(.base, width: 8, stride: 112, rowCount: 4)
}
