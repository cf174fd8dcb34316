import CertificateEncoding
import Certificates
import Foundation
import TestSupport

/// Certificates and keys that tests make while they run.
enum Material {
  /// A block of PEM.
  static func pem(_ label: String, _ bytes: [UInt8]) -> String {
    "-----BEGIN \(label)-----\n\(Base64Text.encode(bytes))\n-----END \(label)-----\n"
  }

  /// The DER of a certificate of a name for a key, signed by that key.
  static func der(_ name: String, key: Int = 1) -> [UInt8] {
    let key = TestKey(key)
    return key.certificate { fields in
      fields.subject = DER.name(("CN", name))
      fields.issuer = fields.subject
      fields.publicKeyInfo = key.publicKeyInfo
      fields.signature = TestKey.algorithm
      fields.signatureAlgorithm = TestKey.algorithm
    }
  }

  /// A certificate in PEM.
  static func certificate(_ name: String, key: Int = 1) -> String { pem("CERTIFICATE", der(name, key: key)) }

  /// The structure of a private key in SEC 1 (RFC 5915 §3).
  static func sec1(_ number: Int, curve: String? = "1.2.840.10045.3.1.7", version: Int = 1) -> [UInt8] {
    let scalar = [UInt8](repeating: 0, count: 31) + [UInt8(number)]
    let parameters = curve.map { DER.context(0, DER.oid($0)) } ?? []
    return DER.sequence(DER.integer(version), DER.octetString(scalar), parameters)
  }

  /// A private key in PEM, as SEC 1.
  static func key(_ number: Int = 1) -> String { pem("EC PRIVATE KEY", sec1(number)) }

  /// The structure of a private key in PKCS #8 (RFC 5958 §2).
  static func pkcs8(_ algorithm: String, parameters: [UInt8] = [], _ key: [UInt8]) -> [UInt8] {
    DER.sequence(
      DER.integer(0), DER.sequence(DER.oid(algorithm), parameters), DER.octetString(key))
  }

  /// A private key in PEM, as PKCS #8.
  static func pkcs8Key(_ number: Int = 1) -> String {
    pem(
      "PRIVATE KEY",
      pkcs8("1.2.840.10045.2.1", parameters: DER.oid("1.2.840.10045.3.1.7"), sec1(number, curve: nil)))
  }

  /// The structure of an Ed25519 key in PKCS #8 (RFC 8410 §7).
  static func ed25519() -> [UInt8] {
    pkcs8("1.3.101.112", DER.octetString([UInt8](repeating: 7, count: 32)))
  }

  /// An RSA key of 512 bits in PKCS #1, which guards nothing.
  static let smallRSA = Array(
    Data(
      base64Encoded:
        "MIIBPQIBAAJBAM9ZROFD6rhP0M+vTe/j/p1cDplnMOISQBuoPVatbrDZBj7WWTpgtKbAomtNFskpEQJit+LF+8ldtMIR4fN+oLEC"
        + "AwEAAQJBAL0Hsi73vu3G/iPIuvG/VilZeonJtJv1bXKJX1o9BJO9socG0F0oNCfEYmrxBNdibPU2XhA8dTUh2xMNh2NTkFECIQDu"
        + "nxvUNkcKqss+VvBFWNZf8JOCiZJbRVlYWNFAaiOLLQIhAN5zGxzrJL40OS7metIdMICX+LsGeEQ8tLhBOv+8rs4VAiEAvhgQwmkP"
        + "BUd0rE/0DzqrZTixOq+/4WgIuiHfaTJk6G0CIQDci6LF+Rxkt8I6DaiXyPjdhc7FHpT+knFafNHR23A0QQIhAMWNJQjwVeesUvrf"
        + "GdslHYkmwoDPPPZpP1jxqYB0AlD4") ?? Data())
}
