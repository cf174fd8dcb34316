import CertificateEncoding
import Certificates

/// Certificates say by which identifier their key and their issuer's key are found (RFC 5280 §4.2.1.1, §4.2.1.2, CA/Browser
/// Forum baseline §7.1.2.1.3, §7.1.2.11.1).
///
/// Deviations: RFC 5280 demands both identifiers of every authority, and the issuer's of every certificate but a self-signed
/// one. No path is less safe without them, and common tools leave them out. So the profile of RFC 5280 only asks for what
/// belongs together: whoever tells his own key's identifier tells his issuer's too, if that has one, and an intermediate
/// that tells its issuer's tells its own. A chain without any is accepted, and an anchor need not have one (RFC 5280 §6.1.1
/// (d)). The stricter profile wants what the baseline wants, of anchors as well.
enum KeyIdentifierRule {
  /// What speaks against a certificate and its issuer side by side; the certificate stands at `position`.
  static func findings(
    _ child: PathNode, at position: Int, issuer: PathNode, _ policy: VerificationPolicy
  ) -> [Finding] {
    var findings: [Finding] = []
    func object(_ flaw: Problem.KeyIdentifierFlaw, at position: Int) {
      findings.append(Finding(.keyIdentifier(flaw), certificate: position))
    }
    let (own, issuers) = (child.facts, issuer.facts)
    // One that is malformed is there, and another rule's.
    let ownIsMissing = issuers.subjectKeyIdentifier == nil && !issuers.isMalformed(.subjectKeyIdentifier)
    let isMalformed = own.isMalformed(.authorityKeyIdentifier)
    switch policy.keyIdentifiers {
    case .ignored: break
    case .consistent:
      if own.subjectKeyIdentifier != nil, !own.hasAuthorityKeyIdentifier, !isMalformed,
        issuers.subjectKeyIdentifier != nil
      {
        object(.issuersMissing, at: position)
      }
      if !issuer.isAnchor, issuers.hasAuthorityKeyIdentifier, ownIsMissing {
        object(.ownMissing, at: position + 1)
      }
    case .complete:
      if own.namesIssuersCertificate { object(.namesIssuersCertificate, at: position) }
      if own.authorityKeyIdentifier == nil, !isMalformed { object(.issuersMissing, at: position) }
      if ownIsMissing { object(.ownMissing, at: position + 1) }
      if IssuerCandidates.keyIdentifierMatch(child: child, issuer: issuer) == .different {
        object(.different, at: position)
      }
    }
    return findings
  }

  /// What speaks against an anchor, which has no issuer on the path.
  static func checkAnchor(_ context: RuleContext) -> Problem? {
    guard context.role == .anchor, context.request.policy.keyIdentifiers == .complete else { return nil }
    let facts = context.facts
    if facts.namesIssuersCertificate { return .keyIdentifier(.namesIssuersCertificate) }
    let isSelfIssued = context.certificate.isSelfIssued
    guard let issuers = facts.authorityKeyIdentifier else {
      // RFC 5280 §4.2.1.1: only a self-signed certificate may leave it out.
      if facts.isMalformed(.authorityKeyIdentifier) { return nil }
      return isSelfIssued && !facts.hasAuthorityKeyIdentifier ? nil : .keyIdentifier(.issuersMissing)
    }
    let array = context.certificate.arena.bytes
    let bytes = array.span
    if isSelfIssued, let own = facts.subjectKeyIdentifier, !bytes.equals(issuers, bytes, own) {
      return .keyIdentifier(.different)
    }
    return nil
  }
}
