public import CertificateEncoding

/// What a caller demands of certificate policies (RFC 5280 §6.1.1 (c), (e), (f), (g)).
public struct PolicyInputs: Sendable, Hashable {
  /// The policies of which the path must have one where it must have any: user-initial-policy-set.
  ///
  /// anyPolicy, which is the default, means that every policy will do.
  public var acceptablePolicies: Set<OID> = [.anyPolicy]
  /// Whether the path must be valid for one of ``acceptablePolicies``: initial-explicit-policy.
  public var requiresExplicitPolicy = false
  /// Whether no authority may say that another's policy is equal to its own: initial-policy-mapping-inhibit.
  public var inhibitsPolicyMapping = false
  /// Whether anyPolicy in a certificate stands for nothing: initial-any-policy-inhibit.
  public var inhibitsAnyPolicy = false

  /// Creates the inputs under which policies refuse only what a certificate itself demands.
  public init() {}

  /// Those of the policies that a path is valid under that the caller accepts (RFC 9618 §5.5,
  /// user_constrained_policy_set).
  func userConstrained(_ authority: Set<OID>) -> Set<OID> {
    if acceptablePolicies.contains(.anyPolicy) { return authority }
    return authority.contains(.anyPolicy) ? acceptablePolicies : authority.intersection(acceptablePolicies)
  }
}
