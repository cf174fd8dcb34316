import Foundation
import TestSupport
import Testing

@testable import RootwardCommand

@Suite("rootward trust")
struct TrustCommandTests {
  private func trust(_ action: String, _ names: [String], _ options: [String] = []) throws -> CapturedCommand {
    try CapturedCommand(
      ["trust", action, "--no-system-roots"] + names.flatMap { ["--roots", Vectors.path($0)] } + options)
  }

  @Test("A list has a line for each root, once")
  func list() throws {
    let run = try trust("list", ["bundles/duplicate.pem", "good/roots.pem"])
    #expect(run.code == .success)
    #expect(run.errors.isEmpty)
    #expect(run.lines.count == 2)
    let line = try #require(run.lines.first)
    let path = Vectors.path("bundles/duplicate.pem")
    #expect(
      line.dropFirst(16)
        == "  2100-01-01  RSA, 2048 bits  CN=Rootward Test Root R1,O=Rootward Tests,C=XX  [\(path):1]")
    #expect(line.prefix(16).allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test("A list for programs has the same roots, with their restrictions")
  func listJSON() throws {
    let run = try trust("list", ["trusted-for-client-only/roots.pem", "ecdsa/roots.pem"], ["--json"])
    let roots = try #require(try run.json["roots"] as? [[String: Any]])
    #expect(roots.count == 2)
    #expect(roots[0]["trustedFor"] as? [String] == ["clientAuth"])
    #expect(roots[1]["trustedFor"] is NSNull)
    #expect(roots[1]["key"] as? String == "P-256")
    #expect((roots[1]["sha256"] as? String)?.count == 64)
  }

  @Test("A directory gives the roots of its files")
  func directory() throws {
    let run = try trust("list", ["bundles"])
    #expect(run.code == .success)
    #expect(run.lines.count == 2)
    #expect(run.errors.contains("truncated.pem, line 1 (block 1): left out: its END line is missing"))
  }

  @Test("Good roots are checked without a warning")
  func good() throws {
    let run = try trust("check", ["bundles/duplicate.pem"])
    #expect(run.code == .success)
    #expect(
      run.output == """
        Checked at 2026-01-01T00:00:00Z

        Read:
          \(Vectors.path("bundles/duplicate.pem")): 2 roots

        Roots:
          added       2
          duplicates  1
          distrusted  0
          left out    0

        OK: 2 trusted roots, and nothing is wrong.

        """)
  }

  @Test(
    "What is wrong with a root is warned of",
    arguments: [
      ("expired-root/roots.pem", "expired", "expired at 2021-01-01T00:00:00Z"),
      ("weak-root-1536/roots.pem", "weak-key", "its RSA key has 1536 bits, fewer than 2048"),
      ("v1-root/roots.pem", "not-an-authority", "it is of version 1, which can't say so"),
      ("leaf-pinned/roots.pem", "not-an-authority", "its basic constraints say that it is none"),
    ])
  func warnings(name: String, code: String, message: String) throws {
    let text = try trust("check", [name])
    #expect(text.code == .refused)
    #expect(text.output.contains(message))
    #expect(text.lines.last == "WARNING: 1 trusted root; 1 warning, 0 blocks left out.")
    let json = try trust("check", [name], ["--json"]).json
    #expect(json["verdict"] as? String == "warning")
    let warnings = try #require(json["warnings"] as? [[String: Any]])
    #expect(warnings.map { $0["code"] as? String } == [code])
  }

  /// A root that a test changes before it signs itself.
  private func root(_ extensions: [[UInt8]], _ change: (inout CertificateFields) -> Void = { _ in }) -> [UInt8] {
    var fields = CertificateFields.authority("Root", by: "Root", key: TestKey(2))
    fields.extensions = extensions
    change(&fields)
    return fields.signed(by: TestKey(2))
  }

  @Test("A root that every verification refuses is warned of in the words of the refusal")
  func refusedRoots() throws {
    let authority = DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true)))
    let roots: [([UInt8], String, String)] = [
      (
        root([DER.extension("2.5.29.19", DER.sequence(DER.boolean(true)))]), "extension-must-be-critical",
        "this root has an extension that must be critical and is not: basicConstraints."
      ),
      (
        root([authority, DER.extension("2.5.29.15", critical: true, DER.namedBits(6))]), "signing-not-allowed",
        "this root must not sign certificates."
      ),
      (
        root([authority]) {
          $0.subject = DER.sequence()
          $0.issuer = DER.sequence()
        }, "authority-without-name", "this root is an authority without a name."
      ),
    ]
    for (bytes, code, sentence) in roots {
      try Vectors.withFile(bytes) { path in
        let arguments = ["trust", "check", "--no-system-roots", "--roots", path]
        let run = try CapturedCommand(arguments)
        #expect(run.code == .refused)
        #expect(run.output.contains("\(path)): \(sentence)\n"), "\(run.output)")
        #expect(run.lines.last == "WARNING: 1 trusted root; 1 warning, 0 blocks left out.")
        let warnings = try #require(try CapturedCommand(arguments + ["--json"]).json["warnings"] as? [[String: Any]])
        #expect(warnings.map { $0["code"] as? String } == [code])
        let warning = try #require(warnings.first)
        #expect(warning["message"] as? String == sentence)
        for member in ["rule", "facts", "remedy", "reference"] {
          #expect((warning[member] as? String)?.isEmpty == false, "\(member)")
        }
      }
    }
    // A warning of the command's own has no rule.
    let json = try trust("check", ["expired-root/roots.pem"], ["--json"]).json
    #expect((json["warnings"] as? [[String: Any]])?.first?["rule"] is NSNull)
  }

  @Test("A root that is limited to some purposes is no reason to warn")
  func limitedRoots() throws {
    #expect(try trust("check", ["trusted-for-client-only/roots.pem"]).code == .success)
    let authority = DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true)))
    let clients = DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2")))
    try Vectors.withFile(root([authority, clients])) { path in
      let run = try CapturedCommand(["trust", "check", "--no-system-roots", "--roots", path])
      #expect(run.code == .success)
    }
  }

  @Test("A root that was altered is warned of")
  func alteredRoot() throws {
    let text = try String(contentsOfFile: Vectors.path("good/roots.pem"), encoding: .utf8)
    let block = try #require(text.components(separatedBy: "-----").first { $0.hasPrefix("\nMII") })
    var root = try #require(Data(base64Encoded: block, options: .ignoreUnknownCharacters))
    let file = FileManager.default.temporaryDirectory.appending(path: "rootward-\(UUID().uuidString).der")
    defer { try? FileManager.default.removeItem(at: file) }
    let arguments = ["trust", "check", "--no-system-roots", "--at", "2026-01-01", "--roots", file.path]
    try root.write(to: file)
    #expect(try CapturedCommand(arguments).code == .success)
    // The last bit of the signature.
    root[root.count - 1] ^= 1
    try root.write(to: file)
    let run = try CapturedCommand(arguments)
    #expect(run.code == .refused)
    #expect(run.output.contains("its key did not make its signature"))
    let warnings = try #require(try CapturedCommand(arguments + ["--json"]).json["warnings"] as? [[String: Any]])
    #expect(warnings.map { $0["code"] as? String } == ["bad-signature"])
  }

  @Test("The moment of --at decides what is expired")
  func moment() throws {
    #expect(try trust("check", ["expired-root/roots.pem"], ["--at", "2020-06-01"]).code == .success)
    #expect(try trust("check", ["good/roots.pem"], ["--at", "2019-01-01"]).output.contains("not valid before 2020"))
    #expect(try trust("check", ["good/roots.pem"], ["--at", "2101-01-01"]).code == .refused)
  }

  @Test("What was left out is told with its line and reason")
  func ignored() throws {
    let run = try trust("check", ["bundles/bad-base64-between.pem"])
    #expect(run.code == .refused)
    #expect(run.output.contains("bad-base64-between.pem, line 22 (block 2): a character that is not Base64"))
    #expect(run.lines.last == "WARNING: 2 trusted roots; 0 warnings, 1 block left out.")
    let json = try trust("check", ["bundles/bad-base64-between.pem"], ["--json"]).json
    let ignored = try #require(json["ignored"] as? [[String: Any]])
    #expect(ignored.first?["line"] as? Int == 22)
  }

  @Test("What can't be read, and nothing at all, are exit code 3")
  func unreadable() throws {
    for action in ["list", "check"] {
      for name in ["nowhere.pem", "bundles/empty.pem", "keys/public.pem"] {
        let run = try trust(action, ["good/roots.pem", name])
        #expect(run.code == .input, "\(action) \(name)")
        #expect(run.output.contains("Rootward Test Root R1") || action == "check")
        #expect(run.errors.contains(name))
      }
    }
    #expect(try trust("check", ["nowhere.pem"]).lines.last == "PROBLEM: 0 trusted roots; no trusted root was found.")
  }

  @Test("A name in a root is shown without its control characters")
  func escaping() throws {
    let run = try trust("list", ["names-utf8/chain.pem"])
    #expect(run.code == .success)
    #expect(!run.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
