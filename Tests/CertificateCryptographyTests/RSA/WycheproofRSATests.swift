import CertificateCryptography
import Foundation
import Testing

/// Project Wycheproof's vectors for RSASSA-PKCS1-v1_5, read from the conformance data beside the package.
@Suite("RSA signatures of Wycheproof")
struct WycheproofRSATests {
  private struct File: Decodable {
    struct Group: Decodable {
      struct PublicKey: Decodable {
        let modulus: String
        let publicExponent: String
      }
      struct Test: Decodable {
        let tcId: Int
        let comment: String
        let msg: String
        let sig: String
        let result: String
      }
      let publicKey: PublicKey
      let sha: String
      let tests: [Test]
    }
    let testGroups: [Group]
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/conformance/wycheproof")

  static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  static let names = [
    "2048_sha224", "2048_sha256", "2048_sha384", "2048_sha512", "3072_sha256", "3072_sha384", "3072_sha512",
    "4096_sha256", "4096_sha384", "4096_sha512", "8192_sha256", "8192_sha384", "8192_sha512",
  ]

  /// Whether a case is run: all are in a release build; a debug build, where large numbers take a hundred times as long,
  /// takes a sample of those above 2,048 bits.
  private static func isRun(_ test: File.Group.Test, _ modulus: [UInt8]) -> Bool {
    #if DEBUG
      return modulus.count <= 257 || test.result == "valid" || test.tcId % 16 == 0
    #else
      return true
    #endif
  }

  @Test("Every case", .enabled(if: isPresent, "the conformance data is not there"), arguments: names)
  func cases(_ name: String) throws {
    let data = try Data(contentsOf: Self.folder.appending(path: "rsa_signature_\(name)_test.json"))
    var verified = 0
    for group in try JSONDecoder().decode(File.self, from: data).testGroups {
      let algorithm = try #require(HashAlgorithm.allCases.first { $0.name == group.sha })
      let modulus = bytes(hexadecimal: group.publicKey.modulus)
      let exponent = bytes(hexadecimal: group.publicKey.publicExponent)
      let key = try RSAPublicKey(modulus: modulus.span, exponent: exponent.span)
      for test in group.tests where Self.isRun(test, modulus) {
        let message = bytes(hexadecimal: test.msg)
        let signature = bytes(hexadecimal: test.sig)
        let isValid = key.isValidPKCS1Signature(signature.span, of: algorithm.digest(of: message.span))
        // What is acceptable lacks the NULL parameters, which this module asks for.
        #expect(isValid == (test.result == "valid"), "case \(test.tcId): \(test.comment)")
        verified += isValid ? 1 : 0
      }
    }
    #expect(verified > 0)
  }
}
