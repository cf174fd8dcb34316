@testable import CertificateCryptography
import Foundation
import TestSupport
import Testing

/// The acceptance rule that the keys document, with signatures that are made to test it.
@Suite("Signatures on the Edwards curves")
struct EdwardsSignatureTests {
  struct Vector: Sendable {
    let scheme: EdwardsScheme
    let key: String
    let message: String
    let signature: String
  }

  /// RFC 8032 §7.1, tests 1 to 3, and §7.4, "-----Blank" and "-----1 octet".
  static let vectors = [
    Vector(
      scheme: .ed25519, key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", message: "",
      signature: """
        e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24\
        655141438e7a100b
        """),
    Vector(
      scheme: .ed25519, key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", message: "72",
      signature: """
        92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee\
        b00d291612bb0c00
        """),
    Vector(
      scheme: .ed25519, key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", message: "af82",
      signature: """
        6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d\
        c027beceea1ec40a
        """),
    Vector(
      scheme: .ed448,
      key: """
        5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe82561\
        80
        """,
      message: "",
      signature: """
        533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd39\
        80ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4dbb61149f05a7363268c71d95808ff2e65\
        2600
        """),
    Vector(
      scheme: .ed448,
      key: """
        43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a94\
        80
        """,
      message: "03",
      signature: """
        26b8f91727bd62897af15e41eb43c377efb9c610d48f2335cb0bd0087810f4352541b143c4b981b7e18f62de8ccdf633fc1bf037ab7cd779\
        805e0dbcc0aae1cbcee1afb2e027df36bc04dcecbf154336c19f0af7e0a6472905e799f1953d2a0ff3348ab21aa4adafd1d234441cf807c0\
        3a00
        """),
  ]

  @Test("RFC 8032's own", arguments: vectors)
  func vector(_ vector: Vector) throws {
    let plain = try vector.scheme.key(bytes(hexadecimal: vector.key))
    let signature = bytes(hexadecimal: vector.signature)
    let message = bytes(hexadecimal: vector.message)
    for key in [plain, plain.prepared()] as [any EdwardsKey] {
      #expect(key.accepts(signature, of: message))
      #expect(!key.accepts(signature, of: message + [0]))
      for other in [[], Array(signature.dropLast()), signature + [0], [UInt8](repeating: 0, count: signature.count)] {
        #expect(!key.accepts(other, of: message))
      }
      for bit in stride(from: 0, to: 8 * signature.count, by: 101) {
        var changed = signature
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(!key.accepts(changed, of: message), "bit \(bit)")
      }
      // S + L is the same scalar (§8.4), and must not make a second signature.
      let half = vector.scheme.keyByteCount
      let s = Natural(bigEndian: signature[half...].reversed())
      let increased = s + vector.scheme.order
      #expect(!key.accepts(signature[..<half] + increased.bigEndian(half).reversed(), of: message))
    }
  }

  @Test("Every combination of small-order parts in key and commitment")
  func torsion() throws {
    try checkTorsion(Edwards25519Point.self, .ed25519)
    try checkTorsion(Edwards448Point.self, .ed448)
  }

  /// Takes A = [a]B + T(i) and R = [r]B + T(j).
  ///
  /// With S = r + k · a the equation without the cofactor holds if and only if j + k · i is 0 modulo the cofactor, for the
  /// k that is reduced modulo L. With the cofactor it would hold for all.
  private func checkTorsion<Point: TestedPoint>(_ type: Point.Type, _ scheme: EdwardsScheme) throws {
    var generator = RepeatableGenerator(seed: 50)
    let torsion = try Point.torsion()
    let limbCount = Point.encodingByteCount / 8
    let (a, r) = (
      Natural(limbs: (0..<limbCount).map { _ in generator.next() }) % Point.order,
      Natural(limbs: (0..<limbCount).map { _ in generator.next() }) % Point.order
    )
    let (publicPoint, commitmentPoint) = (Point.base.multiple(a), Point.base.multiple(r))
    var acceptedCount = 0
    for i in torsion.indices {
      let key = (publicPoint + torsion[i]).encoding
      let plain = try scheme.key(key)
      let prepared = plain.prepared()
      for j in torsion.indices {
        let commitment = (commitmentPoint + torsion[j]).encoding
        let message = generator.bytes(20)
        let k = scheme.challenge(commitment: commitment, key: key, message: message) % Point.order
        let s = (r + k * a) % Point.order
        let signature = commitment + s.bigEndian(Point.encodingByteCount).reversed()
        let smallScalar = (k % Natural(UInt64(Point.cofactor))).words.first ?? 0
        let isValid = (j + Int(smallScalar) * i) % Point.cofactor == 0
        #expect(plain.accepts(signature, of: message) == isValid, "\(scheme), A with \(i), R with \(j)")
        #expect(prepared.accepts(signature, of: message) == isValid, "\(scheme), A with \(i), R with \(j), prepared")
        acceptedCount += isValid ? 1 : 0
      }
    }
    #expect(acceptedCount >= 1 && acceptedCount < Point.cofactor * Point.cofactor / 2)
  }

  @Test("A commitment of small order, and its encodings that are not canonical")
  func smallCommitments() throws {
    try checkSmallCommitments(Edwards25519Point.self, .ed25519)
    try checkSmallCommitments(Edwards448Point.self, .ed448)
  }

  private func checkSmallCommitments<Point: TestedPoint>(_ type: Point.Type, _ scheme: EdwardsScheme) throws {
    // With r = 0 and R = T(j), S = k · a: without a small-order part in A, only R = (0, 1) satisfies the equation.
    let a = Natural(0x1234_5678_9ABC_DEF1)
    let key = Point.base.multiple(a).encoding
    let plain = try scheme.key(key)
    let p = Point.Field.prime
    var encodings = try Point.torsion().map { ($0.encoding, $0.isIdentityVarTime) }
    // Other encodings of (0, 1) and (0, -1): with a sign, with y = p + 1, and with both.
    encodings += [Natural(1), p - Natural(1), p + Natural(1)].map { (Point.encoding(y: $0, isOdd: true), false) }
    encodings.append((Point.encoding(y: p + Natural(1), isOdd: false), false))
    for (commitment, isValid) in encodings {
      let message: [UInt8] = [1, 2, 3]
      let k = scheme.challenge(commitment: commitment, key: key, message: message) % Point.order
      let signature = commitment + ((k * a) % Point.order).bigEndian(Point.encodingByteCount).reversed()
      for key in [plain, plain.prepared()] as [any EdwardsKey] {
        #expect(key.accepts(signature, of: message) == isValid, "\(scheme): \(commitment)")
      }
    }
  }

  @Test("Keys of small order and keys that are not canonical are refused")
  func keys() throws {
    try checkKeys(Edwards25519Point.self, .ed25519)
    try checkKeys(Edwards448Point.self, .ed448)
  }

  private func checkKeys<Point: TestedPoint>(_ type: Point.Type, _ scheme: EdwardsScheme) throws {
    for point in try Point.torsion() {
      #expect(throws: EdwardsKeyError(.smallOrder)) { try scheme.key(point.encoding) }
      // With a part outside the small-order points it is a key.
      _ = try scheme.key((point + Point.base).encoding)
    }
    let p = Point.Field.prime
    #expect(throws: EdwardsKeyError(.negativeZero)) { try scheme.key(Point.encoding(y: Natural(1), isOdd: true)) }
    for y in [p, p + Natural(1), p + Natural(18)] {
      #expect(throws: EdwardsKeyError(.coordinateTooLarge)) { try scheme.key(Point.encoding(y: y, isOdd: false)) }
    }
    #expect(throws: EdwardsKeyError(.wrongLength(bytes: 0))) { try scheme.key([]) }
    let highest = [UInt8](repeating: 0xFF, count: Point.encodingByteCount)
    #expect(throws: EdwardsKeyError(.coordinateTooLarge)) { try scheme.key(highest) }
  }

  @Test("Keys are equal by their bytes, prepared or not")
  func equality() throws {
    let first = Edwards25519Point.base.encoding
    let second = (Edwards25519Point.base + Edwards25519Point.base).encoding
    let key = try Ed25519PublicKey(first.span)
    let other = try Ed25519PublicKey(second.span)
    #expect(key == key.prepared() && key != other && key.hashValue == key.prepared().hashValue)
    #expect(Set([key, key.prepared(), other]).count == 2)
    #expect(key.preparedByteCount == 0 && key.prepared().preparedByteCount > 0 && key.verificationCost > 0)
    let large = Edwards448Point.base.encoding
    let largeKey = try Ed448PublicKey(large.span)
    let largeOther = Edwards448Point.base.negated.encoding
    #expect(largeKey == largeKey.prepared())
    #expect(try largeKey != Ed448PublicKey(largeOther.span))
    #expect(largeKey.preparedByteCount == 0 && largeKey.prepared().preparedByteCount > 0)
    #expect(largeKey.verificationCost > key.verificationCost)
  }

  /// Random signatures, changed and not: `ROOTWARD_SOAK` says how many of each.
  @Test("Random signatures", arguments: EdwardsScheme.allCases)
  func soak(_ scheme: EdwardsScheme) throws {
    let count = ProcessInfo.processInfo.environment["ROOTWARD_SOAK"].flatMap { Int($0) } ?? 6
    switch scheme {
    case .ed25519: try checkRandom(Edwards25519Point.self, scheme, count)
    case .ed448: try checkRandom(Edwards448Point.self, scheme, count)
    }
  }

  private func checkRandom<Point: TestedPoint>(_ type: Point.Type, _ scheme: EdwardsScheme, _ count: Int) throws {
    var generator = RepeatableGenerator(seed: UInt64(count))
    let limbCount = Point.encodingByteCount / 8
    func scalar() -> Natural { Natural(limbs: (0..<limbCount).map { _ in generator.next() }) % Point.order }
    let a = scalar()
    let key = Point.base.multiple(a).encoding
    let plain = try scheme.key(key)
    let prepared = plain.prepared()
    for _ in 0..<count {
      let r = scalar()
      let commitment = Point.base.multiple(r).encoding
      let message = generator.bytes(Int(generator.next() % 300))
      let k = scheme.challenge(commitment: commitment, key: key, message: message)
      let s = (r + k * a) % Point.order
      let signature = commitment + s.bigEndian(Point.encodingByteCount).reversed()
      #expect(plain.accepts(signature, of: message) && prepared.accepts(signature, of: message))
      var changed = signature
      let bit = Int(generator.next() % UInt64(8 * signature.count))
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!plain.accepts(changed, of: message) && !prepared.accepts(changed, of: message), "bit \(bit)")
    }
  }
}
