import CertificateEncoding
import Certificates
import TestSupport
import Testing

/// What a file of keys tells without a passphrase.
@Suite struct PrivateKeyFileTests {
  @Test(arguments: KeyVectors.plain)
  func plainKeys(_ path: String) throws {
    let file = PrivateKeyFile(try KeyVectors.bytes(path))
    let key = try #require(file.firstKey)
    #expect(key.encryption == nil && key.problem == nil)
    #expect(file.isDER == path.hasSuffix(".der"))
    #expect(file.problem == nil && file.pemProblems.isEmpty)
    #expect(file.blocks.count == (path.hasSuffix("parameters.pem") ? 2 : 1))
  }

  @Test(arguments: KeyVectors.encrypted)
  func encryptedKeys(_ path: String, _ scheme: String) throws {
    let file = PrivateKeyFile(try KeyVectors.bytes(path))
    let key = try #require(file.firstKey)
    #expect(key.encryption?.description == scheme)
    #expect(key.form == (scheme.hasPrefix("PEM") ? .encryptedPEM : .encryptedPKCS8))
    #expect(key.problem == nil)
  }

  @Test func blocksInTheirOrder() throws {
    let file = try PrivateKeyFile(
      KeyVectors.bytes("chain.pem") + KeyVectors.bytes("p256/sec1-with-parameters.pem")
        + KeyVectors.bytes("rsa/pkcs1-aes256.pem") + KeyVectors.bytes("refused/dsa.pem"))
    #expect(file.blocks.map { $0.position.block } == [1, 2, 3, 4, 5, 6])
    #expect(file.blocks.map { $0.form } == [nil, nil, nil, .sec1, .encryptedPEM, .dsa])
    #expect(file.blocks[2].label == .parameters("EC PARAMETERS"))
    #expect(file.blocks[5].problem?.reason == .dsa)
    let lines = file.blocks.map { $0.position.line }
    #expect(lines == lines.sorted() && lines[0] > 1)
    #expect(file.firstKey == file.blocks[3])
  }

  @Test func filesWithoutKeys() throws {
    #expect(PrivateKeyFile([]).problem?.reason == .empty)
    #expect(PrivateKeyFile(try KeyVectors.bytes("refused/pkcs12.der")).problem?.reason == .pkcs12)
    let certificates = PrivateKeyFile(try KeyVectors.bytes("chain.pem"))
    #expect(certificates.firstKey == nil && certificates.problem == nil)
    let cut = PrivateKeyFile(Array(try KeyVectors.bytes("p256/pkcs8.pem").dropLast(20)))
    #expect(cut.blocks.isEmpty && cut.problem == nil)
    #expect(cut.pemProblems.map { $0.reason } == [.missingEnd])
  }
}
