import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Published flaws of verifying RSA signatures, each of them reproduced.
@Suite("Gallery: RSA signatures") struct RSASignatureFlaws {
  @Test("CVE-2006-4339 (2006): OpenSSL and others did not look at what follows the digest, which a cube root forges")
  func bleichenbacher() throws {
    let chain = try ForgedSignature.chain(modulusByteCount: 256) { digest, byteCount in
      ForgedSignature.cubeRoot(
        start: ForgedSignature.padding + ForgedSignature.prefix + digest, byteCount: byteCount)
    }
    #expect(try #require(chain).evaluate().codes == ["signature-invalid"])
  }

  @Test("CVE-2006-4790 (2006), CVE-2018-16151: GnuTLS and strongSwan skipped the parameters of the digest's algorithm")
  func garbageInParameters() throws {
    let chain = try ForgedSignature.chain(modulusByteCount: 256) { digest, byteCount in
      let end = [0x04, 0x20] + digest
      let rest = byteCount - ForgedSignature.padding.count
      // DigestInfo { AlgorithmIdentifier { sha256, OCTET STRING of garbage }, digest }
      let algorithmLength = rest - 3 - 3 - end.count
      let start: [UInt8] =
        ForgedSignature.padding + [0x30, 0x81, UInt8(rest - 3), 0x30, 0x81, UInt8(algorithmLength)]
        + ForgedSignature.prefix[4..<15] + [0x04, 0x81, UInt8(algorithmLength - 11 - 3)]
      return ForgedSignature.cubeRoot(start: start, end: end, byteCount: byteCount)
    }
    #expect(try #require(chain).evaluate().codes == ["signature-invalid"])
  }

  @Test("CVE-2014-1568 (2014), BERserk: NSS read lengths of any number of bytes, most of which it dropped")
  func berserk() throws {
    // 1,536 bits are just enough for a length of 127 bytes of garbage.
    var policy = VerificationPolicy.rfc5280
    policy.minimumRSABitCount = 1536
    let chain = try ForgedSignature.chain(modulusByteCount: 192) { digest, byteCount in
      let end = Array(ForgedSignature.prefix[2...]) + digest
      let paddingCount = byteCount - 3 - 2 - 127 - end.count
      let start = [0, 1] + [UInt8](repeating: 0xFF, count: paddingCount) + [0, 0x30, 0xFF]
      return ForgedSignature.cubeRoot(start: start, end: end, byteCount: byteCount)
    }
    #expect(try #require(chain).evaluate(policy: policy).codes == ["signature-invalid"])
  }

  @Test("Exponent 1 (Python-RSA, SaltStack and others, before 2016): everything is its own signature")
  func exponentOne() throws {
    let chain = try ForgedSignature.chain(modulusByteCount: 256, exponent: 1) { digest, byteCount in
      let end = [0] + ForgedSignature.prefix + digest
      return [0, 1] + [UInt8](repeating: 0xFF, count: byteCount - 2 - end.count) + end
    }
    #expect(try #require(chain).evaluate().codes == ["key-malformed"])
  }

  @Test("CVE-2015-3194 (2015): OpenSSL crashed over RSASSA-PSS whose mask function has no parameters")
  func maskWithoutParameters() throws {
    let sha256 = DER.algorithm("2.16.840.1.101.3.4.2.1", parameters: DER.null)
    let parameters = DER.sequence(
      DER.context(0, sha256), DER.context(1, DER.algorithm("1.2.840.113549.1.1.8")), DER.context(2, DER.integer(32)))
    var leaf = CertificateFields.leaf(by: "Root")
    leaf.signature = DER.algorithm("1.2.840.113549.1.1.10", parameters: parameters)
    leaf.signatureAlgorithm = leaf.signature
    var root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey)
    root.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048)
    let chain = try MadeChain([leaf.encoded], anchors: [root.signed(by: MadeChain.rootKey)])
    #expect(chain.evaluate().codes == ["signature-algorithm-malformed"])
  }

  @Test("CVE-2021-43527 (2021), BigSig: NSS copied signatures of any length to a buffer of 16,384 bits")
  func signatureLargerThanAnyKey() throws {
    for bitCount in [16_392, 32_768] {
      var leaf = CertificateFields.leaf(by: "Root")
      leaf.signatureValue = DER.bitString([UInt8](repeating: 0x41, count: bitCount / 8))
      var root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey)
      root.publicKeyInfo = CertificateFields.rsaKey(bitCount: bitCount)
      let chain = try MadeChain([leaf.encoded], anchors: [root.signed(by: MadeChain.rootKey)])
      let evaluation = chain.evaluate()
      #expect(evaluation.codes == ["key-malformed"])
      #expect(evaluation.effort.signatures == 0)
    }
  }

  @Test("CVE-2023-29409 (2023): Go spent seconds on the RSA keys of 16,384 bits and more that a peer sent")
  func largeKeys() throws {
    // Thirty issuers of one name with keys as large as are read at all.
    var leaf = CertificateFields.leaf(by: "Issuer")
    leaf.signatureValue = DER.bitString([UInt8](repeating: 0x41, count: 2048))
    let issuers = (1...30).map { serial -> [UInt8] in
      var fields = CertificateFields.authority("Issuer", by: "Root", key: MadeChain.issuerKey)
      fields.serialNumber = DER.integer(serial)
      var modulus = [UInt8](repeating: 0xFF, count: 2048)
      modulus[1] = UInt8(serial)
      fields.publicKeyInfo = CertificateFields.key(
        "1.2.840.113549.1.1.1", DER.null, DER.sequence(DER.integer(unsigned: modulus), DER.integer(65537)))
      return fields.signed(by: MadeChain.rootKey)
    }
    let root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey).signed(by: MadeChain.rootKey)
    let evaluation = try MadeChain([leaf.encoded] + issuers, anchors: [root]).evaluate()
    #expect(evaluation.codes.first == "budget-exhausted")
    #expect(evaluation.effort.exhausted == .signatureWork)
    #expect(evaluation.effort.signatureWork <= SearchBudget().signatureWork && evaluation.effort.signatures < 10)
  }

  @Test("The rogue authority of 2008 (CVE-2004-2761): two certificates of one MD5 digest")
  func md5() throws {
    let evaluation = try ChainFixture("md5-leaf").evaluate()
    #expect(evaluation.codes.contains("signature-algorithm-weak"))
    var policy = VerificationPolicy.rfc5280
    policy.allowsSHA1Signatures = true
    #expect(try !ChainFixture("md5-leaf").evaluate(policy: policy).isVerified)
  }

  @Test("SHA-1 is a Shambles (2020, CVE-2005-4900): chosen prefixes with one SHA-1 digest cost less than a car")
  func sha1() throws {
    for folder in ["sha1-leaf", "sha1-intermediate"] {
      #expect(try ChainFixture(folder).evaluate().codes == ["signature-algorithm-weak"])
    }
  }
}
