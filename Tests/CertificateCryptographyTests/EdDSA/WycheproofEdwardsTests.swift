@testable import CertificateCryptography
import Testing

/// Project Wycheproof's vectors for Ed25519 and Ed448, read from the conformance data beside the package.
@Suite("Edwards signatures of Wycheproof")
struct WycheproofEdwardsTests {
  private struct Group: Decodable {
    struct PublicKey: Decodable {
      let pk: String
    }
    let publicKey: PublicKey
    let tests: [Wycheproof.Case]
  }

  /// Whether the cases are run with a prepared key as well: always in a release build; a debug build, where the table
  /// takes a thousand times as long, makes one where a key has several cases.
  private static func isPrepared(_ group: Group) -> Bool {
    #if DEBUG
      return group.tests.count > 1
    #else
      return true
    #endif
  }

  @Test(
    "Every case", .enabled(if: Wycheproof.isPresent, "the conformance data is not there"),
    arguments: EdwardsScheme.allCases)
  func cases(_ scheme: EdwardsScheme) throws {
    let file = try Wycheproof.read(Wycheproof.File<Group>.self, scheme.rawValue)
    var (verified, count) = (0, 0)
    for group in file.testGroups {
      let key = try scheme.key(bytes(hexadecimal: group.publicKey.pk))
      let prepared = Self.isPrepared(group) ? key.prepared() : key
      for test in group.tests {
        let (message, signature) = (bytes(hexadecimal: test.msg), bytes(hexadecimal: test.sig))
        let isValid = key.accepts(signature, of: message)
        #expect(isValid == (test.result == .valid), "case \(test.tcId): \(test.comment)")
        #expect(prepared.accepts(signature, of: message) == isValid, "case \(test.tcId), prepared: \(test.comment)")
        verified += isValid ? 1 : 0
        count += 1
      }
    }
    #expect(verified > 0 && count == file.numberOfTests)
  }
}
