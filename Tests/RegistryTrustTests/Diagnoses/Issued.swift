import CertificateEncoding
import Certificates
import TestSupport

/// Certificates of a small authority that the doctor's tests make while they run.
enum Issued {
  /// The moment at which they all hold.
  static let moment = Timestamp(secondsSince1970: 1_900_000_000)

  /// A validity period that was over before ``moment``.
  static let past = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("250101000000Z"))
  /// A validity period that starts ten minutes after ``moment``.
  static let future = DER.sequence(DER.utcTime("300317175640Z"), DER.generalizedTime("21000101000000Z"))

  /// An authority's own certificate.
  static func root(
    _ name: String = "Example CA", key: Int = 10, change: (inout CertificateFields) -> Void = { _ in }
  ) -> [UInt8] {
    var fields = CertificateFields.authority(name, by: name, key: TestKey(key))
    change(&fields)
    return fields.signed(by: TestKey(key))
  }

  /// An intermediate authority's certificate.
  static func intermediate(
    _ name: String, key: Int, by issuer: String = "Example CA", issuerKey: Int = 10, organization: String? = nil
  ) -> [UInt8] {
    var fields = CertificateFields.authority(name, by: issuer, key: TestKey(key))
    if let organization { fields.subject = DER.name(("O", organization), ("CN", name)) }
    return fields.signed(by: TestKey(issuerKey))
  }

  /// A server's certificate, for the names and the key given.
  static func server(
    _ names: [[UInt8]] = [DER.dnsName("registry.example.com")], key: Int = 2, by issuer: String = "Example CA",
    issuerKey: Int = 10, change: (inout CertificateFields) -> Void = { _ in }
  ) -> [UInt8] {
    var fields = CertificateFields.leaf(by: issuer, names: names)
    fields.subject = DER.name(("CN", "registry.example.com"))
    fields.publicKeyInfo = TestKey(key).publicKeyInfo
    change(&fields)
    return fields.signed(by: TestKey(issuerKey))
  }

  /// A client's certificate.
  static func client(
    _ name: String = "build", key: Int = 3, change: (inout CertificateFields) -> Void = { _ in }
  ) -> [UInt8] {
    var fields = CertificateFields()
    fields.subject = DER.name(("CN", name))
    fields.issuer = DER.name(("CN", "Example CA"))
    fields.publicKeyInfo = TestKey(key).publicKeyInfo
    fields.extensions = [
      DER.extension("2.5.29.19", critical: true, DER.sequence()),
      DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2"))),
    ]
    change(&fields)
    return fields.signed(by: TestKey(10))
  }

  /// A certificate in PEM.
  static func pem(_ der: [UInt8]) -> String { Material.pem("CERTIFICATE", der) }
}
