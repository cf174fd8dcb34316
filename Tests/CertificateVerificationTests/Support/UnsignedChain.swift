import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport

/// A leaf, an intermediate and a root that both profiles like, each field of which a test may replace.
///
/// The signatures are noise, so that every verdict is a refusal; what counts is what the rules say beside that.
struct UnsignedChain {
  var leaf: Part
  var intermediate: Part
  var root: Part

  /// A certificate by its fields and its extensions.
  struct Part {
    var fields: CertificateFields
    /// By identifier, in the order of the encoding.
    var extensions: [(identifier: String, isCritical: Bool, value: [UInt8])]

    /// Puts an extension in the place of the one with its identifier, or at the end; `nil` takes it away.
    mutating func set(_ identifier: String, critical: Bool = false, _ value: [UInt8]?) {
      extensions.removeAll { $0.identifier == identifier }
      if let value { extensions.append((identifier, critical, value)) }
    }

    func certificate(_ source: String) throws -> Certificate {
      var fields = fields
      fields.extensions =
        extensions.isEmpty ? nil : extensions.map { DER.extension($0.identifier, critical: $0.isCritical, $0.value) }
      return try Certificate(der: fields.encoded, source: source)
    }
  }

  /// The identifiers of extensions.
  static let subjectKeyIdentifier = "2.5.29.14"
  static let keyUsage = "2.5.29.15"
  static let subjectAltName = "2.5.29.17"
  static let basicConstraints = "2.5.29.19"
  static let policies = "2.5.29.32"
  static let authorityKeyIdentifier = "2.5.29.35"
  static let extendedKeyUsage = "2.5.29.37"

  static let serverAuth = "1.3.6.1.5.5.7.3.1"

  init() {
    root = Self.authority("Root", issuer: "Root", key: 1)
    root.set(Self.authorityKeyIdentifier, nil)
    intermediate = Self.authority("Intermediate", issuer: "Root", key: 2)
    intermediate.set(Self.authorityKeyIdentifier, Self.keyIdentifier(1))
    var fields = CertificateFields()
    fields.subject = DER.name(("CN", "www.example.com"))
    fields.issuer = DER.name(("CN", "Intermediate"))
    leaf = Part(fields: fields, extensions: [])
    leaf.set(Self.authorityKeyIdentifier, Self.keyIdentifier(2))
    leaf.set(Self.keyUsage, critical: true, DER.namedBits(0))
    leaf.set(Self.extendedKeyUsage, DER.sequence(DER.oid(Self.serverAuth)))
    leaf.set(Self.subjectAltName, DER.sequence(DER.dnsName("www.example.com")))
  }

  private static func authority(_ name: String, issuer: String, key: UInt8) -> Part {
    var fields = CertificateFields()
    fields.subject = DER.name(("CN", name))
    fields.issuer = DER.name(("CN", issuer))
    var part = Part(fields: fields, extensions: [])
    part.set(basicConstraints, critical: true, DER.sequence(DER.boolean(true)))
    part.set(keyUsage, critical: true, DER.namedBits(5, 6))
    part.set(subjectKeyIdentifier, DER.octetString([key, key]))
    return part
  }

  /// An authority key identifier.
  static func keyIdentifier(_ key: UInt8) -> [UInt8] { DER.sequence(DER.implicit(0, DER.octetString([key, key]))) }

  /// Everything that is found wrong.
  func evaluate(
    _ policy: VerificationPolicy = .rfc5280, for name: PeerName? = ChainFixture.name, purpose: Purpose = .server,
    constraints: AnchorConstraints? = nil
  ) throws -> Evaluation {
    var trust = TrustStore()
    let anchor = try root.certificate("root.der")
    if let constraints { trust.insert(anchor, constraints: constraints) } else { trust.insert(anchor) }
    return CertificateVerifier(trust: trust, policy: policy).evaluate(
      try leaf.certificate("leaf.der"), intermediates: [try intermediate.certificate("intermediate.der")], for: name,
      purpose: purpose, at: ChainFixture.moment)
  }

  /// What is found wrong beside the signatures, each with the place of its certificate, such as `0 expired`.
  func codes(
    _ policy: VerificationPolicy = .rfc5280, for name: PeerName? = ChainFixture.name, purpose: Purpose = .server,
    constraints: AnchorConstraints? = nil
  ) throws -> [String] {
    let evaluation = try evaluate(policy, for: name, purpose: purpose, constraints: constraints)
    let items = evaluation.explanation.paths.first?.items ?? []
    return items.filter { $0.code != "signature-invalid" }.map { "\($0.finding.certificate) \($0.code)" }
  }
}
