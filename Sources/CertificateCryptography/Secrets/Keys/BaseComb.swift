/// Multiples of the base point of a curve, by which it is multiplied by a secret with a quarter of the operations that
/// windows of the scalar take.
///
/// It is the comb of Lim and Lee 1994, "More flexible exponentiation with precomputation": the bits of the scalar are cut
/// into eight rows, each as long as a coordinate has bytes, and a doubling serves a column of them. Four rows at a time
/// choose among sixteen points, so that a column takes one doubling and two additions, whatever the scalar is.
struct BaseComb<Curve: WeierstrassCurve>: Sendable {
  /// How many rows choose a point together.
  private static var rowCount: Int { 4 }
  /// How many points a table has.
  private static var pointCount: Int { 1 << rowCount }
  /// How many tables there are, for all the bits of a byte for each byte of a coordinate.
  private static var tableCount: Int { 2 }

  /// The tables, one after the other: each has the sums of all choices among its rows' points.
  private let points: [ProjectivePoint<Curve>]

  /// Computes the multiples; the base point is no secret.
  init() {
    var rows: [ProjectivePoint<Curve>] = []
    var row = JacobianPoint(Curve.base)
    for index in 0..<Self.tableCount * Self.rowCount {
      if index > 0 { for _ in 0..<Curve.coordinateByteCount { row.double() } }
      rows.append(ProjectivePoint(row))
    }
    var points: [ProjectivePoint<Curve>] = []
    points.reserveCapacity(Self.tableCount * Self.pointCount)
    for table in 0..<Self.tableCount {
      let start = points.count
      points.append(.infinity)
      for choice in 1..<Self.pointCount {
        // The choice without its lowest row is there already.
        var point = points[start + (choice & (choice - 1))]
        point.add(rows[Self.tableCount * choice.trailingZeroBitCount + table])
        points.append(point)
      }
    }
    self.points = points
  }

  /// [scalar]G for a big-endian scalar with as many bytes as a coordinate has: all points of a table are read for each
  /// that is added.
  func multiple(_ scalar: Span<UInt8>) -> ProjectivePoint<Curve> {
    let length = Curve.coordinateByteCount
    var sum = ProjectivePoint<Curve>.infinity
    var column = length
    while column > 0 {
      column -= 1
      sum.add(sum)
      for table in 0..<Self.tableCount {
        var choice: UInt64 = 0
        for row in 0..<Self.rowCount {
          let place = length * (Self.tableCount * row + table) + column
          let bit = UInt64(scalar[length - 1 - place / 8]) &>> UInt64(truncatingIfNeeded: place % 8) & 1
          choice |= bit &<< UInt64(truncatingIfNeeded: row)
        }
        let start = Self.pointCount * table
        sum.add(points.span.extracting(start..<start + Self.pointCount).element(atSecret: choice))
      }
    }
    return sum
  }
}
