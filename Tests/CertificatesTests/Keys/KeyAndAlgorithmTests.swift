import CertificateCryptography
import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct KeyAndAlgorithmTests {
  private static let point256 = [0x04] + [UInt8](repeating: 1, count: 64)

  @Test(arguments: [
    (CertificateFields.rsaKey(bitCount: 2048), "RSA, 2048 bits"),
    (CertificateFields.rsaKey(bitCount: 2052, exponent: 3), "RSA, 2052 bits, exponent 3"),
    (CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), point256), "P-256"),
    (
      CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), [3] + Array(repeating: 1, count: 32)),
      "P-256"
    ),
    (CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.3.132.0.10"), point256), "secp256k1"),
    (CertificateFields.key("1.3.101.112", nil, Array(repeating: 1, count: 32)), "Ed25519"),
    (CertificateFields.key("1.3.101.113", nil, Array(repeating: 1, count: 57)), "Ed448"),
    (CertificateFields.key("2.16.840.1.101.3.4.3.18", nil, Array(repeating: 1, count: 1952)), "ML-DSA-65"),
    (CertificateFields.key("1.2.3.4", nil, []), "algorithm 1.2.3.4"),
  ])
  func keysAreTold(_ info: [UInt8], _ words: String) throws {
    let certificate = try Certificate(der: CertificateFields.with { $0.publicKeyInfo = info })
    #expect(certificate.publicKey.description == words)
  }

  @Test(
    arguments: [
      (CertificateFields.rsaKey(bitCount: 511), .modulusTooSmall(bitCount: 511)),
      (CertificateFields.rsaKey(bitCount: 16385), .modulusTooLarge(bitCount: 16385)),
      (CertificateFields.rsaKey(bitCount: 2048, exponent: 1), .exponent),
      (CertificateFields.rsaKey(bitCount: 2048, exponent: 65536), .exponent),
      (
        CertificateFields.key(
          "1.2.840.113549.1.1.1", DER.null,
          DER.sequence(DER.integer(unsigned: [0x80] + Array(repeating: 0, count: 255)), DER.integer(65537))),
        .evenModulus
      ),
      (CertificateFields.key("1.2.840.113549.1.1.1", nil, DER.sequence()), .parameters),
      (
        CertificateFields.key("1.2.840.113549.1.1.1", DER.null, [0]),
        .encoding(.unexpectedTag(expected: .init(rawValue: 0x30), found: .init(rawValue: 0)))
      ),
      (CertificateFields.key("1.2.840.10045.2.1", DER.sequence(), point256), .explicitCurve),
      (CertificateFields.key("1.2.840.10045.2.1", nil, point256), .parameters),
      (CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), [0]), .length),
      (CertificateFields.key("1.3.101.112", DER.null, Array(repeating: 1, count: 32)), .parameters),
      (CertificateFields.key("1.3.101.112", nil, [1]), .length),
    ] as [([UInt8], PublicKey.Flaw)])
  func flawsAreNamed(_ info: [UInt8], _ flaw: PublicKey.Flaw) throws {
    let certificate = try Certificate(der: CertificateFields.with { $0.publicKeyInfo = info })
    guard case .malformed(_, let found) = certificate.publicKey else {
      Issue.record("\(certificate.publicKey) should be malformed")
      return
    }
    #expect(found == flaw)
    #expect(certificate.rsaKey == nil)
  }

  @Test(
    arguments: [
      (DER.algorithm("1.2.840.113549.1.1.5", parameters: DER.null), .rsaPKCS1(.sha1)),
      (DER.algorithm("1.2.840.113549.1.1.13"), .rsaPKCS1(.sha512)),
      (DER.algorithm("1.2.840.113549.1.1.11", parameters: DER.integer(1)), .malformed(.sha256WithRSAEncryption)),
      (DER.algorithm("1.2.840.113549.1.1.10", parameters: DER.sequence()), .rsaPSS),
      (DER.algorithm("1.2.840.113549.1.1.10"), .malformed(.rsassaPSS)),
      (DER.algorithm("1.2.840.10045.4.3.3"), .ecdsa(.sha384)),
      (DER.algorithm("1.2.840.10045.4.3.2", parameters: DER.null), .malformed(.ecdsaWithSHA256)),
      (DER.algorithm("1.3.101.112"), .eddsa(.ed25519)), (DER.algorithm("2.16.840.1.101.3.4.3.17"), .mlDSA(44)),
      (DER.algorithm("1.2.3"), .unknown(OID("1.2.3") ?? .anyPolicy)),
    ] as [([UInt8], SignatureAlgorithm)])
  func signatureAlgorithmsAndTheirParameters(_ identifier: [UInt8], _ algorithm: SignatureAlgorithm) throws {
    let bytes = CertificateFields.with { ($0.signature, $0.signatureAlgorithm) = (identifier, identifier) }
    #expect(try Certificate(der: bytes).signatureAlgorithm == algorithm)
  }
}
