import Certificates

/// Certificates are of version 3 and have no unique identifiers (RFC 5280 §4.1.2.1, §4.1.2.8, CA/Browser Forum baseline
/// §7.1.1 and §7.1.2).
///
/// Only the stricter profile demands it. RFC 5280 asks authorities for it and lets users read what else there is; that an
/// intermediate of an older version is no authority says ``BasicConstraintsRule``.
enum VersionRule {
  static func check(_ context: RuleContext) -> Problem? {
    guard context.request.policy.requiresVersion3 else { return nil }
    let certificate = context.certificate
    if certificate.version < 3 { return .fieldNotAllowed(.version(certificate.version)) }
    let layout = certificate.layout
    return layout.issuerUniqueID.range.isEmpty && layout.subjectUniqueID.range.isEmpty
      ? nil : .fieldNotAllowed(.uniqueIdentifier)
  }
}
