/// A curve y² = x³ - 3x + b over a prime field, whose points are of a prime order n (SP 800-186 §2.1.1, §3.2.1).
///
/// The order is odd, so that no point has y = 0, and large enough that no odd multiple in a table is the point at infinity.
protocol WeierstrassCurve {
  associatedtype Field: PrimeField
  associatedtype Order: CurveOrder

  /// The coefficient b.
  static var b: Field { get }
  /// The base point G.
  static var base: AffinePoint<Field> { get }
  /// The order n of the base point.
  static var order: Order { get }
  /// How many bytes a coordinate has.
  static var coordinateByteCount: Int { get }

  /// How many rows a table has, and how many digits each row serves: enough for one more digit than n has bits.
  static var tableShape: PointTableShape { get }
  /// The width of the digits that the table of a key serves.
  static var keyTableWidth: Int { get }
  /// The multiples of G, computed once.
  static var baseTable: PointTable<Field> { get }
  /// The multiples of G for scalars that are secret, computed once.
  static var baseComb: BaseComb<Self> { get }
}

extension WeierstrassCurve {
  /// Whether a point fulfils the equation of the curve.
  static func contains(_ point: AffinePoint<Field>) -> Bool { point.y.squared == rightHandSide(point.x) }

  /// x³ - 3x + b.
  static func rightHandSide(_ x: Field) -> Field { (x.squared - (Field.one.doubled + .one)) * x + b }
}
