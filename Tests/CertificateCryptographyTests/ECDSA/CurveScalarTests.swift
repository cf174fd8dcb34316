@testable import CertificateCryptography
import TestSupport
import Testing

@Suite("Scalars of the prime curves")
struct CurveScalarTests {
  private func checkMultipliers<let count: Int>(_ order: MontgomeryOrder<count>) {
    var generator = RepeatableGenerator(seed: 87)
    let n = order.integer.natural
    var edges = [
      Natural(1), Natural(2), n - Natural(1), n - Natural(2), Natural(1) << 64, Natural(1) << (n.bitCount - 1),
      // Its R / s is n - 1: on P-384, the product with that of n - 1 or n - 2 outgrows the limbs before it is reduced.
      n - (Natural(1) << (64 * count)) % n,
    ]
    // Found by trying: on one of the curves, each, or n less it, leaves d to be corrected by two additions (199, 1608 and
    // 1079) or by a subtraction (12022, 2657 and 1921).
    for small in [199, 12022, 1608, 2657, 1079, 1921].map({ Natural($0) }) where small < n {
      edges += [small, n - small]
    }
    let random = (0..<12).map { _ in Natural(bigEndian: generator.bytes(80)) % n }
    for s in edges + random where s < n && s > Natural(0) {
      // e is below 2^bits, and may be n or above.
      let most = (Natural(1) << n.bitCount) - Natural(1)
      for (e, r) in [
        (Natural(0), Natural(1)), (n - Natural(1), n - Natural(2)), (n, n - Natural(1)), (most, Natural(2)),
        (random[0], random[1]),
      ] {
        let (u, v) = order.multipliersVarTime(e: CurveInteger(e), r: CurveInteger(r), s: CurveInteger(s))
        #expect(u < order.integer && v < order.integer)
        #expect((u.natural * s) % n == e % n && (v.natural * s) % n == r)
      }
    }
  }

  @Test("Multipliers")
  func multipliers() {
    checkMultipliers(P256.order)
    checkMultipliers(P384.order)
    checkMultipliers(P521.order)
    checkMultipliers(TinyCurve.order)
  }

  @Test("Every inverse modulo 109")
  func inverses() {
    for s in 1..<109 as Range<UInt64> {
      let (u, v) = TinyCurve.order.multipliersVarTime(
        e: CurveInteger([1]), r: CurveInteger([108]), s: CurveInteger([s]))
      #expect(u.limbs[0] * s % 109 == 1 && (u + v).limbs[0] == 109)
    }
  }

  @Test("Signed digits", arguments: 2...8)
  func digits(_ width: Int) {
    var generator = RepeatableGenerator(seed: 88)
    var scalars = [Natural(0), Natural(1), Natural(2), (Natural(1) << 543) - Natural(1), Natural(1) << 542]
    for order in [P256.order.integer, P384.order.integer, P521.order.integer] {
      scalars += [order.natural - Natural(1), order.natural * Natural(2) - Natural(1)]
      scalars += (0..<4).map { _ in Natural(bigEndian: generator.bytes(72)) % order.natural }
    }
    for shift in [1, 7, 8, 63, 64, 65, 255, 256, 383, 384, 520, 521] {
      scalars += [Natural(1) << shift, (Natural(1) << shift) - Natural(1), (Natural(1) << shift) + Natural(1)]
    }
    for scalar in scalars {
      let form = SignedDigits<544>(CurveInteger(scalar).limbs, width: width)
      var (positive, negative) = (Natural(0), Natural(0))
      var last = -width
      for index in 0..<544 where form.digits[index] != 0 {
        let digit = Int(form.digits[index])
        #expect(digit % 2 != 0 && abs(digit) < 1 << (width - 1) && index - last >= width && index < form.count)
        last = index
        let value = Natural(UInt64(abs(digit))) << index
        if digit > 0 { positive = positive + value } else { negative = negative + value }
      }
      #expect(positive == scalar + negative && form.count == last + (last < 0 ? width : 1))
      #expect(form.count <= scalar.bitCount + 1)
    }
  }

  @Test("Numbers are read from bytes of any length")
  func reading() throws {
    var generator = RepeatableGenerator(seed: 89)
    for count in 0...80 {
      var magnitude = generator.bytes(count)
      if count > 0 { magnitude[0] |= 1 }
      let zeros = [UInt8](repeating: 0, count: count % 7) + magnitude
      let integer = CurveInteger(bigEndian: zeros.span)
      if count > 72 {
        #expect(integer == nil)
      } else {
        #expect(integer?.natural == Natural(bigEndian: magnitude))
        #expect(integer?.bitCount == Natural(bigEndian: magnitude).bitCount)
      }
    }
  }

  @Test("The leftmost bits of a digest")
  func truncation() {
    var generator = RepeatableGenerator(seed: 90)
    for byteCount in [0, 1, 20, 32, 48, 64, 66, 100] {
      let digest = generator.bytes(byteCount)
      for bitCount in [1, 7, 8, 9, 64, 159, 256, 384, 521] {
        let value = CurveInteger(leftmostBits: bitCount, of: digest.span).natural
        let whole = Natural(bigEndian: digest)
        let excess = max(0, 8 * byteCount - bitCount)
        // The value is the whole without its last bits.
        #expect(value << excess <= whole && whole < (value + Natural(1)) << excess)
      }
    }
  }
}
