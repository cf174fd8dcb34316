import CertificateEncoding
import Certificates

/// Looks for a path from the leaf to an anchor that no rule objects to, by depth-first search with backtracking.
///
/// A search knows how certificates hang together (names, keys, signatures) and no rule: of every certificate that it
/// puts on a path it asks ``ChainCheck`` whether the path can still succeed. It runs in two modes. The first wants a
/// verdict and turns back at the first objection. If that finds nothing, the second follows what the first refused,
/// to learn how far each path would have led and all that is wrong with it.
struct PathSearch {
  /// Whether objections end a branch, or are collected.
  enum Mode: Sendable {
    /// Turn back at the first objection.
    case verdict
    /// Go on, and collect.
    case diagnosis
  }

  private let mode: Mode
  private let presented: PresentedCertificates
  private let request: VerificationRequest
  private let budget: SearchBudget
  private let keys: IssuerKeys
  /// The links between issuers that are known; `nil` where none are to be used.
  private let links: IssuerLinks?
  private let additionalCheck: CertificateVerifier.AdditionalCheck?
  private let revocation: RevocationStore

  /// What was spent so far.
  private(set) var effort: SearchEffort
  /// The paths that ended without success, in the order in which they were tried.
  private(set) var attempts: [Attempt] = []
  /// How many more there were than are kept.
  private(set) var omittedAttempts = 0
  /// The policies that the path is valid under: the user-constrained policy set (RFC 5280 §6.1.5 (g)).
  private(set) var policies: Set<OID> = []
  /// Whether the certificates of the path are revoked, the leaf's status first; empty if it was not asked.
  private(set) var statuses: [RevocationStatus] = []
  /// What was read and checked so far, for a search that follows.
  private(set) var memory: SearchMemory
  /// The path as far as it goes.
  private(set) var path: [PathNode] = []
  /// The certificates that the caller had at hand, of the paths that ended without success.
  private(set) var atHand: Set<Certificate> = []

  private var findings: [Finding] = []

  /// The most attempts that are kept; the rest is counted in the effort only.
  private static let maximumAttempts = 64
  /// How long most paths are at the most.
  private static let commonLength = 4
  /// For so many attempts the whole store is searched for what comes near to a missing issuer.
  private static let comparedAttempts = 4

  init(
    _ mode: Mode, presented: PresentedCertificates, request: VerificationRequest,
    budget: SearchBudget, keys: IssuerKeys, links: IssuerLinks? = nil, revocation: RevocationStore = RevocationStore(),
    additionalCheck: CertificateVerifier.AdditionalCheck? = nil, remembering memory: SearchMemory = SearchMemory(),
    effort: SearchEffort = SearchEffort()
  ) {
    self.mode = mode
    self.presented = presented
    self.request = request
    self.budget = budget
    self.keys = keys
    self.links = links
    self.additionalCheck = additionalCheck
    self.revocation = revocation
    self.memory = memory
    self.effort = effort
  }

  /// Runs the search, and returns the path that was found, from the leaf to the anchor.
  mutating func run() -> [Certificate]? {
    guard let leaf = memory.node(.presented(0), presented.leaf, links, &effort, budget),
      let key = memory.key(of: leaf, keys, &effort, budget)
    else { return nil }
    if start(with: leaf, key) { return path.map { $0.certificate } }
    if presented.isTruncated { effort.noteTruncation() }
    return nil
  }

  /// Puts the leaf on the path and goes on from there; true if that led to an anchor.
  private mutating func start(with leaf: PathNode, _ key: SubjectKey) -> Bool {
    if let index = request.trust.index(of: presented.leaf) {
      begin(with: leaf, key, isTrusted: true)
      if let constraints = request.trust.anchor(index).constraints {
        findings += AnchorConstraintsRule.findings(constraints, leaf, above: path, &memory, &effort, budget)
      }
      if effort.exhausted != nil { return false }
      if finishPath(reachesAnchor: true) { return true }
      // That the store limits what a certificate itself is trusted for is no reason not to believe its issuer.
      guard request.trust.isLimited(presented.leaf), effort.exhausted == nil else { return false }
    }
    begin(with: leaf, key, isTrusted: false)
    if mode == .verdict, !findings.isEmpty { return false }
    return extend()
  }

  /// Begins a path, with what the rules object to in the leaf.
  private mutating func begin(with leaf: PathNode, _ key: SubjectKey, isTrusted: Bool) {
    path.removeAll(keepingCapacity: true)
    path.reserveCapacity(Self.commonLength)
    let context = context(leaf, key, role: .leaf, isTrusted: isTrusted)
    findings = ChainCheck.findings(context)
    findings += PeerNameRule.findings(context, &effort)
    path.append(leaf)
  }

  /// Tries every issuer of the last certificate on the path; true if one of them led to an anchor.
  private mutating func extend() -> Bool {
    guard let child = path.last else { return false }
    let (candidates, isOnlyCandidate) = issuers(of: child)
    var wasContinued = false
    for index in 0..<candidates.count {
      let candidate = candidates[index]
      let byteCount = candidate.certificate.layout.whole.range.count
      guard effort.spendCandidate(byteCount: byteCount, budget) else { break }
      let isTooMany = !candidate.isAnchor && path.count > budget.intermediates
      if isTooMany, mode == .verdict { continue }
      guard let objections = objections(to: candidate, issuing: child, isOnlyCandidate) else { continue }
      wasContinued = true
      if isTooMany {
        let problem = Problem.tooManyIntermediates(limit: budget.intermediates)
        record(findings + [Finding(problem, certificate: path.count - 1)], reachesAnchor: false)
        continue
      }
      if step(to: candidate, objections) { return true }
    }
    guard !wasContinued, mode == .diagnosis else { return false }
    if effort.exhausted == nil {
      recordMissingIssuer(of: child)
    } else if attempts.isEmpty, findings.contains(where: { $0.rule != .budget }) {
      // What was found before the budget ended is worth telling all the same.
      record(findings, reachesAnchor: false)
    }
    return false
  }

  /// Puts an issuer on the path, goes on from there, and takes it off again if that led nowhere.
  private mutating func step(to candidate: PathNode, _ objections: [Finding]) -> Bool {
    let earlier = findings
    findings += objections
    path.append(candidate)
    if candidate.isAnchor ? finishPath(reachesAnchor: true) : extend() { return true }
    path.removeLast()
    findings = earlier
    return false
  }

  /// What speaks against an issuer in its place; `nil` if it should not be followed.
  private mutating func objections(
    to candidate: PathNode, issuing child: PathNode, _ isOnlyCandidate: Bool
  ) -> [Finding]? {
    guard let key = memory.key(of: candidate, keys, &effort, budget) else { return nil }
    var objections = ChainCheck.findings(
      context(candidate, key, role: candidate.isAnchor ? .anchor : .intermediate, isTrusted: candidate.isAnchor))
    if mode == .verdict, !objections.isEmpty { return nil }
    objections += KeyIdentifierRule.findings(child, at: path.count - 1, issuer: candidate, request.policy)
    objections += NameConstraintsRule.findings(candidate, above: path, &memory, &effort, budget)
    if case .anchor(let index) = candidate.identity, let constraints = request.trust.anchor(index).constraints {
      objections += AnchorConstraintsRule.findings(constraints, candidate, above: path, &memory, &effort, budget)
    }
    if mode == .verdict, !objections.isEmpty { return nil }
    guard effort.exhausted == nil else {
      recordUnchecked(candidate, objections)
      return nil
    }
    let childPosition = path.count - 1
    switch memory.outcome(child, candidate, key, &effort, budget) {
    case .valid where path.count == 1:
      // The logs' promises bind the leaf to this issuer's key, so that they are asked once it is known to be the issuer.
      objections += TransparencyRule.findings(leaf: child, issuer: candidate, request, &effort)
      return effort.exhausted == nil && (mode == .diagnosis || objections.isEmpty) ? objections : nil
    // A rule has objected to a key that is unusable.
    case .valid, .keyUnusable: return objections
    case .notChecked:
      recordUnchecked(candidate, objections)
      return nil
    case .unknown(let problem):
      // A key of another kind with another identifier is another one's.
      if case .keyDoesNotFitSignature = problem,
        IssuerCandidates.keyIdentifierMatch(child: child, issuer: candidate) == .different
      {
        return nil
      }
      objections.insert(Finding(problem, certificate: childPosition), at: 0)
    case .invalid(let flaw):
      // A certificate that carries the name, and the key identifier if there are any, is the issuer: then the
      // signature is bad. Otherwise it is somebody else of the same name.
      let match = IssuerCandidates.keyIdentifierMatch(child: child, issuer: candidate)
      guard match == .same || match == .absent && isOnlyCandidate else { return nil }
      objections.insert(
        Finding(flaw.map { .signatureMalformed($0) } ?? .signatureInvalid, certificate: childPosition), at: 0)
    }
    return mode == .verdict ? nil : objections
  }

  /// Ends a path; true if nothing speaks against it.
  private mutating func finishPath(reachesAnchor: Bool) -> Bool {
    guard findings.isEmpty || mode == .diagnosis else { return false }
    var findings = findings
    switch PolicyRule.check(path, request.policy.policies, &effort, budget) {
    case .success(let policies): self.policies = policies
    case .failure(let failure):
      guard let finding = failure.finding else { return false }
      findings.append(finding)
    }
    if findings.isEmpty || mode == .diagnosis {
      askRevocation()
      guard effort.exhausted == nil else {
        // What was found before is worth telling all the same.
        if !findings.isEmpty { record(findings, reachesAnchor: reachesAnchor) }
        return false
      }
      findings += RevocationRule.findings(statuses, request.policy.revocation)
    }
    if findings.isEmpty, let objection = additionalCheck?(path.map { $0.certificate }) {
      // Whoever names a certificate that is not on the path means the leaf.
      let position = path.indices.contains(objection.certificate) ? objection.certificate : 0
      findings.append(Finding(.objection(objection), certificate: position))
    }
    if findings.isEmpty { return true }
    record(findings, reachesAnchor: reachesAnchor)
    return false
  }

  /// Finds out whether the certificates of a whole path are revoked, if that is asked.
  private mutating func askRevocation() {
    statuses = []
    guard request.policy.revocation != .off, isSigned() else { return }
    var check = RevocationCheck(
      revocation, request.trust, presented, request, budget, keys, memory.revocation, effort)
    statuses = check.statuses(of: path)
    (memory.revocation, effort) = (check.memory, check.effort)
  }

  /// Whether each certificate of the path is known to be signed by the next one; a verdict follows no others.
  ///
  /// Where one is not, it may be forged, and so would be whatever its issuer's key or its own says of revocation.
  private mutating func isSigned() -> Bool {
    guard mode == .diagnosis else { return true }
    // Each outcome is remembered from when the issuer was put on the path.
    for (child, issuer) in zip(path, path.dropFirst()) {
      guard let key = memory.key(of: issuer, keys, &effort, budget),
        memory.outcome(child, issuer, key, &effort, budget) == .valid
      else { return false }
    }
    return true
  }

  private mutating func record(_ findings: [Finding], reachesAnchor: Bool) {
    guard attempts.count < Self.maximumAttempts else {
      omittedAttempts += 1
      return
    }
    for node in path where node.isAtHand { atHand.insert(node.certificate) }
    attempts.append(
      Attempt(
        certificates: path.map { $0.certificate }, findings: findings, reachesAnchor: reachesAnchor,
        revocation: reachesAnchor ? statuses : []))
  }

  /// Tells what speaks against an issuer of which the budget no longer lets anybody find out whether it is one, if
  /// nothing else was told.
  private mutating func recordUnchecked(_ candidate: PathNode, _ objections: [Finding]) {
    guard mode == .diagnosis, attempts.isEmpty, !(findings.isEmpty && objections.isEmpty) else { return }
    path.append(candidate)
    record(findings + objections, reachesAnchor: candidate.isAnchor)
    path.removeLast()
  }

  private mutating func recordMissingIssuer(of child: PathNode) {
    let comparesAll = attempts.count < Self.comparedAttempts
    let missing = MissingIssuerReport.make(for: child, in: request.trust, comparesAll: comparesAll)
    let finding = Finding(.issuerMissing(missing), certificate: path.count - 1)
    record(findings + [finding], reachesAnchor: false)
  }
}

extension PathSearch {
  /// The certificates whose subject's name is the issuer of `child`, the most likely first and without those of
  /// entities that are on the path already; and whether there is only one of that name, on the path or not.
  private mutating func issuers(of child: PathNode) -> (candidates: IssuerCandidates, isOnlyOne: Bool) {
    let (found, copies) = namesakes(of: child.certificate)
    var candidates = IssuerCandidates()
    for index in 0..<found.count {
      let (identity, certificate) = found[index]
      if path.contains(where: { $0.certificate.isSameEntity(as: certificate) }) { continue }
      guard let node = memory.node(identity, certificate, links, &effort, budget) else { break }
      candidates.add(node, issuerOf: child)
    }
    candidates.sort()
    return (candidates, found.count - copies == 1)
  }

  /// The certificates whose subject's name is the issuer of `child`, each of them once; and how many of them are
  /// anchors once more.
  private mutating func namesakes(
    of child: Certificate
  ) -> (found: ShortList<(PathNode.Identity, Certificate)>, copies: Int) {
    // More candidates than the budget has left need not be ordered, only bounded.
    let room = max(0, budget.candidates) - effort.candidates
    let (request, budget) = (request, budget)
    var (found, copies) = (ShortList<(PathNode.Identity, Certificate)>(), 0)
    request.trust.forEachIssuerByName(of: child, &effort, budget) { spent, index, certificate in
      guard spent.spendNamesake(byteCount: Self.comparedCount(certificate), budget) else { return false }
      found.append((.anchor(index), certificate))
      return found.count <= room
    }
    /// Those of ``VerificationRequest/intermediates`` that the peer presented as well.
    var presentedToo: [Int] = []
    presented.forEachIssuerByName(of: child, &effort, budget) { spent, index, certificate in
      guard spent.spendNamesake(byteCount: Self.comparedCount(certificate), budget) else { return false }
      if let copy = request.intermediates.index(of: certificate) { presentedToo.append(copy) }
      Self.take(.presented(index), certificate, request.trust, &found, &copies)
      return found.count <= room
    }
    guard found.count <= room else { return (found, copies) }
    request.intermediates.forEachIssuerByName(of: child, &effort, budget) { spent, index, certificate in
      guard spent.spendNamesake(byteCount: Self.comparedCount(certificate), budget) else { return false }
      if !presentedToo.contains(index) { Self.take(.atHand(index), certificate, request.trust, &found, &copies) }
      return found.count <= room
    }
    return (found, copies)
  }

  /// Takes a certificate that is no anchor by itself, or counts it as a copy of one.
  private static func take(
    _ identity: PathNode.Identity, _ certificate: Certificate, _ trust: TrustStore,
    _ found: inout ShortList<(PathNode.Identity, Certificate)>, _ copies: inout Int
  ) {
    // An anchor that the peer presents as well stands among the anchors; only if the store limits it, another path may
    // go through it as through any other authority.
    if trust.contains(certificate) {
      guard trust.isLimited(certificate) else { return }
      copies += 1
    }
    found.append((identity, certificate))
  }

  /// How many bytes of a certificate are compared to tell whether it is another one's issuer, and on the path already.
  private static func comparedCount(_ certificate: Certificate) -> Int {
    certificate.layout.subject.range.count + certificate.layout.publicKeyInfo.range.count
  }

  private func context(
    _ node: PathNode, _ key: SubjectKey, role: RuleContext.Role, isTrusted: Bool
  ) -> RuleContext {
    // RFC 5280 §6.1.4 (l): self-issued certificates are not counted. The leaf never is.
    let below = path.dropFirst().count { !$0.isSelfIssued }
    return RuleContext(
      node: node, publicKey: key.publicKey, role: role, isTrusted: isTrusted, position: path.count,
      intermediatesBelow: below, request: request)
  }
}
