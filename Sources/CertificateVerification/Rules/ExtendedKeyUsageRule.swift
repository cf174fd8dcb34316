import CertificateEncoding
import Certificates

/// Every certificate of the path allows the purpose (RFC 5280 §4.2.1.12, CA/Browser Forum baseline §7.1.2.7.10).
///
/// Deviation: RFC 5280 gives the extension no meaning in authorities. Every implementation in use reads it there as a
/// restriction of what may follow, and so does this rule: purposes are nested.
enum ExtendedKeyUsageRule {
  static func check(_ context: RuleContext) -> Problem? {
    let policy = context.request.policy
    guard let purpose = context.request.purpose.identifier else { return nil }
    guard let usage = context.facts.extendedKeyUsage else {
      return context.role == .leaf && policy.requiresExtendedKeyUsage ? .purposesMissing : nil
    }
    let array = context.certificate.arena.bytes
    let bytes = array.span
    if usage.contains(purpose, bytes) { return nil }
    if usage.contains(.anyExtendedKeyUsage, bytes), context.role != .leaf || policy.allowsAnyExtendedKeyUsage {
      return nil
    }
    var allowed: [OID] = []
    usage.forEach(bytes) { if allowed.count < 8 { allowed.append($0) } }
    return .purposeNotAllowed(context.request.purpose, allowed: allowed)
  }
}
