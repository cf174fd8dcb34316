import Testing

@testable import CertificateCryptography

@Suite("HMAC")
struct HMACTests {
  private func code(_ algorithm: HashAlgorithm, _ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    HMAC(algorithm, key: key.span).code(
      message.span.extracting(0..<message.count / 2), Array(message.dropFirst(message.count / 2)).span
    ).bytes
  }

  /// RFC 4231 §4.3, §4.4 and §4.7; RFC 2202 §3, cases 2 and 6.
  @Test func authenticationCodes() {
    let question = Array("what do ya want for nothing?".utf8)
    let jefe = Array("Jefe".utf8)
    #expect(code(.sha1, jefe, question) == bytes(hexadecimal: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"))
    #expect(
      code(.sha224, jefe, question) == bytes(hexadecimal: "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"))
    #expect(
      code(.sha256, jefe, question)
        == bytes(hexadecimal: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"))
    #expect(
      code(.sha384, jefe, question)
        == bytes(
          hexadecimal: """
            af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649
            """))
    #expect(
      code(.sha512, jefe, question)
        == bytes(
          hexadecimal: """
            164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
            """))
    // A key that is longer than a block.
    let long = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
    #expect(
      code(.sha256, [UInt8](repeating: 0xAA, count: 131), long)
        == bytes(hexadecimal: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"))
    #expect(
      code(.sha1, [UInt8](repeating: 0xAA, count: 80), long)
        == bytes(hexadecimal: "aa4ae5e15272d00e95705637ce8a3b55ed402112"))
  }

  private struct CodeFile: Decodable {
    let testGroups: [Group]

    struct Group: Decodable {
      let tagSize: Int
      let tests: [Case]
    }

    struct Case: Decodable {
      let tcId: Int
      let key: String
      let msg: String
      let tag: String
      let result: Wycheproof.Result
    }
  }

  @Test(
    .enabled(if: Wycheproof.isPresent), arguments: [("hmac_sha256", HashAlgorithm.sha256), ("hmac_sha384", .sha384)])
  func wycheproofCodes(_ name: String, _ algorithm: HashAlgorithm) throws {
    let file = try Wycheproof.read(CodeFile.self, name)
    var count = 0
    for group in file.testGroups {
      for test in group.tests {
        let made = code(algorithm, bytes(hexadecimal: test.key), bytes(hexadecimal: test.msg)).prefix(group.tagSize / 8)
        #expect((Array(made) == bytes(hexadecimal: test.tag)) == (test.result == .valid), "case \(test.tcId)")
        count += 1
      }
    }
    #expect(count > 100)
  }

  @Test("One call gives what parts give, and codes are compared whole")
  func parts() {
    let (key, message) = (Array("key".utf8), Array("a message of some parts".utf8))
    let whole = HMAC.authenticate(.sha384, key: key.span, message.span)
    #expect(whole == code(.sha384, key, message))
    func isWhole(_ code: [UInt8]) -> Bool { HMAC.isEqual(code.span, to: whole.span) }
    #expect(isWhole(code(.sha384, key, message)))
    for index in whole.indices {
      var other = whole
      other[index] ^= 0x40
      #expect(!isWhole(other))
    }
    #expect(!isWhole(Array(whole.prefix(47))) && !isWhole([]) && !isWhole(whole + [0]))
  }
}
