import Certificates

/// The moment is within the certificate's validity period (RFC 5280 §6.1.3 (a)(2), §4.1.2.5).
///
/// Both ends belong to the period. Deviation: an anchor is held to its period too, unless the policy says otherwise;
/// RFC 5280 §6.1.1 (d) gives an anchor none.
enum ValidityRule {
  static func check(_ context: RuleContext) -> Problem? {
    guard context.role != .anchor || context.request.policy.checksAnchorValidity else { return nil }
    let moment = context.request.moment
    let certificate = context.certificate
    if moment < certificate.notBefore { return .notYetValid(notBefore: certificate.notBefore, at: moment) }
    if certificate.notAfter < moment { return .expired(notAfter: certificate.notAfter, at: moment) }
    return nil
  }
}
