import CertificateEncoding
import Certificates

/// A leaf says in proper form whose it is (RFC 5280 §4.1.2.6, §4.2.1.6, CA/Browser Forum baseline §7.1.2.7.12).
///
/// Who has no subject has a subject alternative name. The stricter profile wants that extension in every server's
/// certificate, with DNS names and addresses only, and each DNS name in the preferred syntax of RFC 1034 §3.5.
///
/// Deviations: RFC 5280 demands the syntax too. Under its profile a name that breaks it matches nothing
/// (``PeerNameRule``) and spoils nothing, so that a certificate for `my_service` and `www.example.com` is still good for
/// the latter. Whether the extension is critical says ``CriticalityRule``.
enum AlternativeNameRule {
  static func check(_ context: RuleContext) -> Problem? {
    guard context.role == .leaf else { return nil }
    let isStrict = context.request.policy.requiresProperAlternativeNames && context.request.purpose == .server
    guard let names = context.facts.subjectAltName else {
      // One that is malformed is another rule's.
      if context.facts.isMalformed(.subjectAltName) { return nil }
      if isStrict { return .subjectName(.alternativeNamesMissing) }
      return context.certificate.subject.isEmpty ? .subjectName(.nobodyNamed) : nil
    }
    guard isStrict else { return nil }
    let array = context.certificate.arena.bytes
    let bytes = array.span
    var reader = names.makeReader()
    while let name = reader.next(bytes) {
      switch name {
      case .ipAddress: break
      case .dnsName(let range):
        guard DNSPattern.validity(bytes, range).isWellFormed, !range.contains(where: { bytes[$0] == underscore }) else {
          return .subjectName(.dnsNameMalformed(name.describe(bytes)))
        }
      default: return .subjectName(.formNotAllowed(name.describe(bytes)))
      }
    }
    return nil
  }

  private static let underscore = UInt8(ascii: "_")
}
