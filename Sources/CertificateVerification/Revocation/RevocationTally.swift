import CertificateEncoding
import Certificates

/// What the lists that were consulted so far say of one certificate: the state of RFC 5280 §6.3.2.
struct RevocationTally {
  /// The reasons for which the certificate is known not to be revoked: reasons_mask.
  private(set) var reasons: RevocationReasons = []
  private var evidence: RevocationEvidence?
  private var stale: (since: Timestamp, evidence: RevocationEvidence)?
  private var uncertainty: (RevocationStatus.Uncertainty, RevocationEvidence?) = (.nothingAtHand, nil)

  init() {}

  /// Whether the certificate is known not to be revoked for any reason.
  var isComplete: Bool { reasons.isSuperset(of: .all) }

  /// Notes a list that says nothing, and why.
  mutating func note(_ found: RevocationStatus.Uncertainty, _ evidence: RevocationEvidence) {
    guard found.rank > uncertainty.0.rank else { return }
    uncertainty = (found, evidence)
  }

  /// Notes a list without the certificate that should have been renewed.
  mutating func noteStale(since moment: Timestamp, _ evidence: RevocationEvidence) {
    if let stale, moment <= stale.since { return }
    stale = (moment, evidence)
  }

  /// Notes a list without the certificate.
  mutating func noteGood(_ reasons: RevocationReasons, _ evidence: RevocationEvidence) {
    self.reasons.formUnion(reasons)
    if self.evidence == nil { self.evidence = evidence }
  }

  /// What comes of it if no list says that the certificate is revoked.
  var status: RevocationStatus {
    if isComplete, let evidence { return .good(evidence) }
    if let stale { return .stale(since: stale.since, stale.evidence) }
    if let evidence { return .unknown(.notAllReasons, evidence) }
    return .unknown(uncertainty.0, uncertainty.1)
  }
}
