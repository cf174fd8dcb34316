import CertificateEncoding
import Certificates

/// Times are written as UTCTime up to the year 2049, and as GeneralizedTime from then on (RFC 5280 §4.1.2.5).
///
/// Only the stricter profile demands it: what is written means the same in both forms. UTCTime has no later year, so that
/// the other fault can't be made. Anchors are exempt.
enum TimeFormRule {
  /// 2050-01-01T00:00:00Z.
  private static let firstOfGeneralizedTime = Timestamp(secondsSince1970: 2_524_608_000)
  /// 1950-01-01T00:00:00Z, before which UTCTime has no year.
  private static let firstOfUTCTime = Timestamp(secondsSince1970: -631_152_000)

  static func check(_ context: RuleContext) -> Problem? {
    guard context.request.policy.requiresStandardTimes, context.role != .anchor else { return nil }
    let certificate = context.certificate
    let array = certificate.arena.bytes
    let bytes = array.span
    // The certificate was read with these fields, so that this reading does not fail.
    var fields = DERReader(certificate.layout.issuer.range.upperBound..<certificate.layout.subject.range.lowerBound)
    guard var times = try? fields.enter(.sequence, bytes), let start = try? times.read(bytes),
      let end = try? times.read(bytes)
    else { return nil }
    for (element, moment) in [(start, certificate.notBefore), (end, certificate.notAfter)]
    where element.tag == .generalizedTime && firstOfUTCTime <= moment && moment < firstOfGeneralizedTime {
      return .fieldNotAllowed(.timeForm)
    }
    return nil
  }
}
