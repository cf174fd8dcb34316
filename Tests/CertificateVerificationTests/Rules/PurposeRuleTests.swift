import CertificateEncoding
import CertificateVerification
import TestSupport
import Testing

/// Purposes beyond those of servers and clients.
@Suite struct PurposeRuleTests {
  private func codes(
    _ purpose: Purpose, _ purposes: [String]?, critical: Bool = false, intermediate: [String]? = nil
  ) throws -> [String] {
    var chain = UnsignedChain()
    func list(_ purposes: [String]) -> [UInt8] { DER.sequence(purposes.map { DER.oid("1.3.6.1.5.5.7.3." + $0) }) }
    chain.leaf.set(UnsignedChain.extendedKeyUsage, critical: critical, purposes.map(list))
    chain.intermediate.set(UnsignedChain.extendedKeyUsage, intermediate.map(list))
    return try chain.codes(for: nil, purpose: purpose)
  }

  @Test func eachPurposeHasItsIdentifier() throws {
    let identifiers: [(Purpose, String)] = [
      (.server, "1"), (.client, "2"), (.codeSigning, "3"), (.email, "4"),
    ]
    for (purpose, identifier) in identifiers {
      #expect(try codes(purpose, [identifier]) == [])
      #expect(try codes(purpose, ["17"]) == ["0 purpose-not-allowed"])
      #expect(try codes(purpose, [identifier], intermediate: ["17"]) == ["1 purpose-not-allowed"])
      #expect(try codes(purpose, nil) == [])
    }
  }

  @Test func timeStamping() throws {
    #expect(try codes(.timeStamping, ["8"], critical: true) == [])
    #expect(try codes(.timeStamping, ["8"]) == ["0 extension-must-be-critical"])
    #expect(try codes(.timeStamping, ["8", "3"], critical: true) == ["0 purposes-mixed"])
    #expect(try codes(.timeStamping, nil) == ["0 purposes-missing"])
  }

  @Test func signingOfOCSPResponses() throws {
    #expect(try codes(.ocspSigning, ["9"]) == [])
    #expect(try codes(.ocspSigning, nil) == ["0 purposes-missing"])
    #expect(try codes(.ocspSigning, ["1"]) == ["0 purpose-not-allowed"])
    // An authority for servers delegates it all the same.
    #expect(try codes(.ocspSigning, ["9"], intermediate: ["1"]) == [])
  }

  @Test func identifiersOfNamedPurposesMeanTheSame() throws {
    let identifier = try #require(OID("1.3.6.1.5.5.7.3.8"))
    #expect(try codes(.other(identifier), nil) == ["0 purposes-missing"])
    // Both ways to ask mean the same.
    let chain = try MadeChain(leaf: { $0.extensions = nil })
    var trust = TrustStore()
    trust.insert(chain.anchors[0])
    let verifier = CertificateVerifier(trust: trust)
    for last in 1...9 {
      let purpose = Purpose.other(try #require(OID("1.3.6.1.5.5.7.3.\(last)")))
      let evaluation = verifier.evaluate(
        chain.certificates[0], intermediates: [chain.certificates[1]], for: nil, purpose: purpose, at: MadeChain.moment)
      let proof = try? verifier.verify(
        chain.certificates[0], intermediates: [chain.certificates[1]], for: nil, purpose: purpose, at: MadeChain.moment)
      #expect(evaluation.verifiedChain == proof)
      #expect((proof == nil) == (last == 8 || last == 9), "only these two must be named")
    }
  }
}
