@testable import CertificateCryptography
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

  /// Keys of which (r, 2) is a signature of "abc" with SHA-256 although r is not the point's x-coordinate.
  ///
  /// x = r + n is the least above n that a point R of the curve has; y is even. Such a key is (2R - eG) / r, which takes
  /// no knowledge of a secret.
  static let wrapped: [ECDSAPublicKey.Curve: (key: String, r: UInt64, n: Natural)] = [
    .p256: ("02643cef8994aba9c7552eb56f1dad997425bb287e2f9653da8f4e58df7eb8450c", 3, P256.order.integer.natural),
    .p384: (
      "03c6e2075d466c060fde1f3b3c32488eca950945bcbbbf72bdbe11ce35d464fc496ef869c8a7e43a52c06dfcad95ce3699", 2,
      P384.order.integer.natural
    ),
    .p521: (
      "0301f4530376d368d75cbdb9dc7cb8662cd063b4f7dd42edc5c547f014d9a9332257550347c72431efc6db93334fa94f587419678a9f21d14c05"
        + "6706dc1be44f1c0684", 1, P521.order.integer.natural
    ),
  ]

  @Test("Numbers out of range, beside those that they are equal to modulo n", arguments: ECDSAPublicKey.Curve.allCases)
  func ranges(_ curve: ECDSAPublicKey.Curve) throws {
    let (point, r, n) = try #require(Self.wrapped[curve])
    let plain = try ECDSAPublicKey(curve, bytes(hexadecimal: point))
    for key in [plain, plain.prepared()] {
      func accepts(_ r: Natural, _ s: Natural) -> Bool {
        key.accepts(r: r.bigEndian(72), s: s.bigEndian(72), of: Array("abc".utf8), .sha256)
      }
      let (zero, r, s) = (Natural(0), Natural(r), Natural(2))
      #expect(accepts(r, s) && accepts(r, n - s))
      for (r, s) in [(r + n, s), (r, s + n), (r, n + n - s), (n, s), (r, n), (zero, s), (r, zero), (zero, zero)] {
        #expect(!accepts(r, s), "\(r.limbs(9)), \(s.limbs(9))")
      }
      // 576 bits are read, and no more.
      let tooLong = [1] + [UInt8](repeating: 0, count: 72)
      #expect(key.accepts(r: r.bigEndian(100), s: [2], of: Array("abc".utf8), .sha256))
      #expect(!key.accepts(r: tooLong.dropLast() + r.bigEndian(1), s: [2], of: Array("abc".utf8), .sha256))
      #expect(!key.accepts(r: r.bigEndian(9), s: tooLong.dropLast() + [2], of: Array("abc".utf8), .sha256))
      #expect(!key.accepts(r: [], s: [2], of: Array("abc".utf8), .sha256))
      #expect(!key.accepts(r: r.bigEndian(9), s: [], of: Array("abc".utf8), .sha256))
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
