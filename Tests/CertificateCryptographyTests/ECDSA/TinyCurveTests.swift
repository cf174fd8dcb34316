@testable import CertificateCryptography
import Testing

/// The code that all curves share, tried on all there is on a tiny one.
@Suite("Everything on a tiny curve")
struct TinyCurveTests {
  @Test("The curve is what it claims to be")
  func curve() {
    var count = 1
    for x in 0..<127 as Range<UInt64> {
      for y in 0..<127 as Range<UInt64> {
        let isPoint = TinyCurve.contains(AffinePoint(x: TinyField(x), y: TinyField(y)))
        #expect(isPoint == (y * y % 127 == (x * x * x + 127 * 3 - 3 * x + 57) % 127))
        count += isPoint ? 1 : 0
      }
    }
    #expect(count == 109 && (2..<109).allSatisfy { 109 % $0 != 0 })
    #expect(TinyCurve.sum(TinyCurve.multiples[108], TinyCurve.base) == nil)
    #expect(Set(TinyCurve.multiples.map { ($0?.x.value ?? 1000) * 1000 + ($0?.y.value ?? 0) }).count == 109)
  }

  @Test("Every sum of two points, with every kind of denominators")
  func sums() {
    var wrong = 0
    for (i, left) in TinyCurve.multiples.enumerated() {
      for (j, right) in TinyCurve.multiples.enumerated() {
        let expected = TinyCurve.multiples[(i + j) % 109]
        for (z1, z2) in [(77, 5)] as [(UInt64, UInt64)] {
          var sum = JacobianPoint(left, scale: z1)
          sum.add(JacobianAddend(JacobianPoint(right, scale: z2)))
          wrong += sum.affine == expected ? 0 : 1
          var difference = JacobianPoint(left, scale: z1)
          difference.add(JacobianAddend(JacobianPoint(right, scale: z2)).negated)
          wrong += difference.affine == TinyCurve.multiples[(i + 109 - j) % 109] ? 0 : 1
        }
        if let right {
          for z in [100] as [UInt64] {
            var mixed = JacobianPoint(left, scale: z)
            mixed.add(right)
            wrong += mixed.affine == expected ? 0 : 1
          }
        }
      }
    }
    #expect(wrong == 0)
  }

  @Test("Every doubling, with several denominators")
  func doublings() {
    var wrong = 0
    for (i, point) in TinyCurve.multiples.enumerated() {
      for z in [1, 2, 63, 126] as [UInt64] {
        var double = JacobianPoint(point, scale: z)
        double.double()
        wrong += double.affine == TinyCurve.multiples[2 * i % 109] ? 0 : 1
        wrong += double.isInfinityVarTime == (i == 0) ? 0 : 1
      }
    }
    #expect(wrong == 0)
  }

  @Test("Every pair of scalars, with plain and prepared keys", arguments: [1, 54])
  func combinations(_ secret: Int) throws {
    let point = try #require(TinyCurve.multiples[secret])
    for isPrepared in [false, true] {
      let key = WeierstrassKey<TinyCurve>(point, isPrepared: isPrepared)
      var wrong = 0
      for u in 0..<109 {
        for v in 0..<109 {
          let sum = key.combinationVarTime(CurveInteger([UInt64(u)]), CurveInteger([UInt64(v)]))
          wrong += sum.affine == TinyCurve.multiples[(u + v * secret) % 109] ? 0 : 1
        }
      }
      #expect(wrong == 0)
    }
  }

  @Test("Every signature of some digests, against the definition", arguments: [54])
  func signatures(_ secret: Int) throws {
    let point = try #require(TinyCurve.multiples[secret])
    let plain = WeierstrassKey<TinyCurve>(point, isPrepared: false)
    let prepared = WeierstrassKey<TinyCurve>(point, isPrepared: true)
    // The order has seven bits, of which a digest gives its leftmost.
    var (wrong, valid, wrapped) = (0, 0, 0)
    for digest in [[], [0xDA], [0xFF, 0xFF, 0xFF]] as [[UInt8]] {
      let e = Int(digest.first ?? 0) / 2 % 109
      for s in 0..<112 {
        let inverse = (0..<109).first { s * $0 % 109 == 1 } ?? 0
        for r in 0..<112 {
          var expected = false
          if (1..<109).contains(r), (1..<109).contains(s) {
            let sum = TinyCurve.multiples[(e * inverse + r * inverse * secret) % 109]
            expected = sum.map { Int($0.x.value) % 109 == r } ?? false
            wrapped += expected && sum?.x.value != UInt64(r) ? 1 : 0
          }
          valid += expected ? 1 : 0
          let (r, s) = ([UInt8(r)], [UInt8(s)])
          for key in [plain, prepared] {
            let isValid = key.isValidSignatureVarTime(r: r.span, s: s.span, digest: digest.span)
            wrong += isValid == expected ? 0 : 1
          }
        }
      }
    }
    #expect(wrong == 0 && valid > 200 && wrapped > 5)
  }

  @Test("Every encoding of up to three bytes in which a form and an x-coordinate fit")
  func encodings() {
    for x in 0..<160 as Range<UInt64> {
      let roots = (0..<127).filter { x < 127 && TinyCurve.contains(AffinePoint(x: TinyField(x), y: TinyField($0))) }
      for form in 0..<8 as Range<UInt8> {
        let expected = roots.first { form == 2 + UInt8($0 & 1) }
        let compressed = [form, UInt8(x)]
        #expect((try? WeierstrassKey<TinyCurve>(compressed.span))?.point.y.value == expected)
        for y in 0..<160 as Range<UInt64> {
          let plain = [form, UInt8(x), UInt8(y)]
          let key = try? WeierstrassKey<TinyCurve>(plain.span)
          let isTaken = key.map { $0.point.x.value == x && $0.point.y.value == y } ?? false
          if isTaken != (form == 4 && roots.contains(y)) { Issue.record("\(plain)") }
        }
      }
    }
  }
}
