/// A point in the form in which it is added again and again.
struct JacobianAddend<Field: PrimeField>: Sendable {
  let x: Field
  let y: Field
  let z: Field
  let zSquared: Field
  let zCubed: Field

  init(x: Field, y: Field, z: Field, zSquared: Field, zCubed: Field) {
    (self.x, self.y, self.z, self.zSquared, self.zCubed) = (x, y, z, zSquared, zCubed)
  }

  init(_ point: JacobianPoint<Field>) {
    let square = point.z.squared
    self.init(x: point.x, y: point.y, z: point.z, zSquared: square, zCubed: point.z * square)
  }

  /// The point's inverse.
  var negated: JacobianAddend { JacobianAddend(x: x, y: .zero - y, z: z, zSquared: zSquared, zCubed: zCubed) }
}
