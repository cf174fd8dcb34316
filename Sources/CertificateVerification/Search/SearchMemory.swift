import Certificates

/// What one verification has read of certificates, and what it has found out about them, so that nothing is done twice.
///
/// A search meets the same certificate on many paths, and a stranger chooses on how many.
struct SearchMemory {
  private struct Pair: Sendable, Hashable {
    let authority: PathNode.Identity
    let subject: PathNode.Identity
    /// Whether it is about what the trust store demands, and not about what the issuer's certificate says.
    var isOfTrustStore = false
  }

  /// The first few certificates, which are all of most searches, and the others.
  private var firstNodes = [8 of PathNode?](repeating: nil)
  private var otherNodes: [PathNode.Identity: PathNode] = [:]
  private var nodeCount = 0
  private var nameConstraints: [PathNode.Identity: Constraints] = [:]
  private var anchorNames: [PathNode.Identity: Constraints] = [:]
  private var violations: [Pair: NameConstraintViolation?] = [:]
  /// What was found out about revocation.
  var revocation = RevocationMemory()

  /// What came of reading a certificate's name constraints.
  enum Constraints: Sendable {
    case ready(NameConstraintSet)
    /// One of the subtrees, which is quoted, is no name of its form.
    case malformed(String)
    /// The budget was spent before.
    case notRead
  }

  init() {}

  /// How many certificates and keys were read, each of them once.
  var counts: (nodes: Int, keys: Int) {
    var keyCount = otherNodes.values.count { $0.key != nil }
    for index in firstNodes.indices where firstNodes[index]?.key != nil { keyCount += 1 }
    return (nodeCount, keyCount)
  }

  private func known(_ identity: PathNode.Identity) -> PathNode? {
    for index in 0..<min(nodeCount, firstNodes.count) {
      if let node = firstNodes[index], node.identity == identity { return node }
    }
    return otherNodes.isEmpty ? nil : otherNodes[identity]
  }

  /// A certificate and what its extensions say: remembered, or read now; `nil` if the budget has nothing left to read it
  /// with.
  ///
  /// What earlier verifications know of a leaf is not asked, as ``IssuerLinks`` says.
  mutating func node(
    _ identity: PathNode.Identity, _ certificate: Certificate, _ links: IssuerLinks?, _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> PathNode? {
    if let node = known(identity) { return node }
    guard effort.spendCertificateBytes(certificate.layout.whole.range.count, budget) else { return nil }
    let isSelfIssued = effort.isIssued(certificate, byNameOf: certificate, budget)
    guard effort.exhausted == nil else { return nil }
    let node: PathNode
    switch identity {
    case .presented(1...), .atHand:
      node = PathNode(identity, certificate, isSelfIssued: isSelfIssued, link: links?.link(of: certificate))
    default: node = PathNode(identity, certificate, isSelfIssued: isSelfIssued)
    }
    if nodeCount < firstNodes.count { firstNodes[nodeCount] = node } else { otherNodes[identity] = node }
    nodeCount += 1
    return node
  }

  /// The subject's key: remembered, or read now; `nil` if the budget has nothing left to read it with.
  mutating func key(
    of node: PathNode, _ keys: IssuerKeys, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> SubjectKey? {
    if let key = node.key { return key }
    // A leaf is hardly ever an issuer whose key is remembered.
    let isLeaf = node.identity == .presented(0)
    let key = isLeaf ? node.certificate.subjectKey : keys.key(of: node.certificate)
    guard effort.spendWork(key.readingCost, budget) else { return nil }
    node.key = key
    return key
  }

  /// The name constraints of an authority: remembered, or read now.
  mutating func nameConstraints(
    of node: PathNode, _ constraints: NameConstraints, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Constraints {
    if let found = nameConstraints[node.identity] { return found }
    let array = node.certificate.arena.bytes
    guard effort.spendConstrainedNames(constraints.subtreeCount(array.span), budget) else { return .notRead }
    let found: Constraints
    do throws(SubtreeSet.Malformation) {
      found = .ready(try NameConstraintSet(node.certificate, array, constraints))
    } catch {
      found = .malformed(error.base.describe(array.span))
    }
    nameConstraints[node.identity] = found
    return found
  }

  /// The names that a trust store allows below an anchor: remembered, or read now.
  mutating func nameConstraints(
    of anchor: PathNode, _ constraints: AnchorConstraints, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Constraints {
    if let found = anchorNames[anchor.identity] { return found }
    let array = constraints.nameConstraints
    let count = constraints.permittedNames.count + constraints.excludedNames.count
    guard effort.spendConstrainedNames(count, budget) else { return .notRead }
    // Each subtree was read when the constraints were made, so that this reading does not fail.
    guard let names = try? NameConstraints(array.span, 0..<array.count),
      let set = try? NameConstraintSet(anchor.certificate, array, names, isOfTrustStore: true)
    else { return .malformed("") }
    anchorNames[anchor.identity] = .ready(set)
    return .ready(set)
  }

  /// What a certificate is called that an authority's constraints don't allow: remembered, or found out now.
  mutating func violation(
    of set: NameConstraintSet, _ authority: PathNode, by node: PathNode, _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> NameConstraintViolation? {
    let pair = Pair(authority: authority.identity, subject: node.identity, isOfTrustStore: set.isOfTrustStore)
    if let violation = violations[pair] { return violation }
    let violation = set.violation(by: node, &effort, budget)
    if effort.exhausted == nil { violations[pair] = .some(violation) }
    return violation
  }

  /// What comes of checking the child's signature with the issuer's key: remembered, or found out now.
  ///
  /// What an earlier verification has found out is not done again, but counts as if it were: so that the budget ends a
  /// search where it would end without a memory.
  mutating func outcome(
    _ child: PathNode, _ issuer: PathNode, _ issuerKey: SubjectKey, _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> SignatureOutcome {
    if let outcome = child.outcome(under: issuer) { return outcome }
    let isKnown = child.link?.isMade(by: issuer.certificate) ?? false
    let outcome = SignatureCheck(child: child.certificate, issuerKey: issuerKey)
      .outcome(&effort, budget, isKnownToBeValid: isKnown)
    if outcome != .notChecked { child.note(outcome, under: issuer) }
    return outcome
  }
}
