import TestSupport
import Testing

@testable import CertificateCryptography

/// Public keys that are computed from secrets.
@Suite struct SecretKeyTests {
  private static let curves: [ECDSAPublicKey.Curve] = [.p256, .p384, .p521]

  private func size(_ curve: ECDSAPublicKey.Curve) -> Int {
    switch curve {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }

  private func order(_ curve: ECDSAPublicKey.Curve) -> [UInt8] {
    let integer =
      switch curve {
      case .p256: P256.order.integer
      case .p384: P384.order.integer
      case .p521: P521.order.integer
      }
    return (0..<size(curve)).reversed().map {
      UInt8(truncatingIfNeeded: integer.limbs[$0 / 8] &>> UInt64($0 % 8 * 8))
    }
  }

  /// [scalar]G by the code of verification.
  private func point<Curve: WeierstrassCurve>(_ type: Curve.Type, _ scalar: [UInt8]) throws -> AffinePoint<Curve.Field>
  {
    let span = scalar.span
    guard let number = CurveInteger(bigEndian: span) else { throw SecretKeyError.outOfRange }
    let sum = WeierstrassKey<Curve>(Curve.base, isPrepared: false).combinationVarTime(number, CurveInteger([0]))
    let inverse = sum.z.inverseVarTime
    return AffinePoint(x: sum.x * inverse.squared, y: sum.y * (inverse.squared * inverse))
  }

  private func encoded<Field: PrimeField>(_ point: AffinePoint<Field>, _ size: Int) -> [UInt8] {
    var bytes: [UInt8] = [4]
    for number in [point.x.integer, point.y.integer] {
      for place in (0..<size).reversed() {
        bytes.append(UInt8(truncatingIfNeeded: number.limbs[place / 8] &>> UInt64(place % 8 * 8)))
      }
    }
    return bytes
  }

  @Test(arguments: curves)
  func multiplesAreThoseOfVerification(_ curve: ECDSAPublicKey.Curve) throws {
    let size = size(curve)
    var scalars = [1, 2, 3, 15, 16, 17, 255, 256].map { (value: Int) in
      [UInt8](repeating: 0, count: size - 2) + [UInt8(value >> 8), UInt8(value & 255)]
    }
    var last = order(curve)
    last[size - 1] -= 1
    scalars.append(last)
    scalars.append([0] + [UInt8](repeating: 0xFF, count: size - 1))
    var generator = RepeatableGenerator(seed: 7)
    for _ in 0..<6 {
      var scalar = generator.bytes(size)
      scalar[0] &= curve == .p521 ? 0 : 0x7F
      scalars.append(scalar)
    }
    for scalar in scalars {
      let key = try ECDSAPrivateKey(curve: curve, scalar: SecretBytes(scalar))
      let expected =
        switch curve {
        case .p256: encoded(try point(P256.self, scalar), size)
        case .p384: encoded(try point(P384.self, scalar), size)
        case .p521: encoded(try point(P521.self, scalar), size)
        }
      let other = try ECDSAPublicKey(curve: curve, point: expected.span)
      #expect(key.publicKey == other, "\(scalar)")
    }
  }

  @Test(arguments: curves)
  func scalarsAreInRange(_ curve: ECDSAPublicKey.Curve) throws {
    let size = size(curve)
    func error(_ scalar: [UInt8]) -> SecretKeyError? {
      do throws(SecretKeyError) {
        _ = try ECDSAPrivateKey(curve: curve, scalar: SecretBytes(scalar))
        return nil
      } catch {
        return error
      }
    }
    var order = order(curve)
    #expect(error(order) == .outOfRange)
    order[size - 1] += 1
    #expect(error(order) == .outOfRange)
    order[size - 1] -= 2
    #expect(error(order) == nil)
    #expect(error([UInt8](repeating: 0, count: size)) == .outOfRange)
    #expect(error([UInt8](repeating: 0xFF, count: size)) == .outOfRange)
    #expect(error([]) == .wrongLength)
    // Shorter and longer forms of the same number.
    #expect(error([1]) == nil)
    #expect(error([0] + order) == nil)
    #expect(error([1] + [UInt8](repeating: 0, count: size)) == .outOfRange)
    #expect(error([UInt8](repeating: 0, count: size + 8) + [1]) == .wrongLength)
    let one = try ECDSAPrivateKey(curve: curve, scalar: SecretBytes([1]))
    let padded = try ECDSAPrivateKey(
      curve: curve, scalar: SecretBytes(([0] + [UInt8](repeating: 0, count: size - 1) + [1])))
    #expect(one.publicKey == padded.publicKey)
  }

  /// RFC 8032 §7.1, tests 1 to 3, and §7.4, the first two.
  @Test(
    arguments: [
      (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
      ),
      (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
      ),
      (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
      ),
      (
        "6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b",
        "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180"
      ),
      (
        "c4eab05d357007c632f3dbb48489924d552b08fe0c353a0d4a1f00acda2c463afbea67c5e8d2877c5e3bc397a659949ef8021e954e0a12274e",
        "43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a9480"
      ),
    ])
  func edwardsKeys(_ seed: String, _ publicKey: String) throws {
    let secret = SecretBytes(bytes(hexadecimal: seed))
    let expected = bytes(hexadecimal: publicKey)
    if secret.count == 32 {
      let other = try Ed25519PublicKey(expected.span)
      #expect(try Ed25519PrivateKey(seed: secret).publicKey == other)
    } else {
      let other = try Ed448PublicKey(expected.span)
      #expect(try Ed448PrivateKey(seed: secret).publicKey == other)
    }
  }

  @Test func edwardsKeysHaveOneLength() {
    for count in [0, 31, 33, 56, 58, 64] {
      let secret = SecretBytes(count: count) { _ in }
      #expect(throws: SecretKeyError.wrongLength) { try Ed25519PrivateKey(seed: secret) }
      #expect(throws: SecretKeyError.wrongLength) { try Ed448PrivateKey(seed: secret) }
    }
  }

  /// The keys of `TestVectors/ml-dsa`, which OpenSSL made of seeds that can be told.
  @Test(arguments: MLDSAPublicKey.ParameterSet.allCases)
  func latticeKeys(_ set: MLDSAPublicKey.ParameterSet) throws {
    let line = try #require(
      try Vectors.text("ml-dsa/\(set.number).txt").split(separator: "\n").first { $0.hasPrefix("key ") })
    let expected = bytes(hexadecimal: String(line.dropFirst(4)))
    let seed = HashAlgorithm.sha256.digest(of: Array("rootward test seed signer-\(set.number)".utf8).span).bytes
    let key = try MLDSAPrivateKey(parameterSet: set, seed: SecretBytes(seed))
    let other = try MLDSAPublicKey(parameterSet: set, bytes: expected.span)
    #expect(key.publicKey == other)
    #expect(key.expandedKey.count == [44: 2560, 65: 4032, 87: 4896][set.number])
    // The expanded form makes the same key again, and no other one is taken.
    let again = try MLDSAPrivateKey(parameterSet: set, expandedKey: key.expandedKey)
    #expect(again.publicKey == key.publicKey)
    #expect(key.hasExpandedKey(again.expandedKey))
    let whole = key.expandedKey.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    // One byte each of ρ, tr, s1, s2 and t0. K is nobody's but the signer's.
    for offset in [
      0, 31, 64, 127, 128, 128 + 32 * set.smallBitCount * set.columnCount, set.lowPartStart, whole.count - 1,
    ] {
      var altered = whole
      altered[offset] ^= 1
      #expect(throws: (any Error).self) {
        try MLDSAPrivateKey(parameterSet: set, expandedKey: SecretBytes(altered))
      }
    }
    // η - coefficient above 2η.
    var beyond = whole
    beyond[128] = 0xFF
    #expect(throws: SecretKeyError.outOfRange) {
      try MLDSAPrivateKey(parameterSet: set, expandedKey: SecretBytes(beyond))
    }
    #expect(throws: SecretKeyError.wrongLength) {
      try MLDSAPrivateKey(parameterSet: set, expandedKey: SecretBytes((whole + [0])))
    }
    #expect(throws: SecretKeyError.wrongLength) {
      try MLDSAPrivateKey(parameterSet: set, seed: SecretBytes((seed + [0])))
    }
  }

  @Test func numbersThatAreSecret() {
    var generator = RepeatableGenerator(seed: 3)
    func number(_ bytes: [UInt8]) -> SecretNumber.Limbs {
      SecretNumber.load(bytes.span, limbCount: (bytes.count + 7) / 8)
    }
    for (first, second) in [(8, 8), (24, 16), (17, 30), (1, 40)] {
      let (a, b) = (generator.bytes(first), [1] + generator.bytes(second - 1))
      let product = SecretNumber.product(number(a), number(b))
      let expected = Natural(bigEndian: a) * Natural(bigEndian: b)
      #expect(SecretNumber.equality(product, number(expected.bigEndian(first + second))) != 0)
      let remainder = SecretNumber.remainder(number(a), modulus: number(b))
      #expect(
        SecretNumber.equality(remainder, number((Natural(bigEndian: a) % Natural(bigEndian: b)).bigEndian(second))) != 0
      )
      #expect((SecretNumber.isLess(number(a), number(b)) != 0) == (Natural(bigEndian: a) < Natural(bigEndian: b)))
    }
    #expect(SecretNumber.equality(number([1]), number([0, 0, 0, 0, 0, 0, 0, 0, 1])) != 0)
    #expect(SecretNumber.equality(number([1]), number([1, 0, 0, 0, 0, 0, 0, 0, 1])) == 0)
  }
}

/// The formula for secret scalars, tried on all there is on a tiny curve.
@Suite struct ProjectivePointTests {
  private func affine(_ point: ProjectivePoint<TinyCurve>) -> TinyCurve.Point {
    if point.z.value == 0 { return nil }
    let inverse = TinyField(TinyCurve.inverses[Int(point.z.value)])
    return AffinePoint(x: point.x * inverse, y: point.y * inverse)
  }

  /// Every sum of two points, equal and opposite ones and the one at infinity included.
  @Test func sums() {
    var multiples = [ProjectivePoint<TinyCurve>.infinity]
    for _ in 1..<109 {
      var next = multiples[multiples.count - 1]
      next.add(ProjectivePoint(JacobianPoint(TinyCurve.base)))
      multiples.append(next)
    }
    var wrong = 0
    for i in 0..<109 {
      for j in 0..<109 {
        var sum = multiples[i]
        sum.add(multiples[j])
        wrong += affine(sum) == TinyCurve.multiples[(i + j) % 109] ? 0 : 1
      }
    }
    #expect(wrong == 0)
  }

  @Test func multiples() {
    for scalar in 0...255 as ClosedRange<UInt8> {
      let scalars: InlineArray<1, UInt8> = [scalar]
      let multiple = TinyCurve.baseComb.multiple(scalars.span)
      #expect(affine(multiple) == TinyCurve.multiples[Int(scalar) % 109])
    }
  }
}
