import TestSupport
import Testing

@testable import CertificateCryptography

/// What is wrong with the numbers of an RSA key, each fault by itself.
@Suite struct RSAFaultsTests {
  /// Numbers that are small enough to be checked by hand: n = 61 · 53, e = 17.
  private func faults(
    _ change: (inout [Natural]) -> Void = { _ in }, hasRemainders: Bool = true
  ) -> RSAPrivateKey.Faults {
    // n, e, d, p, q, d mod 60, d mod 52, 1/53 mod 61.
    var numbers = [3233, 17, 413, 61, 53, 53, 49, 38].map { Natural($0 as UInt64) }
    change(&numbers)
    let bytes = numbers.map { $0.bigEndian(($0.bitCount + 7) / 8) }
    let modulus = bytes[0]
    let remainders = RSAPrivateKey.Remainders(
      firstExponent: SecretBytes(bytes[5]), secondExponent: SecretBytes(bytes[6]), coefficient: SecretBytes(bytes[7]))
    return RSAPrivateKey.faults(
      modulus: modulus.span, exponent: numbers[1].words.first.map { UInt64($0) } ?? 0,
      numbers: RSAPrivateKey.Numbers(
        privateExponent: SecretBytes(bytes[2]), firstPrime: SecretBytes(bytes[3]), secondPrime: SecretBytes(bytes[4]),
        remainders: hasRemainders ? remainders : nil))
  }

  private func set(_ place: Int, _ value: UInt64) -> (inout [Natural]) -> Void { { $0[place] = Natural(value) } }

  @Test func numbersOfOneKey() {
    #expect(faults() == [])
    // RFC 8017 §3.2: d modulo the least common multiple of p - 1 and q - 1 is as good.
    #expect(faults(set(2, 413 + 780)) == [])
    #expect(faults(hasRemainders: false) == [])
  }

  @Test(
    arguments: [
      (0, 3235, .product), (3, 59, [.product]), (3, 62, .product), (4, 51, .product),
      (
        2, 413 + 4 * 780,
        .privateExponentTooLarge
      ), (2, 414, [.firstRemainder, .secondRemainder]), (2, 413 + 60, .secondRemainder),
      (2, 413 + 52, .firstRemainder), (5, 54, [.firstExponent, .firstRemainder]),
      (5, 53 + 60, [.firstExponent, .firstRemainder]), (6, 50, [.secondExponent, .secondRemainder]),
      (6, 49 + 52, [.secondExponent, .secondRemainder]), (7, 39, .coefficient), (7, 38 + 61, .coefficientTooLarge),
      (1, 19, [.firstExponent, .secondExponent]), (7, 1 << 40, .coefficientTooLarge),
      (2, 1 << 40, .privateExponentTooLarge), (3, 1 << 40, [.product, .primeTooLarge]),
      (4, 3233, [.product, .primeTooLarge]), (5, 1 << 40, .firstExponent),
    ] as [(Int, UInt64, RSAPrivateKey.Faults)])
  func oneNumberIsWrong(_ place: Int, _ value: UInt64, _ expected: RSAPrivateKey.Faults) {
    #expect(faults(set(place, value)) == expected)
  }

  @Test func factorsOfOne() {
    #expect(
      faults {
        $0[3] = Natural(1)
        $0[4] = $0[0]
      }.contains(.product))
  }

  @Test func withoutRemainders() {
    #expect(faults(set(2, 414), hasRemainders: false) == [.firstExponent, .secondExponent])
    #expect(faults(set(2, 413 + 52), hasRemainders: false) == .firstExponent)
    #expect(faults(set(5, 1), hasRemainders: false) == [])
  }

  @Test func smallPrivateExponents() {
    // 7 · 223 is 1 modulo 780; 7 has three bits, and n twelve.
    let small = faults {
      $0[1] = Natural(223)
      for place in [2, 5, 6] { $0[place] = Natural(7) }
    }
    #expect(small == .privateExponentTooSmall)
  }

  /// Of 254 bits, the primes are to differ by 2^27 at least.
  @Test(arguments: [(1 << 27, false), (1 << 27 - 2, true), (2, true), (1 << 40, false)] as [(UInt64, Bool)])
  func primesThatAreClose(_ distance: UInt64, _ isClose: Bool) {
    let p = Natural(limbs: [.max - 2, 1 << 63 - 1])
    for isSwapped in [false, true] {
      let found = faults {
        let q = Natural(limbs: [.max - 2 - distance, 1 << 63 - 1])
        $0[0] = p * q
        ($0[3], $0[4]) = isSwapped ? (q, p) : (p, q)
      }
      #expect(!found.contains(.product))
      #expect(found.contains(.closePrimes) == isClose)
    }
  }
}
