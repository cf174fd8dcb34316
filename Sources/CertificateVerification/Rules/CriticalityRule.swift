import CertificateEncoding
import Certificates

/// Extensions are critical where RFC 5280 says that they MUST be, and nowhere where it says that they MUST NOT (§4.2.1,
/// §4.2.2, each in its own section).
///
/// It holds for anchors as well: whoever wrote them had read no standard. Name constraints have a switch of their own, in
/// ``NameConstraintsRule``. Deviation: basic constraints of a leaf that is an authority may be either way; nothing below
/// it depends on them.
enum CriticalityRule {
  static func check(_ context: RuleContext) -> Problem? {
    let policy = context.request.policy
    let facts = context.facts
    if let identifier = facts.wronglyCritical { return .extensionCriticality(identifier, isCritical: true) }
    if let identifier = facts.wronglyUncritical, !policy.allowsNonCriticalPolicyConstraints {
      return .extensionCriticality(identifier, isCritical: false)
    }
    // RFC 5280 §4.2.1.9.
    if context.role != .leaf, facts.basicConstraints?.isCA == true, !facts.hasCriticalBasicConstraints,
      !policy.allowsNonCriticalBasicConstraints
    {
      return .extensionCriticality(.basicConstraints, isCritical: false)
    }
    guard context.role == .leaf else { return nil }
    // CA/Browser Forum baseline §7.1.2.7.6.
    if facts.hasCriticalExtendedKeyUsage, !policy.allowsCriticalExtendedKeyUsage {
      return .extensionCriticality(.extendedKeyUsage, isCritical: true)
    }
    // RFC 5280 §4.2.1.6: critical where there is no subject. CA/Browser Forum baseline §7.1.2.7.12: and only there.
    if facts.subjectAltName != nil {
      let hasSubject = !context.certificate.subject.isEmpty
      if !hasSubject, !facts.hasCriticalSubjectAltName {
        return .extensionCriticality(.subjectAltName, isCritical: false)
      }
      if hasSubject, facts.hasCriticalSubjectAltName, policy.requiresProperAlternativeNames {
        return .extensionCriticality(.subjectAltName, isCritical: true)
      }
    }
    return nil
  }
}
