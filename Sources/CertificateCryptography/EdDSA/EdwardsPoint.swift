/// A point of an Edwards curve, as the factors of its extended coordinates.
///
/// A formula for doubling or addition (Hisil, Wong, Carter and Dawson 2008, "Twisted Edwards curves revisited") ends in
/// four numbers E, F, G and H whose products are the coordinates: X = E · F, Y = G · H, Z = F · G and T = E · H = X · Y / Z.
/// A point keeps the four: the next operation makes those products that it needs, three for a doubling and four for
/// an addition. In affine coordinates, x = E / G and y = H / F.
protocol EdwardsPoint: Sendable {
  associatedtype Field: EdwardsField
  associatedtype Addend: EdwardsAddend & MaskSelectable
  associatedtype AffineAddend: EdwardsAddend

  var e: Field { get }
  var f: Field { get }
  var g: Field { get }
  var h: Field { get }

  /// Creates the point of the affine coordinates x = `e` / `g` and y = `h` / `f`.
  init(e: Field, f: Field, g: Field, h: Field)

  /// Creates the point of an encoding (RFC 8032 §5.1.3, §5.2.3), of which no two are one point.
  init(encoding: Span<UInt8>) throws(EdwardsKeyError)

  /// Doubles the point.
  mutating func double()
  /// Adds a point.
  mutating func add(_ addend: Addend)
  /// Adds a point whose coordinate Z is 1.
  mutating func add(_ addend: AffineAddend)

  /// The point, prepared to be added.
  var addend: Addend { get }
  /// The point of these affine coordinates, prepared to be added.
  static func affineAddend(x: Field, y: Field) -> AffineAddend

  /// The base point B.
  static var base: Self { get }
  /// The odd multiples of the base point.
  static var baseTable: EdwardsTable<Self> { get }
  /// How many times a point is doubled to be free of small order: the binary logarithm of the cofactor.
  static var cofactorBitCount: Int { get }
}

/// A point in the form in which it is added.
protocol EdwardsAddend: Sendable {
  /// The point's inverse.
  var negated: Self { get }
}

extension EdwardsPoint {
  /// The identity, (0, 1).
  static var identity: Self { Self(e: .zero, f: .one, g: .one, h: .one) }

  /// Creates the point of affine coordinates.
  init(x: Field, y: Field) {
    self.init(e: x, f: .one, g: .one, h: y)
  }

  /// Whether the point is the identity.
  ///
  /// y = 1 is enough: of the curve's points only (0, 1) has it, and F is never 0.
  var isIdentityVarTime: Bool { (h * .one - f * .one).isZeroVarTime }

  /// Whether the point's order divides the cofactor.
  var hasSmallOrderVarTime: Bool {
    var multiple = self
    for _ in 0..<Self.cofactorBitCount { multiple.double() }
    return multiple.isIdentityVarTime
  }

  /// The affine coordinates.
  var coordinates: (x: Field, y: Field) {
    let inverse = (f * g).inverse
    return (e * f * inverse, g * h * inverse)
  }

  /// The point's inverse.
  var negated: Self { Self(e: .zero - e * .one, f: f, g: g, h: h) }

  /// The odd multiples 1, 3, 5, … 15 of the point, prepared to be added.
  var oddMultiples: InlineArray<8, Addend> {
    var multiple = self
    let first = addend
    var multiples = InlineArray<8, Addend>(repeating: first)
    multiple.double()
    let twice = multiple.addend
    multiple = self
    for index in 1..<8 {
      multiple.add(twice)
      multiples[index] = multiple.addend
    }
    return multiples
  }
}
