import CertificateEncoding
import Certificates

/// The processing of policies along a path (RFC 5280 §6.1.2 to §6.1.5 as RFC 9618 §5 has them).
struct PolicyState: Sendable {
  /// What the caller starts with (RFC 5280 §6.1.1 (c), (e), (f), (g)).
  let inputs: PolicyInputs
  private(set) var graph = PolicyGraph()
  /// After how many more certificates that are not self-issued a policy is required; and so on for the others
  /// (RFC 5280 §6.1.2 (d) to (f)).
  private var explicitPolicy: Int
  private var policyMapping: Int
  private var inhibitAnyPolicy: Int

  /// Starts for a path of `certificateCount` certificates, the anchor's not counted.
  init(_ inputs: PolicyInputs, certificateCount: Int) {
    self.inputs = inputs
    explicitPolicy = inputs.requiresExplicitPolicy ? 0 : certificateCount + 1
    policyMapping = inputs.inhibitsPolicyMapping ? 0 : certificateCount + 1
    inhibitAnyPolicy = inputs.inhibitsAnyPolicy ? 0 : certificateCount + 1
  }

  /// Processes the next certificate, the highest first; returns what speaks against it.
  mutating func process(_ certificate: PolicyFacts, isSelfIssued: Bool, isLeaf: Bool) -> Problem? {
    // §6.1.3 (d) (2): a self-issued certificate may have anyPolicy once more, unless it is the leaf.
    graph.add(
      certificate.policies, allowsAnyPolicy: inhibitAnyPolicy > 0 || isSelfIssued && !isLeaf)
    // §6.1.3 (f).
    guard explicitPolicy > 0 || !graph.isNull else { return .policyNotValid(inputs) }
    if isLeaf {
      // §6.1.5 (a), (b).
      if explicitPolicy > 0 { explicitPolicy -= 1 }
      if certificate.constraints?.requireExplicitPolicy == 0 { explicitPolicy = 0 }
      return nil
    }
    // §6.1.4 (b).
    graph.map(certificate.mappings, isAllowed: policyMapping > 0)
    // §6.1.4 (h).
    if !isSelfIssued {
      if explicitPolicy > 0 { explicitPolicy -= 1 }
      if policyMapping > 0 { policyMapping -= 1 }
      if inhibitAnyPolicy > 0 { inhibitAnyPolicy -= 1 }
    }
    // §6.1.4 (i), (j).
    if let count = certificate.constraints?.requireExplicitPolicy { explicitPolicy = min(explicitPolicy, count) }
    if let count = certificate.constraints?.inhibitPolicyMapping { policyMapping = min(policyMapping, count) }
    if let count = certificate.inhibitAnyPolicy { inhibitAnyPolicy = min(inhibitAnyPolicy, count) }
    return nil
  }

  /// The policies that hold for the caller once the leaf was processed; `nil` if the path needs one and has none
  /// (RFC 5280 §6.1.5 (g)).
  func outcome() -> Set<OID>? {
    let user = inputs.userConstrained(graph.authorityConstrainedPolicies())
    return explicitPolicy > 0 || !user.isEmpty ? user : nil
  }
}
