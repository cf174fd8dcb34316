import CertificateEncoding
import Certificates

/// What the lists that were consulted so far say of one certificate: the state of RFC 5280 §6.3.2.
struct RevocationTally {
  /// The reasons for which the certificate is known not to be revoked: reasons_mask.
  private(set) var reasons: RevocationReasons = []
  private var evidence: RevocationEvidence?
  private var stale: (since: Timestamp, evidence: RevocationEvidence)?
  /// The lists without the certificate, and who signed them.
  private var absences: [(list: CertificateRevocationList, signer: Certificate)] = []
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

  /// Notes that a list of somebody who may sign it, complete or brought up to date, is without the certificate.
  mutating func noteAbsence(from list: CertificateRevocationList, signedBy signer: Certificate) {
    absences.append((list, signer))
  }

  /// Whether a list that is newer than another one, and of the same signer and scope, is without the certificate.
  func isAbsent(fromNewerThan list: CertificateRevocationList, signedBy signer: Certificate) -> Bool {
    absences.contains {
      $0.list.thisUpdate > list.thisUpdate && $0.list.hasScope(of: list) && $0.signer.hasSameKey(as: signer)
    }
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
