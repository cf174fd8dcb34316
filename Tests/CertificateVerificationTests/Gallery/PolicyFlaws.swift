import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Published flaws of certificate policies, each of them reproduced.
@Suite("Gallery: policies") struct PolicyFlaws {
  private static func policy(_ number: Int) -> [UInt8] { DER.oid("1.3.6.1.4.1.32473.9.\(number)") }

  private static func policies(_ numbers: [Int]) -> [UInt8] {
    DER.extension("2.5.29.32", DER.sequence(numbers.map { DER.sequence(policy($0)) }))
  }

  private static let explicit = DER.extension(
    "2.5.29.36", critical: true, DER.sequence(DER.context(0, constructed: false, [0])))

  private var demanding: VerificationPolicy {
    var policy = VerificationPolicy.rfc5280
    policy.policies.requiresExplicitPolicy = true
    return policy
  }

  @Test("CVE-2023-0464 (2023): OpenSSL's tree of policies doubled with each certificate")
  func exponentialTree() throws {
    // Two policies, each mapped to both, over ten authorities.
    let pairs = [(1, 1), (1, 2), (2, 1), (2, 2)].map { DER.sequence(Self.policy($0.0), Self.policy($0.1)) }
    let extensions = [Self.policies([1, 2]), DER.extension("2.5.29.33", critical: true, DER.sequence(pairs))]
    func cost(_ depth: Int) throws -> Int {
      let leaf = CertificateFields.leaf(by: "Layer 0", extensions: [Self.policies([1, 2])]).signed(by: TestKey(20))
      let issuers = (0..<depth).map { layer -> [UInt8] in
        CertificateFields.authority(
          "Layer \(layer)", by: layer == depth - 1 ? "Root" : "Layer \(layer + 1)", key: TestKey(20 + layer),
          extensions: extensions
        ).signed(by: layer == depth - 1 ? MadeChain.rootKey : TestKey(21 + layer))
      }
      let root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey).signed(by: MadeChain.rootKey)
      let evaluation = try MadeChain([leaf] + issuers, anchors: [root]).evaluate(policy: demanding)
      #expect(evaluation.isVerified)
      return evaluation.effort.policyNodes
    }
    let (two, ten) = (try cost(2), try cost(10))
    #expect(ten <= 5 * two + 20 && ten < 300, "\(two) \(ten)")
  }

  @Test("CVE-2023-0465 (2023): OpenSSL ignored invalid policies of a leaf, and with them every check of policies")
  func invalidPoliciesIgnored() throws {
    func evaluate(_ extensions: [[UInt8]]) throws -> Evaluation {
      try MadeChain(
        leaf: { $0.extensions? += extensions }, intermediate: { $0.extensions? += [Self.policies([1]), Self.explicit] }
      ).evaluate()
    }
    #expect(try evaluate([Self.policies([1])]).isVerified)
    #expect(try evaluate([Self.policies([1, 1])]).codes.contains("policy-malformed"))
    #expect(try evaluate([Self.policies([2])]).codes == ["policy-not-valid"])
    let malformed = [
      DER.extension("2.5.29.32", DER.sequence()), DER.extension("2.5.29.32", DER.sequence(DER.integer(1))),
      DER.extension("2.5.29.32", DER.octetString([1, 2, 3])),
    ]
    for one in malformed { #expect(try evaluate([one]).codes.contains("extension-malformed")) }
  }

  @Test("CVE-2023-0466 (2023): OpenSSL's function to demand a policy did not turn the check on")
  func demandedPolicyNotChecked() throws {
    var policy = VerificationPolicy.rfc5280
    policy.policies.acceptablePolicies = Set([try #require(OID("1.3.6.1.4.1.32473.9.1"))])
    policy.policies.requiresExplicitPolicy = true
    #expect(try MadeChain().evaluate(policy: policy).codes == ["policy-not-valid"])
    func evaluate(_ number: Int) throws -> Evaluation {
      try MadeChain(
        leaf: { $0.extensions?.append(Self.policies([number])) },
        intermediate: { $0.extensions?.append(Self.policies([number])) }
      ).evaluate(policy: policy)
    }
    #expect(try evaluate(1).isVerified)
    #expect(try evaluate(2).codes == ["policy-not-valid"])
  }

  @Test("CVE-2025-22874 (2025): Go did not check policies when any extended key usage was asked for")
  func anyPurposeTurnsPoliciesOff() throws {
    let chain = try MadeChain(intermediate: { $0.extensions?.append(Self.explicit) })
    #expect(chain.evaluate(purpose: .any).codes == ["policy-not-valid"])
    #expect(chain.evaluate().codes == ["policy-not-valid"])
  }
}
