/// A point of edwards25519, -x² + y² = 1 + d · x² · y² with d = -121665 / 121666 (RFC 8032 §5.1).
///
/// The formulas hold for all pairs of points (Bernstein, Birkner, Joye, Lange and Peters 2008, "Twisted Edwards curves":
/// -1 is a square modulo p, and d is not). E, F, G and H have at most the units of ``Field25519`` that `add` and
/// `double` prove below: 4, 5, 3 and 2.
struct Edwards25519Point: EdwardsPoint {
  var e, f, g, h: Field25519

  static var cofactorBitCount: Int { 3 }

  /// 2 · d.
  static var doubledD: Field25519 {
    Field25519(
      l0: 0x69B94_26B2F_159, l1: 0x35050_762AD_D7A, l2: 0x3CF44_C0038_052, l3: 0x6738C_C7407_977, l4: 0x2406D_9DC56_DFF)
  }

  /// d.
  static var d: Field25519 {
    Field25519(
      l0: 0x34DCA_13597_8A3, l1: 0x1A828_3B156_EBD, l2: 0x5E7A2_6001C_029, l3: 0x739C6_63A03_CBB, l4: 0x52036_CEE2B_6FF)
  }

  /// The point whose y is 4 / 5 and whose x is even.
  static var base: Edwards25519Point {
    Edwards25519Point(
      x: Field25519(
        l0: 0x62D60_8F25D_51A, l1: 0x412A4_B4F65_92A, l2: 0x75B71_71A4B_31D, l3: 0x1FF60_52711_8FE,
        l4: 0x21693_6D3CD_6E5),
      y: Field25519(
        l0: 0x66666_66666_658, l1: 0x4CCCC_CCCCC_CCC, l2: 0x19999_99999_999, l3: 0x33333_33333_333,
        l4: 0x66666_66666_666))
  }

  /// Reads an encoding (RFC 8032 §5.1.3).
  init(encoding: Span<UInt8>) throws(EdwardsKeyError) {
    guard encoding.count == 32 else { throw EdwardsKeyError(.wrongLength(bytes: encoding.count)) }
    // Step 1: y is below p, and the highest bit is the lowest of x.
    guard let y = Field25519(littleEndian: encoding) else { throw EdwardsKeyError(.coordinateTooLarge) }
    let isOdd = encoding[31] >> 7 == 1
    // Steps 2 and 3: x² = (y² - 1) / (d · y² + 1), whose denominator is never 0 as -1 / d is not a square.
    let square = y.squared
    guard let root = Field25519.squareRoot(of: square - .one, over: Self.d * square + .one) else {
      throw EdwardsKeyError(.notOnCurve)
    }
    // Step 4.
    if isOdd, root.isZeroVarTime { throw EdwardsKeyError(.negativeZero) }
    self.init(x: root.isOdd == isOdd ? root : .zero - root, y: y)
  }

  /// Whether `encoding`, of 32 bytes, is the point's (RFC 8032 §5.1.2).
  func hasEncoding(_ encoding: Span<UInt8>) -> Bool {
    let (x, y) = coordinates
    var words = y.words
    words[3] |= x.isOdd ? 1 &<< 63 : 0
    for index in 0..<4 where words[index] != encoding.littleEndianWord(at: 8 * index) { return false }
    return true
  }

  init(e: Field25519, f: Field25519, g: Field25519, h: Field25519) {
    (self.e, self.f, self.g, self.h) = (e, f, g, h)
  }

  /// Doubles the point, after Hisil, Wong, Carter and Dawson 2008, §4.4.
  ///
  /// All four results are the negated ones of the paper, which leaves their products alone.
  mutating func double() {
    let (x, y, z) = (e * f, g * h, f * g)
    let (a, b, c) = (x.squared, y.squared, z.squared)
    h = a + b  // 2 units
    e = h - (x + y).squared  // 2 + 2
    g = a - b  // 1 + 2
    f = c + c + g  // 1 + 1 + 3
  }

  /// Adds a point, after Hisil, Wong, Carter and Dawson 2008, §3.1 and §4.2.
  mutating func add(_ addend: Addend) {
    add(addend.affine, doubledProduct: f * g * addend.doubledZ)
  }

  /// Adds a point whose coordinate Z is 1.
  mutating func add(_ addend: AffineAddend) {
    let z = f * g
    add(addend, doubledProduct: z + z)
  }

  /// Adds a point; `d` is twice the product of the coordinates Z, of at most 2 units.
  @inline(__always)
  private mutating func add(_ addend: AffineAddend, doubledProduct d: Field25519) {
    let (x, y, t) = (e * f, g * h, e * h)
    let a = (y - x) * addend.difference
    let b = (y + x) * addend.sum
    let c = t * addend.product
    e = b - a  // 1 + 2 units
    f = d - c  // 2 + 2
    g = d + c  // 2 + 1
    h = b + a  // 2
  }

  var addend: Addend {
    let (x, y, z) = (e * f, g * h, f * g)
    return Addend(
      affine: AffineAddend(sum: y + x, difference: y - x, product: e * h * Self.doubledD), doubledZ: z + z)
  }

  static func affineAddend(x: Field25519, y: Field25519) -> AffineAddend {
    AffineAddend(sum: y + x, difference: y - x, product: x * y * doubledD)
  }
}

extension Edwards25519Point {
  /// A point whose coordinate Z is 1, prepared to be added.
  struct AffineAddend: EdwardsAddend {
    /// y + x, of at most 3 units: 2, and 3 after negation.
    let sum: Field25519
    /// y - x, of at most 3 units: 3, and 2 after negation.
    let difference: Field25519
    /// 2 · d · x · y, of at most 2 units: reduced in a table's entry, and 2 after negation, which is only made once.
    let product: Field25519

    var negated: AffineAddend { AffineAddend(sum: difference, difference: sum, product: .zero - product) }
  }

  /// A point prepared to be added: `affine` is Y + X, Y - X and 2 · d · T.
  struct Addend: EdwardsAddend {
    let affine: AffineAddend
    /// 2 · Z, of 2 units.
    let doubledZ: Field25519

    var negated: Addend { Addend(affine: affine.negated, doubledZ: doubledZ) }
  }
}

extension Edwards25519Point {
  /// The odd multiples of the base point in four rows: 30 KB, computed once.
  static let baseTable = EdwardsTable<Edwards25519Point>(.base, width: 8, stride: 64, rowCount: 4)
}
