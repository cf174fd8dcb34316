@testable import CertificateCryptography
import TestSupport
import Testing

/// Signatures of the kinds over which implementations of Ed25519 are split.
///
/// The kinds are those of Chalkias, Garillot and Nikolaenko 2020, "Taming the many EdDSAs", by the numbers of their
/// vectors. Each signature is made here, and checked to be of its kind before a verdict on it is asked for.
@Suite("Ed25519 signatures over which implementations are split")
struct EdwardsBorderlineTests {
  typealias Point = Edwards25519Point

  /// Which form of the equation holds.
  enum Equation {
    /// [S]B = R + [k]A, and so the one times the cofactor.
    case cofactorless
    /// [8][S]B = [8]R + [8][k]A only.
    case cofactored
  }

  /// A secret scalar and its key, with a small-order part or without.
  struct Signer {
    let secret: Natural
    let point: Point
    let smallPart: Int
    let encoding: [UInt8]

    init(secret: Natural, smallPart: Int, _ torsion: [Point]) {
      (self.secret, self.smallPart) = (secret, smallPart)
      point = Point.base.multiple(secret) + torsion[smallPart]
      encoding = point.encoding
    }
  }

  /// A signature with everything that is known of it.
  struct Case {
    let message: [UInt8]
    let commitment: [UInt8]
    let k: Natural
    let s: Natural

    var signature: [UInt8] { commitment + s.bigEndian(32).reversed() }
  }

  private let torsion: [Point]
  private let mixed: Signer
  private let pure: Signer
  /// The secret of a commitment.
  private let r = Natural(limbs: [0x0123_4567_89AB_CDEF, 0x1357_9BDF_0246_8ACE, 77, 0x0A5A_0000_1111_2222])

  init() throws {
    torsion = try Point.torsion()
    let secret = Natural(limbs: [0xFEDC_BA98_7654_3211, 0x0F1E_2D3C_4B5A_6978, 99, 0x0135_7924_6813_5792])
    mixed = Signer(secret: secret, smallPart: 1, torsion)
    pure = Signer(secret: secret, smallPart: 0, torsion)
  }

  /// Signs the first of many messages whose k is as `condition` asks.
  ///
  /// `hashed` is R as it is hashed, if not as it is sent.
  private func sign(
    _ signer: Signer, r: Natural, commitment: [UInt8], hashed: [UInt8]? = nil, where condition: (Natural) -> Bool
  ) throws -> Case {
    for number in 0..<UInt16(300) {
      let message = Array("message ".utf8) + [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)]
      let k =
        EdwardsScheme.ed25519.challenge(commitment: hashed ?? commitment, key: signer.encoding, message: message)
        % Point.order
      guard condition(k) else { continue }
      return Case(message: message, commitment: commitment, k: k, s: (r + k * signer.secret) % Point.order)
    }
    return try #require(nil, "one message in eight or so is as asked for")
  }

  /// Whether the small-order parts of R and [k]A cancel, for a part `commitmentPart` of R.
  private func cancels(_ signer: Signer, _ commitmentPart: Int, _ k: Natural) -> Bool {
    (commitmentPart + Int(k.bits(from: 0) % 8) * signer.smallPart) % 8 == 0
  }

  /// Which equation holds for a commitment that encodes `commitment`; `nil` for neither.
  private func equation(_ signer: Signer, _ commitment: Point, _ borderline: Case) -> Equation? {
    var difference = Point.base.multiple(borderline.s) + (commitment + signer.point.multiple(borderline.k)).negated
    if difference.isIdentityVarTime { return .cofactorless }
    for _ in 0..<3 { difference.double() }
    return difference.isIdentityVarTime ? .cofactored : nil
  }

  private func check(_ signer: Signer, _ cases: [(number: Int, Case)], isValid: Bool) throws {
    let key = try Ed25519PublicKey(signer.encoding.span)
    let prepared = key.prepared()
    for (number, borderline) in cases {
      #expect(key.accepts(borderline.signature, of: borderline.message) == isValid, "case \(number)")
      #expect(prepared.accepts(borderline.signature, of: borderline.message) == isValid, "case \(number), prepared")
    }
  }

  @Test("0 and 1: a key of small order is refused, though the equation holds")
  func smallOrderKeys() throws {
    for part in 1..<8 {
      let signer = Signer(secret: Natural(0), smallPart: part, torsion)
      // R of small order and S = 0; and R of mixed order with S = r.
      for scalar in [Natural(0), r] {
        let commitment = Point.base.multiple(scalar) + torsion[8 - part]
        let borderline = try sign(signer, r: scalar, commitment: commitment.encoding) { cancels(signer, 8 - part, $0) }
        #expect(equation(signer, commitment, borderline) == .cofactorless)
        #expect(throws: EdwardsKeyError(.smallOrder)) { try Ed25519PublicKey(signer.encoding.span) }
      }
    }
  }

  @Test("2 and 3: keys of mixed order sign where the equation without the cofactor holds")
  func mixedKeys() throws {
    var cases: [(Int, Case)] = []
    for (number, scalar) in [(2, Natural(0)), (3, r)] {
      for part in [1, 4, 6] {
        let commitment = Point.base.multiple(scalar) + torsion[part]
        let borderline = try sign(mixed, r: scalar, commitment: commitment.encoding) { cancels(mixed, part, $0) }
        #expect(equation(mixed, commitment, borderline) == .cofactorless)
        cases.append((number, borderline))
      }
    }
    try check(mixed, cases, isValid: true)
  }

  @Test("4 and 5: what only the equation with the cofactor takes is refused")
  func cofactor() throws {
    var cases: [(Int, Case)] = []
    for (number, part) in [(4, 1), (4, 4), (5, 0)] {
      let commitment = Point.base.multiple(r) + torsion[part]
      // In case 5 some even compute [8k mod L]A, which is another point than [8][k]A where 8k mod L is odd.
      let borderline = try sign(mixed, r: r, commitment: commitment.encoding) { k in
        !cancels(mixed, part, k) && (number == 4 || (Natural(8) * k % Point.order).bit(0) == 1)
      }
      #expect(equation(mixed, commitment, borderline) == .cofactored)
      cases.append((number, borderline))
    }
    try check(mixed, cases, isValid: false)
  }

  @Test("6 and 7: S is below the order")
  func largeScalars() throws {
    let commitment = Point.base.multiple(r)
    let borderline = try sign(pure, r: r, commitment: commitment.encoding) { _ in true }
    #expect(equation(pure, commitment, borderline) == .cofactorless)
    try check(pure, [(6, borderline)], isValid: true)
    // The next scalar of the same point, and the largest ones, whose highest bits are set.
    let cases = [1, 2, 8, 14].map { (multiple: UInt64) in
      Case(
        message: borderline.message, commitment: borderline.commitment, k: borderline.k,
        s: borderline.s + Natural(multiple) * Point.order)
    }
    for large in cases { #expect(equation(pure, commitment, large) == .cofactorless && large.s.bitCount <= 256) }
    try check(pure, cases.map { ($0.s.bitCount < 256 ? 6 : 7, $0) }, isValid: false)
  }

  /// The encodings of small-order points that are not canonical, with the canonical ones.
  private func otherEncodings() -> [(other: [UInt8], canonical: [UInt8])] {
    let p = Field25519.prime
    func pair(_ y: Natural, isOdd: Bool, _ canonicalY: Natural, isOddInCanonical: Bool) -> ([UInt8], [UInt8]) {
      (Point.encoding(y: y, isOdd: isOdd), Point.encoding(y: canonicalY, isOdd: isOddInCanonical))
    }
    let (zero, one) = (Natural(0), Natural(1))
    return [
      pair(one, isOdd: true, one, isOddInCanonical: false),
      pair(p - one, isOdd: true, p - one, isOddInCanonical: false),
      pair(p, isOdd: false, zero, isOddInCanonical: false),
      pair(p, isOdd: true, zero, isOddInCanonical: true),
      pair(p + one, isOdd: false, one, isOddInCanonical: false),
      pair(p + one, isOdd: true, one, isOddInCanonical: false),
    ]
  }

  @Test("8 and 9: an R that is not canonical is refused, however it is hashed")
  func otherCommitments() throws {
    var cases: [(Int, Case)] = []
    for (other, canonical) in otherEncodings() {
      let commitment = try Point.decoded(canonical)
      let part = try #require(torsion.firstIndex { $0.encoding == canonical })
      for (number, hashed) in [(8, canonical), (9, other)] {
        let borderline = try sign(mixed, r: Natural(0), commitment: other, hashed: hashed) { cancels(mixed, part, $0) }
        #expect(equation(mixed, commitment, borderline) == .cofactorless)
        cases.append((number, borderline))
      }
    }
    try check(mixed, cases, isValid: false)
  }

  @Test("10 and 11: a key that is not canonical is refused")
  func otherKeys() throws {
    for (other, canonical) in otherEncodings() {
      _ = try Point.decoded(canonical)
      // y is at least p = 2^255 - 19.
      let isLarge = other[0] >= 0xED && other[31] & 0x7F == 0x7F
      let reason: EdwardsKeyError.Reason = isLarge ? .coordinateTooLarge : .negativeZero
      #expect(throws: EdwardsKeyError(reason)) { try Ed25519PublicKey(other.span) }
    }
  }
}
