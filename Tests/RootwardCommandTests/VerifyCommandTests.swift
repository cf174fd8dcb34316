import Foundation
import Testing

@testable import RootwardCommand

@Suite("rootward verify")
struct VerifyCommandTests {
  private func verify(
    _ folder: String, _ options: [String] = [], input: [UInt8] = [], usesColors: Bool = false
  ) throws -> CapturedCommand {
    try CapturedCommand(
      ["verify", Vectors.path("\(folder)/chain.pem"), "--roots", Vectors.path("\(folder)/roots.pem")]
        + ["--no-system-roots"] + options,
      input: input, usesColors: usesColors)
  }

  @Test("A good chain is verified, and told with the files that it comes from")
  func verified() throws {
    let run = try verify("good", ["--hostname", "www.example.com"])
    #expect(run.code == .success)
    #expect(run.errors.isEmpty)
    #expect(run.lines.first == "VERIFIED: www.example.com is to be trusted.")
    #expect(run.output.contains("\(Vectors.path("good/roots.pem")), block 1 (line 1)"))
    #expect(run.output.hasSuffix("\n"))
    #expect(!run.output.hasSuffix("\n\n"))
  }

  @Test(
    "The leaf's addresses count under --ip",
    arguments: [("192.0.2.7", ExitCode.success), ("2001:DB8::7", .success), ("192.0.2.8", .refused)])
  func address(_ address: String, code: ExitCode) throws {
    #expect(try verify("good", ["--ip", address]).code == code)
  }

  @Test(
    "A mailbox is asked for under --email, and then mail is the purpose",
    arguments: [
      ([], "mail"), (["--purpose", "client"], "TLS clients"), (["--purpose", "1.3.6.1.5.5.7.3.3"], "signing programs"),
    ]
  )
  func mailbox(_ options: [String], purpose: String) throws {
    let run = try verify("leaf-without-eku", ["--email", "user@example.com"] + options)
    #expect(run.code == .refused)
    #expect(run.output.contains("name      user@example.com\n  purpose   \(purpose)\n"))
    #expect(run.output.contains("is not for user@example.com"))
  }

  @Test("Without a name it is said that none was asked")
  func withoutName() throws {
    let run = try verify("wrong-host")
    #expect(run.code == .success)
    #expect(run.output.contains("name      not asked"))
  }

  @Test(
    "Each cause of a refusal has exit code 1 and a code of its own",
    arguments: [
      ("missing-intermediate", "issuer-missing"), ("wrong-root-other-name", "issuer-missing"),
      ("wrong-host", "name-mismatch"), ("expired-leaf", "expired"), ("not-yet-valid", "not-yet-valid"),
      ("flipped-signature", "signature-invalid"), ("weak-leaf-1024", "key-too-short"),
    ])
  func refusals(folder: String, code: String) throws {
    let run = try verify(folder, ["--hostname", "www.example.com", "--json"])
    #expect(run.code == .refused)
    #expect(run.errors.isEmpty)
    let json = try run.json
    #expect(json["verdict"] as? String == "refused")
    let paths = try #require(json["paths"] as? [[String: Any]])
    let findings = try #require(paths.first?["findings"] as? [[String: Any]])
    #expect(findings.first?["code"] as? String == code)
  }

  @Test("A list of --crl revokes an intermediate, unless --revocation is off")
  func revocationList() throws {
    let list = ["--crl", Vectors.path("objects/crl.pem")]
    let run = try verify("good", list)
    #expect(run.code == .refused)
    #expect(run.lines.first == "REFUSED: the intermediate certificate “Rootward Test Intermediate I1” is revoked.")
    #expect(run.output.contains("(\(Vectors.path("objects/crl.pem")), block 1 (line 1))"))
    #expect(try verify("good", list + ["--revocation", "off"]).code == .success)
    #expect(try verify("good", ["--revocation", "soft"]).code == .success)
    #expect(try verify("good", ["--revocation", "hard"]).code == .refused)
    #expect(try verify("good", ["--revocation", "maybe"]).code == .usage)
    #expect(try verify("good", list + list).code == .refused)
  }

  @Test("A response of --ocsp revokes a leaf, or says that it is good; a file without an answer is no input")
  func response() throws {
    func run(_ leaf: String, _ options: [String]) throws -> CapturedCommand {
      try CapturedCommand(
        [
          "verify", Vectors.path("ocsp/\(leaf).pem"), "--roots", Vectors.path("ocsp/issuer.pem"), "--no-system-roots",
          "--purpose", "any",
        ] + options)
    }
    func response(_ name: String) -> [String] { ["--ocsp", Vectors.path("ocsp/\(name).der")] }
    // OpenSSL's responder signs for the moment at which the vectors were made; a revocation has no end.
    let revoked = try run("revoked", response("direct-revoked"))
    #expect(revoked.code == .refused)
    #expect(revoked.lines.first == "REFUSED: the certificate of “www.example.com” is revoked.")
    #expect(revoked.output.contains("the OCSP response of"))
    #expect(try run("revoked", response("direct-revoked") + ["--revocation", "off"]).code == .success)
    #expect(try run("good", response("direct-revoked")).code == .success, "it is about another certificate")
    #expect(try run("good", response("direct-revoked") + ["--revocation", "hard"]).code == .refused)
    #expect(try run("revoked", response("direct-revoked") + response("direct-revoked")).code == .refused)
    let list = try run("good", ["--ocsp", Vectors.path("objects/crl.pem")])
    #expect(list.code == .input)
    #expect(list.errors.contains("no OCSP response with an answer could be read from it"))
    #expect(try run("good", ["--ocsp", "-"]).code == .usage)
    #expect(try run("good", ["--ocsp", Vectors.path("ocsp/missing.der")]).code == .input)
  }

  @Test("The status of each certificate but the root is among its members in JSON, if it was asked")
  func revocationInJSON() throws {
    func statuses(_ options: [String]) throws -> [[String: Any]?] {
      let paths = try #require(try verify("good", options + ["--json"]).json["paths"] as? [[String: Any]])
      let certificates = try #require(paths.first?["certificates"] as? [[String: Any]])
      return certificates.map { $0["revocation"] as? [String: Any] }
    }
    let found = try statuses(["--crl", Vectors.path("objects/crl.pem")])
    #expect(found.map { $0?["status"] as? String } == ["unknown", "revoked", nil])
    #expect(found[0]?["cause"] as? String == "nothing-at-hand")
    #expect(found[1]?["reason"] as? String == "keyCompromise")
    #expect(found[1]?["date"] as? String == "2025-06-01T00:00:00Z")
    let evidence = found[1]?["evidence"] as? [String: Any]
    #expect(evidence?["kind"] as? String == "revocation-list")
    #expect(evidence?["line"] as? Int == 1)
    #expect(try statuses([]).allSatisfy { $0 == nil })
  }

  @Test("A file of --crl without a list is told, and nothing is verified")
  func noRevocationList() throws {
    let run = try verify("good", ["--crl", Vectors.path("good/roots.pem")])
    #expect(run.code == .input)
    #expect(run.errors.contains("no revocation list could be read from it"))
    #expect(try verify("good", ["--crl", "-"]).code == .usage)
    #expect(try verify("good", ["--crl", Vectors.path("objects/none.pem")]).code == .input)
  }

  @Test("The moment of --at decides, and the console's clock without it")
  func moment() throws {
    #expect(try verify("good", ["--at", "2101-01-01"]).code == .refused)
    #expect(try verify("one-second").code == .success)
    #expect(try verify("one-second", ["--at=2026-01-01T00:00:01Z"]).code == .refused)
    #expect(try verify("one-second", ["--at=2026-01-01T01:00:00+01:00"]).code == .success)
  }

  @Test("Purpose and profile are passed on")
  func purposeAndProfile() throws {
    #expect(try verify("leaf-eku-client").code == .refused)
    #expect(try verify("leaf-eku-client", ["--purpose", "client"]).code == .success)
    #expect(try verify("leaf-eku-client", ["--purpose", "any"]).code == .success)
    #expect(try verify("leaf-without-eku", ["--profile", "rfc5280"]).code == .success)
    #expect(try verify("leaf-without-eku", ["--profile", "webpki"]).code == .refused)
  }

  @Test("An IP address is refused as a host name, with the option to use instead")
  func addressAsHostname() throws {
    let run = try verify("good", ["--hostname", "192.0.2.7"])
    #expect(run.code == .refused)
    #expect(run.output.contains("It is an IP address and must be asked for as one."))
    #expect(run.errors == "rootward: “192.0.2.7” is not a host name; to ask for an IP address, use --ip\n")
  }

  @Test("Intermediates from a file of their own complete a chain")
  func intermediates() throws {
    let run = try verify("missing-intermediate", ["--intermediates", Vectors.path("good/chain.pem")])
    #expect(run.code == .success)
  }

  @Test("A chain is read from standard input, PEM or DER")
  func standardInput() throws {
    let roots = ["--roots", Vectors.path("good/roots.pem"), "--no-system-roots"]
    let pem = try CapturedCommand(["verify", "-"] + roots, input: try Vectors.bytes("good/chain.pem"))
    #expect(pem.code == .success)
    #expect(pem.output.contains("leaf, from standard input, block 1 (line 1)"))
    let der = try CapturedCommand(["verify", "-"] + roots, input: try Vectors.bytes("bundles/root.der"))
    #expect(der.code == .success)
    let none = try CapturedCommand(["verify", "-"] + roots)
    #expect(none.code == .input)
    #expect(none.errors == "rootward: standard input: the file is empty\n")
  }

  @Test("More bytes than the limit are refused")
  func hugeInput() throws {
    let run = try CapturedCommand(
      ["verify", "-"], input: [UInt8](repeating: 0x41, count: Inputs.maximumByteCount + 1))
    #expect(run.code == .input)
    #expect(run.errors.contains("standard input: is larger than the limit"))
  }

  @Test("--explain tells every path and the effort")
  func explain() throws {
    let folder = "wrong-root-same-name"
    #expect(try !verify(folder).output.contains("Effort:"))
    #expect(try verify(folder, ["--explain"]).output.contains("Effort:"))
  }

  @Test("JSON is one object of the engine's schema")
  func json() throws {
    let run = try verify("good", ["--hostname", "www.example.com", "--json"])
    let json = try run.json
    #expect(run.code == .success)
    #expect(json["verdict"] as? String == "verified")
    #expect(json["name"] as? String == "www.example.com")
    #expect(json["time"] as? String == CapturedCommand.moment)
  }

  @Test("Only the verdict and the headings of problems have colors")
  func colors() throws {
    let plain = try verify("expired-leaf")
    let colored = try verify("expired-leaf", usesColors: true)
    #expect(!plain.output.contains("\u{1B}"))
    #expect(colored.output.hasPrefix("\u{1B}[1;31mREFUSED\u{1B}[0m: "))
    #expect(colored.output.contains("\n\u{1B}[1mProblem:\u{1B}[0m "))
    let stripped = colored.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(stripped == plain.output)
    #expect(try verify("expired-leaf", ["--json"], usesColors: true).output.contains("\u{1B}") == false)
  }

  @Test("An output that can't be written is no verdict")
  func unwritable() throws {
    let run = try CapturedCommand(
      ["verify", Vectors.path("good/chain.pem"), "--roots", Vectors.path("good/roots.pem")], isWritable: false)
    #expect(run.code == .input)
    #expect(run.errors.contains("standard output could not be written"))
  }
}
