@testable import CertificateCryptography

/// The curve y² = x³ - 3x + 57 modulo 127, whose 109 points are few enough to try everything.
///
/// 109 is prime and below 127, so that a few x-coordinates are not below the order, as with the real curves.
enum TinyCurve: WeierstrassCurve {
  typealias Field = TinyField
  typealias Order = MontgomeryOrder<1>

  static var b: TinyField { TinyField(57) }
  static var base: AffinePoint<TinyField> { AffinePoint(x: TinyField(6), y: TinyField(1)) }
  static var coordinateByteCount: Int { 1 }
  static var order: MontgomeryOrder<1> {
    // 2^64 = 16 (mod 109), whose square is 38.
    var inverse: UInt64 = 1
    for _ in 0..<6 { inverse &*= 2 &- 109 &* inverse }
    let radix = UInt64.max % 109 + 1
    return MontgomeryOrder(
      limbs: [109], bitCount: 7, negatedInverse: 0 &- inverse, squaredRadix: [radix * radix % 109])
  }
  static var tableShape: PointTableShape { PointTableShape(rowCount: 2, stride: 4) }
  static var keyTableWidth: Int { 4 }
  static let baseTable: PointTable<TinyField> = PointTable(base, shape: tableShape, width: 5)
  static let baseComb = BaseComb<TinyCurve>()

  /// A point by its affine coordinates; `nil` is the one at infinity.
  typealias Point = AffinePoint<TinyField>?

  /// The inverse of each number that has one, by trying.
  static let inverses: [UInt64] = (0..<127).map { a in (0..<127).first { a * $0 % 127 == 1 } ?? 0 }

  /// The sum by the textbook (SEC 1 §2.2.1).
  static func sum(_ left: Point, _ right: Point) -> Point {
    guard let left else { return right }
    guard let right else { return left }
    let slope: TinyField
    if left.x == right.x {
      if (left.y + right.y).value == 0 { return nil }
      slope = (TinyField(3) * left.x.squared - TinyField(3)) * TinyField(inverses[Int(left.y.doubled.value)])
    } else {
      slope = (right.y - left.y) * TinyField(inverses[Int((right.x - left.x).value)])
    }
    let x = slope.squared - left.x - right.x
    return AffinePoint(x: x, y: slope * (left.x - x) - left.y)
  }

  /// 0, 1, 2, … 108 times the base point.
  static let multiples: [Point] = {
    var multiples: [Point] = [nil]
    for _ in 1..<109 { multiples.append(sum(multiples.last ?? nil, base)) }
    return multiples
  }()
}

extension JacobianPoint<TinyField> {
  /// A form of the point with any Z but 0, or with Z = 0 for the one at infinity.
  init(_ point: TinyCurve.Point, scale: UInt64) {
    let z = TinyField(scale)
    guard let point else {
      self.init(x: z.squared, y: z.squared * z, z: .zero)
      return
    }
    self.init(x: point.x * z.squared, y: point.y * z.squared * z, z: z)
  }

  var affine: TinyCurve.Point {
    if z.value == 0 { return nil }
    let inverse = TinyField(TinyCurve.inverses[Int(z.value)])
    return AffinePoint(x: x * inverse.squared, y: y * inverse.squared * inverse)
  }
}
