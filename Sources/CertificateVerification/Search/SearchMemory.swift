import Certificates

/// What one verification has read of certificates, and the signatures that it has checked, so that nothing is done twice.
///
/// A search meets the same certificate on many paths, and a stranger chooses on how many.
struct SearchMemory: Sendable {
  private struct Pair: Sendable, Hashable {
    let child: PathNode.Identity
    let issuer: PathNode.Identity
  }

  private var nodes: [PathNode.Identity: PathNode] = [:]
  private var subjectKeys: [PathNode.Identity: SubjectKey] = [:]
  private var signatures: [Pair: SignatureOutcome] = [:]

  init() {}

  /// How many certificates and keys were read, each of them once.
  var counts: (nodes: Int, keys: Int) { (nodes.count, subjectKeys.count) }

  /// A certificate and what its extensions say: remembered, or read now.
  mutating func node(_ identity: PathNode.Identity, _ certificate: Certificate) -> PathNode {
    if let node = nodes[identity] { return node }
    let node = PathNode(identity, certificate)
    nodes[identity] = node
    return node
  }

  /// The subject's key: remembered, or read now; `nil` if the budget has nothing left to read it with.
  mutating func key(
    of node: PathNode, _ keys: IssuerKeys, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> SubjectKey? {
    if let key = subjectKeys[node.identity] { return key }
    let key = keys.key(of: node.certificate)
    guard effort.spendWork(key.readingCost, budget) else { return nil }
    subjectKeys[node.identity] = key
    return key
  }

  /// What comes of checking the child's signature with the issuer's key: remembered, or found out now.
  mutating func outcome(
    _ child: PathNode, _ issuer: PathNode, _ issuerKey: SubjectKey, _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> SignatureOutcome {
    let pair = Pair(child: child.identity, issuer: issuer.identity)
    if let outcome = signatures[pair] { return outcome }
    let outcome = SignatureCheck(child: child.certificate, issuerKey: issuerKey).outcome(&effort, budget)
    if outcome != .notChecked { signatures[pair] = outcome }
    return outcome
  }
}
