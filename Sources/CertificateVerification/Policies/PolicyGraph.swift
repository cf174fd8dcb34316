import CertificateEncoding
import Certificates

/// The policies under which the certificates of a path were issued, and which of them stand for which (RFC 9618 §5).
///
/// RFC 5280 §6.1 keeps them as a tree, whose size a stranger can double with each certificate (CVE-2023-0464). The graph
/// of RFC 9618 says the same with one node for each policy of a certificate, and edges to those of its issuer.
///
/// Deviation: qualifiers are not collected. Nodes that lead to no policy of the leaf are not removed on the way but left
/// out at the end, which RFC 9618 §5.1 allows as long as the outcome is the same.
struct PolicyGraph: Sendable {
  /// The policies at one depth: those of a certificate, or the expected ones of the next.
  private struct Level: Sendable {
    /// The policies other than anyPolicy, each with those of the level above that it stands under; none of these is
    /// anyPolicy itself.
    var parents: [OID: Set<OID>] = [:]
    /// Whether anyPolicy is at this level; it stands under anyPolicy only.
    var hasAnyPolicy = false
  }

  /// The levels of the certificates that were processed.
  private var levels: [Level] = []
  /// What the next certificate is expected to have.
  private var expected = Level(parents: [:], hasAnyPolicy: true)

  /// How many nodes and edges there are, of all levels together: what the graph has cost.
  private(set) var size = 0

  /// Whether no policy is left (valid_policy_graph is NULL).
  private(set) var isNull = false

  init() {}

  /// Takes the policies of the next certificate (RFC 9618 §5.3, steps (d) and (e)).
  ///
  /// `policies` are those of its extension, each of them once; `allowsAnyPolicy` is whether anyPolicy among them counts.
  mutating func add(_ policies: [OID]?, allowsAnyPolicy: Bool) {
    guard let policies, !isNull else {
      // (e): without the extension, nothing is left, and nothing will be.
      isNull = true
      return
    }
    var level = Level()
    let hasAnyPolicy = policies.contains(.anyPolicy)
    for policy in policies where policy != .anyPolicy {
      if let parents = expected.parents[policy] {
        // (d) (1) (i): expected by nodes of the level above.
        level.parents[policy] = parents
      } else if expected.hasAnyPolicy {
        // (d) (1) (ii): by anyPolicy alone.
        level.parents[policy] = []
      }
    }
    if hasAnyPolicy, allowsAnyPolicy {
      // (d) (2): anyPolicy takes what is expected as it is.
      for (policy, parents) in expected.parents where level.parents[policy] == nil { level.parents[policy] = parents }
      level.hasAnyPolicy = expected.hasAnyPolicy
    }
    append(level)
  }

  private mutating func append(_ level: Level) {
    levels.append(level)
    size += level.parents.values.reduce(1) { $0 + 1 + $1.count }
    isNull = level.parents.isEmpty && !level.hasAnyPolicy
    // Until mappings say otherwise, a policy is expected under its own name (RFC 9618 §5.3, expected_policy_set).
    expected = Level(parents: [:], hasAnyPolicy: level.hasAnyPolicy)
    for policy in level.parents.keys { expected.parents[policy] = [policy] }
  }

  /// Takes the mappings of the last certificate (RFC 9618 §5.4, step (b)), none of which has anyPolicy.
  ///
  /// `isAllowed` is whether policies may still be mapped: if not, those that are mapped are dropped.
  mutating func map(_ mappings: [(issuer: OID, subject: OID)], isAllowed: Bool) {
    guard !isNull, var level = levels.popLast() else { return }
    guard isAllowed else {
      // (b) (2).
      for mapping in mappings { level.parents[mapping.issuer] = nil }
      append(level)
      return
    }
    // (b) (1): where only anyPolicy is at the level, it makes a node for each policy that is mapped.
    for mapping in mappings where level.parents[mapping.issuer] == nil && level.hasAnyPolicy {
      level.parents[mapping.issuer] = []
    }
    append(level)
    // A policy that is mapped is expected under the new names only.
    for mapping in mappings where level.parents[mapping.issuer] != nil { expected.parents[mapping.issuer] = nil }
    for mapping in mappings where level.parents[mapping.issuer] != nil {
      expected.parents[mapping.subject, default: []].insert(mapping.issuer)
      size += 1
    }
  }

  /// The policies that the path is valid under as its anchor knows them (RFC 9618 §5.5, authority_constrained_policy_set).
  ///
  /// They are those under anyPolicy alone that some policy of the leaf stands under, and anyPolicy itself if the leaf has
  /// it.
  func authorityConstrainedPolicies() -> Set<OID> {
    guard !isNull, let leaf = levels.last else { return [] }
    var found: Set<OID> = leaf.hasAnyPolicy ? [.anyPolicy] : []
    // From the leaf up: the policies of each level that something of the leaf stands under.
    var reached = Set(leaf.parents.keys)
    for level in levels.reversed() {
      var above: Set<OID> = []
      for policy in reached {
        guard let parents = level.parents[policy] else { continue }
        if parents.isEmpty { found.insert(policy) } else { above.formUnion(parents) }
      }
      reached = above
    }
    return found
  }
}
