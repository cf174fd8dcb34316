import Certificates

/// Authorities have names: each certificate's issuer has one, and so has the subject of whoever signs (RFC 5280 §4.1.2.4,
/// §4.1.2.6).
///
/// It holds for anchors as well. The name is what a path is built of, and one that is empty belongs to nobody. Deviation: a
/// leaf that the trust store vouches for is not asked for its issuer's name.
enum AuthorityNameRule {
  static func check(_ context: RuleContext) -> Problem? {
    let certificate = context.certificate
    if context.role != .leaf, certificate.subject.isEmpty { return .subjectName(.authorityWithoutName) }
    return !context.isTrusted && certificate.issuer.isEmpty ? .subjectName(.issuerWithoutName) : nil
  }
}
