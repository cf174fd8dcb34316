/// The signatures that one verification has checked, so that no pair of certificates is checked twice.
struct SignatureMemory: Sendable {
  private struct Entry: Sendable {
    let child: PathNode.Identity
    let issuer: PathNode.Identity
    let outcome: SignatureOutcome
  }

  /// The budget bounds their number to some hundreds, so that a walk through them costs less than one signature.
  private var entries: [Entry] = []

  init() {}

  /// What comes of checking the child's signature with the issuer's key: remembered, or found out now.
  mutating func outcome(
    _ child: PathNode, _ issuer: PathNode, _ keys: IssuerKeys, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> SignatureOutcome {
    for entry in entries where entry.child == child.identity && entry.issuer == issuer.identity {
      return entry.outcome
    }
    let check = SignatureCheck(child: child.certificate, issuer: issuer.certificate, keys: keys)
    let outcome = check.outcome(&effort, budget)
    if outcome != .notChecked {
      entries.append(Entry(child: child.identity, issuer: issuer.identity, outcome: outcome))
    }
    return outcome
  }
}
