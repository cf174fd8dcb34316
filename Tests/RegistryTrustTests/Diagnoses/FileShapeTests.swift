import TestSupport
import Testing

@testable import RegistryTrust

/// What a file is, whatever its name says.
@Suite("The shapes of files")
struct FileShapeTests {
  private static let pem = Issued.pem(Issued.root())

  @Test(
    "A file is told by its bytes",
    arguments: [
      ("", .empty), (" \r\n\t", .empty), ("hello", .text), ("<HTML><body>", .html), ("<!DocType html>", .html),
      ("PKCS11:token=x", .pkcs11), ("\u{0}\u{1}\u{2}", .binary), ("-----BEGIN CERTIFICATE-----\n", .truncated(line: 1)),
      ("a\n\t-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", .indented(line: 2)),
      ("-----BEGIN CERTIFICATE-----\nAAAA\n  -----END CERTIFICATE-----\n", .indented(line: 3)),
      ("-----BEGIN A-----AAAA-----END A-----", .singleLine(line: 1)),
      ("-----BEGIN A-----\nAAAA\n-----END B-----\n", .damaged(line: 1)),
      ("-----BEGIN A-----\n*\n-----END A-----\n", .damaged(line: 1)),
      ("-----BEGIN A-----\nAAAA\n-----END A----------BEGIN B-----\n", .glued(line: 3)),
      ("-----BEGIN A-----\nAAAA\n-----END A-----\n-----BEGIN B-----\nAAAA\n-----END B-----\n", .blocks(["A", "B"])),
    ] as [(String, FileShape)])
  func text(_ text: String, _ shape: FileShape) {
    #expect(FileShape(Array(text.utf8)) == shape)
  }

  @Test("Structures and encodings are told apart")
  func binaries() {
    #expect(FileShape(Issued.root()) == .derCertificate)
    #expect(FileShape([0xFE, 0xFF, 0, 0x2D]) == .utf16)
    #expect(FileShape([0x2D, 0, 0x2D, 0, 0x2D, 0]) == .utf16)
    #expect(FileShape([0xEF, 0xBB, 0xBF] + Self.pem.utf8) == .byteOrderMark)
    let signedData: [UInt8] = [0x30, 0x82, 1, 0, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    #expect(FileShape(signedData + [UInt8](repeating: 0, count: 245)) == .derPKCS7)
    #expect(FileShape([0x30, 0x82, 1, 0, 2, 1, 3, 0x30, 0x80]) == .pkcs12)
    #expect(FileShape([0x30, 0x80, 0]) == .binary)
    let key = Material.pkcs8(
      "1.2.840.10045.2.1", parameters: DER.oid("1.2.840.10045.3.1.7"), Material.sec1(3, curve: nil))
    #expect(FileShape(key) == .derKey)
    #expect(FileShape(Array(key.dropLast())) != .derKey)
    #expect(FileShape(Array(Base64Text.encode(Issued.root()).utf8)) == .bareBase64)
  }

  @Test("Any bytes have some shape")
  func anything() {
    var generator = RepeatableGenerator(seed: 7)
    let seeds = [Array(Self.pem.utf8), Issued.root(), Array(Material.key().utf8)]
    for _ in 0..<300 {
      var bytes = seeds[Int.random(in: 0..<3, using: &generator)]
      for _ in 0..<Int.random(in: 0..<6, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      _ = FileShape(bytes)
    }
  }
}
