import CertificateEncoding
import Certificates

/// Whoever signs certificates is marked as an authority (RFC 5280 §6.1.4 (k), §4.2.1.9).
///
/// Deviation: an anchor of version 1 or 2, or one without the extension, is accepted, because the trust store and not
/// the certificate makes it an authority (RFC 5280 §6.1.1 (d)); one that says it is none is refused.
enum BasicConstraintsRule {
  static func check(_ context: RuleContext) -> Problem? {
    let constraints = context.facts.basicConstraints
    guard context.role != .leaf else {
      // CA/Browser Forum baseline §7.1.2.7.8.
      guard let constraints, !context.request.policy.allowsAuthorityAsLeaf else { return nil }
      if constraints.isCA { return .authorityAsLeaf }
      return constraints.pathLength == nil ? nil : .pathLengthOfNoAuthority
    }
    if let constraints { return constraints.isCA ? nil : .notAnAuthority(.notMarked) }
    // One that is malformed is another rule's.
    guard context.role == .intermediate, !context.facts.isMalformed(.basicConstraints) else { return nil }
    let version = context.certificate.version
    return .notAnAuthority(version < 3 ? .oldVersion(version) : .noBasicConstraints)
  }
}
