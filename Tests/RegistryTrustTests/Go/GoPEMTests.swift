import Certificates
import TestSupport
import Testing

@testable import RegistryTrust

@Suite("PEM as Go reads it")
struct GoPEMTests {
  private func count(_ text: String) -> Int { count(Array(text.utf8)) }

  private func count(_ bytes: [UInt8]) -> Int { GoCertificates(bytes, source: "f").certificates.count }

  private let one = Material.certificate("a")
  private let other = Material.certificate("b", key: 2)

  @Test("What an .crt may hold around its certificates")
  func accepted() {
    #expect(count(one) == 1)
    #expect(count(one.replacing("\n", with: "\r\n")) == 1)
    #expect(count("text before\n" + one + "text after\n") == 1)
    #expect(count(String(one.dropLast())) == 1, "no final newline")
    #expect(count("Certificate:\n    Data:\n        Version: 3 (0x2)\n" + one) == 1)
    #expect(count(Material.key() + one) == 1)
    #expect(count(one + other + Material.certificate("c", key: 3)) == 3)
    #expect(count(one.replacing("-----END CERTIFICATE-----", with: "-----END CERTIFICATE----- \t")) == 1)
    #expect(count(one + Material.pem("CERTIFICATE", [0x30, 0x03, 1, 2, 3]) + other) == 2, "good, corrupt, good")
  }

  @Test("What makes Go pass over a certificate without a word")
  func ignored() {
    #expect(count("\u{FEFF}" + one) == 0, "a byte-order mark")
    #expect(count(one.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == 0, "UTF-16")
    #expect(count(one.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")) == 0, "indented")
    #expect(count(one.replacing("\n", with: " ")) == 0, "on one line")
    #expect(count(String(one.prefix(200))) == 0, "truncated")
    #expect(count(String(one.dropLast()) + other) == 0, "END and BEGIN glued")
    #expect(count(Material.der("a")) == 0, "DER")
    #expect(count(one.replacing("CERTIFICATE", with: "TRUSTED CERTIFICATE")) == 0)
    #expect(count(one.replacing("CERTIFICATE", with: "X509 CERTIFICATE")) == 0)
    #expect(count(one.replacing("BEGIN CERTIFICATE-----\n", with: "BEGIN CERTIFICATE-----\nX: y\n\n")) == 0, "headers")
    #expect(count(Material.pem("PKCS7", [0x30, 0])) == 0)
    #expect(count(Material.key()) == 0)
    #expect(count("") == 0)
  }

  @Test("What is passed over is told with its line and why")
  func reasons() {
    let bad = Material.pem("CERTIFICATE", [0x30, 0])
    let text = "x\n" + Material.key() + bad + "  -----BEGIN CERTIFICATE-----\n" + one
    let file = GoCertificates(Array(text.utf8), source: "f")
    #expect(file.certificates.count == 1)
    #expect(file.certificates[0].source == "f")
    let keyLines = Material.key().split(separator: "\n").count
    #expect(file.ignored.map { $0.line } == [2, 2 + keyLines, 5 + keyLines])
    #expect(file.ignored.first?.reason == .label("EC PRIVATE KEY"))
    #expect(file.ignored.last?.reason == .malformed)
    #expect(file.certificates[0].position?.line == 6 + keyLines)
  }

  // What Go 1.27.3's pem.Decode gives for these texts.
  @Test(
    "Odd texts give what Go gives",
    arguments: [
      ("-----BEGIN A-----\nAAAA\n-----END A-----", ["A"]),
      ("-----BEGIN A-----\n-----END A-----\n", ["A"]),
      ("-----BEGIN A-----\n\n-----END A-----\n", ["A"]),
      ("-----BEGIN A-----\nAAAA\n-----END B-----\n-----BEGIN C-----\nAAAA\n-----END C-----\n", ["C"]),
      ("-----BEGIN A-----\n-----BEGIN B-----\nAAAA\n-----END B-----\n", ["B"]),
      ("-----BEGIN A-----\nAAAA\n-----END A-----x\n", []),
      ("-----BEGIN A-----\nAAA\n-----END A-----\n", []),
      ("-----BEGIN A-----\nAA==\n-----END A-----\n", ["A"]),
      ("-----BEGIN A-----\nAB==\n-----END A-----\n", ["A"]),
      ("-----BEGIN A-----\nAA==AAAA\n-----END A-----\n", []),
      ("-----BEGIN A-----\nA A\tA A\n-----END A-----\n", ["A"]),
      ("-----BEGIN A-----\nAA!A\n-----END A-----\n", []),
      ("-----BEGIN A----\nAAAA\n-----END A----\n", []),
      ("-----BEGIN A-----  \nAAAA\n-----END A-----\t\n", ["A"]),
      ("-----BEGIN -----\nAAAA\n-----END -----\n", [""]),
      ("x-----BEGIN A-----\nAAAA\n-----END A-----\n-----BEGIN B-----\nAAAA\n-----END B-----\n", ["B"]),
      ("-----BEGIN A-----\nX: y\nAAAA\n-----END A-----\n", ["A"]),
      ("-----BEGIN A-----\nX: y\n", []),
      ("-----BEGIN A-----\r\nAAAA\r\n-----END A-----\r", []),
      ("-----BEGIN CERTIFICATE-----\nAAA=\n-----END CERTIFICATE-----\n", ["CERTIFICATE"]),
      ("-----BEGIN CERTIFICATE-----\nAAB=\n-----END CERTIFICATE-----\n", ["CERTIFICATE"]),
      ("-----BEGIN CERTIFICATE-----\nAA AA\t\n-----END CERTIFICATE-----\n", ["CERTIFICATE"]),
      ("-----BEGIN CERTIFICATE-----\nAA\u{0B}AA\n-----END CERTIFICATE-----\n", []),
      ("-----BEGIN CERTIFICATE-----\nAAAA\u{0C}\n-----END CERTIFICATE-----\n", []),
      ("-----BEGIN PRIVATE KEY-----\nAA\u{0B}AA\n-----END PRIVATE KEY-----\n", []),
    ])
  func odd(text: String, labels: [String]) {
    #expect(GoPEM(Array(text.utf8).span).blocks.map { $0.type } == labels)
  }
}
