import CertificateEncoding
import Certificates

/// The policies of a path on which no certificate maps, inhibits or demands any: what the graph of RFC 9618 comes to there.
///
/// Nearly every path is one. A policy then stands under its own name on every level, so that the names of the last level
/// say everything that a ``PolicyGraph`` would, without its nodes and edges.
struct UnmappedPolicies {
  /// The most policies of one certificate with which it is used: each pair of two levels is compared.
  static let maximumCount = 8

  /// The policies of the last level other than anyPolicy; `nil` before the first.
  private var names: [OID]?
  private var hasAnyPolicy = true

  /// How many nodes and edges a graph would have.
  private(set) var size = 0

  /// Whether no policy is left (valid_policy_graph is NULL).
  private(set) var isNull = false

  init() {}

  /// Whether a path with such a certificate is of this kind.
  static func suffices(for certificate: PolicyFacts) -> Bool {
    certificate.count <= maximumCount && certificate.mappings.isEmpty && certificate.constraints == nil
      && certificate.inhibitAnyPolicy == nil
  }

  /// Whether a path that starts with such inputs may be of this kind.
  static func suffices(for inputs: PolicyInputs) -> Bool {
    !inputs.requiresExplicitPolicy && !inputs.inhibitsPolicyMapping && !inputs.inhibitsAnyPolicy
  }

  /// Takes the policies of the next certificate, the highest first, as ``PolicyGraph/add(_:allowsAnyPolicy:)`` does, and
  /// the mappings that it has not.
  mutating func add(_ policies: [OID]?, isLeaf: Bool) {
    guard let policies, !isNull else {
      (names, hasAnyPolicy, isNull) = ([], false, true)
      return
    }
    let above = names
    let listsAnyPolicy = policies.contains(.anyPolicy)
    /// RFC 9618 §5.3 (d) (1): whether a policy is expected, or stands under anyPolicy.
    func isValid(_ policy: OID) -> Bool { policy != .anyPolicy && (hasAnyPolicy || above?.contains(policy) == true) }
    var level = policies.allSatisfy(isValid) ? policies : policies.filter(isValid)
    // (d) (2).
    if listsAnyPolicy, let above { level += above.filter { !policies.contains($0) } }
    // A node for each policy and one more, and an edge for each that was expected. To map policies takes all of them again.
    let edges = above.map { above in level.count { above.contains($0) } } ?? 0
    size += (1 + level.count + edges) * (isLeaf ? 1 : 2)
    names = level
    hasAnyPolicy = hasAnyPolicy && listsAnyPolicy
    isNull = level.isEmpty && !hasAnyPolicy
    if isNull, !isLeaf { size -= 1 }
  }

  /// The policies that the path is valid under as its anchor knows them (RFC 9618 §5.5, authority_constrained_policy_set).
  func authorityConstrainedPolicies() -> Set<OID> {
    guard !isNull, let names else { return [] }
    var found = Set(names)
    if hasAnyPolicy { found.insert(.anyPolicy) }
    return found
  }
}
