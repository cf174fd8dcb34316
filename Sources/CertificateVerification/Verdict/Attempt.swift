public import Certificates

/// One path that was tried without success.
public struct Attempt: Sendable, Hashable {
  /// The certificates from the leaf upward; the last one is an anchor if ``reachesAnchor`` says so.
  public let certificates: [Certificate]
  /// Everything that the rules object to, in the order of ``Rule``, and from the leaf upward within a rule.
  public let findings: [Finding]
  /// Whether the path ends at an anchor.
  public let reachesAnchor: Bool
  /// Whether the certificates but the anchor are revoked, the leaf's status first; empty if it was not asked.
  public let revocation: [RevocationStatus]

  init(
    certificates: [Certificate], findings: [Finding], reachesAnchor: Bool, revocation: [RevocationStatus] = []
  ) {
    self.revocation = revocation
    self.certificates = certificates
    self.findings = findings.sorted { $0.precedes($1) }
    self.reachesAnchor = reachesAnchor
  }

  /// Whether this attempt came nearer to success than another: an anchor was reached, fewer findings, the gravest of
  /// them milder, a longer path.
  func isNearer(than other: Attempt) -> Bool {
    if reachesAnchor != other.reachesAnchor { return reachesAnchor }
    if findings.count != other.findings.count { return findings.count < other.findings.count }
    let (gravest, othersGravest) = (findings.first?.rule.rank ?? 0, other.findings.first?.rule.rank ?? 0)
    if gravest != othersGravest { return gravest > othersGravest }
    return certificates.count > other.certificates.count
  }
}

extension Finding {
  fileprivate func precedes(_ other: Finding) -> Bool {
    (rule.rank, certificate) < (other.rule.rank, other.certificate)
  }
}

extension Rule {
  /// The place of the rule among all rules: the lower, the graver.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
