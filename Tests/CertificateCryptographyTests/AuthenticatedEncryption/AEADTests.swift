import TestSupport
import Testing

@testable import CertificateCryptography

@Suite("Authenticated encryption")
struct AEADTests {
  private struct Group: Decodable {
    let tests: [Case]

    struct Case: Decodable {
      let tcId: Int
      let comment: String
      let key: String
      let iv: String
      let aad: String
      let msg: String
      let ct: String
      let tag: String
      let result: Wycheproof.Result
    }
  }

  /// What every cipher does here.
  private typealias Opening = (_ key: [UInt8], _ sealed: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) -> [UInt8]?
  private typealias Sealing = (_ key: [UInt8], _ plain: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) -> [UInt8]?

  private func judge(_ name: String, _ open: Opening, _ seal: Sealing) throws {
    let file = try Wycheproof.read(Wycheproof.File<Group>.self, name)
    var (valid, count) = (0, 0)
    for test in file.testGroups.flatMap(\.tests) {
      let (key, nonce, data) = (
        bytes(hexadecimal: test.key), bytes(hexadecimal: test.iv), bytes(hexadecimal: test.aad)
      )
      let (message, sealed) = (bytes(hexadecimal: test.msg), bytes(hexadecimal: test.ct + test.tag))
      let isValid = test.result == .valid
      let (opened, made) = (open(key, sealed, nonce, data), seal(key, message, nonce, data))
      #expect(opened == (isValid ? message : nil), "case \(test.tcId): \(test.comment)")
      #expect((made == sealed) == isValid, "case \(test.tcId): \(test.comment)")
      valid += isValid ? 1 : 0
      count += 1
    }
    #expect(valid > 100 && count == file.numberOfTests)
  }

  @Test(
    "GCM: every case of Wycheproof, with every kernel",
    .enabled(if: Wycheproof.isPresent, "the conformance data is not there"),
    arguments: AESTests.kernels, GHASHTests.kernels)
  func gcm(_ kernel: AES.Kernel, _ hashKernel: GHASH.Kernel) throws {
    try judge("aes_gcm") { key, sealed, nonce, data in
      let cipher = GCM(key: key.span, kernel, hashKernel)
      guard let cipher else { return nil }
      return cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span)
    } _: { key, plain, nonce, data in
      // An empty nonce is no nonce, which is the caller's fault.
      let cipher = GCM(key: key.span, kernel, hashKernel)
      guard let cipher, !nonce.isEmpty else { return nil }
      return cipher.seal(plain.span, nonce: nonce.span, authenticating: data.span)
    }
  }

  @Test(
    "ChaCha20-Poly1305: every case of Wycheproof",
    .enabled(if: Wycheproof.isPresent, "the conformance data is not there"))
  func chaCha20Poly1305() throws {
    try judge("chacha20_poly1305") { key, sealed, nonce, data in
      let cipher = AEAD(.chaCha20Poly1305, key: key.span)
      guard let cipher else { return nil }
      return cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span)
    } _: { key, plain, nonce, data in
      let cipher = AEAD(.chaCha20Poly1305, key: key.span)
      guard let cipher, nonce.count == 12 else { return nil }
      return cipher.seal(plain.span, nonce: nonce.span, authenticating: data.span)
    }
  }

  /// SP 800-38C appendix C, example 3, which has a nonce of 12 bytes.
  @Test("CCM: the standard's example")
  func ccmOfTheStandard() throws {
    let key = (0x40...0x4F).map { UInt8($0) }, nonce = (0x10...0x1B).map { UInt8($0) }
    let data = (0..<20).map { UInt8($0) }, plain = (0x20...0x37).map { UInt8($0) }
    let made = AEAD(.aes128CCM8, key: key.span)
    let cipher = try #require(made)
    let sealed = cipher.seal(plain.span, nonce: nonce.span, authenticating: data.span)
    #expect(sealed == bytes(hexadecimal: "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"))
  }

  @Test("CCM: lengths of all kinds, against the standard's own words", arguments: AESTests.kernels, [8, 16])
  func ccm(_ kernel: AES.Kernel, _ tagByteCount: Int) {
    var generator = RepeatableGenerator(seed: 38)
    for (plainCount, dataCount) in [
      (0, 0), (0, 1), (1, 0), (5, 13), (15, 14), (16, 15), (17, 30), (31, 31), (100, 5), (300, 13), (3, 0xFEFF),
      (20, 0xFF00),
    ] where dataCount < 100 || kernel == .current {
      let (key, nonce) = (generator.bytes(plainCount % 2 == 0 ? 16 : 32), generator.bytes(12))
      let (plain, data) = (generator.bytes(plainCount), generator.bytes(dataCount))
      let cipher = CCM(key: key.span, tagByteCount: tagByteCount, kernel: kernel)
      let sealed = cipher.seal(plain.span, nonce: nonce.span, authenticating: data.span)
      #expect(
        sealed == ReferenceModes.ccm(key, nonce, data, plain, tagByteCount: tagByteCount),
        "\(plainCount) bytes with \(dataCount)")
      #expect(cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span) == plain)
    }
  }

  /// RFC 8439 §2.3.2 and §2.4.2.
  @Test("ChaCha20: the block and the text of the standard")
  func chaCha20() {
    let key = (0..<32).map { UInt8($0) }
    let cipher = ChaCha20(key: key.span)
    func keystream(_ nonce: String, _ count: Int) -> [UInt8] {
      let nonce = bytes(hexadecimal: nonce)
      var made = [UInt8](repeating: 0, count: count)
      var span = made.mutableSpan
      cipher.applyKeystream(from: 1, nonce: nonce.span, to: &span)
      return made
    }
    #expect(
      keystream("000000090000004a00000000", 64)
        == bytes(
          hexadecimal: """
            10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e
            d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e
            """))
    let text = """
      Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.
      """
    #expect(
      zip(keystream("000000000000004a00000000", 114), text.utf8).map { $0 ^ $1 }
        == bytes(
          hexadecimal: """
            6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dabcd62b357
            1639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736
            5af90bbf74a35be6b40b8eedf2785e42874d
            """))
  }

  /// RFC 8439 §2.5.2, and those of §A.3 that are about carries and the end of the field, as far as their blocks are whole.
  @Test(
    "Poly1305: the numbers that are hard",
    arguments: [
      (
        "02" + String(repeating: "00", count: 31), String(repeating: "ff", count: 16),
        "03" + String(repeating: "00", count: 15)
      ),
      (
        "02" + String(repeating: "00", count: 15) + String(repeating: "ff", count: 16),
        "02" + String(repeating: "00", count: 15), "03" + String(repeating: "00", count: 15)
      ),
      (
        "01" + String(repeating: "00", count: 31),
        String(repeating: "ff", count: 16) + "f0" + String(repeating: "ff", count: 15) + "11"
          + String(repeating: "00", count: 15), "05" + String(repeating: "00", count: 15)
      ),
      (
        "01" + String(repeating: "00", count: 31),
        String(repeating: "ff", count: 16) + "fb" + String(repeating: "fe", count: 15)
          + String(repeating: "01", count: 16), String(repeating: "00", count: 16)
      ),
      (
        "02" + String(repeating: "00", count: 31), "fd" + String(repeating: "ff", count: 15),
        "fa" + String(repeating: "ff", count: 15)
      ),
      (
        "0100000000000000040000000000000000000000000000000000000000000000",
        """
        e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000000000000000000001000000000000000000000000000000
        """, "14000000000000005500000000000000"
      ),
      (
        "0100000000000000040000000000000000000000000000000000000000000000",
        "e33594d7505e43b900000000000000003394d7505e4379cd010000000000000000000000000000000000000000000000",
        "13" + String(repeating: "00", count: 15)
      ),
    ])
  func poly1305(_ key: String, _ message: String, _ tag: String) {
    let (key, message) = (bytes(hexadecimal: key), bytes(hexadecimal: message))
    var authenticator = Poly1305(key: key.span)
    authenticator.update(message.span)
    let made = authenticator.tag()
    #expect((0..<16).map { made[$0] } == bytes(hexadecimal: tag))
  }

  @Test("Every algorithm opens what it seals, and nothing that differs by a bit", arguments: AEADAlgorithm.allCases)
  func tampering(_ algorithm: AEADAlgorithm) throws {
    var generator = RepeatableGenerator(seed: 5116)
    let (key, nonce) = (generator.bytes(algorithm.keyByteCount), generator.bytes(algorithm.nonceByteCount))
    let data = generator.bytes(13)
    let made = AEAD(algorithm, key: key.span)
    let cipher = try #require(made)
    #expect(cipher.algorithm == algorithm)
    for count in [0, 1, 15, 16, 17, 255, 256, 257, 300] {
      let plain = generator.bytes(count)
      let sealed = cipher.seal(plain.span, nonce: nonce.span, authenticating: data.span)
      #expect(sealed.count == count + algorithm.tagByteCount)
      #expect(cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span) == plain)
      for bit in stride(from: 0, to: 8 * sealed.count, by: 11) {
        var other = sealed
        other[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(cipher.open(other.span, nonce: nonce.span, authenticating: data.span) == nil, "bit \(bit) of \(count)")
      }
      for size in [0, 1, algorithm.tagByteCount - 1, sealed.count - 1] where size < sealed.count {
        #expect(
          cipher.open(sealed.span.extracting(0..<size), nonce: nonce.span, authenticating: data.span) == nil)
      }
      #expect(cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span.extracting(0..<12)) == nil)
      #expect(cipher.open(sealed.span, nonce: nonce.span.extracting(0..<11), authenticating: data.span) == nil)
      var otherNonce = nonce
      otherNonce[11] ^= 1
      #expect(cipher.open(sealed.span, nonce: otherNonce.span, authenticating: data.span) == nil)
    }
    for size in [0, 15, 24, 33] { #expect(AEAD(algorithm, key: [UInt8](repeating: 1, count: size).span) == nil) }
  }
}
