import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Published flaws of deciding who is an authority and where a path may lead, each of them reproduced.
@Suite("Gallery: authorities and paths") struct AuthorityFlaws {
  /// A leaf that was issued by a server's certificate, which itself is as it should be.
  private func issuedByServer(_ change: (inout CertificateFields) -> Void = { _ in }) throws -> MadeChain {
    let serverKey = TestKey(9)
    let victim = CertificateFields.leaf(by: "server.example.net").signed(by: serverKey)
    var server = CertificateFields.leaf(by: "Issuer")
    server.subject = DER.name(("CN", "server.example.net"))
    server.publicKeyInfo = serverKey.publicKeyInfo
    // Nothing but the lack of authority speaks against it.
    server.extensions = [DER.extension("2.5.29.17", DER.sequence(DER.dnsName("server.example.net")))]
    change(&server)
    var chain = try MadeChain()
    chain.certificates[0] = try Certificate(der: victim)
    chain.certificates.insert(try Certificate(der: server.signed(by: MadeChain.issuerKey)), at: 1)
    return chain
  }

  private static let noAuthority = DER.extension("2.5.29.19", critical: true, DER.sequence())

  @Test("CVE-2002-0862 (2002), CVE-2011-0228: Windows, and later iOS, let every server's certificate issue others")
  func basicConstraintsIgnored() throws {
    #expect(try issuedByServer().evaluate().codes == ["not-an-authority"])
    let marked = try issuedByServer { $0.extensions?.append(Self.noAuthority) }
    #expect(marked.evaluate().codes == ["not-an-authority"])
    // What the guard is about, and nothing else, decides.
    let authority = try issuedByServer {
      $0.extensions?.append(DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true))))
    }
    #expect(authority.evaluate().isVerified)
  }

  @Test("CVE-2021-3450 (2021): with OpenSSL's strict flag, a good curve overwrote that an issuer is no authority")
  func strictnessOverwritesARefusal() throws {
    #expect(try issuedByServer().evaluate(policy: .webPKI).codes.contains("not-an-authority"))
    for change in Self.switches {
      var policy = VerificationPolicy.rfc5280
      change(&policy)
      #expect(try issuedByServer().evaluate(policy: policy).codes.contains("not-an-authority"))
    }
  }

  private static let switches: [@Sendable (inout VerificationPolicy) -> Void] = [
    { $0.allowsAuthorityAsLeaf = false }, { $0.requiresExtendedKeyUsage = true }, { $0.allowsSHA1Signatures = true },
    { $0.requiresWholeByteModulus = true }, { $0.checksAnchorValidity = false }, { $0.minimumRSABitCount = 0 },
  ]

  @Test("CVE-2014-1959 (2014): GnuTLS took intermediates of version 1, which can't say that they are none")
  func oldIntermediates() throws {
    #expect(try ChainFixture("v1-intermediate").evaluate().codes == ["not-an-authority"])
    // A root of version 1 is trusted for what the store says.
    #expect(try ChainFixture("v1-root").evaluate().isVerified)
  }

  @Test("CVE-2015-1793 (2015): OpenSSL skipped checks of what it had seen on a first path when it tried an alternative")
  func alternativeChains() throws {
    // The server's issuer has a certificate by a root that nobody trusts, which comes first, and one by one that is.
    var chain = try issuedByServer { $0.extensions?.append(Self.noAuthority) }
    var untrusted = CertificateFields.authority("Issuer", by: "Untrusted Root", key: MadeChain.issuerKey)
    untrusted.validity = DER.sequence(DER.utcTime("250101000000Z"), DER.generalizedTime("21000101000000Z"))
    chain.certificates.insert(try Certificate(der: untrusted.signed(by: TestKey(10))), at: 2)
    let evaluation = chain.evaluate()
    #expect(!evaluation.isVerified)
    #expect(evaluation.attempts.count == 2)
    for path in evaluation.explanation.paths {
      #expect(path.items.contains { $0.code == "not-an-authority" })
    }
  }

  @Test(
    "CVE-2008-4989 (2008): GnuTLS dropped a trusted root from a chain's end, with it the check of what comes before")
  func trustedRootAppended() throws {
    let rogueKey = TestKey(11)
    var chain = try MadeChain()
    let leaf = CertificateFields.leaf(by: "Rogue").signed(by: rogueKey)
    let rogue = CertificateFields.authority("Rogue", by: "Rogue", key: rogueKey).signed(by: rogueKey)
    chain.certificates = [try Certificate(der: leaf), try Certificate(der: rogue)] + chain.anchors
    #expect(chain.evaluate().codes == ["root-not-trusted"])
    // Nor does a rogue that claims the root's name do better.
    let namesake = CertificateFields.authority("Rogue", by: "Root", key: rogueKey).signed(by: rogueKey)
    chain.certificates[1] = try Certificate(der: namesake)
    #expect(!chain.evaluate().isVerified)
  }

  @Test("CVE-2024-0567 (2024): GnuTLS ran into an assertion over authorities that certify each other")
  func crossSignedLoop() throws {
    let good = try ChainFixture("cross-signed-loop").evaluate()
    #expect(good.isVerified)
    let bad = try ChainFixture("loop-without-anchor").evaluate()
    #expect(bad.codes == ["issuer-missing"])
    #expect(bad.effort.signatures <= 3 && bad.effort.exhausted == nil)
    // Three authorities, each certified by both of the others, and by itself.
    let names = ["A", "B", "C"]
    var certificates = [CertificateFields.leaf(by: "A").signed(by: TestKey(20))]
    for (child, name) in names.enumerated() {
      for (issuer, above) in names.enumerated() {
        certificates.append(
          CertificateFields.authority(name, by: above, key: TestKey(20 + child)).signed(by: TestKey(20 + issuer)))
      }
    }
    let root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey).signed(by: MadeChain.rootKey)
    let evaluation = try MadeChain(certificates, anchors: [root]).evaluate()
    #expect(!evaluation.isVerified && evaluation.effort.exhausted == nil)
    #expect(evaluation.effort.signatures <= 27)
  }

  @Test("RUSTSEC-2023-0052 and -0053 (2023): webpki tried exponentially many paths through issuers of one name")
  func exponentialPaths() throws {
    // Six layers of six certificates of one authority: 46,656 paths, none of which ends at a root.
    var certificates = [CertificateFields.leaf(by: "Layer 0").signed(by: TestKey(20))]
    for layer in 0..<6 {
      for serial in 1...6 {
        var fields = CertificateFields.authority(
          "Layer \(layer)", by: "Layer \(layer + 1)", key: TestKey(20 + layer))
        fields.serialNumber = DER.integer(serial)
        certificates.append(fields.signed(by: TestKey(21 + layer)))
      }
    }
    let root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey).signed(by: MadeChain.rootKey)
    let effort = try MadeChain(certificates, anchors: [root]).evaluate().effort
    #expect(effort.exhausted != nil)
    #expect(effort.signatures <= SearchBudget().signatures && effort.candidates <= SearchBudget().candidates)
  }

  @Test("CVE-2020-14039 (2020): Go on Windows did not ask what purpose a certificate is for")
  func purposeIgnored() throws {
    let client = DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2"))
    let leaf = try MadeChain(leaf: { $0.extensions?[2] = DER.extension("2.5.29.37", client) })
    #expect(leaf.evaluate().codes == ["purpose-not-allowed"])
    let issuer = try MadeChain(intermediate: { $0.extensions?.append(DER.extension("2.5.29.37", client)) })
    #expect(issuer.evaluate().codes == ["purpose-not-allowed"])
  }

  @Test("CVE-2024-24783 and CVE-2025-58188 (Go): verifying panicked over keys of unknown algorithms, and of DSA")
  func keysOfOtherAlgorithms() throws {
    let integers = DER.sequence(DER.integer(23), DER.integer(11), DER.integer(4))
    let keys = [
      CertificateFields.key("1.3.6.1.4.1.32473.5", nil, [1, 2, 3]),
      CertificateFields.key("1.2.840.10040.4.1", integers, DER.integer(8)),
      // The parameters of the issuer's, whoever that is (RFC 3279 §2.3.2).
      CertificateFields.key("1.2.840.10040.4.1", nil, DER.integer(8)),
      CertificateFields.key("1.2.840.10040.4.1", DER.null, []),
    ]
    for key in keys {
      let issuer = try MadeChain(intermediate: { $0.publicKeyInfo = key }).evaluate()
      #expect(!issuer.isVerified && issuer.effort.signatures <= 1)
      #expect(!issuer.explanation.text(allPaths: true).isEmpty)
      let root = try MadeChain(root: { $0.publicKeyInfo = key }).evaluate()
      #expect(!root.isVerified)
    }
  }
}
