import CertificateEncoding
import CertificateVerification
import Certificates

/// A certificate revocation list (RFC 5280 §5.1): whose it is, from when to when it counts, and what it revokes.
///
/// A list that nobody may rely on is shown all the same, with the reason.
enum RevocationListReport {
  /// The most entries that people are shown, and that programs are told; a list may have a million.
  private static let shownEntryCount = 5
  private static let maximumEntryCount = 10_000
  /// The most names of an issuer that are shown; whoever makes a list may have thousands of entries inherit thousands.
  private static let maximumNameCount = 8

  /// Adds what the list at `range` of an arena says to a report.
  ///
  ///     TBSCertList ::= SEQUENCE { version INTEGER OPTIONAL, signature, issuer Name, thisUpdate Time,
  ///       nextUpdate Time OPTIONAL, revokedCertificates SEQUENCE OF … OPTIONAL, crlExtensions [0] OPTIONAL }
  static func add(_ arena: ByteArena, _ range: Range<Int>, to report: inout Report) throws(DERError) {
    let array = arena.bytes
    let bytes = array.span
    var outer = DERReader(range)
    var list = try outer.enter(.sequence, bytes)
    try outer.finish()
    var fields = try list.enter(.sequence, bytes)
    let algorithm = try list.read(.sequence, bytes)
    _ = try list.read(.bitString, bytes).bitStringOfBytes(bytes)
    try list.finish()

    let version = try fields.readOptional(.integer, bytes)?.smallInteger(bytes) ?? 0
    _ = try fields.read(.sequence, bytes)
    let issuer = try DistinguishedName.validate(&fields, bytes)
    let thisUpdate = try fields.read(bytes).time(bytes)
    let tag = fields.peek(bytes)
    let hasNextUpdate = tag == .utcTime || tag == .generalizedTime
    let nextUpdate = hasNextUpdate ? try fields.read(bytes).time(bytes) : nil
    var count = 0
    var found: [Range<Int>] = []
    if let revoked = try fields.readOptional(.sequence, bytes) {
      var entries = try fields.reader(of: revoked)
      while !entries.isAtEnd {
        let element = try entries.read(.sequence, bytes)
        count += 1
        if count <= maximumEntryCount { found.append(element.encoded) }
      }
    }
    var extensions: [Report] = []
    if var wrapper = try fields.readOptional(.contextConstructed(0), bytes).map(fields.reader) {
      extensions = try ExtensionReport.reports(bytes, wrapper.enter(.sequence, bytes))
      try wrapper.finish()
    }
    try fields.finish()

    CertificateReport.add("issuer", "Issuer", DistinguishedName(arena: arena, range: issuer), to: &report)
    report.add("version", "Version", .number(version + 1))
    report.add("thisUpdate", "Made at", thisUpdate.description)
    report.add("nextUpdate", "Next at", .optional(nextUpdate?.description))
    var isIndirect = true
    do {
      let list = try CertificateRevocationList(arena: arena, range: range, position: nil)
      isIndirect = list.issuingDistributionPoint?.isIndirect ?? false
      report.add("unusable", nil, .none)
    } catch {
      report.add("unusable", "Not usable", Sentences.text(error))
    }
    report.add("revokedCount", "Revoked certificates", .number(count))
    let revoked = entries(bytes, found, isIndirect: isIndirect)
    report.add("revoked", nil, .reports(revoked))
    report.add("revokedOmitted", nil, .number(count - revoked.count))
    let shown = Array(revoked.prefix(shownEntryCount))
    report.add(nil, count > shown.count ? "The first of them" : "These are", .reports(shown))
    let signature = SignatureAlgorithm(bytes, identifier: algorithm.encoded)
    report.add("signatureAlgorithm", "Signature algorithm", signature.description)
    report.add("extensions", "Extensions", .reports(extensions))
  }

  /// The entries, each with the issuer that it names, or in an indirect list inherits (RFC 5280 §5.3.3).
  private static func entries(_ bytes: Span<UInt8>, _ ranges: [Range<Int>], isIndirect: Bool) -> [Report] {
    var reports: [Report] = []
    var issuer: [String] = []
    for range in ranges {
      var reader = DERReader(range)
      guard let entry = try? RevokedEntry(bytes, &reader) else {
        reports.append(Report("an entry that can't be read"))
        continue
      }
      if let named = entry.certificateIssuer {
        issuer = lines(named, bytes)
      } else if !isIndirect {
        issuer = []
      }
      reports.append(report(entry, issuer, bytes))
    }
    return reports
  }

  private static func lines(_ names: GeneralNames, _ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    var omitted = 0
    names.forEach(bytes) { name in
      if lines.count < maximumNameCount { lines.append(name.describe(bytes)) } else { omitted += 1 }
    }
    return omitted == 0 ? lines : lines + ["and \(omitted) more"]
  }

  /// One entry: the serial number of the certificate, when and why it was revoked, and who issued it.
  private static func report(_ entry: RevokedEntry, _ issuer: [String], _ bytes: Span<UInt8>) -> Report {
    let serialNumber = entry.serialNumber.map { bytes[$0] }
    let why = entry.reason.map { " (\($0.name))" } ?? ""
    var report = Report("\(Hexadecimal.summary(serialNumber)) on \(entry.date)\(why)")
    report.add("serialNumber", nil, Hexadecimal.spaced(serialNumber))
    report.add("date", nil, entry.date.description)
    report.add("reason", nil, .optional(entry.reason?.name))
    report.add("invalidityDate", "Suspected since", .optional(entry.invalidityDate?.description))
    report.add("certificateIssuer", "Issued by", .lines(issuer))
    return report
  }
}
