import CertificateCryptography
import Foundation
import Testing

/// Project Wycheproof's vectors for ML-DSA, read from the conformance data beside the package.
@Suite("ML-DSA signatures of Wycheproof")
struct WycheproofMLDSATests {
  private struct Group: Decodable {
    let publicKey: String
    let tests: [Wycheproof.Case]
  }

  @Test(
    "Every case", .enabled(if: Wycheproof.isPresent, "the conformance data is not there"),
    arguments: MLDSAPublicKey.ParameterSet.allCases)
  func cases(_ set: MLDSAPublicKey.ParameterSet) throws {
    let file = try Wycheproof.read(Wycheproof.File<Group>.self, "mldsa_\(set.number)_verify")
    var (verified, count) = (0, 0)
    for group in file.testGroups {
      count += group.tests.count
      let encoding = bytes(hexadecimal: group.publicKey)
      guard let key = try? MLDSAPublicKey(parameterSet: set, bytes: encoding.span) else {
        #expect(encoding.count != set.keyByteCount && group.tests.allSatisfy { $0.result == .invalid })
        continue
      }
      let prepared = key.prepared()
      #expect(prepared == key && prepared.preparedByteCount > 0 && key.preparedByteCount == 0)
      for test in group.tests {
        let (message, context) = (bytes(hexadecimal: test.msg), bytes(hexadecimal: test.ctx ?? ""))
        let signature = bytes(hexadecimal: test.sig)
        let isValid = key.isValidSignature(signature.span, of: message.span, context: context.span)
        #expect(isValid == (test.result == .valid), "case \(test.tcId): \(test.comment)")
        let isValidPrepared = prepared.isValidSignature(signature.span, of: message.span, context: context.span)
        #expect(isValidPrepared == isValid, "case \(test.tcId), prepared: \(test.comment)")
        verified += isValid ? 1 : 0
      }
    }
    #expect(verified > 0 && count == file.numberOfTests)
  }
}
