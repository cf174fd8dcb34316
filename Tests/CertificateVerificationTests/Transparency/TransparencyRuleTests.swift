import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

@Suite struct TransparencyRuleTests {
  typealias Fixture = PromiseFixture
  typealias Promise = PromiseFixture.Promise

  private func shortage(_ evaluation: Evaluation) throws -> TimestampShortage {
    let finding = try #require(evaluation.decidingFinding)
    guard case .tooFewTimestamps(let shortage) = finding.problem else {
      Issue.record("\(evaluation.explanation)")
      throw UnexpectedFinding()
    }
    #expect(finding.certificate == 0 && finding.rule == .transparency)
    return shortage
  }

  private struct UnexpectedFinding: Error {}

  @Test func nothingIsAskedUnlessThePolicyDoes() throws {
    #expect(VerificationPolicy.rfc5280.requiredTimestampCount == 0)
    #expect(VerificationPolicy.webPKI.requiredTimestampCount == 0)
    let bad = try Fixture([Promise(after: { $0.milliseconds += 1 })])
    let evaluation = bad.evaluate([try Fixture.log(Fixture.firstKey)], required: 0)
    #expect(evaluation.isVerified && evaluation.effort.signatures == 1)
  }

  @Test func promisesAreCountedByOperator() throws {
    let fixture = try Fixture([Promise(), Promise(Fixture.secondKey), Promise()])
    let first = try Fixture.log(Fixture.firstKey, operator: "A")
    let (same, other) = (
      try Fixture.log(Fixture.secondKey, operator: "A"), try Fixture.log(Fixture.secondKey, operator: "B")
    )
    #expect(fixture.evaluate([first], required: 1).isVerified)
    #expect(fixture.evaluate([first, other], required: 2).isVerified)
    let one = try shortage(fixture.evaluate([first, same], required: 2))
    #expect(one.required == 2 && one.found == 1)
    #expect(one.results.map(\.word) == ["valid: Log 2", "valid: Log 3", "valid: Log 2"])
    #expect(try shortage(fixture.evaluate([first, other], required: 3)).found == 2)
    #expect(try shortage(fixture.evaluate([], required: 1)).found == 0)
    #expect(try shortage(try Fixture([]).evaluate([first], required: 1)).results.isEmpty)
  }

  @Test func onlyPromisesThatCountAreCounted() throws {
    let log = try Fixture.log(Fixture.firstKey)
    let forged = try Fixture([Promise(after: { $0.milliseconds += 1 })])
    #expect(try shortage(forged.evaluate([log], required: 1)).found == 0)
    let retired = try Fixture.log(Fixture.firstKey, until: Fixture.promised)
    #expect(try shortage(try Fixture([Promise()]).evaluate([retired], required: 1)).found == 0)
  }

  @Test func aLeafThatIsTrustedItselfNeedsNone() throws {
    let fixture = try Fixture([])
    var policy = VerificationPolicy.rfc5280
    policy.requiredTimestampCount = 2
    var trust = TrustStore()
    trust.insert(fixture.leaf)
    #expect(
      CertificateVerifier(trust: trust, policy: policy)
        .evaluate(fixture.leaf, for: ChainFixture.name, at: ChainFixture.moment).isVerified)
  }

  @Test func promisesStandWithinTheBudget() throws {
    let fixture = try Fixture([Promise](repeating: Promise(), count: 5))
    let evaluation = fixture.evaluate([try Fixture.log(Fixture.firstKey)], required: 1) { $0.budget.signatures = 3 }
    #expect(evaluation.effort.signatures == 3)
    #expect(evaluation.codes.first == "budget-exhausted")
    let enough = fixture.evaluate([try Fixture.log(Fixture.firstKey)], required: 1) { $0.budget.signatures = 6 }
    #expect(enough.isVerified && enough.effort.signatures == 6)
  }

  @Test func aFindingQuotesAFewPromises() throws {
    let fixture = try Fixture([Promise](repeating: Promise(), count: 20))
    #expect(try shortage(fixture.evaluate([], required: 1)).results.count == 8)
  }
}
