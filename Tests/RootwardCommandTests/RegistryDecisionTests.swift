import CertificateEncoding
import Foundation
import RegistryTrust
import Testing

@testable import RootwardCommand

/// Whose outcome is the exit code, and what an ordinary user can be told.
@Suite("rootward registry: who decides")
struct RegistryDecisionTests {
  private typealias Tree = RegistryCommandTests.Tree

  private static let host = RegistryCommandTests.host
  private static let chain = ["--chain", Vectors.path("good/chain.pem")]

  private static func decision(_ run: CapturedCommand) throws -> (verdict: String, clients: [String], reason: String) {
    let json = try run.json
    let decision = try #require(json["decision"] as? [String: Any])
    return (
      try #require(json["verdict"] as? String), try #require(decision["clients"] as? [String]),
      try #require(decision["reason"] as? String)
    )
  }

  @Test(
    "The deciding client is never one that nothing is set up for",
    arguments: [
      ("/home/user/.config/containers/certs.d/\(host)/ca.crt", "podman"),
      ("/etc/containers/certs.d/\(host)/ca.crt", "podman"),
      ("/etc/containerd/certs.d/_default/ca.crt", "containerd"),
      ("/etc/containerd/certs.d/\(host)/ca.crt", "containerd"),
    ])
  func bystanders(path: String, client: String) throws {
    let tree = try Tree([path: try Vectors.bytes("good/roots.pem")])
    let machine = RegistryEnvironment(platform: .linux, variables: ["HOME": "/home/user"])
    let arguments = ["registry", Self.host, "--root", tree.root.path, "--doctor"] + Self.chain
    let text = try CapturedCommand(arguments, machine: machine)
    #expect(text.code == .success)
    #expect(text.output.contains("\nACCEPTED: \(try #require(RegistryClient(rawValue: client)).title) goes on with"))
    #expect(
      text.output.contains(" decides, the first program that something is set up for; for Docker (classic store), "))
    #expect(text.output.contains("\nNot counted, since nothing is set up for them here: Docker (classic store), "))
    #expect(text.lines.last == "OK: nothing is wrong as far as it can be decided here.")
    let found = try Self.decision(try CapturedCommand(arguments + ["--json"], machine: machine))
    #expect(found == ("accepted", [client], "firstConfigured"))
    // Who is asked about decides, whatever is set up for whom.
    let asked = try CapturedCommand(arguments + ["--client", "docker", "--json"], machine: machine)
    #expect(asked.code == .refused)
    #expect(try Self.decision(asked) == ("refused", ["docker"], "asked"))
    let all = try CapturedCommand(arguments + ["--client", "all", "--json"], machine: machine)
    #expect(all.code == .success)
    let deciding = try Self.decision(all)
    #expect(deciding.clients.contains(client) && !deciding.clients.contains("docker") && deciding.reason == "all")
  }

  @Test("A client that files were put near to is no bystander, and its refusal is not calm")
  func misplaced() throws {
    // nerdctl reads the directory with the port, and Docker does not.
    let tree = try Tree([
      "/etc/docker/certs.d/www.example.com:443/ca.crt": try Vectors.bytes("good/roots.pem")
    ])
    let run = try tree.run(["--doctor"] + Self.chain, host: "www.example.com")
    #expect(run.code == .refused)
    #expect(run.output.contains("\nREFUSED: Docker (classic store) does not go on with this registry.\n"))
    #expect(run.output.contains("ERROR dir-not-selected"))
    #expect(run.lines.last?.hasPrefix("FOUND: ") == true)
  }

  @Test("Nothing is wrong is never said beside exit code 1")
  func calm() throws {
    let pem = try Vectors.bytes("good/roots.pem")
    let trees: [[String: [UInt8]]] = [
      [:], ["ca.crt": pem], ["ca.pem": pem], ["ca.cert": pem], ["x.key": []],
      ["/etc/containerd/certs.d/_default/ca.crt": pem], ["/etc/docker/certs.d/_default/ca.crt": pem],
      ["/etc/docker/certs.d/www.example.com/ca.crt": pem], ["/etc/containers/certs.d/\(Self.host)/ca.crt": pem],
      ["/etc/containerd/certs.d/\(Self.host)/hosts.toml": Array("ca = \"nowhere.pem\"\n".utf8)],
      ["/etc/docker/daemon.json": Array("{".utf8)],
    ]
    for files in trees {
      let tree = try Tree(files)
      for client in [nil, "docker", "containerd", "all"] {
        for options in [[], Self.chain] {
          let run = try tree.run(["--doctor"] + (client.map { ["--client", $0] } ?? []) + options)
          let isCalm = run.lines.contains { $0.hasPrefix("OK: ") }
          #expect(!isCalm || run.code == .success, "\(files.keys), \(client ?? "no client"):\n\(run.output)")
          #expect(run.code == .refused || run.code == .success)
        }
      }
    }
  }

  @Test("A file that hosts.toml names and nobody can use is told with its line, whatever else is told")
  func named() throws {
    let folder = "/etc/containerd/certs.d/\(Self.host)"
    let toml = """
      server = "https://www.example.com:5000"

      [host."https://mirror.example.com"]
        skip_verify = true
        ca = ["good.pem",
              "gone.pem"]
        client = [["a.pem", "b.pem"]]
      """
    let pem = try Vectors.bytes("good/roots.pem")
    let tree = try Tree([
      "\(folder)/hosts.toml": Array(toml.utf8), "\(folder)/good.pem": pem,
      "\(folder)/ca.crt": try Vectors.bytes("ecdsa/roots.pem"),
    ])
    var run = try tree.run(["--doctor"])
    #expect(run.code == .refused)
    #expect(run.output.contains("WARNING hosts-toml-shadow"))
    #expect(run.output.contains("\nERROR permissions: \(folder)/hosts.toml, line 6, names"))
    #expect(run.output.contains("$ ${EDITOR:-vi} +6 \(folder)/hosts.toml"))
    #expect(run.output.contains("gone.pem: no such file or directory"))
    try tree.add("\(folder)/gone.pem", Array("no certificate".utf8))
    run = try tree.run(["--doctor"])
    #expect(run.output.contains("\nERROR crt-yields-nothing: \(folder)/hosts.toml, line 6, names"))
    try tree.add("\(folder)/gone.pem", pem)
    run = try tree.run(["--doctor"])
    #expect(run.output.contains("\nERROR permissions: \(folder)/hosts.toml, line 7, names"))
    try tree.add("\(folder)/a.pem", pem)
    try tree.add("\(folder)/b.pem", try Vectors.bytes("keys/public.pem"))
    run = try tree.run(["--doctor"])
    #expect(run.output.contains("\nERROR key-unsupported: \(folder)/hosts.toml, line 7, names"))
    #expect(run.lines.last == "FOUND: 1 error, 1 warning.")
  }

  @Test("What an ordinary user may not read and a daemon may is undecided, and takes root to decide")
  func ordinaryUser() throws {
    let folder = RegistryCommandTests.folder
    let tree = try Tree(["ca.crt": try Vectors.bytes("good/roots.pem"), "c.cert": [], "c.key": []])
    var machine = RegistryEnvironment(
      platform: .linux, files: ClosedFiles(closed: ["\(tree.root.path)\(folder)/c.key"]), readsAsRoot: false)
    machine.variables["HOME"] = "/home/user"
    func run(_ options: [String], _ machine: RegistryEnvironment) throws -> CapturedCommand {
      try CapturedCommand(["registry", Self.host, "--root", tree.root.path] + options, machine: machine)
    }
    let plain = try run([], machine)
    #expect(plain.code == .input)
    #expect(plain.output.contains("  c.key: undecided: it is closed to this user, and not to root\n"))
    #expect(
      plain.lines.last
        == "UNDECIDED: Docker (classic store) may run as root and read \(folder)/c.key, which is closed to this user: run "
        + "this command as root.")
    for options in [["--doctor"], ["--client", "all"], ["--doctor", "--client", "docker"] + Self.chain] {
      let doctor = try run(options, machine)
      #expect(doctor.code == .input, "\(options)")
      #expect(!doctor.output.contains("STOPS") && !doctor.output.contains("ERROR"), "\(doctor.output)")
      #expect(doctor.output.contains("\nUNDECIDED: Docker (classic store)"))
      #expect(try Self.decision(try run(options + ["--json"], machine)).verdict == "undecided")
    }
    #expect(
      try run(["--doctor"], machine).output.contains("\n  permissions: root's rights, with which Docker (classic"))
    // The chain is decided all the same, since a key is no root.
    let refused = try run(["--client", "docker", "--chain", Vectors.path("ecdsa/chain.pem")], machine)
    #expect(refused.code == .refused)
    // Podman runs as the user who asks about it; so does everything in RootlessKit; and root is told the truth.
    let podman = try run(["--client", "podman"], machine)
    #expect(podman.code == .refused)
    #expect(podman.lines.last?.hasSuffix("open \(folder)/c.key: permission denied") == true)
    machine.readsAsRoot = true
    #expect(try run([], machine).lines.last?.hasPrefix("STOPS: Docker (classic store) does not ask") == true)
  }

  @Test("A closed directory, a closed file of roots and a closed configuration are undecided too")
  func closedElsewhere() throws {
    let folder = RegistryCommandTests.folder
    let tree = try Tree([
      "ca.crt": try Vectors.bytes("good/roots.pem"), "/etc/docker/daemon.json": Array("{}".utf8),
      "/etc/ssl/certs/ca-certificates.crt": try Vectors.bytes("ecdsa/roots.pem"),
    ])
    for path in [folder, folder + "/ca.crt", "/etc/docker/daemon.json"] {
      let machine = RegistryEnvironment(
        platform: .linux, files: ClosedFiles(closed: [tree.root.path + path]), readsAsRoot: false)
      for client in ["docker", "docker-containerd"] where client == "docker" || path.hasPrefix(folder) {
        let arguments = ["registry", Self.host, "--root", tree.root.path, "--client", client] + Self.chain
        for options in [[], ["--doctor"]] {
          let run = try CapturedCommand(arguments + options, machine: machine)
          #expect(run.code == .input, "\(path), \(client):\n\(run.output)")
          // Without its roots, nobody knows that the chain is refused.
          #expect(
            !run.output.contains("STOPS") && !run.output.contains("REFUSED"), "\(path), \(client):\n\(run.output)")
          #expect(!run.output.contains("ERROR"))
        }
      }
    }
  }

  @Test("A name is resolved with --resolve alone, and else that is told as undecided")
  func resolve() throws {
    let list = Array("{\"insecure-registries\": [\"10.0.0.0/8\"]}".utf8)
    let tree = try Tree(["ca.crt": try Vectors.bytes("good/roots.pem"), "/etc/docker/daemon.json": list])
    let without = try tree.run(["--doctor"])
    #expect(without.output.contains("\n  loopback-insecure: the addresses of www.example.com (--resolve)"))
    #expect(without.output.contains("\n  insecure-listed: the addresses of www.example.com (--resolve)"))
    #expect(
      try tree.run().output.contains(
        "\n  undecided: whether www.example.com is an address of this machine, or in a network of insecure-registries, "
      ))
    #expect(try tree.run(["--json"]).json["addresses"] is NSNull)
    // What no resolver knows is secure, as it is to Docker (RFC 6761 §6.4: no name ends in .invalid).
    let unknown = try Tree().run(["--resolve"], host: "registry.invalid")
    #expect(unknown.code == .success)
    #expect(unknown.output.contains("\n  registry.invalid does not resolve: "))
    #expect(!unknown.output.contains("undecided"))
    #expect(
      try #require(Tree().run(["--resolve", "--json"], host: "registry.invalid").json["addresses"] as? [Any]).isEmpty)
    // An address is nothing to resolve.
    let address = try Tree().run(["--resolve", "--doctor"], host: "192.0.2.7")
    #expect(!address.output.contains("--resolve"))
  }

  @Test("The directories of hosts must be there")
  func certificatesDirectory() throws {
    let nowhere = try CapturedCommand(["registry", Self.host, "--certs-dir", "/nowhere/at/all"])
    #expect(nowhere.code == .input)
    #expect(nowhere.output.isEmpty)
    #expect(nowhere.errors.contains("--certs-dir /nowhere/at/all: no such file or directory"))
    // It is looked up below the directory of --root.
    let tree = try Tree(["ca.crt": []])
    #expect(try tree.run(["--certs-dir", tree.root.path]).code == .input)
    #expect(try tree.run(["--certs-dir", "/etc/docker/certs.d"]).code == .success)
    let file = try tree.run(["--certs-dir", RegistryCommandTests.folder + "/ca.crt"])
    #expect(file.code == .input)
    #expect(file.errors.contains("it is not a directory"))
  }

  @Test("No text shows how Swift calls a case or a type")
  func plainWords() throws {
    let folder = RegistryCommandTests.folder
    let pem = try Vectors.bytes("good/roots.pem")
    let key = { (label: String, text: String) in
      Array("-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n".utf8)
    }
    let keys = ["MAA=", "MAMCAQA=", "AAAA", ""].flatMap { text in
      ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"].map {
        key($0, text)
      }
    }
    for bytes in keys {
      let tree = try Tree(["ca.crt": pem, "c.cert": pem, "c.key": bytes])
      let machine = RegistryEnvironment(
        platform: .linux, files: ClosedFiles(closed: [tree.root.path + folder + "/ca.crt"]), readsAsRoot: false)
      for options in [[], ["--doctor"], ["--doctor", "--json"], ["--client", "podman"]] {
        let arguments = ["registry", RegistryCommandTests.host, "--root", tree.root.path] + options
        for machine in [machine, RegistryEnvironment(platform: .linux)] {
          let run = try CapturedCommand(arguments, machine: machine)
          for word in ["(reason:", "Error(", "permissionDenied", "Optional(", "Reason.", "rootward.", "RegistryTrust."]
          {
            #expect(!run.output.contains(word), "\(word):\n\(run.output)")
          }
        }
      }
    }
  }
}
