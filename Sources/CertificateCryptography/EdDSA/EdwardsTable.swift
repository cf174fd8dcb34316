/// Odd multiples of a point and of its multiples by a power of two, so that one scalar needs a fraction of its doublings.
///
/// A scalar whose digits are cut into rows of `stride` digits is a sum of shorter scalars: the first for the point, the
/// second for the point times 2^stride, and so on. Row j of the table has the odd multiples 1, 3, 5, … of the point
/// times 2^(j · stride). Their coordinate Z is 1.
struct EdwardsTable<Point: EdwardsPoint>: Sendable {
  /// The width of the digits that the table serves.
  let width: Int
  /// How many digits a row serves.
  let stride: Int
  /// The rows, one after the other.
  private let addends: [Point.AffineAddend]

  /// How many bytes the table takes.
  var byteCount: Int { addends.count * MemoryLayout<Point.AffineAddend>.stride }

  /// Computes the table of `rowCount` rows.
  init(_ point: Point, width: Int, stride: Int, rowCount: Int) {
    (self.width, self.stride) = (width, stride)
    let multiplesPerRow = 1 << (width - 2)
    var points: [Point] = []
    points.reserveCapacity(rowCount * multiplesPerRow)
    var first = point
    for row in 0..<rowCount {
      if row > 0 { for _ in 0..<stride { first.double() } }
      var twice = first
      twice.double()
      let step = twice.addend
      var multiple = first
      for index in 0..<multiplesPerRow {
        if index > 0 { multiple.add(step) }
        points.append(multiple)
      }
    }
    addends = Self.affine(points)
  }

  /// The points with their coordinates Z made 1 by a single inversion (Montgomery 1987, "Speeding the Pollard and elliptic
  /// curve methods of factorization", §10.3.1).
  private static func affine(_ points: [Point]) -> [Point.AffineAddend] {
    var products: [Point.Field] = []
    products.reserveCapacity(points.count)
    var product = Point.Field.one
    for point in points {
      products.append(product)
      product = product * (point.f * point.g)
    }
    var inverse = product.inverse
    var addends: [Point.AffineAddend] = []
    addends.reserveCapacity(points.count)
    for index in points.indices.reversed() {
      let point = points[index]
      let inverseZ = inverse * products[index]
      addends.append(Point.affineAddend(x: point.e * point.f * inverseZ, y: point.g * point.h * inverseZ))
      inverse = inverse * (point.f * point.g)
    }
    addends.reverse()
    return addends
  }

  /// The multiple by an odd `digit` of the point of a row.
  @inline(__always)
  func multiple(_ digit: Int8, row: Int) -> Point.AffineAddend {
    let addend = addends[row &<< (width &- 2) &+ Int(digit.magnitude &>> 1)]
    return digit < 0 ? addend.negated : addend
  }
}
