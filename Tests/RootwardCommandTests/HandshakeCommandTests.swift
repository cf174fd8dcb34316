import Foundation
import TestSupport
import Testing

@testable import RootwardCommand

@Suite("rootward handshake")
struct HandshakeCommandTests {
  /// A file of the recordings.
  private static func path(_ name: String) -> String { Vectors.path("handshakes/\(name)") }

  private static func arguments(_ capture: String, keyLog: String? = nil, _ more: [String] = []) -> [String] {
    let log = keyLog.map { ["--keylog", path($0)] } ?? []
    let roots = ["--no-system-roots", "--roots", path("certificates/roots.pem")]
    return ["handshake", path(capture)] + roots + log + more
  }

  /// A run whose output is kept.
  struct Golden: Sendable, CustomStringConvertible {
    let name: String
    let capture: String
    var keyLog: String?
    var more: [String] = []
    var code = ExitCode.success

    var description: String { name }
  }

  private static let goldens = [
    Golden(name: "tls13", capture: "clients/openssl-openssl-1.3-p256.pcap", keyLog: "clients/keylog.txt"),
    Golden(name: "tls13-without-key-log", capture: "clients/openssl-openssl-1.3-p256.pcap", code: .refused),
    Golden(name: "tls12", capture: "clients/go-gnutls-1.2-p256.pcap", keyLog: "clients/keylog.txt"),
    Golden(name: "tls12-without-key-log", capture: "clients/go-gnutls-1.2-p256.pcap", code: .refused),
    Golden(
      name: "expired", capture: "refusals/openssl-openssl-1.3-server-expired.pcap", keyLog: "refusals/keylog.txt",
      code: .refused),
    Golden(
      name: "other-name", capture: "clients/openssl-openssl-1.3-p256.pcap", keyLog: "clients/keylog.txt",
      more: ["--hostname", "x.example.com"], code: .refused),
    Golden(
      name: "json", capture: "clients/openssl-openssl-1.3-p256.pcap", keyLog: "clients/keylog.txt", more: ["--json"]),
  ]

  @Test("The report is what it was", arguments: goldens)
  func golden(golden: Golden) throws {
    let run = try CapturedCommand(Self.arguments(golden.capture, keyLog: golden.keyLog, golden.more))
    #expect(run.code == golden.code)
    #expect(run.errors.isEmpty)
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Golden/handshake-\(golden.name).txt")
    #expect(try GoldenFile.text(file, insteadOf: run.output) == run.output)
    for line in run.lines where !golden.more.contains("--json") { #expect(line.count <= 120, "\(line) is too long") }
  }

  @Test("Standard input is read piece by piece")
  func standardInput() throws {
    let bytes = try Vectors.bytes("handshakes/clients/openssl-openssl-1.3-p256.pcap")
    var arguments = Self.arguments("", keyLog: "clients/keylog.txt")
    arguments[1] = "-"
    #expect(try CapturedCommand(arguments, input: bytes).code == .success)
  }

  @Test("The moment is that of the recording unless another is asked for")
  func moments() throws {
    func result(_ moment: String) throws -> String? {
      let run = try CapturedCommand(
        Self.arguments(
          "clients/openssl-openssl-1.3-p256.pcap", keyLog: "clients/keylog.txt", ["--json", "--at", moment]))
      let connection = (try run.json["connections"] as? [[String: Any]])?.first
      let step = (connection?["steps"] as? [String: [String: String]])?["serverChain"]
      return step?["result"]
    }
    #expect(try result("capture") == "PASS")
    #expect(try result("now") == "PASS")
    #expect(try result("2019-01-01") == "FAIL")
  }

  @Test("What can't be read is exit code 3 with the reason on standard error")
  func unreadable() throws {
    func check(_ bytes: [UInt8], _ message: String) throws {
      let run = try Vectors.withFile(bytes) {
        try CapturedCommand([
          "handshake", $0, "--no-system-roots", "--roots", Self.path("certificates/roots.pem"),
        ])
      }
      #expect(run.code == .input)
      #expect(run.errors.contains(message))
    }
    try check([], "the file is empty")
    try check(Array("GET / HTTP/1.1".utf8), "it is no recording")
    try check([0x1F, 0x8B, 8, 0], "it is compressed; expand it first, with gunzip")
    let whole = try Vectors.bytes("handshakes/clients/openssl-openssl-1.3-p256.pcap")
    try check(Array(whole.prefix(100)), "the recording is cut off")
    try check(Array(whole.prefix(24)), "there is no TLS handshake in it")
    let missing = try CapturedCommand(Self.arguments("nowhere.pcap"))
    #expect(missing.code == .input && missing.errors.contains("no such file or directory"))
    let directory = try CapturedCommand(Self.arguments("clients"))
    #expect(directory.code == .input && directory.errors.contains("is a directory"))
  }

  @Test("Bad lines of a key log are told, and never their contents")
  func badKeyLog() throws {
    let secret = String(repeating: "5e", count: 40)
    let text = "CLIENT_RANDOM abc \(secret)\n"
    let run = try Vectors.withFile(Array(text.utf8)) {
      try CapturedCommand(Self.arguments("clients/openssl-openssl-1.3-p256.pcap", ["--keylog", $0]))
    }
    #expect(run.errors.contains("line 1: left out") && run.errors.contains("there is no secret in it"))
    #expect(!run.errors.contains("5e5e") && !run.output.contains("5e5e"))
  }
}
