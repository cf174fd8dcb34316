import CertificateEncoding
import Certificates

/// The path is valid for a policy where it must have one (RFC 5280 §6.1.3 (d) to (f), §6.1.4 (a), (b), (h) to (j), §6.1.5
/// (g), all as RFC 9618 has them).
///
/// Policies are followed from the anchor down, so that a path is asked when it is whole. What the anchor says of policies
/// is not processed: RFC 5280 §6.1.1 (d) takes an anchor as a name and a key. A leaf that is itself in the trust store is the
/// anchor, and its path has no certificate that could name a policy: with ``PolicyInputs/requiresExplicitPolicy`` it is
/// always refused.
enum PolicyRule {
  /// What speaks against the lists of one certificate.
  static func checkForm(_ context: RuleContext) -> Problem? {
    context.role == .anchor ? nil : context.facts.policies.flaw.map { .policyMalformed($0) }
  }

  /// What a whole path, from the leaf to the anchor, comes to.
  static func check(
    _ path: [PathNode], _ inputs: PolicyInputs, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Result<Set<OID>, Failure> {
    let count = path.count - 1
    if UnmappedPolicies.suffices(for: inputs),
      path.dropLast().allSatisfy({ UnmappedPolicies.suffices(for: $0.facts.policies) })
    {
      return checkUnmapped(path, inputs, &effort, budget)
    }
    var state = PolicyState(inputs, certificateCount: count)
    for position in stride(from: count - 1, through: 0, by: -1) {
      let node = path[position]
      let size = state.graph.size
      let problem = state.process(
        node.facts.policies, isSelfIssued: node.isSelfIssued, isLeaf: position == 0)
      guard effort.spendPolicyNodes(node.facts.policies.count + state.graph.size - size, budget) else {
        return .failure(Failure(finding: nil))
      }
      if let problem { return .failure(Failure(finding: Finding(problem, certificate: position))) }
    }
    guard let policies = state.outcome() else {
      return .failure(Failure(finding: Finding(.policyNotValid(inputs), certificate: 0)))
    }
    return .success(policies)
  }

  /// What a path comes to on which nobody maps, inhibits or demands a policy: it is always valid.
  private static func checkUnmapped(
    _ path: [PathNode], _ inputs: PolicyInputs, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Result<Set<OID>, Failure> {
    var policies = UnmappedPolicies()
    for position in stride(from: path.count - 2, through: 0, by: -1) {
      let facts = path[position].facts.policies
      let size = policies.size
      policies.add(facts.policies, isLeaf: position == 0)
      guard effort.spendPolicyNodes(facts.count + policies.size - size, budget) else {
        return .failure(Failure(finding: nil))
      }
    }
    return .success(inputs.userConstrained(policies.authorityConstrainedPolicies()))
  }

  /// A path that is not valid for a policy; without a finding, the budget ended first.
  struct Failure: Error {
    let finding: Finding?
  }
}
