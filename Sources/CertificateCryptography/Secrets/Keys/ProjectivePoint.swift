/// A point of a curve with a = -3 in projective coordinates, x = X / Z and y = Y / Z, for scalars that are secret.
///
/// The formula of addition is complete: it gives the sum of any two points, equal ones, opposite ones and the one at
/// infinity included, by the same field operations in the same order. There is no case to tell apart, and so no branch.
struct ProjectivePoint<Curve: WeierstrassCurve>: MaskSelectable {
  private(set) var x: Curve.Field
  private(set) var y: Curve.Field
  private(set) var z: Curve.Field

  /// The point at infinity.
  static var infinity: ProjectivePoint { ProjectivePoint(x: .zero, y: .one, z: .zero) }

  /// The same point: x = XZ / Z³ and y = Y / Z³.
  init(_ point: JacobianPoint<Curve.Field>) {
    self.init(x: point.x * point.z, y: point.y, z: point.z.squared * point.z)
  }

  private init(x: Curve.Field, y: Curve.Field, z: Curve.Field) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  @inline(__always)
  static func select(_ mask: UInt64, _ first: ProjectivePoint, _ second: ProjectivePoint) -> ProjectivePoint {
    ProjectivePoint(
      x: .select(mask, first.x, second.x), y: .select(mask, first.y, second.y), z: .select(mask, first.z, second.z))
  }

  /// Adds a point (Renes, Costello and Batina 2016, "Complete addition formulas for prime order elliptic curves",
  /// algorithm 4, for a = -3); the numbers are those of its steps.
  @inline(never)
  mutating func add(_ other: ProjectivePoint) {
    let b = Curve.b
    var t0 = x * other.x  // 1
    var t1 = y * other.y
    var t2 = z * other.z
    let t3 = (x + y) * (other.x + other.y) - (t0 + t1)  // 4 to 8
    let t4 = (y + z) * (other.y + other.z) - (t1 + t2)  // 9 to 13
    var y3 = (x + z) * (other.x + other.z) - (t0 + t2)  // 14 to 18
    var x3 = y3 - b * t2  // 19 and 20
    x3 = x3.doubled + x3  // 21 and 22
    var z3 = t1 - x3  // 23
    x3 = t1 + x3
    t2 = t2.doubled + t2  // 26 and 27
    y3 = b * y3 - t2 - t0  // 25, 28 and 29
    y3 = y3.doubled + y3  // 30 and 31
    t0 = t0.doubled + t0 - t2  // 32 to 34
    t1 = t4 * y3
    t2 = t0 * y3
    y3 = x3 * z3 + t2  // 37 and 38
    x3 = t3 * x3 - t1  // 39 and 40
    z3 = t4 * z3 + t3 * t0  // 41 to 43
    (x, y, z) = (x3, y3, z3)
  }

  /// The affine coordinates of a point other than the one at infinity, which are no secret any more.
  ///
  /// The exponent of the inversion is public, and the field operations take no notice of what they are given.
  var affine: AffinePoint<Curve.Field> {
    let inverse = z.inverseVarTime
    return AffinePoint(x: x * inverse, y: y * inverse)
  }
}
