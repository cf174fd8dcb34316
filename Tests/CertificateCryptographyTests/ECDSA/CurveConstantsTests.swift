@testable import CertificateCryptography
import TestSupport
import Testing

/// Each constant, checked against what it is defined to be.
@Suite("Constants of the prime curves")
struct CurveConstantsTests {
  @Test("The primes")
  func primes() {
    func power(_ exponent: Int) -> Natural { Natural(1) << exponent }
    #expect(FieldP256.prime.natural + power(224) + Natural(1) == power(256) + power(192) + power(96))
    #expect(FieldP384.prime.natural + power(128) + power(96) + Natural(1) == power(384) + power(32))
    #expect(FieldP521.prime.natural + Natural(1) == power(521))
  }

  @Test("The Montgomery forms")
  func radices() {
    let (r4, r6) = (Natural(1) << 256, Natural(1) << 384)
    let (one4, square4) = (FieldP256.one, FieldP256.squaredRadix)
    #expect(Natural(limbs: [one4.l0, one4.l1, one4.l2, one4.l3]) == r4 % FieldP256.prime.natural)
    #expect(Natural(limbs: [square4.l0, square4.l1, square4.l2, square4.l3]) == (r4 * r4) % FieldP256.prime.natural)
    let (one6, square6) = (FieldP384.one, FieldP384.squaredRadix)
    #expect(
      Natural(limbs: [one6.l0, one6.l1, one6.l2, one6.l3, one6.l4, one6.l5]) == r6 % FieldP384.prime.natural)
    #expect(
      Natural(limbs: [square6.l0, square6.l1, square6.l2, square6.l3, square6.l4, square6.l5])
        == (r6 * r6) % FieldP384.prime.natural)
  }

  @Test("Base points, coefficients and orders")
  func curves() throws {
    try check(
      P256.self, .p256, limbCount: 4,
      p: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
      n: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
      b: "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b")
    try check(
      P384.self, .p384, limbCount: 6,
      p: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
      n: "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
      b: "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef")
    try check(
      P521.self, .p521, limbCount: 9,
      p: "1ff" + String(repeating: "f", count: 128),
      n:
        "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b889"
        + "9c47aebb6fb71e91386409",
      b:
        "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c"
        + "34f1ef451fd46b503f00")
  }

  /// Checks a curve against the values of SP 800-186 §3.2.1, and those against what they are for.

  private func check<Curve: WeierstrassCurve, let count: Int>(
    _ type: Curve.Type, _ curve: ECDSAPublicKey.Curve, limbCount: Int, p prime: String, n: String, b: String
  ) throws where Curve.Order == MontgomeryOrder<count> {
    let (p, order) = (Curve.Field.prime.natural, Curve.order)
    #expect(count == limbCount && Curve.coordinateByteCount == (p.bitCount + 7) / 8)
    #expect(p == Natural(bigEndian: bytes(hexadecimal: prime)))
    #expect(order.integer.natural == Natural(bigEndian: bytes(hexadecimal: n)))
    // The base point, by the tests' own constants and arithmetic.
    let base = try #require(ECDSAPublicKeyTests.bases[curve])
    let (x, y) = (Natural(bigEndian: bytes(hexadecimal: base.x)), Natural(bigEndian: bytes(hexadecimal: base.y)))
    #expect(Curve.base.x.integer.natural == x && Curve.base.y.integer.natural == y)
    #expect(Curve.b.integer.natural == Natural(bigEndian: bytes(hexadecimal: b)))
    #expect((y * y + Natural(3) * x) % p == (x * x * x + Curve.b.integer.natural) % p)
    #expect(Curve.contains(Curve.base))
    // The order: (n - 1) · G is -G. As n is a prime, G has that order; and by Hasse's bound and as n has the bits of p,
    // there is no other group order that n divides.
    let n = order.integer
    var sum = JacobianPoint<Curve.Field>.infinity
    for index in (0..<n.bitCount).reversed() {
      sum.double()
      if index > 0, n.natural.bit(index) == 1 { sum.add(Curve.base) }
    }
    #expect(n.isOdd && !sum.isInfinityVarTime && sum.x == Curve.base.x * sum.z.squared)
    #expect((sum.y + Curve.base.y * sum.z.squared * sum.z).isZeroVarTime)
    sum.add(Curve.base)
    #expect(sum.isInfinityVarTime)
    for base in [2, 3, 5, 7] as [UInt64] { #expect(isFermatPrime(order, base: base)) }
    #expect(n.bitCount == order.bitCount && n.natural.bitCount == p.bitCount && n.natural < p)
    // Montgomery's constants.
    #expect(n.limbs[0] &* order.negatedInverse == .max)
    let radix = Natural(1) << (64 * count)
    #expect(CurveInteger(order.squaredRadix).natural == (radix * radix) % n.natural)
    // The tables have room for each digit, and stay small.
    #expect(Curve.tableShape.rowCount * Curve.tableShape.stride > n.bitCount)
    #expect(Curve.tableShape.rowCount * Curve.tableShape.stride <= WeierstrassKey<Curve>.Digits.capacity)
    #expect(Curve.baseTable.byteCount <= 65_536)
  }

  /// Whether n passes Fermat's test: `base` to the power of n - 1 is 1 modulo n.
  private func isFermatPrime<let count: Int>(_ order: MontgomeryOrder<count>, base: UInt64) -> Bool {
    func limbs(_ value: UInt64) -> InlineArray<count, UInt64> { InlineArray { $0 == 0 ? value : 0 } }
    let factor = order.product(limbs(base), order.squaredRadix)
    let exponent = order.integer.natural - Natural(1)
    var power = order.product(limbs(1), order.squaredRadix)
    for index in (0..<exponent.bitCount).reversed() {
      power = order.product(power, power)
      if exponent.bit(index) == 1 { power = order.product(power, factor) }
    }
    return CurveInteger(order.product(power, limbs(1))) == CurveInteger([1])
  }

  @Test("The multiples in a table")
  func tables() {
    checkTable(P256.self)
    checkTable(P384.self)
    checkTable(P521.self)
  }

  private func checkTable<Curve: WeierstrassCurve>(_ type: Curve.Type) {
    let table = Curve.baseTable
    var first = JacobianPoint(Curve.base)
    for row in 0..<table.shape.rowCount {
      for digit in [1, 3, (1 << (table.width - 1)) - 1] as [Int] {
        var multiple = JacobianPoint<Curve.Field>.infinity
        for bit in (0..<8).reversed() {
          multiple.double()
          if digit >> bit & 1 == 1 { multiple.add(JacobianAddend(first)) }
        }
        let (plus, minus) = (table.multiple(Int8(digit), row: row), table.multiple(Int8(-digit), row: row))
        #expect(Curve.contains(plus) && plus.x == minus.x && (plus.y + minus.y).isZeroVarTime)
        #expect(plus.x * multiple.z.squared == multiple.x && plus.y * multiple.z.squared * multiple.z == multiple.y)
      }
      for _ in 0..<table.shape.stride { first.double() }
    }
  }
}
