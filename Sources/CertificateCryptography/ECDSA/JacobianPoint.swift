/// A point of a curve with a = -3 in Jacobian coordinates: x = X / Z², y = Y / Z³, and Z = 0 for the one at infinity.
///
/// The formulas are those of Cohen, Miyaji and Ono 1998, "Efficient elliptic curve exponentiation using mixed
/// coordinates", and of Bernstein 2001, "A software implementation of NIST P-224" (doubling). Each operation is complete:
/// it takes every point, also equal and opposite ones.
struct JacobianPoint<Field: PrimeField>: Sendable {
  private(set) var x: Field
  private(set) var y: Field
  private(set) var z: Field

  /// The point at infinity.
  static var infinity: JacobianPoint { JacobianPoint(x: .one, y: .one, z: .zero) }

  init(x: Field, y: Field, z: Field) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  init(_ point: AffinePoint<Field>) {
    self.init(x: point.x, y: point.y, z: .one)
  }

  /// Whether the point is the one at infinity.
  var isInfinityVarTime: Bool { z.isZeroVarTime }

  /// Doubles the point; the point at infinity stays, as Z becomes 2YZ.
  @inline(never)
  mutating func double() {
    let delta = z.squared
    let twiceY = y.doubled
    // Bernstein's 4γ, 4β and 8γ².
    let gamma = twiceY.squared
    let beta = x * gamma
    let halfSquare = gamma.squared.halved
    let product = (x - delta) * (x + delta)
    let alpha = product.doubled + product
    z = twiceY * z
    x = alpha.squared - beta.doubled
    y = alpha * (beta - x) - halfSquare
  }

  /// Adds a point.
  @inline(never)
  mutating func add(_ addend: JacobianAddend<Field>) {
    if addend.z.isZeroVarTime { return }
    if isInfinityVarTime {
      self = JacobianPoint(x: addend.x, y: addend.y, z: addend.z)
      return
    }
    let zSquared = z.squared
    let (u1, s1) = (x * addend.zSquared, y * addend.zCubed)
    let h = addend.x * zSquared - u1
    let r = addend.y * (z * zSquared) - s1
    finishAddition(h: h, r: r, u1: u1, s1: s1, z: z * addend.z)
  }

  /// Adds a point whose coordinate Z is 1.
  @inline(never)
  mutating func add(_ addend: AffinePoint<Field>) {
    if isInfinityVarTime {
      self = JacobianPoint(addend)
      return
    }
    let zSquared = z.squared
    let h = addend.x * zSquared - x
    let r = addend.y * (z * zSquared) - y
    finishAddition(h: h, r: r, u1: x, s1: y, z: z)
  }

  /// Adds two points other than infinity, brought to the same denominators Z² and Z³: X1 = u1, X2 - X1 = h, Y1 = s1,
  /// Y2 - Y1 = r.
  @inline(__always)
  private mutating func finishAddition(h: Field, r: Field, u1: Field, s1: Field, z product: Field) {
    if h.isZeroVarTime {
      // The same x: either the same point, or opposite ones, whose sum is at infinity.
      if r.isZeroVarTime { double() } else { self = .infinity }
      return
    }
    let hSquared = h.squared
    let hCubed = h * hSquared
    let v = u1 * hSquared
    x = r.squared - hCubed - v.doubled
    y = r * (v - x) - s1 * hCubed
    z = product * h
  }
}
