@testable import CertificateCryptography
import TestSupport
import Testing

/// Scalars: remainders modulo the order, signed digits, and quotients of half the size.
@Suite("Scalars of the Edwards curves")
struct ScalarTests {
  /// 2^252 + 27742317777372353535851937790883648493 (RFC 8032 §5.1).
  static let order25519 =
    (Natural(1) << 252) + Natural(bigEndian: bytes(hexadecimal: "14def9dea2f79cd65812631a5cf5d3ed"))
  /// 2^446 - 13818066809895115352007386748515426880336692474882178609894547503885 (RFC 8032 §5.2).
  static let order448 =
    (Natural(1) << 446)
    - Natural(bigEndian: bytes(hexadecimal: "8335dc163bb124b65129c96fde933d8d723a70aadc873d6d54a7bb0d"))

  private func natural<let count: Int>(_ limbs: InlineArray<count, UInt64>) -> Natural {
    Natural(limbs: limbs.indices.map { limbs[$0] })
  }

  private func limbs<let count: Int>(_ number: Natural) -> InlineArray<count, UInt64> {
    let limbs = number.limbs(count)
    return InlineArray { limbs[$0] }
  }

  /// Numbers of up to `limbCount` limbs near the multiples of the order, near powers of two, and random ones.
  private func numbers(_ order: Natural, limbCount: Int, _ generator: inout RepeatableGenerator) -> [Natural] {
    let limit = Natural(1) << (64 * limbCount)
    var numbers = [Natural(0), Natural(1), limit - Natural(1), limit - Natural(2)]
    var factors = [1, 2, 3, 7, 8, 16, UInt64.max].map { Natural($0) }
    factors += stride(from: 3, to: 64 * limbCount, by: 37).map { Natural(1) << $0 }
    for _ in 0..<20 { factors.append(Natural(limbs: (0..<limbCount / 2).map { _ in generator.next() })) }
    for factor in factors {
      let multiple = order * factor
      numbers += [multiple, multiple + Natural(1), multiple - Natural(1), multiple + order - Natural(1)]
    }
    for _ in 0..<20 { numbers.append(Natural(limbs: (0..<limbCount).map { _ in generator.next() })) }
    for bit in stride(from: 250, to: 64 * limbCount, by: 13) {
      numbers += [Natural(1) << bit, (Natural(1) << bit) - Natural(1)]
    }
    return numbers.filter { $0 < limit }
  }

  @Test("Remainders") func remainders() {
    checkRemainders(Ed25519PublicKey.order, Self.order25519, wordCounts: [4, 5, 8])
    checkRemainders(Ed448PublicKey.order, Self.order448, wordCounts: [7, 14, 15])
  }

  private func checkRemainders<let count: Int>(_ order: GroupOrder<count>, _ natural: Natural, wordCounts: [Int]) {
    #expect(self.natural(order.limbs) == natural)
    #expect(!order.isAboveVarTime(order.limbs))
    #expect(order.isAboveVarTime(limbs(natural - Natural(1))))
    #expect(!order.isAboveVarTime(limbs(natural + Natural(1))))
    var generator = RepeatableGenerator(seed: 10)
    for wordCount in wordCounts {
      for number in numbers(natural, limbCount: wordCount, &generator) {
        let words = number.limbs(wordCount)
        #expect(self.natural(order.remainderVarTime(of: words.span)) == number % natural, "\(number)")
      }
    }
    let factors = numbers(natural, limbCount: count, &generator)
    for (left, right) in zip(factors, factors.reversed()) {
      let product = order.productVarTime(limbs(left), limbs(right))
      #expect(self.natural(product) == (left * right) % natural, "\(left) · \(right)")
    }
  }

  @Test("The estimate of a quotient digit at its limit") func limit() {
    // A remainder from 2^252 on makes the estimate 2^64, one more than a digit can be.
    let order = Self.order25519
    for low in [0, 1, UInt64.max] {
      for number in [((order - Natural(1)) << 64) + Natural(low), (Natural(1) << 316) + Natural(low)] {
        let words = number.limbs(5)
        let remainder = natural(Ed25519PublicKey.order.remainderVarTime(of: words.span))
        #expect(remainder == number % order)
      }
    }
  }

  @Test("Signed digits", arguments: 2...8)
  func digits(_ width: Int) {
    var generator = RepeatableGenerator(seed: 20)
    for number in numbers(Self.order25519, limbCount: 4, &generator) where number.bitCount < 256 {
      check(SignedDigits<256>(limbs(number) as InlineArray<4, UInt64>, width: width), width, number, 256)
    }
    for number in numbers(Self.order448, limbCount: 7, &generator) where number.bitCount < 448 {
      check(SignedDigits<448>(limbs(number) as InlineArray<7, UInt64>, width: width), width, number, 448)
    }
  }

  private func check<let capacity: Int>(
    _ digits: SignedDigits<capacity>, _ width: Int, _ number: Natural, _ count: Int
  ) {
    var (positive, negative) = (Natural(0), Natural(0))
    var last = -width
    for index in 0..<count where digits.digits[index] != 0 {
      let digit = digits.digits[index]
      #expect(digit & 1 == 1 && digit.magnitude < 1 << (width - 1) && index >= last + width)
      #expect(index < digits.count)
      last = index
      let term = Natural(UInt64(digit.magnitude)) << index
      if digit > 0 { positive = positive + term } else { negative = negative + term }
    }
    #expect(positive == negative + number)
    #expect(digits.count == last + 1 || number == Natural(0))
    #expect(digits.digits.span.digit(count) == 0)
  }

  @Test("Quotients of half the size") func quotients() {
    checkQuotients(Self.order25519, cofactor: 8, halfBitCount: 128, multiple: Ed25519PublicKey.multipleOfOrder)
    checkQuotients(Self.order448, cofactor: 4, halfBitCount: 224, multiple: Ed448PublicKey.multipleOfOrder)
  }

  private func checkQuotients<let count: Int>(
    _ order: Natural, cofactor: UInt64, halfBitCount: Int, multiple limbs: InlineArray<count, UInt64>
  ) {
    let multiple = order * Natural(cofactor)
    #expect(natural(limbs) == multiple)
    var generator = RepeatableGenerator(seed: 30)
    var scalars = numbers(order, limbCount: count, &generator).filter { $0 < order }.shuffled(using: &generator)
    scalars.removeLast(scalars.count / 2)
    for _ in 0..<50 { scalars.append(Natural(limbs: (0..<count).map { _ in generator.next() }) % order) }
    // Fractions whose continuation is short: small numerators and denominators, even ones among them, and the cofactor
    // in the numerator, with which Euclid's algorithm ends without an odd denominator.
    for denominator in [8, UInt64.max] {
      let inverse = inverse(of: Natural(denominator), modulo: order)
      for numerator in [1, 2, 3, 8, 1 << 40] as [UInt64] {
        scalars.append((inverse * Natural(numerator)) % order)
      }
    }
    var isLong = 0
    for scalar in scalars {
      let half = HalfSizeScalars<count>(self.limbs(scalar), multiple: limbs, halfBitCount: halfBitCount)
      let (numerator, denominator) = (natural(half.numerator), natural(half.denominator))
      #expect(denominator.bit(0) == 1 && denominator < order && denominator.bitCount <= halfBitCount + 32)
      #expect(numerator < order)
      let product = (denominator * scalar) % multiple
      let sum = half.isNumeratorNegative ? (product + numerator) % multiple : product
      #expect(sum == (half.isNumeratorNegative ? Natural(0) : numerator), "\(scalar)")
      if numerator.bitCount > halfBitCount {
        #expect(denominator == Natural(1) && numerator == scalar && !half.isNumeratorNegative)
        isLong += 1
      }
    }
    #expect(isLong > 0 && isLong < scalars.count / 2, "\(isLong) of \(scalars.count)")
  }

  /// The inverse modulo an odd prime by Fermat's theorem.
  private func inverse(of number: Natural, modulo prime: Natural) -> Natural {
    let exponent = prime - Natural(2)
    var power = Natural(1)
    for index in (0..<exponent.bitCount).reversed() {
      power = (power * power) % prime
      if exponent.bit(index) == 1 { power = (power * number) % prime }
    }
    return power
  }
}
