import CertificateEncoding

/// No certificate of the path is revoked (RFC 5280 §6.1.3 (a)(3), §6.3).
///
/// An anchor is never asked: it is trusted for its own sake, and nobody above it could revoke it.
///
/// Deviation: where the policy says so, a certificate of which nothing is known is accepted (soft failure).
/// ``RevocationCheck`` says in what the search for a status deviates.
enum RevocationRule {
  /// What speaks against the certificates of a whole path, whose statuses are given from the leaf upward.
  static func findings(_ statuses: [RevocationStatus], _ mode: RevocationMode) -> [Finding] {
    var findings: [Finding] = []
    for (position, status) in statuses.enumerated() {
      if let problem = problem(status, mode) { findings.append(Finding(problem, certificate: position)) }
    }
    return findings
  }

  private static func problem(_ status: RevocationStatus, _ mode: RevocationMode) -> Problem? {
    switch status {
    case .good: nil
    case .revoked(let revocation, let evidence): mode == .off ? nil : .revoked(revocation, evidence)
    case .unknown(let uncertainty, let evidence):
      mode == .hardFail ? .revocationUnknown(uncertainty, evidence) : nil
    case .stale(let since, let evidence): mode == .hardFail ? .revocationStale(since: since, evidence) : nil
    }
  }
}
