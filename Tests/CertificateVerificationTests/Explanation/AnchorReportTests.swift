import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// What is said of an anchor by itself is what every chain below it is refused for.
@Suite struct AnchorReportTests {
  /// A flaw of a root, and what is said of it.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let sentence: String
    let change: @Sendable (inout CertificateFields) -> Void

    init(_ code: String, _ sentence: String, _ change: @escaping @Sendable (inout CertificateFields) -> Void) {
      (description, self.sentence, self.change) = (code, sentence, change)
    }
  }

  private static let authority = DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true)))

  static let cases = [
    Case(
      "extension-must-be-critical", "this root has an extension that must be critical and is not: basicConstraints."
    ) { $0.extensions = [DER.extension("2.5.29.19", DER.sequence(DER.boolean(true)))] },
    Case("signing-not-allowed", "this root must not sign certificates.") {
      $0.extensions = [authority, DER.extension("2.5.29.15", critical: true, DER.namedBits(0, 6))]
    },
    Case("not-an-authority", "this root signs other certificates without being an authority.") {
      $0.extensions = [DER.extension("2.5.29.19", critical: true, DER.sequence())]
    },
    Case("critical-extension-unknown", "this root has a critical extension that is not known: 1.2.3.4.") {
      $0.extensions = [authority, DER.extension("1.2.3.4", critical: true, DER.null)]
    },
    Case("extension-malformed", "the extension keyUsage (2.5.29.15) of this root is malformed.") {
      $0.extensions = [authority, DER.extension("2.5.29.15", critical: true, DER.octetString([1]))]
    },
    Case("name-constraint-malformed", "the name constraints of this root are malformed.") {
      let subtrees = DER.context(0, DER.sequence(DER.dnsName("*.example.com")))
      $0.extensions = [authority, DER.extension("2.5.29.30", critical: true, DER.sequence(subtrees))]
    },
    Case("expired", "this root has expired.") {
      $0.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("250101000000Z"))
    },
  ]

  @Test(arguments: cases)
  func chainsBelowAreRefusedForTheSame(_ one: Case) throws {
    let chain = try MadeChain(root: one.change)
    let items = AnchorReport.items(chain.anchors[0], at: MadeChain.moment)
    #expect(items.map { $0.code } == [one.description])
    #expect(items.first?.statement == one.sentence)
    #expect(items.allSatisfy { !$0.remedy.contains("server's operator") })
    let evaluation = chain.evaluate()
    #expect(evaluation.codes == [one.description])
    #expect(evaluation.explanation.paths.first?.items.map { $0.finding.problem } == items.map { $0.finding.problem })
  }

  @Test func policyDecides() throws {
    let root = try MadeChain(root: Self.cases[0].change).anchors[0]
    var policy = VerificationPolicy.rfc5280
    policy.allowsNonCriticalBasicConstraints = true
    #expect(AnchorReport.items(root, policy, at: MadeChain.moment).isEmpty)
    #expect(AnchorReport.items(root, .webPKI, at: MadeChain.moment).count > 1)
  }

  /// No root that a chain of the test vectors is verified with is warned of.
  @Test(arguments: Vectors.expectations.filter { $0.isValid })
  func rootsOfGoodChainsAreGood(_ expectation: Vectors.Expectation) throws {
    let chain = try #require(GoldenExplanationTests.evaluate(expectation.folder).verifiedChain)
    // A leaf that is trusted itself need be no authority.
    guard chain.certificates.count > 1 else { return }
    #expect(AnchorReport.items(chain.anchor, at: ChainFixture.moment).isEmpty)
  }
}
