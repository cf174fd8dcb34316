import CertificateCryptography
import CertificateEncoding

/// A key that tests sign with: ECDSA over P-256 (SEC 1 §4.1.3), with everything secret in the open.
///
/// The private key is a number that a child can guess, and every signature has the nonce 1, so that making one takes no
/// more than additions: with r the x-coordinate of the generator, s = h + r · d modulo the order. What verifies it can't
/// tell it from any other signature.
public struct SigningKey: Sendable {
  /// The key whose private number is 1, and whose public point is the generator.
  public static let first = SigningKey(
    1, x: generatorX, y: "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5")
  /// The key whose private number is 2.
  public static let second = SigningKey(
    2, x: "7CF27B188D034F7E8A52380304B51AC3C08969E277F21B35A60B48FC47669978",
    y: "07775510DB8ED040293D9AC69F7430DBBA7DADE63CE982299E04B79D227873D1")
  /// The key whose private number is 3.
  public static let third = SigningKey(
    3, x: "5ECBE4D1A6330A44C8F7EF951D4BF165E6C6B721EFADA985FB41661BC6E7FD6C",
    y: "8734640C4998FF7E374B06CE1A64A2ECD82AB036384FB83D9A79B127A27D5032")

  private static let generatorX = "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"
  private static let order = bytes("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551")

  /// ECDSA with SHA-256.
  public static let algorithm = DER.algorithm("1.2.840.10045.4.3.2")

  private let number: Int
  private let point: [UInt8]

  private init(_ number: Int, x: String, y: String) {
    self.number = number
    point = [4] + Self.bytes(x) + Self.bytes(y)
  }

  /// The SubjectPublicKeyInfo.
  public var publicKeyInfo: [UInt8] {
    CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), point)
  }

  /// The BIT STRING of a signature of `message`.
  public func signature(of message: [UInt8]) -> [UInt8] {
    let digest = HashAlgorithm.sha256.digest(of: message.span)
    var sum = Self.reduced([0] + digest.withBytes { span in span.indices.map { span[$0] } })
    let r = Self.bytes(Self.generatorX)
    for _ in 0..<number { sum = Self.reduced(Self.sum(sum, r)) }
    return DER.bitString(DER.sequence(DER.integer(unsigned: r), DER.integer(unsigned: sum)))
  }

  /// The sum of two numbers of 32 bytes, in 33.
  private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 33)
    var carry = 0
    for index in (0..<32).reversed() {
      let sum = Int(left[index]) + Int(right[index]) + carry
      (result[index + 1], carry) = (UInt8(truncatingIfNeeded: sum), sum >> 8)
    }
    result[0] = UInt8(carry)
    return result
  }

  /// A number of 33 bytes, below twice the order, modulo the order.
  private static func reduced(_ number: [UInt8]) -> [UInt8] {
    guard !number.lexicographicallyPrecedes([0] + order) else { return Array(number.dropFirst()) }
    var result = number
    var borrow = 0
    for index in (0..<33).reversed() {
      let difference = Int(number[index]) - (index > 0 ? Int(order[index - 1]) : 0) - borrow
      (result[index], borrow) = (UInt8(truncatingIfNeeded: difference), difference < 0 ? 1 : 0)
    }
    return Array(result.dropFirst())
  }

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}

extension CertificateFields {
  /// The certificate with a signature that is none of noise.
  public func signed(by key: SigningKey) -> [UInt8] {
    var fields = self
    fields.signature = SigningKey.algorithm
    let signedPart = fields.signedPart
    return DER.sequence(signedPart, SigningKey.algorithm, key.signature(of: signedPart))
  }
}
