import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// The words for each limit of a search, compared byte for byte with `Golden/cases`.
@Suite struct GoldenBudgetTests {
  /// A limit, and a verdict that it ends.
  struct Case: Sendable, CustomStringConvertible {
    let limit: SearchEffort.Limit
    let evaluate: @Sendable () throws -> Evaluation

    var description: String { "budget-\(limit.rawValue)" }

    init(_ limit: SearchEffort.Limit, _ evaluate: @escaping @Sendable () throws -> Evaluation) {
      (self.limit, self.evaluate) = (limit, evaluate)
    }

    /// A chain of the test vectors within a budget.
    init(
      _ limit: SearchEffort.Limit, _ folder: String = "good", _ budget: @escaping @Sendable (inout SearchBudget) -> Void
    ) {
      self.init(limit) {
        var policy = VerificationPolicy.rfc5280
        budget(&policy.budget)
        return try ChainFixture(folder).evaluate(policy: policy)
      }
    }
  }

  static let cases = [
    Case(.namesakes) { $0.namesakes = 1 },
    Case(.candidates) { $0.candidates = 1 },
    Case(.signatures) { $0.signatures = 1 },
    Case(.signatureWork) { $0.signatureWork = 1 },
    // As of a leaf with ten thousand names.
    Case(.names) {
      let names = (0..<10_002).map { DER.dnsName("n\($0).example.com") }
      return try MadeChain(names: names).evaluate(name: .dns("n10001.example.com"))
    },
    Case(.policyNodes) {
      let policies = DER.extension("2.5.29.32", DER.sequence(DER.sequence(DER.oid("2.23.140.1.2.1"))))
      var policy = VerificationPolicy.rfc5280
      policy.budget.policyNodes = 1
      return try MadeChain(leaf: { $0.extensions?.append(policies) }, intermediate: { $0.extensions?.append(policies) })
        .evaluate(policy: policy)
    },
    Case(.constrainedNames, "name-constraints") { $0.constrainedNames = 1 },
    Case(.nameComparisons, "names-mixed-case") { $0.nameComparisons = 0 },
    Case(.revocationSteps) { try revocation { $0.revocationSteps = 1 } },
    Case(.revocationBytes) { try revocation { $0.revocationBytes = 1 } },
    Case(.presented) { $0.presented = 0 },
  ]

  private static func revocation(_ budget: (inout SearchBudget) -> Void) throws -> Evaluation {
    var fixture = try RevocationFixture()
    fixture.add()
    fixture.addRootList()
    budget(&fixture.budget)
    return fixture.evaluate()
  }

  @Test(arguments: cases)
  func explanationIsTheGoldenOne(_ one: Case) throws {
    let evaluation = try one.evaluate()
    #expect(evaluation.effort.exhausted == one.limit)
    let item = try #require(evaluation.explanation.paths.first?.items.first)
    #expect(item.remedy.contains("raise the limit `\(one.limit.rawValue)` of the search budget"))
    try Golden.compare(evaluation.explanation.text(allPaths: true) + "\n", with: "cases/\(one.description).txt")
  }

  /// What is said of one limit is said of no other.
  @Test func noTwoLimitsHaveTheSameFacts() throws {
    let facts = try Self.cases.compactMap { try $0.evaluate().explanation.paths.first?.items.first?.facts }
    #expect(Set(facts + [Sentences.certificateBytes.facts]).count == Self.cases.count + 1)
  }

  /// The search finds that nobody issued the leaf, and the walk that tells what is wrong ends among large namesakes of its
  /// issuer.
  @Test func limitOfTheWalkThatExplainsIsNotThatOfTheSearch() throws {
    var chain = try MadeChain()
    // Its key identifier is another than the leaf asks for, so that each is tried and none is followed.
    chain.certificates = [
      try Certificate(
        der: CertificateFields.leaf(
          by: "Issuer",
          extensions: [DER.extension("2.5.29.35", DER.sequence(DER.implicit(0, DER.octetString([1]))))]
        ).signed(by: TestKey(9)), source: "leaf.pem")
    ]
    let filler = DER.extension("1.2.3.4", DER.octetString([UInt8](repeating: 0, count: 800_000)))
    for serial in 1...12 {
      var fields = CertificateFields.authority(
        "Issuer", by: "Root", key: MadeChain.issuerKey,
        extensions: [DER.extension("2.5.29.14", DER.octetString([2])), filler])
      fields.serialNumber = DER.integer(serial)
      chain.certificates.append(try Certificate(der: fields.signed(by: MadeChain.rootKey)))
    }
    let evaluation = chain.evaluate()
    #expect(evaluation.effort.exhausted == nil && evaluation.effort.candidates == 12)
    // The limit that is told is the one that was reached.
    let limit = SearchBudget.diagnosis(of: SearchBudget()).certificateBytes
    #expect(limit < SearchBudget().certificateBytes)
    #expect(evaluation.explanation.headline.contains("it reached its limit of \(limit) for bytes of certificates"))
    try Golden.compare(
      evaluation.explanation.text(allPaths: true) + "\n", with: "cases/budget-of-the-explanation.txt")
    // What speaks against the leaf is told before that.
    #expect(chain.evaluate(name: .dns("www.example.net")).codes.first == "name-mismatch")
  }
}
