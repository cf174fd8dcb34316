import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// What a verifier remembers of issuers' keys.
@Suite struct IssuerKeysTests {
  /// A certificate with an RSA key of its own.
  private func certificate(_ number: Int) throws -> Certificate {
    try Certificate(
      der: CertificateFields.with { $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 1024 + number) })
  }

  @Test func aKeyThatReturnsIsPreparedAndTheSame() throws {
    let issuers = try ChainFixture("ecdsa").chain.dropFirst() + ChainFixture("good").chain.dropFirst()
    let keys = IssuerKeys()
    for meeting in 1...5 {
      for issuer in issuers {
        // Looking up remembers nothing.
        #expect(keys.key(of: issuer) == issuer.verificationKey)
        keys.note([issuer])
      }
      #expect(keys.counts.kept == issuers.count)
      // RSA at the second meeting, curves at the fourth.
      #expect(keys.counts.prepared == (meeting < 2 ? 0 : meeting < 4 ? 1 : 2))
    }
    for issuer in issuers { #expect(keys.key(of: issuer) == issuer.verificationKey) }
    let fresh = try certificate(0)
    #expect(keys.key(of: fresh) == fresh.verificationKey)
  }

  @Test func theNumberIsBoundedAndTheOldestGoes() throws {
    let keys = IssuerKeys()
    let first = try certificate(0)
    keys.note([first])
    for number in 1..<IssuerKeys.capacity { keys.note([try certificate(number)]) }
    #expect(keys.counts.kept == IssuerKeys.capacity)
    // The first is met again and stays; of the others the oldest makes room.
    keys.note([first])
    #expect(keys.counts.prepared == 1)
    keys.note([try certificate(IssuerKeys.capacity)])
    #expect(keys.counts.kept == IssuerKeys.capacity)
    #expect(keys.counts.prepared == 1)
  }

  @Test func onlyChainsThatVerifyAreRemembered() throws {
    let good = try ChainFixture("good")
    let keys = IssuerKeys()
    let verifier = CertificateVerifier(trust: good.roots, keys: keys)
    for (name, kept) in [("www.example.net", 0), ("www.example.com", 2)] {
      _ = verifier.evaluate(
        good.chain[0], intermediates: Array(good.chain.dropFirst()), for: .dns(name), at: ChainFixture.moment)
      #expect(keys.counts.kept == kept)
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
      ).explanation.text(allPaths: true)
    }
    #expect(Set(verdicts).count == 1)
  }
}
