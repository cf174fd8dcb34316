import CertificateCryptography
import TestSupport
import Testing

@Suite("ECDSA public keys")
struct ECDSAPublicKeyTests {
  /// The base points, which are keys like others.
  static let bases: [ECDSAPublicKey.Curve: (x: String, y: String)] = [
    .p256: (
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
    ),
    .p384: (
      "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
      "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f"
    ),
    .p521: (
      "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429b"
        + "f97e7e31c2e5bd66",
      "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c240"
        + "88be94769fd16650"
    ),
  ]

  @Test("Forms, and what is wrong with the others", arguments: ECDSAPublicKey.Curve.allCases)
  func decoding(_ curve: ECDSAPublicKey.Curve) throws {
    let base = try #require(Self.bases[curve])
    let (x, y) = (bytes(hexadecimal: base.x), bytes(hexadecimal: base.y))
    let parity = y[y.count - 1] & 1
    let key = try ECDSAPublicKey(curve, [4] + x + y)
    #expect(key.curve == curve && key.verificationCost >= 1 && key.preparedByteCount == 0)
    #expect(try ECDSAPublicKey(curve, [2 | parity] + x) == key)
    let opposite = try ECDSAPublicKey(curve, [3 - parity] + x)
    #expect(opposite != key && opposite.hashValue != key.hashValue)
    let prepared = key.prepared()
    #expect(prepared == key && prepared.hashValue == key.hashValue)
    #expect(prepared.preparedByteCount > 20_000 && prepared.preparedByteCount < 40_000)

    func refusal(_ bytes: [UInt8]) -> ECDSAKeyError.Reason? { ECDSAPublicKey.refusal(curve, bytes) }
    #expect(refusal([]) == .length)
    for form in [0, 1, 5, 6, 7, 8, 0x84, 0xFF] as [UInt8] { #expect(refusal([form] + x + y) == .form, "\(form)") }
    #expect(refusal([0]) == .form)
    #expect(refusal([4] + x) == .length)
    #expect(refusal([4] + x + y + [0]) == .length)
    #expect(refusal([4] + x + y.dropLast()) == .length)
    #expect(refusal([2 | parity] + x.dropLast()) == .length)
    #expect(refusal([2 | parity] + x + y) == .length)
    let ones = [UInt8](repeating: 0xFF, count: x.count)
    #expect(refusal([4] + ones + y) == .coordinateTooLarge)
    #expect(refusal([4] + x + ones) == .coordinateTooLarge)
    #expect(refusal([3] + ones) == .coordinateTooLarge)
    #expect(refusal([4] + y + x) == .notOnCurve)
    #expect(refusal([4] + x + x) == .notOnCurve)
    // Half of all numbers are no x-coordinate.
    var refused = 0
    for step in 1...16 as ClosedRange<UInt8> {
      var other = x
      other[other.count - 1] &+= step
      if let reason = refusal([2] + other) {
        #expect(reason == .notOnCurve)
        refused += 1
      }
    }
    #expect(refused > 2 && refused < 14)
  }

  @Test("Numbers out of range", arguments: ECDSAPublicKey.Curve.allCases)
  func ranges(_ curve: ECDSAPublicKey.Curve) throws {
    let base = try #require(Self.bases[curve])
    let key = try ECDSAPublicKey(curve, [4] + bytes(hexadecimal: base.x) + bytes(hexadecimal: base.y))
    let prepared = key.prepared()
    var generator = RepeatableGenerator(seed: 85)
    let tooLong = [1] + [UInt8](repeating: 0, count: 200)
    for (r, s) in [
      ([], [1]), ([1], []), ([0], [1]), ([1], [0]), (tooLong, [1]), ([1], tooLong),
      ([UInt8](repeating: 0xFF, count: 66), [1]), ([1], [UInt8](repeating: 0xFF, count: 66)),
    ] as [([UInt8], [UInt8])] {
      for key in [key, prepared] { #expect(!key.accepts(r: r, s: s, of: generator.bytes(9), .sha256)) }
    }
  }

  @Test("Keys of different curves differ")
  func curves() throws {
    var keys: Set<ECDSAPublicKey> = []
    for (curve, base) in Self.bases {
      let key = try ECDSAPublicKey(curve, [4] + bytes(hexadecimal: base.x) + bytes(hexadecimal: base.y))
      keys.insert(key)
      keys.insert(key.prepared())
    }
    #expect(keys.count == 3)
  }
}
