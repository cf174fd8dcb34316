import TestSupport
import Testing

@testable import CertificateCryptography

/// What TLS derives its keys with.
@Suite("HKDF and the PRF of TLS 1.2")
struct KeyDerivationTests {
  private struct Group: Decodable {
    let tests: [Case]

    struct Case: Decodable {
      let tcId: Int
      let ikm: String
      let salt: String
      let info: String
      let size: Int
      let okm: String
      let result: Wycheproof.Result
    }
  }

  /// Those of RFC 5869 §A are among them.
  @Test(
    "HKDF: every case of Wycheproof", .enabled(if: Wycheproof.isPresent, "the conformance data is not there"),
    arguments: [("hkdf_sha256", HashAlgorithm.sha256), ("hkdf_sha384", .sha384), ("hkdf_sha512", .sha512)])
  func wycheproof(_ name: String, _ hash: HashAlgorithm) throws {
    let file = try Wycheproof.read(Wycheproof.File<Group>.self, name)
    var (valid, count) = (0, 0)
    for test in file.testGroups.flatMap(\.tests) {
      let (secret, salt) = (bytes(hexadecimal: test.ikm), bytes(hexadecimal: test.salt))
      let key = HKDF.extract(hash, salt: salt.span, secret: secret.span)
      let made = expand(hash, key, info: bytes(hexadecimal: test.info), byteCount: test.size)
      #expect((made != nil && made == bytes(hexadecimal: test.okm)) == (test.result == .valid), "case \(test.tcId)")
      valid += test.result == .valid ? 1 : 0
      count += 1
    }
    #expect(valid > 0 && count == file.numberOfTests)
  }

  private func expand(_ hash: HashAlgorithm, _ key: SecretBytes, info: [UInt8], byteCount: Int) -> [UInt8]? {
    key.withBytes { HKDF.expand(hash, $0, info: info.span, byteCount: byteCount) }?.array
  }

  @Test("HKDF gives up to 255 digests")
  func bounds() {
    let key = [UInt8](repeating: 1, count: 32)
    func count(_ wanted: Int) -> Int? {
      let made = HKDF.expand(.sha256, key.span, info: key.span, byteCount: wanted)
      return made?.count
    }
    #expect(count(255 * 32) == 255 * 32 && count(0) == 0)
    #expect(count(255 * 32 + 1) == nil && count(-1) == nil && count(.max) == nil)
  }

  /// RFC 8448 §3: the early secret, and the secret derived from it.
  @Test("The first secrets of every handshake of TLS 1.3")
  func labels() throws {
    let zeros = [UInt8](repeating: 0, count: 32)
    let early = HKDF.extract(.sha256, salt: zeros.span.extracting(0..<0), secret: zeros.span)
    #expect(early.array == bytes(hexadecimal: "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a"))
    let nothing = HashAlgorithm.sha256.digest(of: zeros.span.extracting(0..<0)).bytes
    let derived = early.withBytes {
      HKDF.expandLabel(.sha256, secret: $0, label: "derived", context: nothing.span, byteCount: 32)
    }
    #expect(derived?.array == bytes(hexadecimal: "6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba"))
    // Server handshake traffic secret, and its key and its nonce.
    let traffic = bytes(hexadecimal: "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38")
    let none = nothing.span.extracting(0..<0)
    #expect(
      HKDF.expandLabel(.sha256, secret: traffic.span, label: "key", context: none, byteCount: 16)?.array
        == bytes(hexadecimal: "3fce516009c21727d0f2e4e86ee403bc"))
    #expect(
      HKDF.expandLabel(.sha256, secret: traffic.span, label: "iv", context: none, byteCount: 12)?.array
        == bytes(hexadecimal: "5d313eb2671276ee13000b30"))
  }

  @Test("Labels and contexts fit a byte of length")
  func labelBounds() {
    let secret = [UInt8](repeating: 2, count: 300)
    func made(label: Int, context: Int, count: Int) -> Int? {
      let label = String(repeating: "é", count: label / 2) + (label % 2 == 1 ? "x" : "")
      let made = HKDF.expandLabel(
        .sha384, secret: secret.span, label: label, context: secret.span.extracting(0..<context), byteCount: count)
      return made?.count
    }
    #expect(made(label: 249, context: 255, count: 48) == 48)
    #expect(made(label: 250, context: 255, count: 48) == nil)
    #expect(made(label: 249, context: 256, count: 48) == nil)
    #expect(made(label: 0, context: 0, count: 0) == 0)
    #expect(made(label: 1, context: 1, count: -1) == nil)
    #expect(made(label: 1, context: 1, count: 255 * 48 + 1) == nil)
    #expect(made(label: 1, context: 1, count: 1 << 17) == nil)
  }

  /// The vector that the working group's list has for P_SHA256 ("Test vectors for TLS 1.2 PRF").
  @Test("The PRF of TLS 1.2 with SHA-256")
  func pseudorandomFunction() {
    let secret = bytes(hexadecimal: "9bbe436ba940f017b17652849a71db35")
    let seed = bytes(hexadecimal: "a0ba9f936cda311827a6f796ffd5198c")
    let expected = bytes(
      hexadecimal: """
        e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af
        0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701
        87347b66
        """)
    for count in [0, 1, 31, 32, 33, 100] {
      let made = TLSPRF.expand(.sha256, secret: secret.span, label: "test label", seed: seed.span, byteCount: count)
      #expect(made.array == Array(expected.prefix(count)))
    }
    #expect(TLSPRF.expand(.sha256, secret: secret.span, label: "", seed: seed.span, byteCount: -1).count == 0)
  }

  @Test(
    "What OpenSSL derives", .enabled(if: Command.openSSL != nil, "there is no openssl"),
    arguments: [HashAlgorithm.sha256, .sha384, .sha512])
  func openSSL(_ hash: HashAlgorithm) throws {
    let command = try #require(Command.openSSL)
    var generator = RepeatableGenerator(seed: 5)
    func hexadecimal(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    try withTemporaryFolder { folder in
      for count in [12, 48, 104, 200] {
        let (secret, seed) = (generator.bytes(48), generator.bytes(64))
        let label = Array("key expansion".utf8)
        let function = try command.run(
          [
            "kdf", "-keylen", "\(count)", "-binary", "-kdfopt", "digest:\(hash.openSSLName)", "-kdfopt",
            "hexsecret:\(hexadecimal(secret))", "-kdfopt", "hexseed:\(hexadecimal(label + seed))", "TLS1-PRF",
          ], in: folder)
        // OpenSSL 3.0 has the command; the oldest that is tested with is that one.
        _ = try #require(function)
        #expect(
          TLSPRF.expand(hash, secret: secret.span, label: "key expansion", seed: seed.span, byteCount: count).array
            == function)
        let derived = try command.run(
          [
            "kdf", "-keylen", "\(count)", "-binary", "-kdfopt", "digest:\(hash.openSSLName)", "-kdfopt",
            "hexkey:\(hexadecimal(secret))", "-kdfopt", "hexsalt:\(hexadecimal(seed))", "-kdfopt",
            "hexinfo:\(hexadecimal(label))", "HKDF",
          ], in: folder)
        let key = HKDF.extract(hash, salt: seed.span, secret: secret.span)
        #expect(expand(hash, key, info: label, byteCount: count) == derived)
      }
    }
  }
}

extension SecretBytes {
  /// A copy, to be compared.
  var array: [UInt8] { withBytes { bytes in bytes.indices.map { bytes[$0] } } }
}
