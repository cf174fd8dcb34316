import CertificateEncoding
import CertificateVerification
import Certificates

/// A request for a certificate (RFC 2986 §4): whom it is for, for which key, and which extensions it asks for.
enum RequestReport {
  /// Adds what the request at `range` of an arena says to a report.
  ///
  ///     CertificationRequest ::= SEQUENCE { certificationRequestInfo, signatureAlgorithm, signature BIT STRING }
  ///     CertificationRequestInfo ::= SEQUENCE { version INTEGER, subject Name, subjectPKInfo, attributes [0] }
  static func add(_ arena: ByteArena, _ range: Range<Int>, to report: inout Report) throws(DERError) {
    let array = arena.bytes
    let bytes = array.span
    var outer = DERReader(range)
    var request = try outer.enter(.sequence, bytes)
    try outer.finish()
    var info = try request.enter(.sequence, bytes)
    let algorithm = try request.read(.sequence, bytes)
    _ = try request.read(.bitString, bytes).bitStringOfBytes(bytes)
    try request.finish()

    let version = try info.read(.integer, bytes).smallInteger(bytes)
    let subject = try DistinguishedName.validate(&info, bytes)
    let key = try info.read(.sequence, bytes)
    var requested = Requested()
    // Tools leave the attributes out where they should write an empty set, and readers take that.
    if let attributes = try info.readOptional(.contextConstructed(0), bytes) {
      try requested.read(bytes, info.reader(of: attributes))
    }
    try info.finish()

    CertificateReport.add("subject", "Subject", DistinguishedName(arena: arena, range: subject), to: &report)
    report.add("version", "Version", .number(version + 1))
    let publicKey = PublicKey(bytes, publicKeyInfo: key.encoded)
    report.add("key", "Public key", publicKey.description)
    report.add("keyBits", nil, publicKey.bitCount.map(Report.Value.number) ?? .none)
    let signature = SignatureAlgorithm(bytes, identifier: algorithm.encoded)
    report.add("signatureAlgorithm", "Signature algorithm", signature.description)
    report.add("attributes", "Other attributes", requested.others.isEmpty ? .none : .lines(requested.others))
    report.add("extensions", "Requested extensions", .reports(requested.extensions))
  }

  /// What the attributes of a request ask for.
  private struct Requested {
    var extensions: [Report] = []
    /// The names of the other attributes; a challenge password (RFC 2985 §5.4.1) is a secret, so no value is shown.
    var others: [String] = []

    /// Reads `SET OF Attribute`, each `SEQUENCE { type OBJECT IDENTIFIER, values SET OF ANY }`.
    mutating func read(_ bytes: Span<UInt8>, _ set: DERReader) throws(DERError) {
      var set = set
      while !set.isAtEnd {
        var attribute = try set.enter(.sequence, bytes)
        let type = try attribute.read(.objectIdentifier, bytes).objectIdentifier(bytes)
        var values = try attribute.enter(.set, bytes)
        try attribute.finish()
        guard type == .extensionRequest else {
          guard others.count < Certificate.maximumExtensionCount else {
            throw DERError(.tooManyElements, at: set.position)
          }
          others.append(type.name ?? type.description)
          continue
        }
        extensions += try ExtensionReport.reports(bytes, values.enter(.sequence, bytes))
      }
    }
  }
}
