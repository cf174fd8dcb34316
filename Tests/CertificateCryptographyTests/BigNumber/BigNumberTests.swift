import CertificateCryptography
import TestSupport
import Testing

/// Each primitive against schoolbook arithmetic, on random operands and on those where carries run.
@Suite("Bignum primitives")
struct BigNumberTests {
  /// Limbs at which a carry, a borrow or an estimate turns over.
  private static let edges: [UInt64] = [
    0, 1, 2, .max, .max - 1, 1 << 63, 1 << 63 - 1, 1 << 63 + 1, 1 << 32, 0xFFFF_FFFF, 0xFFFF_FFFF_0000_0000,
  ]
  static let limbCounts = [2, 3, 4, 5, 7, 8, 9, 16, 17, 33]

  /// Numbers of `count` limbs: some of edge limbs only, some random, some a mixture.
  private func numbers(_ count: Int, _ howMany: Int, _ generator: inout RepeatableGenerator) -> [[UInt64]] {
    (0..<howMany).map { number in
      (0..<count).map { _ in
        switch number % 3 {
        case 0: Self.edges.randomElement(using: &generator) ?? 0
        case 1: generator.next()
        default: Bool.random(using: &generator) ? generator.next() : Self.edges.randomElement(using: &generator) ?? 0
        }
      }
    }
  }

  /// Odd numbers of `count` limbs whose highest limb is not zero.
  private func moduli(_ count: Int, _ howMany: Int, _ generator: inout RepeatableGenerator) -> [[UInt64]] {
    numbers(count, howMany, &generator).map { limbs in
      var limbs = limbs
      limbs[0] |= 1
      if limbs[count - 1] == 0 { limbs[count - 1] = [1, .max, 1 << 63].randomElement(using: &generator) ?? 1 }
      return limbs
    } + [
      [UInt64](repeating: .max, count: count),
      [1] + [UInt64](repeating: 0, count: count - 2) + [1],
      [1] + [UInt64](repeating: 0, count: count - 2) + [1 << 63],
      [.max] + [UInt64](repeating: 0, count: count - 2) + [1],
    ]
  }

  private func square(_ a: [UInt64]) -> [UInt64] {
    var product = [UInt64](repeating: 0xAAAA, count: 2 * a.count)
    var span = product.mutableSpan
    BigNumber.squareVarTime(&span, a.span)
    return product
  }

  private func product(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var product = [UInt64](repeating: 0xAAAA, count: 2 * a.count)
    var span = product.mutableSpan
    BigNumber.multiplyVarTime(&span, a.span, b.span)
    return product
  }

  private func shiftedIntoDomain(_ a: [UInt64], _ modulus: [UInt64]) -> [UInt64] {
    let n = modulus.count
    var remainder = [UInt64](repeating: 0xAAAA, count: n)
    var dividend = [UInt64](repeating: 0xBBBB, count: 2 * n)
    var divisor = [UInt64](repeating: 0xCCCC, count: n)
    var first = remainder.mutableSpan
    var second = dividend.mutableSpan
    var third = divisor.mutableSpan
    BigNumber.shiftIntoDomainVarTime(&first, a.span, modulus: modulus.span, dividend: &second, divisor: &third)
    return remainder
  }

  private func reduced(_ product: [UInt64], _ modulus: [UInt64]) -> [UInt64] {
    let n = modulus.count
    var result = [UInt64](repeating: 0xAAAA, count: n)
    var quotient = [UInt64](repeating: 0xBBBB, count: n)
    var first = result.mutableSpan
    var second = quotient.mutableSpan
    BigNumber.reduceVarTime(
      &first, product.span, quotient: &second, modulus: modulus.span,
      negatedInverse: BigNumber.negatedInverse(of: modulus[0]))
    return result
  }

  @Test("Products and squares", arguments: [1] + limbCounts)
  func products(_ count: Int) {
    var generator = RepeatableGenerator(seed: UInt64(count))
    let all = numbers(count, 30, &generator) + [[UInt64](repeating: .max, count: count)]
    for (a, b) in zip(all, all.reversed()) {
      #expect(product(a, b) == (Natural(limbs: a) * Natural(limbs: b)).limbs(2 * count), "\(a) · \(b)")
      #expect(square(a) == (Natural(limbs: a) * Natural(limbs: a)).limbs(2 * count), "\(a)²")
    }
  }

  @Test("Entry into Montgomery's domain", arguments: limbCounts)
  func entry(_ count: Int) {
    var generator = RepeatableGenerator(seed: 100 + UInt64(count))
    for modulus in moduli(count, count > 9 ? 6 : 24, &generator) {
      let natural = Natural(limbs: modulus)
      // The largest remainder has the highest limb of the modulus, where the estimate of a digit cannot be divided.
      let below =
        [natural - Natural(1), Natural(0), Natural(1), Natural(limbs: [0] + modulus.dropFirst())]
        + numbers(count, count > 9 ? 2 : 6, &generator).map { Natural(limbs: $0) % natural }
      for number in below where number < natural {
        let a = number.limbs(count)
        let expected = (number << (64 * count)) % natural
        #expect(shiftedIntoDomain(a, modulus) == expected.limbs(count), "\(a) mod \(modulus)")
      }
    }
  }

  @Test("The step of a division that adds back")
  func addBack() {
    // 2^191 + 1 divides k · 2^191 with an estimate of k from the highest limbs, and k · (2^191 + 1) is above it.
    let modulus: [UInt64] = [1, 0, 1 << 63]
    for high in [1, 5, 0x1234_5678, 1 << 62, 1 << 63 - 1] as [UInt64] {
      let a: [UInt64] = [0, 0, high]
      let expected = (Natural(limbs: a) << 192) % Natural(limbs: modulus)
      #expect(shiftedIntoDomain(a, modulus) == expected.limbs(3))
    }
  }

  @Test("Montgomery's reduction", arguments: limbCounts)
  func reduction(_ count: Int) {
    var generator = RepeatableGenerator(seed: 200 + UInt64(count))
    for modulus in moduli(count, count > 9 ? 4 : 12, &generator) {
      let natural = Natural(limbs: modulus)
      let largest = natural - Natural(1)
      let others = numbers(count, count > 9 ? 2 : 5, &generator).map { Natural(limbs: $0) % natural }
      // The largest product below modulus · 2^(64n) asks for the last subtraction.
      let limit = (natural << (64 * count)) - Natural(1)
      let products = [Natural(0), Natural(1), largest, largest * largest, limit] + others.map { $0 * largest }
      for product in products {
        let result = Natural(limbs: reduced(product.limbs(2 * count), modulus))
        #expect(result < natural)
        #expect((result << (64 * count)) % natural == product % natural, "modulus \(modulus)")
      }
    }
  }

  @Test(
    "Powers", arguments: [3, 5, 17, 65537, 0xFFFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0001, 0x1_0000_000F] as [UInt64])
  func powers(_ exponent: UInt64) throws {
    var generator = RepeatableGenerator(seed: exponent)
    for count in [2, 3, 5] {
      for limbs in moduli(count, 3, &generator) {
        let natural = Natural(limbs: limbs)
        let bytes = natural.bigEndian(8 * count)
        let parsed = Modulus(bigEndian: bytes.span, bitCount: natural.bitCount)
        let modulus = try #require(parsed)
        let base = Natural(limbs: numbers(count, 2, &generator)[1]) % natural
        var expected = Natural(1)
        for index in (0..<64 - exponent.leadingZeroBitCount).reversed() {
          expected = (expected * expected) % natural
          if exponent >> UInt64(index) & 1 == 1 { expected = (expected * base) % natural }
        }
        var workspace = PowerWorkspace<8, 16>()
        for (index, limb) in base.limbs(count).enumerated() { workspace.base[index] = limb }
        workspace.powerVarTime(exponent, modulus: modulus)
        #expect((0..<count).map { workspace.value[$0] } == expected.limbs(count))
      }
    }
  }

  @Test("Division by a reciprocal")
  func reciprocals() {
    var generator = RepeatableGenerator(seed: 7)
    let limbs = Self.edges + (0..<20).map { _ in generator.next() }
    for divisor in limbs.map({ $0 | 1 << 63 }) {
      let reciprocal = Reciprocal(of: divisor)
      for high in limbs + [divisor - 1] where high < divisor {
        for low in limbs {
          let expected = divisor.dividingFullWidth((high, low))
          let (quotient, remainder) = reciprocal.divide(high, low)
          #expect(quotient == expected.quotient && remainder == expected.remainder, "\(high), \(low) / \(divisor)")
        }
      }
    }
  }

  @Test("Division of multiples, and of their neighbors, by a reciprocal")
  func reciprocalsOfMultiples() {
    var generator = RepeatableGenerator(seed: 17)
    let limbs = Self.edges + (0..<40).map { _ in generator.next() }
    for divisor in limbs.map({ $0 | 1 << 63 }) {
      let reciprocal = Reciprocal(of: divisor)
      for factor in limbs {
        let multiple = factor.multipliedFullWidth(by: divisor)
        let (quotient, remainder) = reciprocal.divide(multiple.high, multiple.low)
        #expect(quotient == factor && remainder == 0, "\(factor) · \(divisor)")
        let (sum, overflow) = multiple.low.addingReportingOverflow(divisor - 1)
        let next = reciprocal.divide(multiple.high + (overflow ? 1 : 0), sum)
        #expect(next.quotient == factor && next.remainder == divisor - 1, "\(factor) · \(divisor)")
      }
    }
  }

  @Test("The inverse of a limb")
  func inverses() {
    var generator = RepeatableGenerator(seed: 8)
    for limb in Self.edges + (0..<50).map({ _ in generator.next() }) {
      let odd = limb | 1
      #expect(BigNumber.negatedInverse(of: odd) &* odd == .max)
    }
  }

  @Test("Numbers are read from bytes of every length")
  func loading() {
    var generator = RepeatableGenerator(seed: 9)
    for count in 0...40 {
      let bytes = generator.bytes(count)
      let natural = Natural(bigEndian: bytes)
      #expect(BigNumber.bitCount(ofBigEndian: bytes.span) == natural.bitCount)
      let padded = [0, 0, 0, 0, 0, 0, 0, 0, 0] + bytes
      #expect(BigNumber.bitCount(ofBigEndian: padded.span) == natural.bitCount)
      for form in [bytes, padded] {
        var limbs = [UInt64](repeating: 0xAAAA, count: 6)
        var span = limbs.mutableSpan
        BigNumber.load(&span, count: 5, fromBigEndian: form.span)
        #expect(limbs == natural.limbs(5) + [0xAAAA])
      }
    }
  }

  @Test("Numbers are compared and subtracted", arguments: [1, 2, 5])
  func comparison(_ count: Int) {
    var generator = RepeatableGenerator(seed: 300 + UInt64(count))
    let all = numbers(count, 24, &generator)
    for a in all {
      for b in all {
        #expect(BigNumber.isLessVarTime(a.span, b.span) == (Natural(limbs: a) < Natural(limbs: b)))
        var difference = a
        var span = difference.mutableSpan
        BigNumber.subtractVarTime(&span, b.span)
        let expected = (Natural(1) << (64 * count)) + Natural(limbs: a) - Natural(limbs: b)
        #expect(difference == expected.limbs(count))
      }
    }
  }
}
