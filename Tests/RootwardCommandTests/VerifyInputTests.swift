import Foundation
import Testing

@testable import RootwardCommand

@Suite("rootward verify with inputs that can't be used")
struct VerifyInputTests {
  private let roots = ["--roots", Vectors.path("good/roots.pem"), "--no-system-roots"]

  @Test(
    "A chain without a certificate is exit code 3, with file, line and reason",
    arguments: [
      ("nowhere.pem", "nowhere.pem: no such file or directory"),
      ("bundles", "bundles: is a directory, not a file"),
      ("bundles/empty.pem", "empty.pem: the file is empty"),
      ("bundles/text-only.pem", "text-only.pem: no certificate in it: it has no BEGIN line, and is not DER"),
      ("bundles/truncated.pem", "truncated.pem, line 1 (block 1): left out: its END line is missing"),
      ("bundles/truncated.der", "truncated.der, block 1: left out: a value ends before its length says"),
      ("bundles/utf16.pem", "utf16.pem, line 1: left out: the file is UTF-16; save it as UTF-8 or ASCII"),
      ("keys/rsa-pkcs8.pem", "line 2 (block 1): left out: it is no certificate but a private key"),
    ])
  func unusableChain(name: String, message: String) throws {
    for option in [["--intermediates", Vectors.path(name)], ["--roots", Vectors.path(name)], []] {
      // The directory of bundles is a good place for roots.
      if name == "bundles", option.first == "--roots" { continue }
      let chain = option.isEmpty ? Vectors.path(name) : Vectors.path("good/chain.pem")
      let run = try CapturedCommand(["verify", chain] + roots + option)
      #expect(run.code == .input, "\(option)")
      #expect(run.output.isEmpty)
      #expect(run.errors.contains(message), "\(option): \(run.errors)")
    }
  }

  @Test("Bytes of any kind are refused without a crash", arguments: [1, 2, 3, 4, 5])
  func garbage(seed: UInt64) throws {
    var state = seed
    var bytes: [UInt8] = seed % 2 == 0 ? [0x30, 0x82] : []
    for _ in 0..<5_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes.append(UInt8(truncatingIfNeeded: state >> 56))
    }
    #expect(try CapturedCommand(["verify", "-"] + roots, input: bytes).code == .input)
    #expect(try CapturedCommand(["inspect", "-"], input: bytes).code == .input)
    #expect(try CapturedCommand(["inspect", "--json", "-"], input: bytes).json["files"] != nil)
  }

  @Test("A block that can't be read is warned about, and costs nothing else")
  func skippedBlock() throws {
    let good = try Vectors.bytes("good/chain.pem")
    let bad = Array("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n".utf8)
    let run = try CapturedCommand(["verify", "-"] + roots, input: good + bad)
    #expect(run.code == .success)
    #expect(run.errors.hasPrefix("rootward: standard input, line 45 (block 3): left out: "))
  }

  @Test("The certificate after an unreadable first one is not taken for the peer's")
  func unreadableLeaf() throws {
    let good = try Vectors.bytes("good/chain.pem")
    let bad = Array("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n".utf8)
    let run = try CapturedCommand(["verify", "-"] + roots, input: bad + good)
    #expect(run.code == .input)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("the peer's own certificate comes first, and it can't be read"))
  }

  @Test("Other content in a chain is passed over in silence")
  func otherContent() throws {
    let run = try CapturedCommand(["verify", Vectors.path("objects/mixed.pem")] + roots)
    #expect(run.code == .success)
    #expect(run.errors.isEmpty)
  }

  @Test("A bad block among the roots is warned about")
  func skippedRoot() throws {
    let run = try CapturedCommand(
      ["verify", Vectors.path("good/chain.pem"), "--no-system-roots", "--roots"]
        + [Vectors.path("bundles/bad-base64-between.pem")])
    #expect(run.code == .success)
    #expect(run.errors.contains("bad-base64-between.pem, line 22 (block 2): left out: a character"))
  }

  @Test("Control characters in a file's name reach nobody's terminal")
  func hostileName() throws {
    let run = try CapturedCommand(["verify", "no\u{1B}[2Jwhere\n.pem"] + roots)
    #expect(run.code == .input)
    #expect(!run.errors.contains("\u{1B}"))
    #expect(run.errors.split(separator: "\n").count == 1)
  }
}
