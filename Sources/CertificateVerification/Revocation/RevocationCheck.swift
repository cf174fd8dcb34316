import CertificateEncoding
import Certificates

/// Says of each certificate of a path whether it is revoked (RFC 5280 §6.3).
///
/// Deviations from RFC 5280 §6.3.3, each of them toward telling what is known:
/// * A list is consulted whatever its age. An entry in one that should have been renewed still revokes, as
///   revocations are not taken back but for holds; without an entry the status is stale.
/// * A list that was made after the moment that is asked for revokes what it says was revoked by then, and says nothing
///   else.
/// * A list without a number or without a next update, which §5.1.2.5 and §5.2.3 demand, revokes, and is no proof that a
///   certificate is good: nobody can tell whether it is the newest.
/// * OCSP responses and lists are asked alike: see ``RevocationStatus/combined(with:)``.
/// * Whoever signs a list may be certified by any path to the same anchor, and its revocation is asked in turn; where
///   that leads back to a certificate that is being asked about, the answer to the outer question counts.
struct RevocationCheck {
  let store: RevocationStore
  let trust: TrustStore
  let presented: PresentedCertificates
  let request: VerificationRequest
  let budget: SearchBudget
  let keys: IssuerKeys

  var memory: RevocationMemory
  var effort: SearchEffort

  /// The certificates that are being asked about, the outermost first.
  private var asked: [Certificate] = []
  /// Whether an answer rests on one that is still being sought.
  private var isProvisional = false

  /// Whether what is found now holds for good.
  var isFinal: Bool { !isProvisional && effort.exhausted == nil }

  /// How many questions may be asked for the sake of another one: an indirect list's signer and its own authority's.
  private static let maximumDepth = 4

  init(
    _ store: RevocationStore, _ trust: TrustStore, _ presented: PresentedCertificates, _ request: VerificationRequest,
    _ budget: SearchBudget, _ keys: IssuerKeys, _ memory: RevocationMemory, _ effort: SearchEffort
  ) {
    self.store = store
    self.trust = trust
    self.presented = presented
    self.request = request
    self.budget = budget
    self.keys = keys
    self.memory = memory
    self.effort = effort
  }

  /// The status of each certificate of a path but the anchor, the leaf's first.
  mutating func statuses(of path: [PathNode]) -> [RevocationStatus] {
    var statuses: [RevocationStatus] = []
    for position in path.indices.dropLast() {
      statuses.append(status(of: path[position], under: path[(position + 1)...]) ?? .unknown(.nothingAtHand, nil))
    }
    return statuses
  }

  /// Whether nothing that is known speaks against relying on the certificates of a path, but for the anchor.
  mutating func allows(_ path: [PathNode]) -> Bool {
    for position in path.indices.dropLast() {
      switch status(of: path[position], under: path[(position + 1)...]) {
      case .good, nil: break
      case .revoked: return false
      case .unknown, .stale:
        if request.policy.revocation == .hardFail { return false }
      }
    }
    return true
  }

  /// The status of one certificate, given its path from its issuer on; `nil` if it is being asked about already.
  mutating func status(of node: PathNode, under issuers: ArraySlice<PathNode>) -> RevocationStatus? {
    guard let anchor = issuers.last?.certificate else { return nil }
    let question = RevocationMemory.Question(certificate: node.certificate, anchor: anchor)
    if let known = memory.statuses[question] { return known }
    if asked.contains(node.certificate) {
      isProvisional = true
      return nil
    }
    guard asked.count < Self.maximumDepth else {
      isProvisional = true
      return .unknown(.signerNotVerified, nil)
    }
    let wasProvisional = isProvisional
    isProvisional = false
    asked.append(node.certificate)
    var status = consult(node, [node] + issuers)
    if let other = statusByResponses(of: node, under: issuers) { status = status.combined(with: other) }
    asked.removeLast()
    // An answer that rests on the answer to an outer question holds only while that is being sought.
    if asked.isEmpty { isProvisional = false }
    if isFinal { memory.statuses[question] = status }
    isProvisional = isProvisional || wasProvisional
    return status
  }

  /// Consults the lists of all places that may say something of a certificate.
  private mutating func consult(_ node: PathNode, _ path: [PathNode]) -> RevocationStatus {
    var tally = RevocationTally()
    let array = node.certificate.arena.bytes
    var points = node.facts.distributionPoints?.points.makeReader()
    while let point = points?.next(array.span) {
      guard effort.spendRevocationStep(budget) else { return tally.status }
      if let status = consult(RevocationPoint(point, of: node.certificate), node, path, &tally) { return status }
    }
    // RFC 5280 §6.3.3: if the status is not determined by then, any list of the certificate's issuer will do.
    return consult(RevocationPoint(issuerOf: node.certificate), node, path, &tally) ?? tally.status
  }

  /// Consults the lists of one place; the status if it is decided, `nil` if more must be consulted.
  private mutating func consult(
    _ point: RevocationPoint, _ node: PathNode, _ path: [PathNode], _ tally: inout RevocationTally
  ) -> RevocationStatus? {
    for place in lists(of: point, node.certificate) {
      guard effort.spendRevocationStep(budget) else { return tally.status }
      let list = store.entries[place].list
      guard !list.isDelta else { continue }
      let evidence = RevocationEvidence(list)
      let scope = RevocationScope(list)
      guard scope.covers(node, point, &effort, budget) else {
        tally.note(.notCovered, evidence)
        continue
      }
      // RFC 5280 §6.3.3 (d), (e)
      let reasons = scope.reasons.intersection(point.reasons)
      guard !tally.reasons.isSuperset(of: reasons) else { continue }
      switch signer(of: place, path) {
      case .failure(let failure): tally.note(failure.uncertainty, evidence)
      case .success(let signer):
        let delta = self.delta(to: place, signedBy: signer)
        if let status = consult(place, delta, node, reasons, &tally) { return status }
        if tally.isComplete { return tally.status }
      }
      if effort.exhausted != nil { return tally.status }
    }
    return nil
  }

  /// Consults a list that covers a certificate, and the delta to it (RFC 5280 §6.3.3 (i) to (l)).
  private mutating func consult(
    _ place: Int, _ delta: Int?, _ node: PathNode, _ reasons: RevocationReasons, _ tally: inout RevocationTally
  ) -> RevocationStatus? {
    let list = store.entries[place].list
    let moment = request.moment
    var evidence = RevocationEvidence(list)
    var nextUpdate = list.nextUpdate
    var revocation: RevocationStatus.Revocation?
    var isDecided = false
    if let delta {
      let deltaList = store.entries[delta].list
      let deltaEvidence = RevocationEvidence(deltaList, kind: .deltaRevocationList)
      if let entry = entry(for: node.certificate, in: delta) {
        (isDecided, evidence) = (true, deltaEvidence)
        revocation = Self.revocation(entry)
      }
      // Both together are as new as the delta is (RFC 5280 §5.2.4).
      if let next = deltaList.nextUpdate, nextUpdate.map({ $0 < next }) ?? true {
        (nextUpdate, evidence) = (next, deltaEvidence)
      }
    }
    if !isDecided, let entry = entry(for: node.certificate, in: place) {
      evidence = RevocationEvidence(list)
      revocation = Self.revocation(entry)
    }
    if effort.exhausted != nil { return nil }
    if list.thisUpdate > moment {
      if let revocation, revocation.date <= moment { return .revoked(revocation, evidence) }
      tally.note(.notYetMade(thisUpdate: list.thisUpdate), evidence)
    } else if let revocation {
      return .revoked(revocation, evidence)
    } else if list.layout.number == nil {
      tally.note(.withoutNumber, evidence)
    } else if let nextUpdate {
      if nextUpdate < moment {
        tally.noteStale(since: nextUpdate, evidence)
      } else {
        tally.noteGood(reasons, evidence)
      }
    } else {
      tally.note(.withoutNextUpdate, evidence)
    }
    return nil
  }

  /// When and why an entry revokes; `nil` if it takes a revocation back (RFC 5280 §6.3.3 (k)).
  private static func revocation(_ entry: RevokedEntry) -> RevocationStatus.Revocation? {
    guard entry.reason != .removeFromCRL else { return nil }
    return RevocationStatus.Revocation(
      date: entry.date, reason: entry.reason ?? .unspecified, invalidityDate: entry.invalidityDate)
  }
}

extension RevocationCheck {
  /// The places of the lists of those who may sign for a distribution point, the newest first (RFC 5280 §6.3.3 (b)(1)).
  private mutating func lists(of point: RevocationPoint, _ certificate: Certificate) -> [Int] {
    var spent = effort
    var found: [Int] = []
    let names = point.signers ?? PlaceNames(certificate.issuer)
    _ = names.contains { bytes, name in
      guard case .directoryName(let range) = name, spent.spendRevocationStep(budget) else { return false }
      store.forEachList(ofIssuer: bytes, range) { place, list in
        guard spent.spendRevocationStep(budget) else { return }
        let listBytes = list.arena.bytes
        guard spent.matches(listBytes.span, list.layout.issuer.range, bytes, range, budget) else { return }
        if !found.contains(place) { found.append(place) }
      }
      return false
    }
    effort = spent
    let entries = store.entries
    return found.sorted { (entries[$1].list.thisUpdate, $0) < (entries[$0].list.thisUpdate, $1) }
  }

  /// The newest delta list that brings another list up to date (RFC 5280 §5.2.4, §6.3.3 (c), (h)).
  private mutating func delta(to place: Int, signedBy signer: Certificate) -> Int? {
    let list = store.entries[place].list
    guard list.layout.number != nil else { return nil }
    let array = list.arena.bytes
    var spent = effort
    var found: [Int] = []
    store.forEachList(ofIssuer: array.span, list.layout.issuer.range) { other, candidate in
      guard candidate.isDelta, spent.spendRevocationStep(budget), candidate.thisUpdate <= request.moment else { return }
      let bytes = candidate.arena.bytes
      guard candidate.isDelta(to: list),
        spent.matches(bytes.span, candidate.layout.issuer.range, array.span, list.layout.issuer.range, budget)
      else { return }
      found.append(other)
    }
    effort = spent
    let entries = store.entries
    found.sort { entries[$1].list.isNumbered(below: entries[$0].list) }
    for candidate in found where signature(of: candidate, by: signer) == nil { return candidate }
    return nil
  }

  /// The entry of a list for a certificate; of several, the first one that revokes it.
  private mutating func entry(for certificate: Certificate, in place: Int) -> RevokedEntry? {
    let (list, index) = (store.entries[place].list, store.entries[place].index)
    let array = certificate.arena.bytes
    let (serial, name) = (certificate.layout.serialNumber.range, certificate.layout.issuer.range)
    var spent = effort
    var found: RevokedEntry?
    index.forEachEntry(of: list, array.span, serial) { bytes, entry, issuer in
      guard spent.spendRevocationStep(budget) else { return false }
      guard let entry else { return true }
      let isOfIssuer =
        if let issuer {
          issuer.contains(bytes) { candidate in
            guard case .directoryName(let range) = candidate else { return false }
            return spent.matches(bytes, range, array.span, name, budget)
          }
        } else {
          spent.matches(bytes, list.layout.issuer.range, array.span, name, budget)
        }
      guard isOfIssuer else { return true }
      if found == nil || found?.reason == .removeFromCRL { found = entry }
      return found?.reason == .removeFromCRL
    }
    effort = spent
    return found
  }
}
