@testable import CertificateCryptography
import TestSupport
import Testing

/// What the tests need to know of a field: its prime, and how to take and give numbers.
protocol TestedField: EdwardsField {
  static var prime: Natural { get }
  static var limbBitCount: Int { get }
  static var limbCount: Int { get }
  static var byteCount: Int { get }
  /// The most that a limb of a reduced element exceeds its bits by.
  static var excess: UInt64 { get }
  /// How many units the elements of a square and, together, the factors of a product have at most.
  static var products: [(UInt64, UInt64)] { get }

  init(testLimbs: [UInt64])
  var testLimbs: [UInt64] { get }
  var isReduced: Bool { get }
  var canonical: Self { get }
  var isOdd: Bool { get }
  var testWords: [UInt64] { get }
  init?(littleEndian bytes: Span<UInt8>)
  static func squareRoot(of numerator: Self, over denominator: Self) -> Self?
}

extension TestedField {
  /// The value that the limbs stand for, not reduced.
  var value: Natural {
    testLimbs.enumerated().reduce(Natural(0)) { $0 + Natural($1.element) << (Self.limbBitCount * $1.offset) }
  }

  /// The remainder that the limbs stand for.
  var remainder: Natural { value % Self.prime }

  /// The element of a number below the prime.
  init(_ number: Natural) {
    let mask = Natural(1) << Self.limbBitCount
    var limbs: [UInt64] = []
    for index in 0..<Self.limbCount {
      var limb: UInt64 = 0
      for bit in 0..<Self.limbBitCount { limb |= UInt64(number.bit(Self.limbBitCount * index + bit)) << UInt64(bit) }
      limbs.append(limb)
    }
    precondition(number < mask << (Self.limbBitCount * (Self.limbCount - 1)))
    self.init(testLimbs: limbs)
  }

  /// Elements whose limbs have `units` at most: the largest, the smallest, those at which carries run, and random ones.
  static func elements(units: UInt64, _ howMany: Int, _ generator: inout RepeatableGenerator) -> [Self] {
    let unit: UInt64 = 1 << UInt64(limbBitCount)
    let largest = units * (unit + excess) - 1
    let edges = [0, 1, 2, unit - 20, unit - 19, unit - 2, unit - 1, unit, largest, largest - 1, largest / 2]
    let special: [[UInt64]] = [
      [UInt64](repeating: largest, count: limbCount), [UInt64](repeating: 0, count: limbCount),
      [UInt64](repeating: unit - 1, count: limbCount),
    ]
    let primes = [prime, prime + Natural(1), prime - Natural(1)].map { Self($0).testLimbs }
    let others = (0..<howMany).map { number in
      (0..<limbCount).map { _ in
        number % 3 == 0 || (number % 3 == 1 && Bool.random(using: &generator))
          ? edges.randomElement(using: &generator) ?? 0 : generator.next() % (largest + 1)
      }
    }
    return (special + primes + others).map { Self(testLimbs: $0) }
  }
}

extension Field25519: TestedField {
  static var prime: Natural { (Natural(1) << 255) - Natural(19) }
  static var limbBitCount: Int { 51 }
  static var limbCount: Int { 5 }
  static var byteCount: Int { 32 }
  static var excess: UInt64 { 1 << 18 }
  static var products: [(UInt64, UInt64)] { [(7, 7), (1, 1)] }

  init(testLimbs l: [UInt64]) { self.init(l0: l[0], l1: l[1], l2: l[2], l3: l[3], l4: l[4]) }
  var testLimbs: [UInt64] { [l0, l1, l2, l3, l4] }
  var testWords: [UInt64] { (0..<4).map { words[$0] } }
}

extension Field448: TestedField {
  static var prime: Natural { (Natural(1) << 448) - (Natural(1) << 224) - Natural(1) }
  static var limbBitCount: Int { 56 }
  static var limbCount: Int { 8 }
  static var byteCount: Int { 56 }
  static var excess: UInt64 { 1 << 9 }
  static var products: [(UInt64, UInt64)] { [(2, 3), (1, 6), (6, 1), (1, 1)] }

  init(testLimbs l: [UInt64]) {
    self.init(l0: l[0], l1: l[1], l2: l[2], l3: l[3], l4: l[4], l5: l[5], l6: l[6], l7: l[7])
  }
  var testLimbs: [UInt64] { [l0, l1, l2, l3, l4, l5, l6, l7] }
  var testWords: [UInt64] { (0..<7).map { words[$0] } }
}

/// The fields' arithmetic against schoolbook arithmetic, with limbs up to the bounds that the sources claim.
@Suite("Fields of the Edwards curves")
struct FieldTests {
  @Test("Products") func products() {
    checkProducts(Field25519.self)
    checkProducts(Field448.self)
  }

  private func checkProducts<Field: TestedField>(_ type: Field.Type) {
    var generator = RepeatableGenerator(seed: 1)
    for (left, right) in Field.products {
      let factors = Field.elements(units: right, 12, &generator)
      for a in Field.elements(units: left, 12, &generator) {
        for b in [factors[0], factors.randomElement(using: &generator) ?? a] {
          let product = a * b
          #expect(product.isReduced)
          #expect(product.remainder == (a.value * b.value) % Field.prime, "\(a) · \(b)")
        }
      }
    }
  }

  @Test("Squares") func squares() {
    checkSquares(Field25519.self, units: 7)
    checkSquares(Field448.self, units: 2)
  }

  private func checkSquares<Field: TestedField>(_ type: Field.Type, units: UInt64) {
    var generator = RepeatableGenerator(seed: 2)
    for a in Field.elements(units: units, 30, &generator) {
      let expected = (a.value * a.value) % Field.prime
      for square in [a.squared, a.squared(times: 1)] {
        #expect(square.isReduced)
        #expect(square.remainder == expected, "\(a)²")
      }
      let fourth = a.squared(times: 2)
      #expect(fourth.isReduced)
      #expect(fourth.remainder == (expected * expected) % Field.prime, "\(a)^4")
    }
  }

  @Test("Sums and differences") func sums() {
    checkSums(Field25519.self)
    checkSums(Field448.self)
  }

  private func checkSums<Field: TestedField>(_ type: Field.Type) {
    var generator = RepeatableGenerator(seed: 3)
    let right = Field.elements(units: 1, 10, &generator)
    for a in Field.elements(units: 3, 10, &generator) {
      for b in right {
        #expect((a + b).value == a.value + b.value)
        let difference = a - b
        #expect((difference.value + b.value) % Field.prime == a.remainder)
        let largest = difference.testLimbs.max() ?? 0
        #expect(largest < 5 * (1 << UInt64(Field.limbBitCount) + Field.excess))
      }
    }
  }

  @Test("The least value, and its bytes") func canonical() {
    checkCanonical(Field25519.self, units: 7)
    checkCanonical(Field448.self, units: 6)
  }

  private func checkCanonical<Field: TestedField>(_ type: Field.Type, units: UInt64) {
    var generator = RepeatableGenerator(seed: 4)
    for a in Field.elements(units: units, 30, &generator) + Field.elements(units: 1, 30, &generator) {
      let remainder = a.remainder
      #expect(a.canonical.value == remainder, "\(a)")
      #expect(a.isZeroVarTime == (remainder == Natural(0)))
      #expect(a.isOdd == (remainder.bit(0) == 1))
      #expect(Natural(limbs: a.testWords) == remainder)
      let bytes = Array(remainder.bigEndian(Field.byteCount).reversed())
      #expect(Field(littleEndian: bytes.span)?.value == remainder)
    }
  }

  @Test("Numbers from the prime on are refused") func tooLarge() {
    checkTooLarge(Field25519.self, bitCount: 255)
    checkTooLarge(Field448.self, bitCount: 448)
  }

  private func checkTooLarge<Field: TestedField>(_ type: Field.Type, bitCount: Int) {
    let limit = Natural(1) << bitCount
    var numbers = (0..<19).map { Field.prime + Natural($0) } + [limit - Natural(1)]
    // Each of these sets one bit of the prime's zeros, or clears one of its ones.
    numbers += (0..<bitCount).map { Field.prime + (Natural(1) << $0) }.filter { $0 < limit }
    numbers += (0..<bitCount).map { Field.prime - (Natural(1) << $0) }
    for number in numbers {
      let bytes = Array(number.bigEndian(Field.byteCount).reversed())
      let field = Field(littleEndian: bytes.span)
      #expect(field?.value == (number < Field.prime ? number : nil))
    }
  }

  @Test("Inverses and square roots") func powers() {
    checkPowers(Field25519.self)
    checkPowers(Field448.self)
  }

  private func checkPowers<Field: TestedField>(_ type: Field.Type) {
    var generator = RepeatableGenerator(seed: 5)
    #expect(Field.zero.inverse.isZeroVarTime)
    var squareCount = 0
    for a in Field.elements(units: 1, 10, &generator) where !a.isZeroVarTime {
      #expect((a.inverse * a).canonical.value == Natural(1))
      let b = Field.elements(units: 1, 1, &generator)[6]
      // a² · b / b has a root, a or -a; of any other quotient the root that is found must be one.
      let square = a.squared * b
      let root = Field.squareRoot(of: square, over: b)
      #expect(root.map { ($0.squared - a.squared).isZeroVarTime } == true)
      if let other = Field.squareRoot(of: a, over: b) {
        #expect((other.squared * b - a.canonical).isZeroVarTime)
        squareCount += 1
      }
    }
    #expect(squareCount > 0)
    // 2 is no square modulo 2^255 - 19, which is 5 modulo 8; -1 is none modulo the other prime, which is 3 modulo 4.
    #expect(Field.squareRoot(of: Field.one + Field.one, over: .one) == nil || Field.limbCount == 8)
    #expect(Field.squareRoot(of: Field.zero - .one, over: .one) == nil || Field.limbCount == 5)
    #expect(Field.squareRoot(of: .zero, over: .one)?.isZeroVarTime == true)
  }

  @Test("The root of -1") func rootOfMinusOne() {
    #expect((Field25519.squareRootOfMinusOne.squared + .one).isZeroVarTime)
  }

  @Test("Products with a number") func multiplication() {
    var generator = RepeatableGenerator(seed: 6)
    for a in Field448.elements(units: 2, 10, &generator) {
      for factor in [0, 1, 39081, .max] as [UInt32] {
        let product = a.multiplied(by: factor)
        #expect(product.isReduced)
        #expect(product.remainder == (a.value * Natural(UInt64(factor))) % Field448.prime)
      }
    }
  }
}
