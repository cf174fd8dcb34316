@testable import CertificateCryptography
import TestSupport
import Testing

@Suite("ML-DSA: the ring")
struct RingElementTests {
  private static let q = UInt64(RingElement.q)

  /// The product in R_q = Z_q[X] / (X^256 + 1), by definition.
  private static func product(_ a: RingElement, _ b: RingElement) -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: 256)
    for i in 0..<256 {
      for j in 0..<256 {
        let term = UInt64(a.coefficients[i]) * UInt64(b.coefficients[j]) % q
        if i + j < 256 {
          sums[i + j] = (sums[i + j] + term) % q
        } else {
          sums[i + j - 256] = (sums[i + j - 256] + q - term) % q
        }
      }
    }
    return sums
  }

  private static func element(_ values: (Int) -> UInt32) -> RingElement {
    var element = RingElement()
    for index in 0..<256 { element.coefficients[index] = values(index) }
    return element
  }

  /// Elements at the bounds of the transform's input, and arbitrary ones.
  private static var elements: [RingElement] {
    var generator = RepeatableGenerator(seed: 204)
    let random = (0..<4).map { _ in element { _ in UInt32.random(in: 0..<RingElement.q, using: &generator) } }
    return [
      element { _ in 0 }, element { _ in RingElement.q - 1 }, element { $0 == 255 ? 1 : 0 },
      element { $0 % 2 == 0 ? RingElement.q - 1 : 0 },
    ] + random
  }

  @Test("Products of transforms are transforms of products")
  func transform() {
    for a in Self.elements {
      for b in Self.elements {
        var (left, right) = (a, b)
        left.transform()
        right.transform()
        for index in 0..<256 { #expect(max(left.coefficients[index], right.coefficients[index]) < 18 * RingElement.q) }
        var result = RingElement()
        for index in 0..<256 {
          result.coefficients[index] = RingElement.reduce(
            UInt64(left.coefficients[index]) * UInt64(right.coefficients[index]))
        }
        result.transformBack()
        let expected = Self.product(a, b)
        #expect((0..<256).allSatisfy { UInt64(result.coefficients[$0]) == expected[$0] })
      }
    }
  }

  @Test("The way back takes the largest coefficients that it allows")
  func bounds() {
    var largest = Self.element { _ in 2 * RingElement.q - 1 }
    var same = Self.element { _ in RingElement.q - 1 }
    // In debug builds each layer checks its bound.
    largest.transformBack()
    same.transformBack()
    #expect((0..<256).allSatisfy { largest.coefficients[$0] == same.coefficients[$0] })
  }

  @Test("Constants follow from their definitions")
  func constants() {
    let q = Self.q
    #expect(q == 1 << 23 - 1 << 13 + 1)
    #expect(RingElement.negatedInverse &* RingElement.q == UInt32.max)
    #expect(RingElement.scale * 256 % q == (UInt64(1) << 32) % q * ((UInt64(1) << 32) % q) % q)
    // FIPS 204 §2.5: 1753 is a 512th root of unity.
    var power: UInt64 = 1
    for _ in 0..<256 { power = power * 1753 % q }
    #expect(power == q - 1)
    // Appendix B's table begins so; the module's is multiplied by 2^32.
    let first: [UInt64] = [1, 4_808_194, 3_765_607, 3_761_513, 5_178_923, 5_496_691, 5_234_739, 5_178_987]
    for (index, zeta) in first.enumerated() {
      #expect(UInt64(RingElement.zetas[index]) == zeta * ((1 << 32) % q) % q, "\(index)")
    }
  }

  @Test("Reductions agree with division", arguments: 0..<200)
  func reductions(_ seed: Int) {
    var generator = RepeatableGenerator(seed: UInt64(seed))
    let bound = Self.q << 32
    let x = seed == 0 ? bound - 1 : seed == 1 ? 0 : UInt64.random(in: 0..<bound, using: &generator)
    let reduced = UInt64(RingElement.reduce(x))
    #expect(reduced < 2 * Self.q)
    // reduced · 2^32 = x mod q, without overflow.
    #expect(reduced * ((1 << 32) % Self.q) % Self.q == x % Self.q)
    let small = UInt32(truncatingIfNeeded: x % (2 * Self.q))
    #expect(UInt64(RingElement.normalize(small)) == UInt64(small) % Self.q)
    #expect(UInt64(RingElement.normalizeSecret(small)) == UInt64(small) % Self.q)
  }

  @Test("What is secret is reduced as what is public")
  func secretReductions() {
    for x in [0, 1, RingElement.q - 1, RingElement.q, RingElement.q + 1, 2 * RingElement.q - 1] {
      #expect(RingElement.normalizeSecret(x) == x % RingElement.q)
    }
  }

  @Test("A challenge has the weight of its set, and only ones", arguments: MLDSAPublicKey.ParameterSet.allCases)
  func challenge(_ set: MLDSAPublicKey.ParameterSet) {
    var generator = RepeatableGenerator(seed: 29)
    for _ in 0..<20 {
      let commitment = generator.bytes(set.commitmentByteCount)
      let challenge = RingElement(negatedChallengeOf: commitment.span, weight: set.challengeWeight)
      let nonZero = (0..<256).map { challenge.coefficients[$0] }.filter { $0 != 0 }
      #expect(nonZero.count == set.challengeWeight)
      #expect(nonZero.allSatisfy { $0 == 1 || $0 == RingElement.q - 1 })
      #expect(Set(nonZero).count == 2)
    }
  }

  @Test("Entries of the matrix are below q and depend on seed, row and column")
  func matrix() {
    var generator = RepeatableGenerator(seed: 30)
    let seed = generator.bytes(32)
    var entries: Set<[UInt32]> = []
    for (row, column) in [(0, 0), (0, 1), (1, 0), (7, 6)] {
      let entry = RingElement(matrixEntryOf: seed.span, row: row, column: column)
      let coefficients = (0..<256).map { entry.coefficients[$0] }
      #expect(coefficients.allSatisfy { $0 < RingElement.q })
      entries.insert(coefficients)
    }
    #expect(entries.count == 4)
  }
}
