import CertificateEncoding
import CertificateVerification
import Certificates

/// An OCSP response (RFC 6960 §4.2.1): who signed it, when, and what it says of each certificate.
enum OCSPReport {
  /// Adds what the response at `range` of an arena says to a report, or returns why it can't be read.
  static func add(_ arena: ByteArena, _ range: Range<Int>, to report: inout Report) -> String? {
    let response: OCSPResponse
    do throws(OCSPResponseError) {
      response = try OCSPResponse(arena: arena, range: range, position: nil)
    } catch {
      return "as an OCSP response: \(Sentences.text(error))"
    }
    let array = arena.bytes
    let bytes = array.span
    report.add("status", "Status", response.status.words)
    guard let basic = response.layout.basic else { return nil }
    let responder: String
    switch basic.responder {
    case .name(let name):
      responder = CertificateReport.name(DistinguishedName(arena: arena, range: name.range))
    case .keyHash(let hash): responder = "key " + Hexadecimal.spaced(hash.range.map { bytes[$0] })
    }
    report.add("responder", "Responder", responder)
    report.add("producedAt", "Made at", basic.producedAt.description)
    report.add("signatureAlgorithm", "Signature algorithm", response.signatureAlgorithm?.description ?? "")
    var answers: [Report] = []
    response.forEachAnswer { bytes, answer in
      answers.append(self.report(answer, bytes))
      return true
    }
    report.add("answers", "Answers", .reports(answers))
    let extensions = (try? ExtensionReport.reports(bytes, DERReader(basic.extensions.range))) ?? []
    report.add("extensions", "Extensions", .reports(extensions))
    let names = response.certificates.map { CertificateReport.name($0.subject) }
    report.add("certificates", "Certificates", .lines(names))
    let unreadable = basic.unreadableCertificateCount
    report.add("unreadableCertificateCount", unreadable == 0 ? nil : "Not readable", .number(unreadable))
    return nil
  }

  private static func report(_ answer: OCSPAnswer, _ bytes: Span<UInt8>) -> Report {
    let serialNumber = Hexadecimal.spaced(answer.certificateID.serialNumber.map { bytes[$0] })
    var report = Report("serial number \(serialNumber)")
    report.add("serialNumber", nil, serialNumber)
    report.add("hashAlgorithm", "Hash", .optional(answer.certificateID.hashName))
    report.add("issuerNameHash", "Issuer name hash", .bytes(answer.certificateID.issuerNameHash.map { bytes[$0] }))
    report.add("issuerKeyHash", "Issuer key hash", .bytes(answer.certificateID.issuerKeyHash.map { bytes[$0] }))
    switch answer.status {
    case .good: report.add("certificateStatus", "Status", "good")
    case .unknown: report.add("certificateStatus", "Status", "unknown")
    case .revoked(let moment, let reason):
      report.add("certificateStatus", "Status", "revoked")
      report.add("revokedAt", "Revoked at", moment.description)
      report.add("reason", "Reason", .optional(reason?.name))
    }
    report.add("thisUpdate", "Right at", answer.thisUpdate.description)
    report.add("nextUpdate", "Next at", .optional(answer.nextUpdate?.description))
    let extensions = (try? ExtensionReport.reports(bytes, DERReader(answer.extensions))) ?? []
    report.add("extensions", "Extensions", .reports(extensions))
    return report
  }
}

extension OCSPResponse.Status {
  /// The status's name in RFC 6960.
  fileprivate var words: String {
    switch self {
    case .successful: "successful"
    case .malformedRequest: "malformedRequest"
    case .internalError: "internalError"
    case .tryLater: "tryLater"
    case .signatureRequired: "sigRequired"
    case .unauthorized: "unauthorized"
    }
  }
}
