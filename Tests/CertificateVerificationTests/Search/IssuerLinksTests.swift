import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

extension IssuerLinks {
  /// Whether the issuer's key is known to have made the certificate's signature.
  fileprivate func contains(_ child: Certificate, _ issuer: Certificate) -> Bool {
    link(of: child)?.isMade(by: issuer) ?? false
  }
}

/// What a verifier remembers of the signatures in issuers' certificates.
@Suite struct IssuerLinksTests {
  /// A certificate by its serial number, its signature noise, with so many bytes of padding in an extension.
  private func certificate(_ serialNumber: Int, padding: Int = 0) throws -> Certificate {
    try Certificate(
      der: CertificateFields.with {
        $0.serialNumber = DER.integer(serialNumber)
        if padding > 0 {
          $0.extensions = [DER.extension("1.3.6.1.4.1.99999.1", DER.octetString([UInt8](repeating: 7, count: padding)))]
        }
      })
  }

  /// A path through certificates, the leaf's first.
  private func path(_ certificates: [Certificate]) -> [PathNode] {
    certificates.enumerated().map { PathNode(.presented($0.offset), $0.element) }
  }

  /// Notes one link.
  private func note(_ links: IssuerLinks, _ child: Certificate, by issuer: Certificate) {
    links.note(path([child, child, issuer]))
  }

  private func evaluate(
    _ verifier: CertificateVerifier, _ fixture: ChainFixture, name: PeerName? = ChainFixture.name,
    at moment: Timestamp = ChainFixture.moment
  ) -> Evaluation {
    verifier.evaluate(fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: name, at: moment)
  }

  @Test(arguments: ["good", "ecdsa", "rsa-pss"])
  func aLinkThatIsKnownIsNotCheckedAgain(_ folder: String) throws {
    let fixture = try ChainFixture(folder)
    let links = IssuerLinks(capacity: 8)
    let verifier = CertificateVerifier(trust: fixture.roots, keys: IssuerKeys(), links: links)
    let first = evaluate(verifier, fixture)
    #expect(first.isVerified && first.effort.signatures == 2 && first.effort.rememberedSignatures == 0)
    // The leaf's is none of them.
    #expect(links.counts.links == 1)
    for _ in 0..<3 {
      let next = evaluate(verifier, fixture)
      #expect(next.verifiedChain == first.verifiedChain)
      // It counts all the same: what a budget allows does not depend on what was verified before.
      #expect(next.effort.signatures == 2 && next.effort.signatureWork == first.effort.signatureWork)
      #expect(next.effort.rememberedSignatures == 1)
    }
    #expect(links.counts.links == 1)
    // A copy shares them, another verifier does not.
    #expect(evaluate(verifier, fixture).effort.rememberedSignatures == 1)
    #expect(evaluate(CertificateVerifier(trust: fixture.roots), fixture).effort.rememberedSignatures == 0)
  }

  @Test func theMemoryCanBeTurnedOff() throws {
    let fixture = try ChainFixture("good")
    let verifier = CertificateVerifier(trust: fixture.roots, memory: .none)
    for _ in 0..<3 { #expect(evaluate(verifier, fixture).effort.rememberedSignatures == 0) }
    let keysOnly = CertificateVerifier(
      trust: fixture.roots, memory: VerifierMemory(maximumKeyCount: 8, maximumLinkCount: -1))
    for _ in 0..<3 { #expect(evaluate(keysOnly, fixture).effort.rememberedSignatures == 0) }
    let (keys, links) = (IssuerKeys(capacity: 0), IssuerLinks(capacity: 0))
    _ = evaluate(CertificateVerifier(trust: fixture.roots, keys: keys, links: links), fixture)
    #expect(keys.count == 0 && links.counts.links == 0 && links.counts.bytes == 0)
  }

  @Test func theLeafIsCheckedEachTime() throws {
    let fixture = try ChainFixture("good")
    let forged = try ChainFixture("flipped-signature")
    let verifier = CertificateVerifier(trust: fixture.roots)
    for _ in 0..<3 {
      #expect(evaluate(verifier, fixture).isVerified)
      let refused = verifier.evaluate(
        forged.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: nil, at: ChainFixture.moment)
      #expect(refused.decidingFinding?.rule == .signature)
    }
  }

  @Test func everyOtherRuleIsAskedEachTime() throws {
    let fixture = try ChainFixture("good")
    var verifier = CertificateVerifier(trust: fixture.roots)
    #expect(evaluate(verifier, fixture).isVerified)
    #expect(evaluate(verifier, fixture, name: .dns("www.example.net")).decidingFinding?.rule == .peerName)
    #expect(
      evaluate(verifier, fixture, at: Timestamp(secondsSince1970: 7_258_118_400)).decidingFinding?.rule == .validity)
    verifier.policy.minimumRSABitCount = 4096
    #expect(evaluate(verifier, fixture).decidingFinding?.rule == .strength)
    verifier.policy = .rfc5280
    verifier.policy.revocation = .hardFail
    #expect(evaluate(verifier, fixture).decidingFinding?.rule == .revocationStatus)
    verifier.policy = .rfc5280
    verifier.additionalCheck = { _ in Objection("not today") }
    #expect(evaluate(verifier, fixture).decidingFinding?.rule == .additionalCheck)
    verifier.additionalCheck = nil
    verifier.trust = TrustStore()
    #expect(evaluate(verifier, fixture).decidingFinding?.rule == .issuer)
  }

  @Test func aChangedByteIsAnotherLink() throws {
    let fixture = try ChainFixture("good")
    let child = fixture.chain[1]
    let issuer = try #require(fixture.roots.anchors.first).certificate
    let links = IssuerLinks(capacity: 8)
    note(links, child, by: issuer)
    #expect(links.contains(child, issuer))
    #expect(links.contains(try Certificate(der: child.derEncoding), try Certificate(der: issuer.derEncoding)))
    #expect(!links.contains(issuer, child) && !links.contains(child, child) && !links.contains(issuer, issuer))

    // Whatever the hash says, the bytes decide.
    let link = try #require(links.link(of: child))
    var tried = 0
    for (offset, byte) in child.derEncoding.enumerated() {
      var bytes = child.derEncoding
      bytes[offset] = byte ^ 1
      guard let other = try? Certificate(der: bytes) else { continue }
      tried += 1
      #expect(!links.contains(other, issuer) && !link.isAbout(other), "byte \(offset)")
    }
    #expect(link.isAbout(child) && tried > 500)

    // Of the issuer all of the key counts, and nothing else.
    let key = issuer.layout.publicKeyInfo.range
    tried = 0
    for (offset, byte) in issuer.derEncoding.enumerated() {
      var bytes = issuer.derEncoding
      bytes[offset] = byte ^ 1
      guard let other = try? Certificate(der: bytes) else { continue }
      tried += 1
      #expect(links.contains(child, other) != key.contains(offset), "byte \(offset)")
    }
    #expect(tried > 500)
  }

  @Test func extensionsAreKeptForTheSamePlaceOnly() throws {
    let fixture = try ChainFixture("good")
    let verifier = CertificateVerifier(trust: fixture.roots)
    let read = evaluate(verifier, fixture)
    // The certificates of the chain lie in one arena; here each lies in its own, at another offset.
    let apart = try fixture.chain.map { try Certificate(der: $0.derEncoding) }
    #expect(apart[1].layout.whole.range.lowerBound != fixture.chain[1].layout.whole.range.lowerBound)
    let links = IssuerLinks(capacity: 8)
    let issuer = try #require(fixture.roots.anchors.first).certificate
    note(links, fixture.chain[1], by: issuer)
    let link = try #require(links.link(of: apart[1]))
    #expect(link.facts(of: fixture.chain[1]) != nil && link.facts(of: apart[1]) == nil)
    for _ in 0..<2 {
      let found = verifier.evaluate(
        apart[0], intermediates: [apart[1]], for: ChainFixture.name, at: ChainFixture.moment)
      #expect(found.verifiedChain == read.verifiedChain && found.effort.rememberedSignatures == 1)
    }
  }

  @Test func anotherKeyTakesThePlaceOfTheFirst() throws {
    let (child, first) = (try certificate(1), try certificate(2))
    let second = try Certificate(
      der: CertificateFields.with { $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 3072) })
    let links = IssuerLinks(capacity: 8)
    note(links, child, by: first)
    note(links, child, by: second)
    #expect(links.counts.links == 1 && links.contains(child, second) && !links.contains(child, first))
  }

  @Test func theNumberIsBoundedAndTheOldestGoes() throws {
    let issuer = try certificate(0)
    let children = try (1...5).map { try certificate($0) }
    let links = IssuerLinks(capacity: 4)
    for child in children.prefix(4) { note(links, child, by: issuer) }
    #expect(children.map { links.contains($0, issuer) } == [true, true, true, true, false])
    // The first is met again and stays; of the others the oldest makes room.
    note(links, children[0], by: issuer)
    note(links, children[4], by: issuer)
    #expect(children.map { links.contains($0, issuer) } == [true, false, true, true, true])
    #expect(links.counts.links == 4)
    // Looking one up is no meeting.
    #expect(links.contains(children[2], issuer))
    note(links, children[1], by: issuer)
    #expect(children.map { links.contains($0, issuer) } == [true, true, false, true, true])
  }

  @Test func theBytesAreBounded() throws {
    let issuer = try certificate(0)
    let links = IssuerLinks(capacity: 1000)
    note(links, try certificate(1, padding: IssuerLinks.maximumByteCount), by: issuer)
    #expect(links.counts.links == 0)
    let large = try (1...80).map { try certificate($0, padding: 12_000) }
    for child in large { note(links, child, by: issuer) }
    let counts = links.counts
    #expect(
      counts.bytes <= IssuerLinks.maximumTotalByteCount && counts.bytes > IssuerLinks.maximumTotalByteCount - 16_384)
    #expect(counts.links == large.count { links.contains($0, issuer) })
    #expect(links.contains(large[79], issuer) && !links.contains(large[0], issuer))
  }

  @Test func onlyChainsThatVerifyAreRemembered() throws {
    let good = try ChainFixture("good")
    let (keys, links) = (IssuerKeys(), IssuerLinks(capacity: 2))
    var verifier = CertificateVerifier(trust: good.roots, keys: keys, links: links)
    for expectation in Vectors.expectations where !expectation.isValid {
      guard let fixture = try? ChainFixture(expectation.folder), !fixture.chain.isEmpty else { continue }
      verifier.trust = fixture.roots
      #expect(!evaluate(verifier, fixture).isVerified)
      #expect(links.counts.links == 0 && keys.count == 0)
    }
    // What a refusal found valid pushes nothing out.
    verifier.trust = good.roots
    #expect(evaluate(verifier, good).isVerified && links.counts.links == 1)
    for index in 0..<8 {
      #expect(!evaluate(verifier, good, name: .dns("host\(index).example.net")).isVerified)
      let flipped = try ChainFixture("flipped-signature")
      verifier.trust = flipped.roots
      #expect(!evaluate(verifier, flipped).isVerified)
      verifier.trust = good.roots
    }
    #expect(links.counts.links == 1 && evaluate(verifier, good).effort.rememberedSignatures == 1)
  }

  @Test func aBudgetEndsASearchWhereItEndsWithoutAMemory() throws {
    let fixture = try ChainFixture("good")
    var with = CertificateVerifier(trust: fixture.roots)
    #expect(evaluate(with, fixture).isVerified)
    var without = CertificateVerifier(trust: fixture.roots, memory: .none)
    for signatures in 0...3 {
      (with.policy.budget.signatures, without.policy.budget.signatures) = (signatures, signatures)
      #expect(evaluate(with, fixture).isVerified == (signatures >= 2))
      #expect(evaluate(without, fixture).isVerified == (signatures >= 2))
    }
  }

  @Test(arguments: Vectors.expectations)
  func theVerdictIsTheSameWithAndWithoutAMemory(_ expectation: Vectors.Expectation) throws {
    let fixture = try ChainFixture(expectation.folder)
    guard !fixture.chain.isEmpty else { return }
    let wanted = evaluate(CertificateVerifier(trust: fixture.roots, memory: .none), fixture)
    let verifier = CertificateVerifier(trust: fixture.roots)
    for _ in 0..<5 {
      let found = evaluate(verifier, fixture)
      #expect(found.verifiedChain == wanted.verifiedChain && found.attempts == wanted.attempts)
      #expect(found.explanation.description == wanted.explanation.description)
      var effort = found.effort
      effort.rememberedSignatures = 0
      #expect(effort == wanted.effort)
    }
  }

  @Test func threadsShareTheLinks() async throws {
    let issuer = try certificate(0)
    let children = try (1...24).map { try certificate($0) }
    let links = IssuerLinks(capacity: 16)
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<8 {
        group.addTask {
          for index in 0..<(4 * children.count) {
            let child = children[(index * (2 * thread + 1)) % children.count]
            note(links, child, by: issuer)
            #expect(!links.contains(issuer, child))
          }
        }
      }
    }
    #expect(links.counts.links == 16)
    #expect(children.count { links.contains($0, issuer) } == 16)
  }
}
