/// Odd multiples of a point and of its multiples by a power of two, so that a scalar needs a fraction of its doublings.
///
/// It joins signed digits with the comb of Lim and Lee 1994, "More flexible exponentiation with precomputation": the
/// digits of a scalar are cut into rows of `stride` digits each. Row j of the table has the odd multiples 1, 3, 5, … of the
/// point times 2^(j · stride), and all rows are added up between the same doublings.
struct PointTable<Field: PrimeField>: Sendable {
  /// How the digits are cut into rows.
  let shape: PointTableShape
  /// The width of the digits that the table serves.
  let width: Int
  /// The rows, one after the other.
  private let points: [AffinePoint<Field>]

  /// How many bytes the table takes.
  var byteCount: Int { points.count * MemoryLayout<AffinePoint<Field>>.stride }

  /// Computes the multiples of `point`, whose order is a prime above 2^(`width` - 1).
  init(_ point: AffinePoint<Field>, shape: PointTableShape, width: Int) {
    (self.shape, self.width) = (shape, width)
    let multiplesPerRow = 1 << (width - 2)
    var multiples: [JacobianPoint<Field>] = []
    multiples.reserveCapacity(shape.rowCount * multiplesPerRow)
    var first = JacobianPoint(point)
    for row in 0..<shape.rowCount {
      if row > 0 { for _ in 0..<shape.stride { first.double() } }
      var twice = first
      twice.double()
      let step = JacobianAddend(twice)
      var multiple = first
      for index in 0..<multiplesPerRow {
        if index > 0 { multiple.add(step) }
        multiples.append(multiple)
      }
    }
    points = Self.affine(multiples)
  }

  /// The affine points, by a single inversion (Montgomery 1987, "Speeding the Pollard and elliptic curve methods of
  /// factorization", §10.3.1); none of them is at infinity.
  private static func affine(_ multiples: [JacobianPoint<Field>]) -> [AffinePoint<Field>] {
    var products: [Field] = []
    products.reserveCapacity(multiples.count)
    var product = Field.one
    for multiple in multiples {
      products.append(product)
      product = product * multiple.z
    }
    var inverse = product.inverseVarTime
    var points: [AffinePoint<Field>] = []
    points.reserveCapacity(multiples.count)
    for index in multiples.indices.reversed() {
      let multiple = multiples[index]
      let inverseZ = inverse * products[index]
      let square = inverseZ.squared
      points.append(AffinePoint(x: multiple.x * square, y: multiple.y * (square * inverseZ)))
      inverse = inverse * multiple.z
    }
    points.reverse()
    return points
  }

  /// The multiple by an odd `digit` of the point of a row.
  @inline(__always)
  func multiple(_ digit: Int8, row: Int) -> AffinePoint<Field> {
    let point = points[row &<< (width &- 2) &+ Int(digit.magnitude &>> 1)]
    return digit < 0 ? point.negated : point
  }
}
