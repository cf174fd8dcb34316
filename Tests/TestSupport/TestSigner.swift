import CertificateCryptography
import CertificateEncoding

/// Signs what tests write, with ECDSA on P-256 and SHA-256, the same each time.
///
/// Its private keys are the numbers 1 to 5 and its nonce is 1, so that r is the x coordinate of the generator, and
/// s = z + r·d modulo the order n takes one addition (FIPS 186-5 §6.4.1). Everybody can sign with them: they guard
/// nothing, and show nothing but that a verifier works.
public struct TestSigner: Sendable, Hashable {
  /// The private key, 1 to 5.
  public let number: Int

  /// The signer of a number from 1 to 5; others are brought into that range.
  public init(_ number: Int) { self.number = min(max(number, 1), Self.keys.count) }

  /// The algorithm of its signatures: ecdsa-with-SHA256.
  public static let algorithm = DER.algorithm("1.2.840.10045.4.3.2")

  /// The point of the public key, not compressed.
  public var point: [UInt8] { [4] + Self.bytes(Self.keys[number - 1].x) + Self.bytes(Self.keys[number - 1].y) }

  /// The SubjectPublicKeyInfo.
  public var publicKeyInfo: [UInt8] {
    CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), point)
  }

  /// The SHA-1 digest of the key's bits, by which OCSP names a responder.
  public var keyHash: [UInt8] { HashAlgorithm.sha1.digest(of: point.span).bytes }

  /// The signature of a message, an Ecdsa-Sig-Value.
  public func signature(of message: [UInt8]) -> [UInt8] {
    let digest = HashAlgorithm.sha256.digest(of: message.span).bytes
    let s = Self.sum(digest, Self.bytes(Self.keys[number - 1].rTimesKey))
    return DER.sequence(DER.integer(unsigned: Self.bytes(Self.keys[0].x)), DER.integer(unsigned: s))
  }

  /// A certificate of the fields, signed.
  public func certificate(_ change: (inout CertificateFields) -> Void) -> [UInt8] {
    var fields = CertificateFields()
    fields.signature = Self.algorithm
    fields.signatureAlgorithm = Self.algorithm
    change(&fields)
    fields.signatureValue = DER.bitString(signature(of: fields.signedPart))
    return fields.encoded
  }
}

extension TestSigner {
  /// d·G, and the x coordinate of G times d modulo n, for each d.
  private static let keys: [(x: String, y: String, rTimesKey: String)] = [
    (
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    ),
    (
      "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978",
      "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1",
      "d62fa3e5c258848ff179cdcac74881e4ee06fb025bd66741e942728bb131852c"
    ),
    (
      "5ecbe4d1a6330a44c8f7ef951d4bf165e6c6b721efada985fb41661bc6e7fd6c",
      "8734640c4998ff7e374b06ce1a64a2ecd82ab036384fb83d9a79b127a27d5032",
      "414775d9a384c6d6ea36b4b02aecc2d7a8237dd5e2a9fc5dea29e10e8d672271"
    ),
    (
      "e2534a3532d08fbba02dde659ee62bd0031fe2db785596ef509302446b030852",
      "e0f1575a4c633cc719dfee5fda862d764efc96c3f30ee0055c42c23f184ed8c6",
      "ac5f47cc84b1091ee2f39b958e9103ca1f26fb5710952ffedecb1a5465ffe507"
    ),
    (
      "51590b7a515140d2d784c85608668fdfef8c82fd1f5be52421554a0dc3d033ed",
      "e0c17da8904a727d8ae1bf36bf8a79260d012f00d4d80888d1d0bb44fda16da4",
      "177719c065dd4b65dbb0827af23544bcd9437e2a9768c51adfb288d74235824c"
    ),
  ]

  /// The order of the group (SEC 2 §2.4.2).
  private static let order = bytes("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = Array(hexadecimal.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// The sum of two numbers of 32 bytes modulo the order.
  private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var sum = [UInt8](repeating: 0, count: 33)
    var carry = 0
    for index in (0..<32).reversed() {
      carry += Int(left[index]) + Int(right[index])
      sum[index + 1] = UInt8(truncatingIfNeeded: carry)
      carry >>= 8
    }
    sum[0] = UInt8(carry)
    let modulus = [0] + order
    while !sum.lexicographicallyPrecedes(modulus) {
      var borrow = 0
      for index in (0..<33).reversed() {
        borrow += Int(sum[index]) - Int(modulus[index])
        sum[index] = UInt8(truncatingIfNeeded: borrow)
        borrow >>= 8
      }
    }
    return Array(sum.dropFirst())
  }
}
