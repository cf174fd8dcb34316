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
/// * Lists that the key has signed which signed the certificate are consulted first, and others only where those leave it
///   open: an authority that changes its key may go on to list each key's certificates with that key alone.
/// * A delta list that can't be combined with a complete one, because it is later than the moment or because there is none
///   that it is to, revokes what it says was revoked by then, and says nothing else. A hold in it says nothing.
/// * A hold counts only as long as no newer list of the same signer and scope is without it, even if that one is no proof
///   that the certificate is good.
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
    guard let issuer = issuers.first?.certificate, let anchor = issuers.last?.certificate else { return nil }
    let question = RevocationMemory.Question(certificate: node.certificate, issuer: issuer, anchor: anchor)
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
    // Those that somebody else has signed than the issuer's key.
    var others: [Int] = []
    for place in lists(of: point, node.certificate) {
      guard effort.spendRevocationStep(budget) else { return tally.status }
      let list = store.entries[place].list
      guard RevocationScope(list).covers(node, point, &memory.names, &effort, budget) else {
        tally.note(.notCovered, RevocationEvidence(list))
        continue
      }
      guard isWanted(place, point, node, &tally) else { continue }
      guard path.count > 1, isSigned(place, by: path[1]) else {
        others.append(place)
        continue
      }
      if let status = consult(place, signedBy: path[1].certificate, point, node, &tally) { return status }
      if effort.exhausted != nil { return tally.status }
    }
    for place in others where isWanted(place, point, node, &tally) {
      switch signer(of: place, path) {
      case .failure(let failure): tally.note(failure.uncertainty, RevocationEvidence(store.entries[place].list))
      case .success(let signer):
        if let status = consult(place, signedBy: signer, point, node, &tally) { return status }
      }
      if effort.exhausted != nil { return tally.status }
    }
    return nil
  }

  /// Whether a list that covers a certificate can say something of it that is not known yet.
  private mutating func isWanted(
    _ place: Int, _ point: RevocationPoint, _ node: PathNode, _ tally: inout RevocationTally
  ) -> Bool {
    let list = store.entries[place].list
    // RFC 5280 §6.3.3 (d), (e)
    guard list.isDelta else {
      return !tally.reasons.isSuperset(of: RevocationScope(list).reasons.intersection(point.reasons))
    }
    if lastingRevocation(of: node.certificate, in: place) != nil { return true }
    tally.note(.notCovered, RevocationEvidence(list, kind: .deltaRevocationList))
    return false
  }

  /// Consults a list that covers a certificate and was signed by somebody who may; the status if it is decided.
  private mutating func consult(
    _ place: Int, signedBy signer: Certificate, _ point: RevocationPoint, _ node: PathNode,
    _ tally: inout RevocationTally
  ) -> RevocationStatus? {
    let list = store.entries[place].list
    guard !list.isDelta else {
      let evidence = RevocationEvidence(list, kind: .deltaRevocationList)
      return lastingRevocation(of: node.certificate, in: place).map { .revoked($0, evidence) }
    }
    let reasons = RevocationScope(list).reasons.intersection(point.reasons)
    let delta = self.delta(to: place, signedBy: signer)
    if let status = consult(place, delta, signedBy: signer, node, reasons, &tally) { return status }
    return tally.isComplete ? tally.status : nil
  }

  /// Consults a list that covers a certificate, and the delta to it (RFC 5280 §6.3.3 (i) to (l)).
  private mutating func consult(
    _ place: Int, _ delta: Int?, signedBy signer: Certificate, _ node: PathNode, _ reasons: RevocationReasons,
    _ tally: inout RevocationTally
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
    // RFC 5280 §5.3.1: what is on hold may be released, and then stands in no later list.
    if revocation?.reason == .certificateHold, tally.isAbsent(fromNewerThan: list, signedBy: signer) { return nil }
    if revocation == nil, list.thisUpdate <= moment { tally.noteAbsence(from: list, signedBy: signer) }
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

  /// Why a list alone revokes a certificate for good, whatever else it is to be combined with; `nil` if it does not.
  private mutating func lastingRevocation(
    of certificate: Certificate, in place: Int
  ) -> RevocationStatus.Revocation? {
    guard let revocation = entry(for: certificate, in: place).flatMap(Self.revocation),
      revocation.reason != .certificateHold
    else { return nil }
    // One that was made later tells what had happened by the moment.
    let isMade = store.entries[place].list.thisUpdate <= request.moment
    return isMade || revocation.date <= request.moment ? revocation : nil
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
    var (spent, known) = (effort, memory.names)
    var found: [Int] = []
    let names = point.signers ?? PlaceNames(certificate.issuer)
    _ = names.contains { bytes, name in
      guard case .directoryName(let range) = name, spent.spendRevocationStep(budget) else { return false }
      store.forEachList(ofIssuer: bytes, range) { place, list in
        guard spent.spendRevocationStep(budget) else { return }
        let listBytes = list.arena.bytes
        guard known.matches(listBytes.span, list.layout.issuer.range, bytes, range, &spent, budget) else { return }
        if !found.contains(place) { found.append(place) }
      }
      return false
    }
    (effort, memory.names) = (spent, known)
    let entries = store.entries
    // A delta list comes before the complete list that was made with it.
    func rank(_ place: Int) -> (Timestamp, Int) {
      (entries[place].list.thisUpdate, entries[place].list.isDelta ? 1 : 0)
    }
    return found.sorted { rank($0) == rank($1) ? $0 < $1 : rank($0) > rank($1) }
  }

  /// The newest delta list that brings another list up to date (RFC 5280 §5.2.4, §6.3.3 (c), (h)).
  private mutating func delta(to place: Int, signedBy signer: Certificate) -> Int? {
    let list = store.entries[place].list
    guard list.layout.number != nil else { return nil }
    let array = list.arena.bytes
    var (spent, known) = (effort, memory.names)
    var found: [Int] = []
    store.forEachList(ofIssuer: array.span, list.layout.issuer.range) { other, candidate in
      guard candidate.isDelta, spent.spendRevocationStep(budget), candidate.thisUpdate <= request.moment else { return }
      let bytes = candidate.arena.bytes
      let (name, range) = (candidate.layout.issuer.range, list.layout.issuer.range)
      guard candidate.isDelta(to: list), known.matches(bytes.span, name, array.span, range, &spent, budget) else {
        return
      }
      found.append(other)
    }
    (effort, memory.names) = (spent, known)
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
    var (spent, known) = (effort, memory.names)
    // Whether it is the issuer that entries name or inherit, by where they name it: many may inherit one with many names.
    var isIssuer: [Int: Bool] = [:]
    var found: RevokedEntry?
    index.forEachEntry(of: list, array.span, serial) { bytes, match, issuer in
      guard spent.spendRevocationStep(budget) else { return false }
      guard let match else { return true }
      let isOfIssuer: Bool
      if let issuer {
        let place = issuer.contents.lowerBound
        isOfIssuer =
          isIssuer[place]
          ?? issuer.contains(bytes) { candidate in
            guard spent.spendRevocationStep(budget), case .directoryName(let range) = candidate else { return false }
            return known.matches(bytes, range, array.span, name, &spent, budget)
          }
        isIssuer[place] = isOfIssuer
      } else {
        isOfIssuer = known.matches(bytes, list.layout.issuer.range, array.span, name, &spent, budget)
      }
      guard isOfIssuer else { return true }
      if found == nil || found?.reason == .removeFromCRL { found = match.entry(bytes) }
      return found?.reason == .removeFromCRL
    }
    (effort, memory.names) = (spent, known)
    return found
  }
}
