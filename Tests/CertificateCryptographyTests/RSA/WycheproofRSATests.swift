import CertificateCryptography
import Testing

/// Project Wycheproof's vectors for RSASSA-PKCS1-v1_5, read from the conformance data beside the package.
@Suite("RSA signatures of Wycheproof")
struct WycheproofRSATests {
  private struct Group: Decodable {
    let publicKey: Wycheproof.RSAKey
    let sha: String
    let tests: [Wycheproof.Case]
  }

  /// Whether a case is run: all are in a release build; a debug build, where large numbers take a hundred times as long,
  /// takes a sample of those above 2,048 bits.
  private static func isRun(_ test: Wycheproof.Case, _ key: RSAPublicKey) -> Bool {
    #if DEBUG
      return key.modulusByteCount <= 256 || test.result == .valid || test.tcId % 16 == 0
    #else
      return true
    #endif
  }

  @Test(
    "Every case", .enabled(if: Wycheproof.isPresent, "the conformance data is not there"),
    arguments: Wycheproof.names("rsa_signature_"))
  func cases(_ name: String) throws {
    let file = try Wycheproof.read(Wycheproof.File<Group>.self, name)
    var verified = 0
    for group in file.testGroups {
      let algorithm = try #require(HashAlgorithm.allCases.first { $0.name == group.sha })
      let key = try group.publicKey.key()
      let prepared = key.prepared()
      for test in group.tests where Self.isRun(test, key) {
        let message = bytes(hexadecimal: test.msg)
        let signature = bytes(hexadecimal: test.sig)
        let digest = algorithm.digest(of: message.span)
        let isValid = key.isValidPKCS1Signature(signature.span, of: digest)
        // What is acceptable lacks the NULL parameters, which this module asks for.
        #expect(isValid == (test.result == .valid), "case \(test.tcId): \(test.comment)")
        // What nothing was prepared for is the same key.
        if prepared.preparedByteCount > 0 {
          let isValidPrepared = prepared.isValidPKCS1Signature(signature.span, of: digest)
          #expect(isValidPrepared == isValid, "case \(test.tcId), prepared: \(test.comment)")
        }
        verified += isValid ? 1 : 0
      }
    }
    #expect(verified > 0)
    #expect(file.testGroups.reduce(0) { $0 + $1.tests.count } == file.numberOfTests)
  }
}
