@testable import CertificateCryptography
import TestSupport
import Testing

extension CurveInteger {
  var natural: Natural { Natural(limbs: limbs.indices.map { limbs[$0] }) }

  init(_ natural: Natural) {
    var limbs = InlineArray<9, UInt64>(repeating: 0)
    for (index, limb) in natural.limbs(9).enumerated() { limbs[index] = limb }
    self.init(limbs)
  }
}

@Suite("Prime fields")
struct PrimeFieldTests {
  /// How many random operands there are; `ROOTWARD_SOAK` asks for more.
  private static let count = Soak.count(12)

  /// Numbers below p at which carries go wrong, and random ones.
  private static func operands<Field: PrimeField>(
    _ type: Field.Type, limbBitCount: Int, _ generator: inout RepeatableGenerator
  ) -> [Natural] {
    let p = Field.prime.natural
    var numbers = [Natural(0), Natural(1), Natural(2), p - Natural(1), p - Natural(2)]
    for limb in 0..<8 {
      // Ones in one limb, in all limbs below it, and in all above.
      let power = Natural(1) << (limb * limbBitCount)
      let next = Natural(1) << ((limb + 1) * limbBitCount)
      numbers += [next - power, next - Natural(1), p - power, power].filter { $0 < p }
    }
    for _ in 0..<count {
      numbers.append(Natural(bigEndian: generator.bytes(p.bitCount / 8 + 8)) % p)
      // Limbs of ones and zeros only.
      let limbs = (0..<9).map { _ in generator.next() & 1 == 0 ? 0 : UInt64.max }
      numbers.append(Natural(limbs: limbs) % p)
    }
    return numbers
  }

  private func check<Field: PrimeField>(_ type: Field.Type, limbBitCount: Int = 64) throws {
    var generator = RepeatableGenerator(seed: 86)
    let p = Field.prime.natural
    #expect(Field(Field.prime) == nil && Field(CurveInteger(p + Natural(1))) == nil)
    #expect(Field(CurveInteger((Natural(1) << 576) - Natural(1))) == nil)
    #expect(Field.zero.isZeroVarTime && !Field.one.isZeroVarTime)
    #expect(Field.one.integer.natural == Natural(1))
    let numbers = Self.operands(type, limbBitCount: limbBitCount, &generator)
    let elements = try numbers.map { try #require(Field(CurveInteger($0))) }
    for (a, x) in zip(numbers, elements) {
      #expect(x.integer.natural == a)
      #expect(x.squared.integer.natural == (a * a) % p)
      #expect(x.doubled.integer.natural == (a + a) % p)
      #expect(x.halved.doubled == x && (x.halved + x.halved).integer.natural == a)
      #expect(x.isZeroVarTime == a.words.isEmpty && (x - x).isZeroVarTime)
      // Several sums and differences in a row: (16x² - x / 2) · 2.
      let chain = (x.doubled.doubled.squared - x.halved).doubled
      #expect(chain.integer.natural == (Natural(32) * a * a + p - a) % p)
      for _ in 0..<6 {
        let index = Int(generator.next() % UInt64(numbers.count))
        let (b, y) = (numbers[index], elements[index])
        #expect((x * y).integer.natural == (a * b) % p)
        #expect((x + y).integer.natural == (a + b) % p)
        #expect((x - y).integer.natural == (a + p - b) % p)
        #expect((x == y) == (a == b))
      }
    }
    for x in [elements[2], elements[4], elements[elements.count - 1]] {
      #expect(x * x.inverseVarTime == .one)
      let root = try #require(x.squared.squareRootVarTime)
      #expect(root == x || (root + x).isZeroVarTime)
      // -1 is no square, as p is 3 modulo 4.
      #expect((Field.zero - x.squared).squareRootVarTime == nil)
    }
    #expect(Field.zero.inverseVarTime.isZeroVarTime && Field.zero.squareRootVarTime?.isZeroVarTime == true)
  }

  @Test("P-256") func p256() throws { try check(FieldP256.self) }
  @Test("P-384") func p384() throws { try check(FieldP384.self) }
  @Test("P-521") func p521() throws { try check(FieldP521.self, limbBitCount: 58) }
}
