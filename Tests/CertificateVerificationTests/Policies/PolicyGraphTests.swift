import CertificateEncoding
import TestSupport
import Testing

@testable import CertificateVerification

/// The graph of RFC 9618 against the tree of RFC 5280 §6.1, which says the same and takes exponential time to do so.
@Suite struct PolicyGraphTests {
  /// What a certificate says of policies, and what those above it leave of that.
  private struct Step {
    let policies: [OID]?
    let mappings: [(issuer: OID, subject: OID)]
    let allowsAnyPolicy: Bool
    let allowsMapping: Bool
  }

  private static let policies = (1...4).compactMap { OID("1.2.3.\($0)") }

  @Test func graphAndTreeAgree() {
    var generator = RepeatableGenerator(seed: 9618)
    var (null, several) = (0, 0)
    for _ in 0..<4000 {
      let steps = (0..<Int.random(in: 1...5, using: &generator)).map { _ in step(&generator) }
      var (graph, tree) = (PolicyGraph(), PolicyTree())
      for (depth, step) in steps.enumerated() {
        graph.add(step.policies, allowsAnyPolicy: step.allowsAnyPolicy)
        tree.add(step.policies, allowsAnyPolicy: step.allowsAnyPolicy)
        #expect(graph.isNull == tree.isNull, "\(steps)")
        guard depth < steps.count - 1 else { break }
        graph.map(step.mappings, isAllowed: step.allowsMapping)
        tree.map(step.mappings, isAllowed: step.allowsMapping)
        #expect(graph.isNull == tree.isNull, "\(steps)")
      }
      let found = graph.authorityConstrainedPolicies()
      #expect(found == tree.authorityConstrainedPolicies(), "\(steps)")
      null += graph.isNull ? 1 : 0
      several += found.count > 1 ? 1 : 0
    }
    // Both ends are met often enough to mean something.
    #expect(null > 400 && several > 400, "\(null) \(several)")
  }

  @Test func graphAndNamesAgreeWhereNothingIsMapped() {
    var generator = RepeatableGenerator(seed: 5280)
    var (null, several) = (0, 0)
    for _ in 0..<4000 {
      let steps = (0..<Int.random(in: 1...5, using: &generator)).map { _ in step(&generator).policies }
      var (graph, names) = (PolicyGraph(), UnmappedPolicies())
      for (depth, policies) in steps.enumerated() {
        let isLeaf = depth == steps.count - 1
        graph.add(policies, allowsAnyPolicy: true)
        if !isLeaf { graph.map([], isAllowed: true) }
        names.add(policies, isLeaf: isLeaf)
        #expect(graph.isNull == names.isNull && graph.size == names.size, "\(steps)")
      }
      let found = names.authorityConstrainedPolicies()
      #expect(found == graph.authorityConstrainedPolicies(), "\(steps)")
      null += names.isNull ? 1 : 0
      several += found.count > 1 ? 1 : 0
    }
    #expect(null > 400 && several > 400, "\(null) \(several)")
  }

  private func step(_ generator: inout RepeatableGenerator) -> Step {
    var policies: [OID]? = Array(
      Self.policies.shuffled(using: &generator).prefix(Int.random(in: 0...3, using: &generator)))
    if policies == [] || Int.random(in: 0..<3, using: &generator) > 0 { policies?.append(.anyPolicy) }
    if Int.random(in: 0..<25, using: &generator) == 0 { policies = nil }
    let mappings = (0..<Int.random(in: 0...3, using: &generator)).compactMap { _ in
      Self.policies.randomElement(using: &generator).flatMap { issuer in
        Self.policies.randomElement(using: &generator).map { (issuer: issuer, subject: $0) }
      }
    }
    return Step(
      policies: policies, mappings: mappings, allowsAnyPolicy: Int.random(in: 0..<5, using: &generator) > 0,
      allowsMapping: Int.random(in: 0..<4, using: &generator) > 0)
  }
}

/// The valid_policy_tree of RFC 5280 §6.1, word for word and without its qualifiers.
private struct PolicyTree {
  private final class Node {
    let policy: OID
    /// expected_policy_set.
    var expected: Set<OID>
    var children: [Node] = []

    init(_ policy: OID, expected: Set<OID>) {
      self.policy = policy
      self.expected = expected
    }

    /// The nodes at a depth below this one, each with its parent.
    func nodes(at depth: Int) -> [(node: Node, parent: Node)] {
      depth == 1 ? children.map { ($0, self) } : children.flatMap { $0.nodes(at: depth - 1) }
    }

    /// Deletes the nodes above a depth that have no child; returns whether any is left.
    func prune(above depth: Int) -> Bool {
      if depth == 0 { return true }
      children = children.filter { $0.prune(above: depth - 1) }
      return !children.isEmpty
    }
  }

  /// §6.1.2 (a): one node, anyPolicy, which expects itself; `nil` is NULL.
  private var root: Node? = Node(.anyPolicy, expected: [.anyPolicy])
  private var depth = 0

  var isNull: Bool { root == nil }

  private func nodes(at depth: Int) -> [Node] {
    guard let root else { return [] }
    return depth == 0 ? [root] : root.nodes(at: depth).map(\.node)
  }

  /// §6.1.3 (d) and (e).
  mutating func add(_ policies: [OID]?, allowsAnyPolicy: Bool) {
    depth += 1
    guard let root, let policies else {
      self.root = nil
      return
    }
    let above = nodes(at: depth - 1)
    for policy in policies where policy != .anyPolicy {
      // (d) (1) (i), and only without a match (ii).
      let matching = above.filter { $0.expected.contains(policy) }
      for node in matching.isEmpty ? above.filter({ $0.policy == .anyPolicy }) : matching {
        node.children.append(Node(policy, expected: [policy]))
      }
    }
    if policies.contains(.anyPolicy), allowsAnyPolicy {
      // (d) (2).
      for node in above {
        for policy in node.expected where !node.children.contains(where: { $0.policy == policy }) {
          node.children.append(Node(policy, expected: [policy]))
        }
      }
    }
    // (d) (3).
    if !root.prune(above: depth) { self.root = nil }
  }

  /// §6.1.4 (b).
  mutating func map(_ mappings: [(issuer: OID, subject: OID)], isAllowed: Bool) {
    guard let root else { return }
    for issuer in Set(mappings.map(\.issuer)) {
      let subjects = Set(mappings.filter { $0.issuer == issuer }.map(\.subject))
      let pairs = root.nodes(at: depth)
      guard isAllowed else {
        // (b) (2).
        for (node, parent) in pairs where node.policy == issuer { parent.children.removeAll { $0 === node } }
        continue
      }
      // (b) (1).
      let mapped = pairs.filter { $0.node.policy == issuer }
      for (node, _) in mapped { node.expected = subjects }
      guard mapped.isEmpty, let parent = pairs.first(where: { $0.node.policy == .anyPolicy })?.parent else { continue }
      parent.children.append(Node(issuer, expected: subjects))
    }
    if !root.prune(above: depth) { self.root = nil }
  }

  /// §6.1.5 (g) (iii) (1): the nodes whose parent is anyPolicy, and anyPolicy itself where the leaf has it.
  func authorityConstrainedPolicies() -> Set<OID> {
    guard let root else { return [] }
    var found: Set<OID> = []
    for level in 1...max(1, depth) {
      for (node, parent) in root.nodes(at: level)
      where parent.policy == .anyPolicy && (node.policy != .anyPolicy || level == depth) {
        found.insert(node.policy)
      }
    }
    return found
  }
}
