import Foundation
import TestSupport

/// Keys in forms that Go takes and stricter readers may not, and certificates for them.
enum OddKeys {
  /// The seed of an Ed25519 key, and what OpenSSL makes of it.
  static let seed = [UInt8](repeating: 7, count: 32)
  static let edwardsPoint: [UInt8] = [
    0xEA, 0x4A, 0x6C, 0x63, 0xE2, 0x9C, 0x52, 0x0A, 0xBE, 0xF5, 0x50, 0x7B, 0x13, 0x2E, 0xC5, 0xF9, 0x95, 0x47, 0x76,
    0xAE, 0xBE, 0xBE, 0x7B, 0x92, 0x42, 0x1E, 0xEA, 0x69, 0x14, 0x46, 0xD2, 0x2C,
  ]

  /// A certificate in PEM for a public key.
  static func certificate(_ publicKeyInfo: [UInt8]) -> String {
    Material.pem("CERTIFICATE", CertificateFields.with { $0.publicKeyInfo = publicKeyInfo })
  }

  /// The public key of ``seed``.
  static let edwards = CertificateFields.key("1.3.101.112", nil, edwardsPoint)

  /// A public RSA key.
  static func rsa(_ modulus: [UInt8], _ exponent: Int = 65537) -> [UInt8] {
    CertificateFields.key(
      "1.2.840.113549.1.1.1", DER.null, DER.sequence(DER.integer(unsigned: modulus), DER.integer(exponent)))
  }

  /// The public key of `Material.smallRSA`.
  static let smallRSA = rsa(numbers[0])

  /// The numbers of `Material.smallRSA`, without version and exponent: n, d, p, q, both exponents, and the coefficient.
  static let numbers: [[UInt8]] = {
    var numbers: [[UInt8]] = []
    var offset = 4
    while offset < Material.smallRSA.count {
      // Each is an INTEGER of less than 128 bytes.
      let count = Int(Material.smallRSA[offset + 1])
      numbers.append(Array(Material.smallRSA[offset + 2..<offset + 2 + count]))
      offset += 2 + count
    }
    return [numbers[1]] + numbers[3...]
  }()

  /// An RSAPrivateKey of numbers, in the order of ``numbers``, and of what follows them.
  static func pkcs1(
    _ numbers: [[UInt8]], version: Int = 0, exponent: Int = 65537, _ rest: [UInt8]...
  ) -> [UInt8] {
    let integers = numbers.map { DER.raw(tag: 2, contents: $0) }
    return DER.sequence([DER.integer(version), integers[0], DER.integer(exponent)] + integers[1...] + rest)
  }

  /// An RSAPrivateKey in PKCS #8.
  static func wrapped(_ key: [UInt8]) -> [UInt8] {
    Material.pkcs8("1.2.840.113549.1.1.1", parameters: DER.null, key)
  }

  /// A PrivateKeyInfo with an Ed25519 key, and what follows it.
  static func edwards(version: Int, _ rest: [UInt8]...) -> [UInt8] {
    DER.sequence(
      [DER.integer(version), DER.algorithm("1.3.101.112"), DER.octetString(DER.octetString(seed))] + rest)
  }

  /// An ECPrivateKey with what follows the scalar.
  static func sec1(_ scalar: [UInt8], _ rest: [UInt8]...) -> [UInt8] {
    DER.sequence([DER.integer(1), DER.octetString(scalar)] + rest)
  }

  /// An ECPrivateKey of 1 in PKCS #8.
  static func curve(parameters: [UInt8] = p256, algorithmRest: [UInt8] = [], _ rest: [UInt8]...) -> [UInt8] {
    let algorithm = DER.sequence(DER.oid("1.2.840.10045.2.1"), parameters, algorithmRest)
    return DER.sequence(
      DER.integer(0), algorithm, DER.octetString(DER.sequence([DER.integer(1), DER.octetString(one)] + rest)))
  }

  /// The modulus of the key with three primes.
  static func threePrimesModulus() throws -> [UInt8] {
    let lines = try Vectors.text("key-files/refused/three-primes.pem").split(separator: "\n")
    let text = lines.drop { !$0.hasPrefix("-----") }.filter { !$0.hasPrefix("-----") }.joined()
    let key = Array(Data(base64Encoded: text) ?? Data())
    // The first INTEGER of 257 bytes.
    let head: [UInt8] = [0x02, 0x82, 0x01, 0x01, 0x00]
    guard let start = key.indices.first(where: { key[$0...].starts(with: head) }) else { return [] }
    return Array(key[(start + 5)...].prefix(256))
  }

  static let one = [UInt8](repeating: 0, count: 31) + [1]
  static let p256 = DER.oid("1.2.840.10045.3.1.7")
  static let p384 = DER.oid("1.3.132.0.34")
}
