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

  /// What the command says of a changed recording of one connection that passes.
  private static func run(changed: ([UInt8]) -> [UInt8], _ more: [String] = []) throws -> CapturedCommand {
    let whole = try Vectors.bytes("handshakes/clients/openssl-openssl-1.3-p256.pcap")
    return try Vectors.withFile(changed(whole)) {
      try CapturedCommand(
        [
          "handshake", $0, "--no-system-roots", "--roots", path("certificates/roots.pem"), "--keylog",
          path("clients/keylog.txt"),
        ] + more)
    }
  }

  @Test(
    "A recording that is malformed in part is NOT CHECKABLE in text, JSON and exit code, one that is cut off is not")
  func notWhole() throws {
    #expect(try Self.run(changed: { $0 }, ["--json"]).code == .success)
    // A packet that was cut off, and one whose length can't be right.
    for (more, complaint, isPassed) in [
      ([UInt8](repeating: 0, count: 9), "the recording is cut off", true),
      ([UInt8](repeating: 0xFF, count: 16), "is malformed", false),
    ] {
      let code: ExitCode = isPassed ? .success : .refused
      let run = try Self.run(changed: { $0 + more }, ["--json"])
      #expect(run.code == code && run.errors.contains(complaint))
      #expect(try run.json["verdict"] as? String == (isPassed ? "PASS" : "NOT CHECKABLE"))
      #expect(try run.json["complete"] as? Bool == false)
      let connection = try #require((try run.json["connections"] as? [[String: Any]])?.first)
      #expect(connection["verdict"] as? String == "PASS")
      let text = try Self.run(changed: { $0 + more })
      #expect(text.code == code && text.output.hasPrefix("PASS:"))
      #expect(text.lines.contains { $0.hasPrefix("The recording was not read to its end") })
      #expect(text.lines.contains { $0.hasPrefix("NOT CHECKABLE as a whole") } == !isPassed)
    }
  }

  @Test("TLS that can't be told of is exit code 1, and no TLS at all is 3")
  func untold() throws {
    for name in ["lost-client-hello-1.2", "other-looks-like-tls"] {
      let run = try CapturedCommand(Self.arguments("captures/\(name).pcap", ["--json"]))
      #expect(run.code == .refused && run.errors.isEmpty, "\(name)")
      #expect(try run.json["verdict"] as? String == "NOT CHECKABLE")
      let text = try CapturedCommand(Self.arguments("captures/\(name).pcap"))
      #expect(text.output.contains("There is no TLS handshake from its beginning"))
      #expect(text.lines.contains { $0.hasPrefix("1 ") && $0.hasSuffix(" passed over.") })
    }
    for name in ["other-http", "other-nothing"] {
      let run = try CapturedCommand(Self.arguments("captures/\(name).pcap"))
      #expect(run.code == .input && run.errors.contains("there is no TLS handshake in it"), "\(name)")
    }
  }

  /// What would help, as the JSON has it.
  private static func remedies(_ capture: String, keyLog: String? = nil, roots: String? = nil) throws -> [String] {
    var arguments = arguments(capture, keyLog: keyLog, ["--json"])
    if let roots, let index = arguments.firstIndex(of: "--roots") { arguments[index + 1] = roots }
    return try #require(try CapturedCommand(arguments).json["remedies"] as? [String])
  }

  @Test("Each cause for which something can't be checked is told once, with the option that would help")
  func remedies() throws {
    let capture = "clients/openssl-openssl-1.3-p256.pcap"
    #expect(try Self.remedies(capture, keyLog: "clients/keylog.txt") == [])
    let without = try Self.remedies(capture)
    #expect(without.count == 1 && without[0].hasPrefix("Give the secrets of 1 connection with --keylog FILE"))
    // The log of other connections.
    let other = try Self.remedies(capture, keyLog: "captures/log-foreign-1.3.txt")
    #expect(other.count == 1 && other[0].hasPrefix("The key log has secrets of "))
    #expect(other[0].contains("none of 1 connection here") && other[0].contains("--keylog FILE"))
    let untrusted = try Vectors.withFile(Vectors.bytes("key-files/p256/certificate.pem")) {
      try Self.remedies(capture, keyLog: "clients/keylog.txt", roots: $0)
    }
    #expect(untrusted.contains { $0.contains("add it to the trusted roots") && $0.hasSuffix("with --roots FILE.") })
    let run = try CapturedCommand(Self.arguments(capture))
    #expect(run.lines.contains("What would help:"))
    // The cause is told at the first step that it keeps from being checked, and not at each.
    #expect(run.lines.count { $0.hasSuffix("as above") } == 7)
  }

  @Test("A name that nobody can have is the caller's mistake")
  func names() throws {
    for (arguments, message) in [
      (["--hostname", "127.0.0.1"], "--hostname: “127.0.0.1” is an IP address; use --ip"),
      (["--hostname", "a b"], "--hostname: “a b” is no host name"),
      (["--hostname", "https://a.example"], "without scheme, port and path"),
      (["--ip", "www.example.com"], "--ip: “www.example.com” is no address"),
    ] {
      let run = try CapturedCommand(["handshake", "nowhere.pcap"] + arguments)
      #expect(run.code == .usage && run.errors.contains(message), "\(run.errors)")
    }
    let run = try CapturedCommand(
      Self.arguments(
        "clients/openssl-openssl-1.3-p256.pcap", keyLog: "clients/keylog.txt", ["--ip", "192.0.2.7", "--json"]))
    #expect(run.code == .refused)
  }

  @Test("A moment that is none is told with the words that would be one")
  func moment() throws {
    let run = try CapturedCommand(["handshake", "nowhere.pcap", "--at", "Capture"])
    #expect(run.code == .usage && run.errors.contains("“Capture” is no time; write capture, now, 2026-01-31 or"))
  }

  @Test("A link type that is not known is told")
  func linkType() throws {
    let run = try CapturedCommand(Self.arguments("captures/other-link-type.pcap"))
    #expect(run.code == .input && run.output.contains("1 frame, 0 TCP connections"))
    #expect(run.output.contains("Frames of a link type that is not known here were passed over: 147."))
  }

  @Test("Notes are broken as the reasons are, and the help names every member of the JSON")
  func form() throws {
    let arguments = Self.arguments(
      "sessions/resume-psk-go-go.pcap", keyLog: "sessions/keylog.txt")
    for line in try CapturedCommand(arguments).lines { #expect(line.count <= 120, "\(line) is too long") }
    let json = try CapturedCommand(arguments + ["--json"]).json
    let connection = try #require((json["connections"] as? [[String: Any]])?.first)
    for name in Array(json.keys) + Array(connection.keys) {
      #expect(Topic.handshakeHelp.contains(name), "\(name) is not explained")
    }
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
