import CertificateEncoding
import CertificateVerification
import Certificates
import Rootward

/// Every field of a certificate (RFC 5280 §4.1), and every extension in words (§4.2).
enum CertificateReport {
  /// Adds what a certificate says to a report.
  static func add(_ certificate: Certificate, _ attributes: TrustAttributes?, to report: inout Report) {
    add("subject", "Subject", certificate.subject, to: &report)
    add("issuer", "Issuer", certificate.issuer, to: &report)
    report.add("selfIssued", "Self-issued", .flag(certificate.isSelfIssued))
    report.add("version", "Version", .number(certificate.version))
    report.add("serialNumber", "Serial number", Hexadecimal.spaced(certificate.serialNumber))
    report.add("notBefore", "Valid from", certificate.notBefore.description)
    report.add("notAfter", "Valid until", certificate.notAfter.description)
    report.add("key", "Public key", certificate.publicKey.description)
    report.add("keyBits", nil, certificate.publicKey.bitCount.map(Report.Value.number) ?? .none)
    report.add("signatureAlgorithm", "Signature algorithm", certificate.signatureAlgorithm.description)
    report.add("signature", "Signature", .bytes(certificate.signature))
    report.add("issuerUniqueID", "Issuer unique ID", uniqueID(certificate, certificate.layout.issuerUniqueID))
    report.add("subjectUniqueID", "Subject unique ID", uniqueID(certificate, certificate.layout.subjectUniqueID))
    report.add("sha256", "SHA-256 fingerprint", certificate.fingerprint(.sha256).hexadecimal)
    report.add("sha1", "SHA-1 fingerprint", certificate.fingerprint(.sha1).hexadecimal)
    add(attributes, to: &report)
    var extensions: [Report] = []
    certificate.forEachExtension { bytes, found in
      extensions.append(ExtensionReport.report(found, bytes))
      return true
    }
    report.add("extensions", "Extensions", .reports(extensions))
  }

  /// Adds a name, which may be empty.
  static func add(_ member: String, _ label: String, _ value: DistinguishedName, to report: inout Report) {
    report.add(member, nil, value.description)
    report.add(nil, label, name(value))
  }

  /// A name in one line for people; a subject may have none.
  static func name(_ name: DistinguishedName) -> String { name.isEmpty ? "(empty)" : name.description }

  private static func uniqueID(_ certificate: Certificate, _ part: ArenaRange) -> Report.Value {
    part.isEmpty ? .none : .bytes(Array(certificate.arena.bytes[part.range]))
  }

  /// Adds the lists of a TRUSTED CERTIFICATE; programs are told that a plain one has none.
  private static func add(_ attributes: TrustAttributes?, to report: inout Report) {
    let trusted = attributes?.trusted.map(names)
    let rejected = attributes.map { names($0.rejected) } ?? []
    report.add("trustedFor", nil, trusted.map(Report.Value.lines) ?? .none)
    report.add("rejectedFor", nil, .lines(rejected))
    report.add("alias", "Alias", .optional(attributes?.alias.map { DisplayText.escaped($0) }))
    if let trusted { report.add(nil, "Trusted for", trusted.isEmpty ? "nothing" : trusted.joined(separator: ", ")) }
    if !rejected.isEmpty { report.add(nil, "Rejected for", rejected.joined(separator: ", ")) }
    if attributes?.distrustsEverything == true { report.add(nil, "Distrusted", .flag(true)) }
  }

  /// Purposes as people know them.
  static func names(_ purposes: [OID]) -> [String] { purposes.map { $0.name ?? $0.description } }
}

extension PublicKey {
  /// The size by which the strength of a key is told; `nil` where its kind says it all.
  var bitCount: Int? {
    switch self {
    case .rsa(let bitCount, _, _), .dsa(let bitCount): bitCount
    case .ellipticCurve(.p192): 192
    case .ellipticCurve(.p224): 224
    case .ellipticCurve(.p256): 256
    case .ellipticCurve(.p384): 384
    case .ellipticCurve(.p521): 521
    default: nil
    }
  }
}
