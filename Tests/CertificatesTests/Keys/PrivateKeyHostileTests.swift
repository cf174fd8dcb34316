import CertificateCryptography
import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

/// Keys that are cut off at every byte, and keys of which every byte is changed: none is ever taken for another's.
@Suite struct PrivateKeyHostileTests {
  private func expectNoOther(_ bytes: [UInt8], _ folder: String, _ certificates: [(String, Certificate)]) {
    guard let key = try? PrivateKey(bytes, passphrase: KeyVectors.passphrase) else { return }
    for (name, certificate) in certificates where name != folder { #expect(!key.publicKeyMatches(certificate)) }
  }

  private static let small = [
    "p256/pkcs8.der", "p256/sec1.der", "p384/sec1.der", "ed25519/pkcs8.der", "rsa/pkcs1.der", "p256/sec1-aes128.pem",
    "p256/pkcs8-SHA256.pem", "p256/pkcs8-encrypted.der", "mldsa44/pkcs8-seed-only.pem",
  ]

  @Test(arguments: small)
  func truncatedAtEachByte(_ path: String) throws {
    let whole = try KeyVectors.bytes(path)
    let text = String(decoding: whole, as: UTF8.self)
    // The last line end of PEM is of no use to anybody.
    let needed = path.hasSuffix(".pem") ? whole.count - (text.hasSuffix("\n") ? 1 : 0) : whole.count
    for count in 0..<needed {
      #expect(KeyVectors.error(Array(whole.prefix(count)), passphrase: KeyVectors.passphrase) != nil, "\(count) bytes")
    }
    #expect(KeyVectors.error(whole, passphrase: KeyVectors.passphrase) == nil)
  }

  /// A changed secret makes another key; a changed attribute, flag or text may leave it the same one.
  @Test(arguments: small.filter { !$0.hasPrefix("p384") && !$0.contains("encrypted") })
  func eachByteChanged(_ path: String) throws {
    let whole = try KeyVectors.bytes(path)
    let folder = String(path.prefix { $0 != "/" })
    let own = try KeyVectors.certificate(folder)
    let certificates = try KeyVectors.kinds.map { ($0.name, try KeyVectors.certificate($0.name)) }
    var same = 0
    for offset in whole.indices {
      for change in [0x01, 0x80] as [UInt8] where change == 1 || offset % 4 == 0 {
        var altered = whole
        altered[offset] ^= change
        guard let key = try? PrivateKey(altered, passphrase: KeyVectors.passphrase) else { continue }
        if key.publicKeyMatches(own) { same += 1 }
        for (name, certificate) in certificates where name != folder { #expect(!key.publicKeyMatches(certificate)) }
      }
    }
    // In DER nothing can be changed and leave the same key, but for the version of PKCS #8, which may be the later one.
    if path.hasSuffix(".der") { #expect(same == (path.contains("pkcs8") ? 1 : 0)) }
  }

  @Test func anythingAtAll() {
    var generator = RepeatableGenerator(seed: 11)
    for round in 0..<2_000 {
      var bytes = generator.bytes(round % 300)
      _ = KeyVectors.error(bytes, passphrase: bytes)
      bytes = [0x30, 0x82, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
      _ = KeyVectors.error(bytes, passphrase: bytes)
      let file = PrivateKeyFile(bytes)
      #expect(file.problem != nil || !file.blocks.isEmpty)
    }
  }

  @Test(arguments: [
    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n",
    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC\n\nAAAA\n",
    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEG\n\nAAAA\n",
    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF,1\n\nAAAA\n",
    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\nAAAA\n",
    "Proc-Type: 4,ENCRYPTED\n\nAAAA\n",
    "DEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\nProc-Type: 4,ENCRYPTED\n\nAAAA\n",
    "Proc-Type: 4,MIC-ONLY\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\nAAAA\n",
    "Subject: a\n\nAAAA\n",
  ])
  func headersOfAnotherForm(_ text: String) {
    let file = Array("-----BEGIN EC PRIVATE KEY-----\n\(text)-----END EC PRIVATE KEY-----\n".utf8)
    let error = KeyVectors.error(file, passphrase: [1])
    #expect(error?.reason == .headers, "\(String(describing: error))")
  }
}
