import CertificateEncoding
import CertificateVerification
import Certificates
import Rootward

/// One trusted root, on a line for people or as an object for programs.
enum RootReport {
  /// How many digits of a fingerprint a line shows: 64 bits tell all roots of the world apart.
  private static let shortDigitCount = 16

  /// The columns of a line.
  struct Row {
    let fingerprint: String
    let expiry: String
    let key: String
    let subject: String
    let origin: String
  }

  /// The columns of a root's line.
  static func row(_ anchor: TrustAnchor) -> Row {
    let certificate = anchor.certificate
    return Row(
      fingerprint: short(certificate), expiry: String(certificate.notAfter.description.prefix(10)),
      key: certificate.publicKey.description, subject: CertificateReport.name(certificate.subject),
      origin: origin(certificate) + (restriction(anchor).map { "; \($0)" } ?? ""))
  }

  /// The start of the SHA-256 fingerprint.
  static func short(_ certificate: Certificate) -> String {
    String(certificate.fingerprint(.sha256).hexadecimal.prefix(shortDigitCount))
  }

  /// The file and the line, as compilers write them; of DER, the file and the block.
  static func origin(_ certificate: Certificate) -> String {
    let source = DisplayText.escaped(certificate.source ?? "memory")
    guard let position = certificate.position else { return source }
    return source + (position.line > 0 ? ":\(position.line)" : position.block > 1 ? ", block \(position.block)" : "")
  }

  /// What the root's file says of its use; `nil` if it may vouch for everything.
  private static func restriction(_ anchor: TrustAnchor) -> String? {
    guard let attributes = anchor.attributes else { return nil }
    var parts: [String] = []
    if let trusted = attributes.trusted {
      parts.append("trusted for \(CertificateReport.names(trusted).joined(separator: ", ")) only")
    }
    if !attributes.rejected.isEmpty {
      parts.append("rejected for \(CertificateReport.names(attributes.rejected).joined(separator: ", "))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The root as a JSON object.
  static func json(_ anchor: TrustAnchor) -> JSONValue {
    let attributes = anchor.attributes
    func list(_ purposes: [OID]) -> JSONValue { .array(CertificateReport.names(purposes).map(JSONValue.string)) }
    return .object(
      identity(anchor.certificate) + [
        ("trustedFor", attributes?.trusted.map(list) ?? .null),
        ("rejectedFor", list(attributes?.rejected ?? [])),
      ])
  }

  /// What tells a certificate apart, and where it stands.
  static func identity(_ certificate: Certificate) -> [(String, JSONValue)] {
    [
      ("sha256", .string(certificate.fingerprint(.sha256).hexadecimal)),
      ("subject", .string(certificate.subject.description)),
      ("notBefore", .string(certificate.notBefore.description)),
      ("notAfter", .string(certificate.notAfter.description)),
      ("key", .string(certificate.publicKey.description)),
      ("source", .optional(certificate.source)),
      ("block", certificate.position.map { .number($0.block) } ?? .null),
      ("line", certificate.position.map { .number($0.line) } ?? .null),
    ]
  }
}
