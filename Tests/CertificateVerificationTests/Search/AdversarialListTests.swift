import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Certificates with long lists: what they cost is their sum, and not their product.
@Suite struct AdversarialListTests {
  /// An extension of name constraints.
  private func constraints(permitted: [[UInt8]] = [], excluded: [[UInt8]] = []) -> [UInt8] {
    let lists = [(UInt8(0), permitted), (1, excluded)].filter { !$0.1.isEmpty }.map { number, bases in
      DER.context(number, Array(bases.map { DER.sequence($0) }.joined()))
    }
    return DER.extension("2.5.29.30", critical: true, DER.sequence(lists))
  }

  private func evaluate(names: [[UInt8]], _ constraints: [UInt8]) throws -> Evaluation {
    try MadeChain(names: names, intermediate: { $0.extensions?.append(constraints) }).evaluate(name: nil)
  }

  /// Kinds of names and of subtrees, each with one that lies in none of the subtrees.
  enum Kind: CaseIterable {
    case dns, mailbox, uri, address4, address16, directory

    /// A name in the subtree of the same number.
    func name(_ number: Int) -> [UInt8] {
      switch self {
      case .dns: DER.dnsName("www.n\(number).example.com")
      case .mailbox: DER.mailbox("user@n\(number).example.com")
      case .uri: DER.uri("https://www.n\(number).example.com/")
      case .address4: DER.ipAddress([10, UInt8(number >> 8), UInt8(number & 255), 7])
      case .address16:
        DER.ipAddress(
          [0x20, 0x01, 0x0D, 0xB8, UInt8(number >> 8), UInt8(number & 255)] + [UInt8](repeating: 7, count: 10))
      case .directory: DER.directoryName(DER.name(("O", "n\(number)"), ("CN", "x")))
      }
    }

    func subtree(_ number: Int) -> [UInt8] {
      switch self {
      case .dns: DER.dnsName("n\(number).example.com")
      case .mailbox: DER.mailbox("n\(number).example.com")
      case .uri: DER.uri(".n\(number).example.com")
      case .address4: DER.ipAddress([10, UInt8(number >> 8), UInt8(number & 255), 0, 255, 255, 255, 0])
      case .address16:
        DER.ipAddress(
          [0x20, 0x01, 0x0D, 0xB8, UInt8(number >> 8), UInt8(number & 255)] + [UInt8](repeating: 0, count: 10)
            + [UInt8](repeating: 255, count: 6) + [UInt8](repeating: 0, count: 10))
      case .directory: DER.directoryName(DER.name(("O", "n\(number)")))
      }
    }
  }

  @Test(arguments: Kind.allCases)
  func namesAndSubtreesCostTheirSum(_ kind: Kind) throws {
    let many = kind == .dns ? 2000 : 500
    for (nameCount, subtreeCount) in [(1, many), (many, 1), (many, many)] {
      // Every name lies in one of the permitted subtrees, and in none of those that are excluded.
      let names = (0..<nameCount).map { kind.name($0 % subtreeCount) }
      let permitted = (0..<subtreeCount).map(kind.subtree)
      let excluded = (0..<subtreeCount).map { kind.subtree(10_000 + $0) }
      let evaluation = try evaluate(names: names, constraints(permitted: permitted, excluded: excluded))
      let effort = evaluation.effort
      // The subject is a name as well where directory names are constrained, and it lies outside.
      if kind == .directory {
        #expect(evaluation.codes == ["name-not-allowed"])
        #expect(effort.constrainedNames <= nameCount + 1 + 2 * subtreeCount)
      } else {
        #expect(evaluation.isVerified)
        #expect(effort.constrainedNames == nameCount + 2 * subtreeCount)
      }
      #expect(effort.nameComparisons <= SearchBudget().nameComparisons)
    }
  }

  @Test func constraintsOfManyAuthoritiesAreReadOnce() throws {
    // Three namesakes above the leaf, each with a thousand subtrees; the second path meets their lists again.
    let list = constraints(excluded: (0..<1000).map { DER.dnsName("n\($0).example.org") })
    let names = (0..<1000).map { DER.dnsName("w\($0).example.com") }
    let effort = try namesakes(3, names: names, list).evaluate(name: nil).effort
    #expect(effort.constrainedNames == 3 * (1000 + 1000))
  }

  /// Namesakes above one leaf with many names; their paths lead nowhere.
  private func namesakes(_ count: Int, names: [[UInt8]], _ constraints: [UInt8]) throws -> MadeChain {
    let leaf = CertificateFields.leaf(by: "Issuer", names: names).signed(by: TestKey(3))
    let others = (1...count).map { serial -> [UInt8] in
      var fields = CertificateFields.authority("Issuer", by: "Nobody", key: TestKey(3), extensions: [constraints])
      fields.serialNumber = DER.integer(serial)
      return fields.signed(by: TestKey(4))
    }
    let root = CertificateFields.authority("Root", by: "Root", key: TestKey(2)).signed(by: TestKey(2))
    return try MadeChain([leaf] + others, anchors: [root])
  }

  @Test func namesOfOtherFormsAreNotEvenRead() throws {
    let names = [DER.dnsName("www.example.com")] + (0..<2000).map { DER.registeredID("1.2.3.\($0)") }
    let network = DER.ipAddress([10, 0, 0, 0, 255, 0, 0, 0])
    let effort = try namesakes(20, names: names, constraints(permitted: [network])).evaluate(name: nil).effort
    // The subtree of each, and nothing else.
    #expect(effort.constrainedNames == 20)
  }

  @Test func everyNameThatIsReadIsCounted() throws {
    // One name of the form that is constrained, and many of another.
    let names =
      (0..<2000).map { DER.registeredID("1.2.3.\($0)") } + [
        DER.ipAddress([10, 0, 0, 1]), DER.dnsName("www.example.com"),
      ]
    let network = DER.ipAddress([10, 0, 0, 0, 255, 0, 0, 0])
    let chain = try namesakes(20, names: names, constraints(permitted: [network]))
    #expect(chain.evaluate(name: nil).effort.constrainedNames == 20 * (1 + 2002))
    var policy = VerificationPolicy.rfc5280
    policy.budget.constrainedNames = 10_000
    let limited = chain.evaluate(name: nil, policy: policy)
    #expect(limited.effort.exhausted == .constrainedNames)
    #expect(limited.codes.first == "budget-exhausted")
  }

  @Test func moreConstraintsThanTheBudgetEndTheSearch() throws {
    let list = constraints(excluded: (0..<20_000).map { DER.dnsName("n\($0).example.org") })
    let names = (0..<20_000).map { DER.dnsName("w\($0).example.com") }
    let evaluation = try namesakes(3, names: names, list).evaluate(name: nil)
    #expect(evaluation.effort.exhausted == .constrainedNames)
    #expect(evaluation.codes.first == "budget-exhausted")
    #expect(evaluation.effort.constrainedNames <= SearchBudget().constrainedNames)
  }

  /// A chain in which each authority has `width` policies and maps every one of them to every one.
  private func policies(depth: Int, width: Int, leafPolicies: Int) throws -> MadeChain {
    func policy(_ number: Int) -> [UInt8] { DER.oid("1.3.6.1.4.1.32473.9.\(number)") }
    func list(_ count: Int) -> [UInt8] {
      DER.extension("2.5.29.32", DER.sequence((0..<count).map { DER.sequence(policy($0)) }))
    }
    let pairs = (0..<width).flatMap { from in (0..<width).map { DER.sequence(policy(from), policy($0)) } }
    let mappings = DER.extension("2.5.29.33", critical: true, DER.sequence(pairs))
    let explicit = DER.extension(
      "2.5.29.36", critical: true, DER.sequence(DER.context(0, constructed: false, [0])))
    let leaf = CertificateFields.leaf(by: "Layer 1", extensions: [list(leafPolicies)]).signed(by: TestKey(3))
    let others = (1...depth).map { layer -> [UInt8] in
      let above = layer == depth ? "Root" : "Layer \(layer + 1)"
      return CertificateFields.authority(
        "Layer \(layer)", by: above, key: TestKey(layer + 2), extensions: [list(width), mappings, explicit]
      ).signed(by: TestKey(layer == depth ? 2 : layer + 3))
    }
    let root = CertificateFields.authority("Root", by: "Root", key: TestKey(2)).signed(by: TestKey(2))
    return try MadeChain([leaf] + others, anchors: [root])
  }

  @Test func mappedPoliciesGrowWithTheirListsOnly() throws {
    // RFC 5280's tree would have width^depth leaves. The graph has width nodes a certificate, and a few edges and mappings for
    // each pair.
    let (width, depths) = (8, [2, 3, 4, 5, 6, 7, 8])
    let costs = try depths.map { depth -> Int in
      let evaluation = try policies(depth: depth, width: width, leafPolicies: width).evaluate()
      #expect(evaluation.isVerified, "\(evaluation.explanation)")
      return evaluation.effort.policyNodes
    }
    let steps = zip(costs.dropFirst(), costs).map { $0 - $1 }
    // Each certificate more costs the same: its policies, mappings, nodes and edges.
    #expect(Set(steps).count == 1)
    #expect(try #require(steps.first) <= 4 * width + 4 * width * width, "\(costs)")
  }

  @Test func policiesBeyondTheBudgetEndTheSearch() throws {
    let evaluation = try policies(depth: 8, width: 40, leafPolicies: 1).evaluate()
    #expect(evaluation.effort.exhausted == .policyNodes)
    #expect(evaluation.codes.first == "budget-exhausted")
    #expect(evaluation.effort.policyNodes <= SearchBudget().policyNodes)
  }
}
