import CertificateCryptography
import Testing

/// Project Wycheproof's vectors for RSASSA-PSS, read from the conformance data beside the package.
@Suite("RSA-PSS signatures of Wycheproof")
struct WycheproofPSSTests {
  private struct Group: Decodable {
    let publicKey: Wycheproof.RSAKey
    let sha: String
    let mgf: String
    let mgfSha: String?
    let sLen: Int
    let tests: [Wycheproof.Case]
  }

  @Test(
    "Every case", .enabled(if: Wycheproof.isPresent, "the conformance data is not there"),
    arguments: Wycheproof.names("rsa_pss_"))
  func cases(_ name: String) throws {
    let file = try Wycheproof.read(Wycheproof.File<Group>.self, name)
    var (verified, count) = (0, 0)
    for group in file.testGroups {
      let hash = try #require(HashAlgorithm.allCases.first { $0.name == group.sha })
      // A SHAKE is its own mask generation function, and has no other hash.
      let maskName = group.mgf == "MGF1" ? group.mgfSha : group.mgf
      let maskHash = try #require(HashAlgorithm.allCases.first { $0.name == maskName })
      #expect(maskHash.isExtendable == (group.mgf != "MGF1"))
      let key = try group.publicKey.key()
      let prepared = key.prepared()
      for test in group.tests {
        let (message, signature) = (bytes(hexadecimal: test.msg), bytes(hexadecimal: test.sig))
        let digest = hash.digest(of: message.span)
        let isValid = key.isValidPSSSignature(
          signature.span, of: digest, maskHash: maskHash, saltByteCount: group.sLen)
        // None is only acceptable; one that comes to be is refused until someone has looked at it.
        #expect(isValid == (test.result == .valid), "case \(test.tcId): \(test.comment)")
        // What nothing was prepared for is the same key.
        if prepared.preparedByteCount > 0 {
          let isValidPrepared = prepared.isValidPSSSignature(
            signature.span, of: digest, maskHash: maskHash, saltByteCount: group.sLen)
          #expect(isValidPrepared == isValid, "case \(test.tcId), prepared: \(test.comment)")
        }
        verified += isValid ? 1 : 0
        count += 1
      }
    }
    #expect(verified > 0 && count == file.numberOfTests)
  }
}
