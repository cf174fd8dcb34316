@testable import CertificateCryptography
import TestSupport
import Testing

/// A point in affine coordinates, for comparison.
struct AffineEdwardsPoint: Equatable {
  let x: Natural
  let y: Natural
}

/// What the tests need to know of a curve.
protocol TestedPoint: EdwardsPoint where Field: TestedField {
  static var order: Natural { get }
  static var cofactor: Int { get }
  /// Coefficient a of a · x² + y² = 1 + d · x² · y².
  static var coefficientA: Natural { get }
  /// Coefficient d.
  static var coefficientD: Natural { get }
  static var encodingByteCount: Int { get }
  func hasEncoding(_ encoding: Span<UInt8>) -> Bool
}

extension Edwards25519Point: TestedPoint {
  static var order: Natural { ScalarTests.order25519 }
  static var cofactor: Int { 8 }
  static var coefficientA: Natural { Field25519.prime - Natural(1) }
  static var coefficientD: Natural { d.remainder }
  static var encodingByteCount: Int { 32 }
}

extension Edwards448Point: TestedPoint {
  static var order: Natural { ScalarTests.order448 }
  static var cofactor: Int { 4 }
  static var coefficientA: Natural { Natural(1) }
  static var coefficientD: Natural { Field448.prime - Natural(39081) }
  static var encodingByteCount: Int { 57 }
}

extension TestedPoint {
  var affine: AffineEdwardsPoint {
    let (x, y) = coordinates
    return AffineEdwardsPoint(x: x.remainder, y: y.remainder)
  }

  /// The point of an encoding.
  static func decoded(_ bytes: [UInt8]) throws(EdwardsKeyError) -> Self { try Self(encoding: bytes.span) }

  /// Whether `bytes` are the point's encoding.
  func isEncoded(as bytes: [UInt8]) -> Bool { hasEncoding(bytes.span) }

  /// The encoding of RFC 8032 §5.1.2 and §5.2.2.
  var encoding: [UInt8] {
    let affine = affine
    return Self.encoding(y: affine.y, isOdd: affine.x.bit(0) == 1)
  }

  static func encoding(y: Natural, isOdd: Bool) -> [UInt8] {
    var bytes = Array(y.bigEndian(encodingByteCount).reversed())
    bytes[encodingByteCount - 1] |= isOdd ? 0x80 : 0
    return bytes
  }

  /// The multiple by doubling and adding alone.
  func multiple(_ scalar: Natural) -> Self {
    let addend = addend
    var multiple = Self.identity
    for index in (0..<scalar.bitCount).reversed() {
      multiple.double()
      if scalar.bit(index) == 1 { multiple.add(addend) }
    }
    return multiple
  }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.add(right.addend)
    return sum
  }

  /// A point whose order is the cofactor.
  static func torsionGenerator() throws -> Self {
    for number in 2..<100 as Range<UInt64> {
      let bytes = encoding(y: Natural(number), isOdd: false)
      guard let point = try? decoded(bytes) else { continue }
      let torsion = point.multiple(order)
      if !torsion.multiple(Natural(UInt64(cofactor / 2))).isIdentityVarTime { return torsion }
    }
    return try #require(nil, "the curve has a point of full order")
  }

  /// The points whose order divides the cofactor, as multiples of one of them.
  static func torsion() throws -> [Self] {
    let generator = try torsionGenerator()
    var points = [Self.identity]
    while points.count < cofactor { points.append(points[points.count - 1] + generator) }
    return points
  }
}

/// The group of each curve: constants, laws, encodings.
@Suite("Points of the Edwards curves")
struct EdwardsPointTests {
  /// Some points of the curve, outside the prime-order subgroup too.
  private func points<Point: TestedPoint>(_ type: Point.Type, _ howMany: Int) throws -> [Point] {
    var generator = RepeatableGenerator(seed: 40)
    let torsion = try Point.torsion()
    return (0..<howMany).map { index in
      let scalar = Natural(limbs: [generator.next()])
      return Point.base.multiple(scalar) + torsion[index % torsion.count]
    }
  }

  @Test("Constants") func constants() throws {
    let p = Field25519.prime
    // d = -121665 / 121666.
    #expect((Edwards25519Point.d.remainder * Natural(121666) + Natural(121665)) % p == Natural(0))
    #expect((Edwards25519Point.d + Edwards25519Point.d).remainder == Edwards25519Point.doubledD.value)
    // B has y = 4 / 5 and an even x.
    let base = Edwards25519Point.base.affine
    #expect((base.y * Natural(5)) % p == Natural(4))
    #expect(base.x.bit(0) == 0 && base.x != Natural(0))
    // That of edwards448, in hexadecimal.
    #expect(
      Edwards448Point.base.affine
        == AffineEdwardsPoint(
          x: Natural(
            bigEndian: bytes(
              hexadecimal: """
                4f1970c66bed0ded221d15a622bf36da9e146570470f1767ea6de324a3d3a46412ae1af72ab66511433b80e18b00938e26\
                26a82bc70cc05e
                """)),
          y: Natural(
            bigEndian: bytes(
              hexadecimal: """
                693f46716eb6bc248876203756c9c7624bea73736ca3984087789c1e05a0c2d73ad3ff1ce67c39c4fdbd132c4ed7c8ad98\
                08795bf230fa14
                """))))
    try checkConstants(Edwards25519Point.self)
    try checkConstants(Edwards448Point.self)
  }

  private func checkConstants<Point: TestedPoint>(_ type: Point.Type) throws {
    #expect(isOnCurve(Point.base))
    #expect(Point.base.multiple(Point.order).isIdentityVarTime)
    #expect(!Point.base.isIdentityVarTime)
    #expect(1 << Point.cofactorBitCount == Point.cofactor)
    // Neither d nor a · d is a square, so that the formulas hold for all points and no denominator is 0.
    let d = Point.Field(Point.coefficientD)
    #expect(Point.Field.squareRoot(of: d, over: .one) == nil)
    #expect(Point.Field.squareRoot(of: d * Point.Field(Point.coefficientA), over: .one) == nil)
    // The points of small order are as many as the cofactor, and a cycle.
    let torsion = try Point.torsion()
    #expect(Set(torsion.map { $0.encoding }).count == Point.cofactor)
    #expect((torsion[torsion.count - 1] + torsion[1]).isIdentityVarTime)
  }

  private func isOnCurve<Point: TestedPoint>(_ point: Point) -> Bool {
    let affine = point.affine
    let (x, y) = (affine.x, affine.y)
    let p = Point.Field.prime
    let (xx, yy) = ((x * x) % p, (y * y) % p)
    return (Point.coefficientA * xx + yy) % p == (Natural(1) + Point.coefficientD * ((xx * yy) % p)) % p
  }

  @Test("Doubling and addition by the definition") func definition() throws {
    try checkDefinition(Edwards25519Point.self)
    try checkDefinition(Edwards448Point.self)
  }

  /// RFC 8032 §5.1.4 and §5.2.4 in affine coordinates, checked without a division:
  /// x3 · (1 + d · x1 · x2 · y1 · y2) = x1 · y2 + x2 · y1, y3 · (1 - d · x1 · x2 · y1 · y2) = y1 · y2 - a · x1 · x2.
  private func checkDefinition<Point: TestedPoint>(_ type: Point.Type) throws {
    let p = Point.Field.prime
    let all = try points(Point.self, 4) + Point.torsion() + [Point.base]
    for (index, left) in all.enumerated() {
      for right in [all[(7 * index + 3) % all.count], left, left.negated, .identity] {
        let (first, second) = (left.affine, right.affine)
        let (x1, y1, x2, y2) = (first.x, first.y, second.x, second.y)
        var viaAffine = left
        viaAffine.add(Point.affineAddend(x: Point.Field(x2), y: Point.Field(y2)))
        let sum = (left + right).affine
        #expect(viaAffine.affine == sum)
        let product = (Point.coefficientD * ((((x1 * x2) % p) * ((y1 * y2) % p)) % p)) % p
        #expect((sum.x * (Natural(1) + product)) % p == (x1 * y2 + x2 * y1) % p)
        #expect(
          (sum.y * (Natural(1) + p - product) + Point.coefficientA * ((x1 * x2) % p)) % p == (y1 * y2) % p)
        if first == second {
          var doubled = left
          doubled.double()
          #expect(doubled.affine == sum)
        }
      }
      #expect((left + left.negated).isIdentityVarTime)
      #expect((left + left.negated).affine == AffineEdwardsPoint(x: Natural(0), y: Natural(1)))
      #expect(isOnCurve(left))
      var difference = left
      difference.add(left.addend.negated)
      #expect(difference.isIdentityVarTime)
      difference = left
      difference.add(Point.affineAddend(x: left.coordinates.x, y: left.coordinates.y).negated)
      #expect(difference.isIdentityVarTime)
    }
  }

  @Test("Associativity") func associativity() throws {
    try checkAssociativity(Edwards25519Point.self)
    try checkAssociativity(Edwards448Point.self)
  }

  private func checkAssociativity<Point: TestedPoint>(_ type: Point.Type) throws {
    let all = try points(Point.self, 5)
    for index in all.indices {
      let (p, q, r) = (all[index], all[(index + 1) % all.count], all[(index + 3) % all.count])
      #expect(((p + q) + r).affine == (p + (q + r)).affine)
      #expect((p + q).affine == (q + p).affine)
    }
    let multiples = all[1].oddMultiples
    var expected = all[1]
    for index in 0..<8 {
      let sum = Point.identity
      var multiple = sum
      multiple.add(multiples[index])
      #expect(multiple.affine == expected.affine)
      expected = expected + all[1] + all[1]
    }
  }

  @Test("Tables") func tables() throws {
    try checkTable(Edwards25519Point.baseTable, .base)
    try checkTable(Edwards448Point.baseTable, .base)
    let point = try points(Edwards25519Point.self, 2)[1]
    try checkTable(EdwardsTable(point, width: 4, stride: 7, rowCount: 3), point, rowCount: 3)
    #expect(Edwards25519Point.baseTable.byteCount <= 64 * 1024)
    #expect(Edwards448Point.baseTable.byteCount <= 64 * 1024)
  }

  private func checkTable<Point: TestedPoint>(_ table: EdwardsTable<Point>, _ point: Point, rowCount: Int = 4) throws {
    let largest = Int8(1 << (table.width - 1) - 1)
    for row in 0..<rowCount {
      let first = point.multiple(Natural(1) << (row * table.stride))
      for digit in [1, 3, 5, largest - 2, largest] {
        let expected = first.multiple(Natural(UInt64(digit)))
        var sum = Point.identity
        sum.add(table.multiple(digit, row: row))
        #expect(sum.affine == expected.affine)
        sum.add(table.multiple(-digit, row: row))
        #expect(sum.isIdentityVarTime)
      }
    }
  }

  @Test("Encodings") func encodings() throws {
    try checkEncodings(Edwards25519Point.self)
    try checkEncodings(Edwards448Point.self)
  }

  private func checkEncodings<Point: TestedPoint>(_ type: Point.Type) throws {
    func reason(_ bytes: [UInt8]) -> EdwardsKeyError.Reason? {
      do throws(EdwardsKeyError) {
        _ = try Point.decoded(bytes)
        return nil
      } catch {
        return error.reason
      }
    }
    for point in try points(Point.self, 3) + Point.torsion() {
      let encoding = point.encoding
      #expect(try Point.decoded(encoding).affine == point.affine)
      #expect(point.isEncoded(as: encoding))
      for bit in [0, 7, 8, 100, 8 * encoding.count - 1] {
        var other = encoding
        other[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(!point.isEncoded(as: other))
      }
    }
    // RFC 8032 §5.1.3 and §5.2.3, step 1: y from p on, in every encoding that Ed25519 has of one, with either sign.
    let p = Point.Field.prime
    for number in 0..<19 as Range<UInt64> {
      for isOdd in [false, true] {
        #expect(reason(Point.encoding(y: p + Natural(number), isOdd: isOdd)) == .coordinateTooLarge)
      }
    }
    // Step 4: the points with x = 0 are (0, 1) and (0, -1).
    for y in [Natural(1), p - Natural(1)] {
      #expect(reason(Point.encoding(y: y, isOdd: true)) == .negativeZero)
      #expect(reason(Point.encoding(y: y, isOdd: false)) == nil)
    }
    // Step 3: about half of all y are on the curve, and which are is what Euler's criterion says.
    var count = 0
    for number in 2..<40 as Range<UInt64> {
      let encoding = Point.encoding(y: Natural(number), isOdd: true)
      guard let point = try? Point.decoded(encoding) else {
        #expect(reason(encoding) == .notOnCurve)
        continue
      }
      #expect(isOnCurve(point) && point.affine.y == Natural(number) && point.affine.x.bit(0) == 1)
      count += 1
    }
    #expect(count > 8 && count < 30)
    for length in [0, 1, Point.encodingByteCount - 1, Point.encodingByteCount + 1, 64] {
      #expect(reason([UInt8](repeating: 0, count: length)) == .wrongLength(bytes: length))
    }
  }

  @Test("Bits above the coordinate of Ed448") func highBits() {
    for bit in 0..<7 as Range<UInt8> {
      var encoding = Edwards448Point.base.encoding
      encoding[56] |= 1 << bit
      #expect(throws: EdwardsKeyError(.coordinateTooLarge)) { try Edwards448Point.decoded(encoding) }
    }
  }
}
