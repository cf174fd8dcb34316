import CertificateVerification
import Certificates
import Testing

/// A check of the caller's own refuses, and does nothing else.
@Suite struct AdditionalCheckTests {
  private func evaluate(
    _ folder: String, _ check: @escaping CertificateVerifier.AdditionalCheck
  ) throws -> Evaluation {
    let fixture = try ChainFixture(folder)
    var verifier = CertificateVerifier(trust: fixture.roots)
    verifier.additionalCheck = check
    return verifier.evaluate(
      fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
      at: ChainFixture.moment)
  }

  @Test func silenceAccepts() throws {
    #expect(try evaluate("good") { chain in chain.count == 3 ? nil : Objection("the chain is not whole") }.isVerified)
  }

  @Test func objectionRefuses() throws {
    let evaluation = try evaluate("good") { _ in Objection("no such root\u{1B}[2J", certificate: 2) }
    #expect(evaluation.codes == ["objection"])
    #expect(evaluation.decidingFinding?.certificate == 2)
    #expect(!evaluation.explanation.description.contains("\u{1B}"))
  }

  @Test func placeThatIsNotOnThePathIsTheLeaf() throws {
    #expect(try evaluate("good") { _ in Objection("?", certificate: -7) }.decidingFinding?.certificate == 0)
  }

  @Test func anotherPathIsTried() throws {
    let fixture = try ChainFixture("cross-signed-other-root")
    var trust = fixture.roots
    trust.formUnion(try ChainFixture("good").roots)
    var verifier = CertificateVerifier(trust: trust)
    for root in trust.anchors.map(\.certificate) {
      verifier.additionalCheck = { $0.last == root ? Objection("not this one") : nil }
      let evaluation = verifier.evaluate(
        fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
        at: ChainFixture.moment)
      #expect(evaluation.isVerified)
      #expect(evaluation.verifiedChain?.anchor != root)
    }
  }

  @Test func itIsNotAskedOfBadChains() throws {
    let evaluation = try evaluate("expired-leaf") { _ in Objection("asked") }
    #expect(evaluation.codes == ["expired"])
  }
}
