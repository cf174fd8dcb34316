import Foundation
import RegistryTrust
import Testing

@testable import RootwardCommand

@Suite("rootward registry")
struct RegistryCommandTests {
  /// A tree that stands for `/`, and is there for the duration of a test.
  final class Tree {
    let root = FileManager.default.temporaryDirectory.appending(path: "rootward-registry-\(UUID().uuidString)")

    /// Makes files of these contents; a path that doesn't start with a slash is one of the host's directory.
    init(_ files: [String: [UInt8]] = [:]) throws {
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      for (path, bytes) in files { try add(path, bytes) }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func add(_ path: String, _ bytes: [UInt8]) throws {
      let folder = "/etc/docker/certs.d/\(RegistryCommandTests.host)/"
      let file = root.appending(path: path.hasPrefix("/") ? path : folder + path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }

    /// Runs the command on the tree.
    func run(_ options: [String] = [], host: String = RegistryCommandTests.host, input: [UInt8] = []) throws
      -> CapturedCommand
    {
      try CapturedCommand(
        ["registry", host, "--root", root.path] + options, input: input, machine: RegistryEnvironment(platform: .linux))
    }
  }

  static let host = "www.example.com:5000"
  static let folder = "/etc/docker/certs.d/www.example.com:5000"

  private func healthy() throws -> Tree { try Tree(["ca.crt": try Vectors.bytes("good/roots.pem")]) }

  @Test("A healthy directory is shown in full, and its client asks the registry")
  func healthyDirectory() throws {
    let run = try healthy().run()
    #expect(run.code == .success)
    #expect(run.errors.isEmpty)
    let count = run.output.contains("\n  2 of ") ? 2 : 1
    #expect(
      run.output.hasPrefix("www.example.com:5000 for Docker (classic store)\n\nDirectories:\n  \(Self.folder): read\n"))
    #expect(
      run.output.contains(
        "Files:\n  ca.crt: roots\n\nRoots:\n  0 of the system's\n  \(count) of \(Self.folder)/ca.crt\n"))
    #expect(run.output.contains("CN=Rootward Test Root R1,O=Rootward Tests,C=XX  [line 1]\n"))
    #expect(
      run.output.contains("Identities:\n  none\n\nServer:\n  www.example.com:5000: its certificate is verified\n"))
    #expect(run.lines.last?.hasPrefix("OK: Docker (classic store) asks www.example.com:5000, with ") == true)
  }

  @Test("A client that stops is exit code 1, with its own words")
  func stops() throws {
    let tree = try Tree(["ca.cert": try Vectors.bytes("good/roots.pem")])
    let run = try tree.run()
    #expect(run.code == .refused)
    #expect(
      run.lines.last
        == "STOPS: Docker (classic store) does not ask www.example.com:5000: missing key ca.key for client certificate "
        + "ca.cert. CA certificates must use the extension .crt")
    for client in ["docs", "legacy-docs"] {
      let documented = try tree.run(["--client", client])
      #expect(documented.code == .refused)
      #expect(
        documented.output.contains(
          "Missing key ca.key for client certificate ca.cert. CA certificates should use the extension .crt."))
    }
    // containerd looks elsewhere.
    #expect(try tree.run(["--client", "containerd"]).code == .success)
  }

  @Test("All clients stand in a table, and one program that stops is exit code 1")
  func table() throws {
    let good = try healthy().run(["--client", "all"])
    #expect(good.code == .success)
    #expect(good.lines[1].split(separator: " ").first == "client")
    #expect(
      good.lines.dropFirst(2).prefix(8).map { String($0.split(separator: " ")[0]) }
        == RegistryClient.allCases.map { $0.rawValue }
    )
    let tree = try Tree(["other.key": try Vectors.bytes("good/roots.pem")])
    let bad = try tree.run(["--client", "all"])
    #expect(bad.code == .refused)
    #expect(bad.output.contains("STOPS: Podman: missing client certificate other.cert for key other.key"))
    #expect(try tree.run(["--client", "docker-containerd"]).code == .success)
  }

  @Test("The doctor is calm about a healthy directory")
  func calm() throws {
    let run = try healthy().run(["--doctor", "--chain", Vectors.path("good/chain.pem")])
    #expect(run.code == .success)
    #expect(!run.output.contains("ERROR") && !run.output.contains("WARNING") && !run.output.contains("NOTE"))
    #expect(run.output.contains("OK: nothing is wrong as far as it can be decided here."))
    #expect(
      run.output.contains(
        "\nNot decided here, and what it would take:\n  loopback-insecure: the addresses of www.example.com (--resolve)"
      ))
    #expect(run.output.contains("\n  no-identity-fits: the server's CertificateRequest"))
    #expect(
      run.lines.suffix(4).prefix(3) == [
        "ACCEPTED: Docker (classic store) goes on with this registry.",
        "Docker (classic store) decides where --client names no other.",
        "Not counted, since nothing is set up for them here: containerd and BuildKit would refuse the chain.",
      ])
    #expect(!run.output.contains("--chain FILE"))
    let without = try healthy().run(["--doctor"])
    #expect(without.code == .success)
    #expect(without.output.contains("name-mismatch, time: the certificates that the server sends (--chain FILE)"))
  }

  @Test("Warnings alone are exit code 0, errors of the client that was asked for 1")
  func severities() throws {
    let pem = try Vectors.bytes("good/roots.pem")
    let warning = try Tree(["ca.crt": pem, "other.pem": try Vectors.bytes("ecdsa/roots.pem")]).run(["--doctor"])
    #expect(warning.code == .success)
    #expect(warning.output.contains("WARNING ignored-extension: \(Self.folder)/other.pem holds"))
    #expect(warning.lines.last == "FOUND: 1 warning.")
    let error = try Tree(["ca.cert": pem]).run(["--doctor"])
    #expect(error.code == .refused)
    #expect(error.output.contains("$ mv -n \(Self.folder)/ca.cert \(Self.folder)/ca.crt\n"))
    #expect(error.lines.last == "FOUND: 1 error.")
  }

  @Test("The server's chain decides the exit code where it is verified")
  func chain() throws {
    let chain = Vectors.path("good/chain.pem")
    let good = try healthy().run(["--chain", chain])
    #expect(good.code == .success)
    #expect(
      good.output.contains(
        "The server's chain, for Docker (classic store):\n\nVERIFIED: www.example.com is to be trusted."))
    let bad = try Tree().run(["--chain", chain])
    #expect(bad.code == .refused)
    #expect(bad.output.contains("REFUSED: "))
    let name = try Tree(["/etc/docker/certs.d/other.example.com/ca.crt": try Vectors.bytes("good/roots.pem")])
    let mismatch = try name.run(
      ["--doctor", "--chain", "-"], host: "other.example.com", input: try Vectors.bytes("good/chain.pem"))
    #expect(mismatch.code == .refused)
    #expect(mismatch.output.contains("ERROR name-mismatch"))
    // Nothing is verified on this machine's own addresses.
    #expect(try Tree().run(["--chain", chain], host: "localhost:5000").code == .success)
  }

  @Test("A refusal that no diagnosis tells is explained as rootward verify does")
  func otherRefusal() throws {
    let tree = try Tree(["ca.crt": try Vectors.bytes("good/roots.pem")])
    let run = try tree.run(["--doctor", "--chain", Vectors.path("leaf-eku-client/chain.pem")])
    #expect(run.code == .refused)
    #expect(run.output.contains("rule      extendedKeyUsage (RFC 5280 §4.2.1.12)"))
    #expect(run.lines.last == "FOUND: a chain that is refused for the reason above.")
  }

  @Test("JSON has every member that the help text tells of")
  func json() throws {
    let json = try healthy().run(["--json", "--doctor", "--chain", Vectors.path("good/chain.pem")]).json
    #expect(
      Set(json.keys) == [
        "host", "time", "verdict", "decision", "addresses", "clients", "chain", "diagnoses", "undecided",
      ])
    #expect(json["verdict"] as? String == "accepted")
    let clients = try #require(json["clients"] as? [[String: Any]])
    #expect(clients.count == 6)
    #expect(
      Set(clients[0].keys) == [
        "client", "outcome", "closed", "stops", "directory", "candidates", "entries", "entryCount", "warnings",
        "endpoints",
      ])
    #expect(clients[0]["stops"] is NSNull)
    #expect(clients[0]["directory"] as? String == Self.folder)
    let endpoint = try #require((clients[0]["endpoints"] as? [[String: Any]])?.first)
    #expect(endpoint["server"] as? String == "verified")
    #expect(
      Set(endpoint.keys) == [
        "host", "server", "serverText", "fallsBackToHTTP", "includesSystem", "systemRoots", "systemSources", "ownRoots",
        "rootFiles", "identities", "unusableIdentities",
      ])
    let decision = try #require(json["decision"] as? [String: Any])
    #expect(Set(decision.keys) == ["clients", "reason", "text", "decisive", "bystanders"])
    #expect(decision["reason"] as? String == "default")
    for key in Set(clients[0].keys).union(endpoint.keys).union(json.keys).union(decision.keys) {
      #expect(Topic.registry.help.contains(key), "\(key) is not documented")
    }
    let plain = try healthy().run(["--json"]).json
    #expect(Set(plain.keys) == ["host", "time", "verdict", "decision", "addresses", "clients", "chain"])
    #expect((plain["clients"] as? [[String: Any]])?.count == 1)
    let bad = try Tree(["a.key": []]).run(["--json", "--doctor"])
    #expect(bad.code == .refused)
    #expect(try bad.json["verdict"] as? String == "refused")
    let diagnosis = try #require((try bad.json["diagnoses"] as? [[String: Any]])?.first)
    #expect(diagnosis["id"] as? String == "lone-key")
    #expect(
      Set(diagnosis.keys) == [
        "id", "severity", "clients", "statement", "why", "advice", "remedy", "findings", "omittedFindings",
      ])
  }

  @Test("Another directory of hosts is looked through")
  func directory() throws {
    let tree = try Tree(["/srv/certs/www.example.com:5000/ca.crt": try Vectors.bytes("good/roots.pem")])
    let run = try tree.run(["--certs-dir", "/srv/certs"])
    #expect(run.output.contains("  /srv/certs/www.example.com:5000: read\n"))
    #expect(!run.output.contains("/etc/docker"))
  }

  @Test("Wrong usage is exit code 2, and says what is wrong")
  func usage() throws {
    let wrong: [([String], String)] = [
      ([], "which registry?"),
      (["a.example.com", "b.example.com"], "one registry at a time: “b.example.com” is one too many"),
      (["https://a.example.com"], "give the host alone"),
      (["a_b"], "which no host in a reference to an image may have"),
      (["a.example.com", "--client", "podmann"], "did you mean podman?"),
      (["a.example.com", "--client", "docker", "--client", "podman"], "--client is given twice"),
      (["a.example.com", "--at", "soon"], "“soon” is no time"),
      (["a.example.com", "--roots", "x"], "--roots is an option of “rootward verify”"),
    ]
    for (arguments, message) in wrong {
      let run = try CapturedCommand(["registry"] + arguments)
      #expect(run.code == .usage, "\(arguments)")
      #expect(run.output.isEmpty)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }

  @Test("What can't be read is exit code 3")
  func input() throws {
    let nowhere = try CapturedCommand(["registry", Self.host, "--root", "/nowhere/at/all"])
    #expect(nowhere.code == .input)
    #expect(nowhere.errors.contains("--root /nowhere/at/all: no such file or directory"))
    let file = try CapturedCommand(["registry", Self.host, "--root", Vectors.path("good/roots.pem")])
    #expect(file.code == .input)
    #expect(file.errors.contains("it is not a directory"))
    for chain in ["nowhere.pem", "bundles/empty.pem", "keys/public.pem"] {
      let run = try healthy().run(["--chain", Vectors.path(chain)])
      #expect(run.code == .input, "\(chain)")
      #expect(run.output.isEmpty)
    }
  }

  @Test("Names of files that move the cursor are escaped, in text and in JSON")
  func hostileNames() throws {
    let tree = try Tree(["evil\u{1B}[2J\n.pem": try Vectors.bytes("good/roots.pem"), "\u{202E}trc.crt": []])
    for options in [[], ["--doctor"], ["--client", "all"], ["--json", "--doctor"]] {
      let run = try tree.run(options)
      #expect(
        (run.output + run.errors).unicodeScalars.allSatisfy {
          ($0.value >= 0x20 || $0 == "\n") && $0.value != 0x7F && $0.value != 0x202E
        })
    }
    #expect(try tree.run().output.contains("evil\\u{1B}[2J\\u{A}.pem: ignored"))
  }

  @Test("A directory of 4,100 files, links that lead nowhere and a huge file is told of in bounds")
  func largeDirectory() throws {
    let tree = try Tree()
    for number in 0..<4_100 { try tree.add("\(number).crt", [UInt8(truncatingIfNeeded: number)]) }
    let folder = tree.root.appending(path: Self.folder).path
    try FileManager.default.createSymbolicLink(atPath: folder + "/!loop.crt", withDestinationPath: "!loop.crt")
    #expect(FileManager.default.createFile(atPath: folder + "/!huge.key", contents: nil))
    try #require(FileHandle(forWritingAtPath: folder + "/!huge.key")).truncate(atOffset: 1 << 30)
    let run = try tree.run(["--doctor", "--client", "docker"])
    #expect(run.code == .refused)
    let words = run.output.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    #expect(words.contains("ERROR permissions: \(Self.folder)/!loop.crt can't be read: too many levels"))
    #expect(words.contains("\(Self.folder) can't be read: has more than the 4000 entries that are looked at."))
    #expect(words.contains("!huge.key can't be read: is larger than the 16777216 bytes that are looked at."))
    #expect(words.contains("WARNING crt-yields-nothing: \(Self.folder)/0.crt"))
    #expect(run.lines.count < 300)
  }

  @Test("Colors mark verdicts and severities, and change nothing else")
  func colors() throws {
    let tree = try Tree(["ca.cert": try Vectors.bytes("good/roots.pem")])
    let arguments = ["registry", Self.host, "--root", tree.root.path, "--doctor"]
    let machine = RegistryEnvironment(platform: .linux)
    let plain = try CapturedCommand(arguments, machine: machine)
    let colored = try CapturedCommand(arguments, usesColors: true, machine: machine)
    #expect(colored.output.contains("\u{1B}[1;31mERROR\u{1B}[0m ca-named-cert"))
    #expect(colored.output.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.output)
  }
}
