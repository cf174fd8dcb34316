import TestSupport
import Testing

@testable import CertificateCryptography

/// Known answers for what makes a key of a passphrase, and for the ciphers that keys are encrypted with.
@Suite struct PassphraseTests {
  private func derived(
    _ algorithm: HashAlgorithm, _ passphrase: String, _ salt: String, _ iterationCount: Int, _ count: Int
  ) -> SecretBytes {
    PBKDF2.key(
      algorithm, passphrase: Array(passphrase.utf8).span, salt: Array(salt.utf8).span, iterationCount: iterationCount,
      count: count)
  }

  /// RFC 6070 §2, with SHA-1.
  @Test(
    arguments: [
      ("password", "salt", 1, "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
      ("password", "salt", 2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
      ("password", "salt", 4096, "4b007901b765489abead49d926f721d065a429c1"),
      (
        "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096,
        "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
      ),
      ("pass\0word", "sa\0lt", 4096, "56fa6aa75548099dcc37d7f03425e0c3"),
    ])
  func pbkdf2WithSHA1(_ passphrase: String, _ salt: String, _ iterationCount: Int, _ expected: String) {
    let expected = bytes(hexadecimal: expected)
    let key = derived(.sha1, passphrase, salt, iterationCount, expected.count)
    #expect(key.holds(expected))
  }

  /// RFC 7914 §11, with SHA-256.
  @Test func pbkdf2WithSHA256() {
    let first = bytes(
      hexadecimal: """
        55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc
        49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
        """)
    #expect(derived(.sha256, "passwd", "salt", 1, 64).holds(first))
    let second = bytes(
      hexadecimal: """
        4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56
        a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d
        """)
    #expect(derived(.sha256, "Password", "NaCl", 80_000, 64).holds(second))
  }

  private func scrypt(_ passphrase: String, _ salt: String, _ n: Int, _ r: Int, _ p: Int) throws -> SecretBytes {
    let cost = try #require(Scrypt.Cost(blockCount: n, blockSize: r, parallelization: p))
    return Scrypt.key(passphrase: Array(passphrase.utf8).span, salt: Array(salt.utf8).span, cost: cost, count: 64)
  }

  /// RFC 7914 §12, but the last one, which takes a gigabyte.
  @Test func scryptOfTheStandard() throws {
    #expect(
      try scrypt("", "", 16, 1, 1).holds(
        bytes(
          hexadecimal: """
            77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442
            fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
            """
        )))
    #expect(
      try scrypt("password", "NaCl", 1024, 8, 16).holds(
        bytes(
          hexadecimal: """
            fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162
            2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
            """
        )))
  }

  @Test func costsOfScryptAreBounded() {
    #expect(Scrypt.Cost(blockCount: 1, blockSize: 8, parallelization: 1) == nil)
    #expect(Scrypt.Cost(blockCount: 3, blockSize: 8, parallelization: 1) == nil)
    #expect(Scrypt.Cost(blockCount: 0, blockSize: 8, parallelization: 1) == nil)
    #expect(Scrypt.Cost(blockCount: 16, blockSize: 0, parallelization: 1) == nil)
    #expect(Scrypt.Cost(blockCount: 16, blockSize: 1, parallelization: 0) == nil)
    #expect(Scrypt.Cost(blockCount: 1 << 16, blockSize: 1, parallelization: 1) == nil)
    #expect(Scrypt.Cost(blockCount: 1 << 14, blockSize: 8, parallelization: 1)?.byteCount == (1 << 24) + 3 * 1024)
    let huge = Scrypt.Cost(
      blockCount: 1 << (Int.bitWidth - 2), blockSize: Int.max, parallelization: Int.max)
    #expect(huge?.byteCount == Int.max)
    #expect(huge?.work == Int.max)
  }

  /// SP 800-38A §F.2.2, F.2.4 and F.2.6, whose plaintext has no padding: one more block is put behind it that makes some.
  @Test(
    arguments: [
      (
        BlockCipher.aes128, "2b7e151628aed2a6abf7158809cf4f3c",
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
      ),
      (
        .aes256, "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
      ),
    ])
  func chaining(_ cipher: BlockCipher, _ key: String, _ text: String) {
    let vector = (0..<16).map { UInt8($0) }
    let secret = SecretBytes(bytes(hexadecimal: key))
    // The plaintext's last byte, 51, is no padding.
    #expect(
      cipher.plaintext(bytes(hexadecimal: text), key: secret, vector: vector) == nil)
    // With a vector changed in its last byte, the first block ends in 2A ^ 2B = 01 instead.
    let block = Array(bytes(hexadecimal: text).prefix(16))
    var changed = vector
    changed[15] ^= 0x2A ^ 0x01
    let plain = cipher.plaintext(block, key: secret, vector: changed)
    #expect(plain?.holds(bytes(hexadecimal: "6bc1bee22e409f96e93d7e11739317")) == true)
  }

  @Test(arguments: BlockCipher.allCases)
  func paddingIsOfOneFormOnly(_ cipher: BlockCipher) {
    let size = cipher.blockByteCount
    let key = SecretBytes(count: cipher.keyByteCount) { _ in }
    let zeros = [UInt8](repeating: 0, count: size)
    // What decryption makes of a block of zeros, by way of all vectors: XOR of the vector and of one fixed block.
    var fixed: [UInt8]?
    for last in 0...255 where fixed == nil {
      var vector = zeros
      vector[size - 1] = UInt8(last)
      guard let plain = cipher.plaintext(zeros, key: key, vector: vector),
        plain.count == size - 1
      else { continue }
      fixed = plain.withBytes { bytes in (0..<size - 1).map { bytes[$0] } } + [UInt8(last) ^ 1]
    }
    guard let fixed else {
      Issue.record("one vector makes padding of one byte")
      return
    }
    for count in 0...size + 1 {
      var wanted = (0..<size).map { UInt8($0 + 100) }
      for index in 0..<min(count, size) { wanted[size - 1 - index] = UInt8(count) }
      let vector = (0..<size).map { wanted[$0] ^ fixed[$0] }
      let plain = cipher.plaintext(zeros, key: key, vector: vector)
      #expect((plain != nil) == (1...size).contains(count), "\(count) bytes")
      if count <= size, count > 0 { #expect(plain?.count == size - count) }
      // Each byte of padding counts.
      for index in 0..<min(count, size) where count >= 1 && count <= size && index > 0 {
        var other = vector
        other[size - 1 - index] ^= 0x40
        #expect(cipher.plaintext(zeros, key: key, vector: other) == nil)
      }
    }
    for count in [0, 1, size - 1, size + 1] {
      let text = [UInt8](repeating: 0, count: count)
      #expect(cipher.plaintext(text, key: key, vector: zeros) == nil)
    }
  }

  /// RFC 1321 §A.5, and one message for each place that padding begins at.
  @Test func md5OfTheStandard() {
    func digest(_ text: String) -> [UInt8] {
      let digest = MD5.digest([UInt8]().span, Array(text.utf8.prefix(3)).span, Array(text.utf8.dropFirst(3)).span)
      return (0..<16).map { digest[$0] }
    }
    #expect(digest("") == bytes(hexadecimal: "d41d8cd98f00b204e9800998ecf8427e"))
    #expect(digest("abc") == bytes(hexadecimal: "900150983cd24fb0d6963f7d28e17f72"))
    #expect(
      digest("12345678901234567890123456789012345678901234567890123456789012345678901234567890")
        == bytes(hexadecimal: "57edf4a22be3c955ac49da2e2107b67a"))
  }

  @Test func md5AgreesWithOpenSSL() throws {
    guard let openSSL = Command.openSSL else { return }
    try withTemporaryFolder { folder in
      for count in [55, 56, 57, 63, 64, 65, 119, 120] {
        let message = (0..<count).map { UInt8($0) }
        let output = try openSSL.run(["dgst", "-md5", "-binary"], input: message, in: folder)
        let digest = MD5.digest([UInt8]().span, message.span, [UInt8]().span)
        #expect((0..<16).map { digest[$0] } == output, "\(count) bytes")
      }
    }
  }

  /// All ciphers against OpenSSL, with keys and texts of every bit.
  @Test func ciphersAgreeWithOpenSSL() throws {
    guard let openSSL = Command.openSSL else { return }
    let names: [(BlockCipher, String)] = [
      (.aes128, "-aes-128-cbc"), (.aes192, "-aes-192-cbc"), (.aes256, "-aes-256-cbc"), (.tripleDES, "-des-ede3-cbc"),
    ]
    func hexadecimal(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    try withTemporaryFolder { folder in
      for (cipher, name) in names {
        for round in 0..<4 {
          let key = (0..<cipher.keyByteCount).map { UInt8(truncatingIfNeeded: $0 * 37 + round * 101 + 11) }
          let vector = (0..<cipher.blockByteCount).map { UInt8(truncatingIfNeeded: $0 * 91 + round) }
          let message = (0..<300 + round).map { UInt8(truncatingIfNeeded: $0 * $0 + round) }
          let text = try #require(
            try openSSL.run(
              ["enc", name, "-K", hexadecimal(key), "-iv", hexadecimal(vector)], input: message, in: folder))
          let plain = cipher.plaintext(text, key: SecretBytes(key), vector: vector)
          #expect(plain?.holds(message) == true, "\(name)")
        }
      }
    }
  }
}
