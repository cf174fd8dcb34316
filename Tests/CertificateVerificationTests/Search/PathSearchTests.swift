import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

@Suite struct PathSearchTests {
  @Test func pathOrderIsFromTheLeafToTheAnchor() throws {
    let fixture = try ChainFixture("misordered")
    let chain = try #require(fixture.evaluate().verifiedChain)
    #expect(chain.certificates.first == chain.leaf && chain.certificates.last == chain.anchor)
    for (child, issuer) in zip(chain.certificates, chain.certificates.dropFirst()) {
      #expect(child.issuer == issuer.subject)
    }
  }

  @Test func verifiedPathCostsNoMoreThanItHasSteps() throws {
    let effort = try ChainFixture("good").evaluate().effort
    #expect(effort.candidates == 2)
    #expect(effort.signatures == 2)
    #expect(effort.signatureWork == 2)
    #expect(effort.names == 1)
    #expect(effort.exhausted == nil)
  }

  @Test func keyIdentifiersSpareSignatures() throws {
    // Of two intermediates with one name, the key identifier tells the right one.
    #expect(try ChainFixture("same-name-intermediates").evaluate().effort.signatures == 2)
    #expect(try ChainFixture("same-name-intermediates-without-key-ids").evaluate().isVerified)
  }

  @Test func orderOfIntermediatesDoesNotMatter() throws {
    let fixture = try ChainFixture("cross-signed-loop")
    let verifier = CertificateVerifier(trust: fixture.roots)
    var others = Array(fixture.chain.dropFirst())
    var generator = RepeatableGenerator(seed: 1)
    for _ in 0..<20 {
      others.shuffle(using: &generator)
      let evaluation = verifier.evaluate(
        fixture.chain[0], intermediates: others, for: ChainFixture.name, at: ChainFixture.moment)
      #expect(evaluation.isVerified)
    }
  }

  @Test func errorNamesRuleAndCertificate() throws {
    let fixture = try ChainFixture("expired-intermediate")
    let error = #expect(throws: VerificationError.self) {
      try CertificateVerifier(trust: fixture.roots).verify(
        fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
        at: ChainFixture.moment)
    }
    #expect(error?.reason.rule == .validity)
    #expect(error?.position == 1)
    #expect(error?.certificate == fixture.chain[1])
    #expect(error?.description.hasPrefix("REFUSED: the intermediate certificate") == true)
  }

  @Test func everyFaultOfAPathIsTold() throws {
    // Wrong host and long after the end of every certificate.
    let moment = try #require(Timestamp("2101-01-01"))
    let codes = try ChainFixture("wrong-host").evaluate(at: moment).codes
    #expect(codes == ["expired", "expired", "expired", "name-mismatch"])
  }

  @Test func emptyStoreTrustsNobody() throws {
    let fixture = try ChainFixture("good")
    let evaluation = CertificateVerifier(trust: TrustStore()).evaluate(
      fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: nil, at: ChainFixture.moment)
    #expect(evaluation.codes == ["issuer-missing"])
    #expect(evaluation.explanation.description.contains("There is no trusted root at all."))
  }

  // An authority that changed from RSA to ECDSA under the same name: the old root is not who signed.
  @Test func aKeyOfAnotherKindAndIdentifierIsAnotherOnes() throws {
    func identifiers(_ own: UInt8, of issuer: UInt8) -> [[UInt8]] {
      [
        DER.extension("2.5.29.14", DER.octetString([own])),
        DER.extension("2.5.29.35", DER.sequence(DER.context(0, constructed: false, [issuer]))),
      ]
    }
    let chain = try MadeChain(
      intermediate: { $0.extensions? += identifiers(3, of: 2) },
      root: {
        $0.extensions? += identifiers(1, of: 1)
        $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048)
      })
    #expect(chain.evaluate().codes.first == "issuer-missing")
    let same = try MadeChain(
      intermediate: { $0.extensions? += identifiers(3, of: 1) },
      root: {
        $0.extensions? += identifiers(1, of: 1)
        $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048)
      })
    #expect(same.evaluate().codes.first == "key-does-not-fit-signature")
  }
}
