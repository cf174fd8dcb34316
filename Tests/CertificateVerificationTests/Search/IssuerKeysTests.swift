import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// What a verifier remembers of issuers' keys.
@Suite struct IssuerKeysTests {
  /// A certificate with an RSA key whose modulus starts like this.
  private func rsa(firstByte: UInt8) throws -> Certificate {
    let modulus = [firstByte] + [UInt8](repeating: 0xFF, count: 255)
    let key = DER.sequence(DER.integer(unsigned: modulus), DER.integer(65537))
    return try Certificate(
      der: CertificateFields.with {
        $0.publicKeyInfo = CertificateFields.key("1.2.840.113549.1.1.1", DER.null, key)
      })
  }

  /// A certificate with a point of edwards25519 of its own, the next one from y = 64 · `number` + 2 on.
  private func edwards(_ number: Int) throws -> Certificate {
    // Half of all y have an x; none of these is of small order, as y is neither 0 nor 1.
    for y in 2 + 64 * number..<66 + 64 * number {
      let point = [UInt8(truncatingIfNeeded: y), UInt8(truncatingIfNeeded: y >> 8)] + [UInt8](repeating: 0, count: 30)
      let certificate = try Certificate(
        der: CertificateFields.with { $0.publicKeyInfo = CertificateFields.key("1.3.101.112", nil, point) })
      if certificate.verificationKey != nil { return certificate }
    }
    throw NoPoint()
  }

  private struct NoPoint: Error {}

  @Test func aKeyThatReturnsIsPreparedAndTheSame() throws {
    // RSA and ML-DSA at the second meeting, curves at the fourth.
    for (folder, meetings) in [("good", 2), ("ecdsa", 4), ("ed25519", 4)] {
      let issuer = try #require(ChainFixture(folder).chain.last)
      let key = try #require(issuer.verificationKey)
      let prepared = key.prepared().preparedByteCount
      // RSA has no tables without special instructions.
      #expect(folder == "good" || prepared > 0)
      let keys = IssuerKeys()
      for meeting in 0...5 {
        let found = keys.key(of: issuer)
        #expect(found.verificationKey == key && found.publicKey == issuer.publicKey)
        #expect(found.verificationKey?.preparedByteCount == (meeting < meetings ? 0 : prepared))
        // Looking up remembers nothing.
        #expect(keys.count == (meeting == 0 ? 0 : 1))
        keys.note([issuer])
      }
    }
  }

  @Test func theNumberIsBoundedAndTheOldestGoes() throws {
    let keys = IssuerKeys()
    let issuers = try (0...VerifierMemory.standard.maximumKeyCount).map { try edwards($0) }
    for issuer in issuers.dropLast() { keys.note([issuer]) }
    #expect(keys.count == VerifierMemory.standard.maximumKeyCount)
    // What a key took to read counts each time.
    #expect(keys.key(of: issuers[0]).readingCost == issuers[0].subjectKey.readingCost)
    #expect(issuers.dropLast().allSatisfy(keys.contains))
    // The first is met again and stays; of the others the oldest makes room.
    keys.note([issuers[0]])
    keys.note([issuers[VerifierMemory.standard.maximumKeyCount]])
    #expect(keys.count == VerifierMemory.standard.maximumKeyCount)
    #expect(issuers.indices.filter { !keys.contains(issuers[$0]) } == [1])
  }

  @Test func keysOfOneHashAreToldApart() throws {
    // The hash is of the last bytes and the length: the first bytes of a modulus are not among them.
    let (one, other) = (try rsa(firstByte: 0x80), try rsa(firstByte: 0xC0))
    #expect(one.publicKeyHash == other.publicKeyHash && one.verificationKey != other.verificationKey)
    let keys = IssuerKeys()
    for _ in 0..<3 {
      keys.note([one, other])
      #expect(keys.key(of: one).verificationKey == one.verificationKey)
      #expect(keys.key(of: other).verificationKey == other.verificationKey)
    }
    #expect(keys.count == 2)
  }

  @Test func threadsShareTheKeys() async throws {
    let issuers = try (0..<(VerifierMemory.standard.maximumKeyCount + 16)).map { try edwards($0) }
    let keys = IssuerKeys()
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<8 {
        group.addTask {
          for index in 0..<(3 * issuers.count) {
            let issuer = issuers[(index * (2 * thread + 1)) % issuers.count]
            #expect(keys.key(of: issuer).publicKey == .edwards(.ed25519))
            keys.note([issuer])
          }
        }
      }
    }
    #expect(keys.count == VerifierMemory.standard.maximumKeyCount)
    for issuer in issuers { #expect(keys.key(of: issuer).verificationKey == issuer.verificationKey) }
  }

  @Test func onlyChainsThatVerifyAreRemembered() throws {
    let good = try ChainFixture("good")
    let keys = IssuerKeys()
    let verifier = CertificateVerifier(trust: good.roots, keys: keys, links: IssuerLinks(capacity: 8))
    for (name, kept) in [("www.example.net", 0), ("www.example.com", 2)] {
      _ = verifier.evaluate(
        good.chain[0], intermediates: Array(good.chain.dropFirst()), for: .dns(name), at: ChainFixture.moment)
      #expect(keys.count == kept)
    }
  }

  @Test(arguments: ["good", "ecdsa", "ed25519", "rsa-pss", "flipped-signature", "wrong-root-same-name"])
  func theVerdictIsTheSameEachTime(_ folder: String) throws {
    let fixture = try ChainFixture(folder)
    let verifier = CertificateVerifier(trust: fixture.roots)
    let verdicts = (0..<6).map { _ in
      verifier.evaluate(
        fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
        at: ChainFixture.moment
      ).explanation.description
    }
    #expect(Set(verdicts).count == 1)
  }
}
