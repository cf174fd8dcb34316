import CertificateEncoding
import CertificateVerification
import Certificates

/// One extension: its name, whether it is critical, and what it says.
enum ExtensionReport {
  /// What an extension says, or why it can't be read; of one that no standard here defines, its bytes.
  static func report(_ found: CertificateExtension, _ bytes: Span<UInt8>) -> Report {
    let identifier = found.identifier(bytes)
    let name = identifier.name
    var report = Report((name ?? identifier.description) + (found.isCritical ? ", critical" : ""))
    report.add("oid", nil, identifier.description)
    report.add("name", nil, .optional(name))
    report.add("critical", nil, .flag(found.isCritical))
    let value = found.value.map { bytes[$0] }
    if TimestampReport.add(identifier, value, to: &report) { return report }
    guard let describe = describer(of: identifier) else {
      report.add("description", nil, .none)
      report.add("malformed", nil, .none)
      report.add("value", nil, .bytes(value))
      report.add(nil, "", .lines([Hexadecimal.summary(value)]))
      return report
    }
    do {
      report.add("description", "", .lines(try describe(bytes, found.value)))
      report.add("malformed", nil, .none)
    } catch {
      let offset = error.offset - found.value.lowerBound
      let reason = "\(Sentences.text(error.reason)) (byte \(offset) of its value)"
      report.add("description", nil, .none)
      report.add("malformed", nil, reason)
      report.add(nil, "", .lines(["malformed: \(reason)"]))
    }
    report.add("value", nil, .bytes(value))
    return report
  }

  private typealias Describer = (Span<UInt8>, Range<Int>) throws(DERError) -> [String]

  /// What puts an extension's value into words; `nil` for one of a standard that is not known here.
  private static func describer(of identifier: OID) -> Describer? {
    switch identifier {
    // Those of revocation lists (RFC 5280 §5.2).
    case .crlNumber, .deltaCRLIndicator:
      return { (bytes, value) throws(DERError) in
        var reader = DERReader(value)
        let number = try reader.read(.integer, bytes).integer(bytes)
        try reader.finish()
        return [Hexadecimal.summary(number.magnitude.map { bytes[$0] })]
      }
    case .issuingDistributionPoint:
      return { (bytes, value) throws(DERError) in try IssuingDistributionPoint(bytes, value).describe(bytes) }
    default:
      guard let kind = ExtensionKind(identifier) else { return nil }
      return { (bytes, value) throws(DERError) in try kind.describe(bytes, value) }
    }
  }

  /// Reads a list of extensions that fills a reader, and reports each.
  static func reports(_ bytes: Span<UInt8>, _ list: DERReader) throws(DERError) -> [Report] {
    var (list, reports) = (list, [Report]())
    while !list.isAtEnd {
      guard reports.count < Certificate.maximumExtensionCount else {
        throw DERError(.tooManyElements, at: list.position)
      }
      reports.append(report(try CertificateExtension.read(bytes, &list), bytes))
    }
    return reports
  }
}
