import CertificateVerification
import Platform
import RegistryTrust
import Testing

/// §3: containerd's directories, and who shares its code.
@Suite("containerd's directories")
struct HostDirectoryTests {
  static let directory = "/etc/containerd/certs.d/h/"

  static func resolve(
    _ nodes: [String: MemoryFiles.Node], host: String = "h", as client: RegistryClient = .containerd
  ) throws -> RegistryTrust {
    var situation = Situation { files in
      for (name, node) in nodes { files.add("/certs/\(host)/\(name)", node) }
    }
    situation.change = { $0.certificatesDirectory = "/certs" }
    return try situation.resolve(host, client)
  }

  static func text(_ text: String) -> MemoryFiles.Node { .file(Array(text.utf8)) }

  @Test("§3.3: directories are skipped, a lone key is ignored, a certificate without a key stands for both")
  func loose() throws {
    let registry = try Self.resolve([
      "x.crt/y": Self.text(""), "lone.key": Self.text(Material.key()),
      "both.cert": Self.text(Material.key(2) + Material.certificate("both", key: 2)), "a.pem": Self.text(""),
      "ca.crt": Self.text(Material.certificate("ca")),
    ])
    #expect(registry.failure == nil)
    #expect(registry.ownRoots == 1)
    #expect(registry.names == ["both"])
    #expect(registry.identities[0].keyFile == registry.identities[0].certificateFile)
    #expect(
      registry.entries.map { $0.role } == [
        .ignored(.ending), .certificate(key: "both.cert"), .roots, .ignored(.loneKey), .ignored(.directory),
      ])
  }

  @Test("§3.3: its errors, in its words")
  func errors() throws {
    let empty = try Self.resolve(["ca.crt": Self.text("")])
    #expect(empty.wording == "unable to load CA cert \"/certs/h/ca.crt\"")
    #expect(empty.failure?.reason == .rootFileWithoutCertificate(path: "/certs/h/ca.crt"))
    #expect(
      try Self.resolve(["ca.crt": .unreadable(.permissionDenied)]).wording
        == "unable to read CA cert \"/certs/h/ca.crt\": open /certs/h/ca.crt: permission denied")
    let key = try Self.resolve([
      "c.cert": Self.text(Material.certificate("c")), "c.key": .special(.socket),
    ])
    #expect(
      key.wording == "unable to read CERT file \"/certs/h/c.key\": open /certs/h/c.key: no such device or address")
    let mismatch = try Self.resolve([
      "c.cert": Self.text(Material.certificate("c")), "c.key": Self.text(Material.key(2)),
    ])
    #expect(mismatch.wording == "failed to load X509 key pair: tls: private key does not match public key")
    let hosts = try Self.resolve(["hosts.toml": .unreadable(.permissionDenied)])
    #expect(hosts.wording == "open /certs/h/hosts.toml: permission denied")
  }

  @Test("§3.2: an empty hosts.toml counts as none, one that can't be read falls back, a valid one hides the rest")
  func hostsFile() throws {
    let ca = Self.text(Material.certificate("ca"))
    #expect(try Self.resolve(["hosts.toml": Self.text(""), "ca.crt": ca]).ownRoots == 1)
    let invalid = try Self.resolve(["hosts.toml": Self.text("capabilities = [\"pul\"]"), "ca.crt": ca])
    #expect(invalid.ownRoots == 1)
    #expect(invalid.warnings == ["failed to decode /certs/h/hosts.toml: unknown capability pul"])
    if case .invalid(path: "/certs/h/hosts.toml", _)? = invalid.hostsFile {
    } else {
      Issue.record("the file is not told to be invalid")
    }
    let shadowing = try Self.resolve(["hosts.toml": Self.text("# nothing\n"), "ca.crt": ca])
    #expect(shadowing.ownRoots == nil)
    #expect(shadowing.hostsFile == .valid(path: "/certs/h/hosts.toml"))
    #expect(shadowing.entries.map { $0.role } == [.ignored(.shadowed), .hostsFile])
    #expect(shadowing.registryEndpoint.host == "h")
  }

  @Test("§3.2: the servers in order, each with its own files; the registry's own is told by its host, or the last")
  func servers() throws {
    let toml = """
      server = "https://h"
      ca = "own.pem"
      [host."https://mirror.example.com"]
        ca = ["/certs/h/mirror.pem"]
        client = [["c.cert", "c.key"], "both.pem"]
        skip_verify = true
      """
    let registry = try Self.resolve([
      "hosts.toml": Self.text(toml), "own.pem": Self.text(Material.certificate("own")),
      "mirror.pem": Self.text(Material.certificate("mirror", key: 2) + Material.certificate("m", key: 3)),
      "c.cert": Self.text(Material.certificate("c", key: 4)), "c.key": Self.text(Material.key(4)),
      "both.pem": Self.text(Material.certificate("both", key: 5) + Material.key(5)),
    ])
    #expect(registry.failure == nil)
    #expect(registry.endpoints.map { $0.host } == ["mirror.example.com", "h"])
    #expect(registry.endpoints.map { $0.roots.ownCount } == [2, 1])
    #expect(registry.endpoints.map { $0.identities.count } == [2, 0])
    #expect(
      registry.endpoints.map { $0.serverCheck } == [
        .notVerified(.configured(file: "/certs/h/hosts.toml", line: 6)), .verified,
      ])
    #expect(registry.ownRoots == 1)
    #expect(registry.entries.first { $0.name == "own.pem" }?.role == .named)
    let missing = try Self.resolve(["hosts.toml": Self.text("ca = \"gone.pem\"")])
    #expect(
      missing.wording
        == "unable to read CA cert \"/certs/h/gone.pem\": open /certs/h/gone.pem: no such file or directory")
  }

  @Test(
    "§3.4: what goes without saying of a host",
    arguments: [
      ("h:80", .verified, false), ("h", .verified, false), ("localhost", .notVerified(.loopback), false),
      ("localhost:443", .notVerified(.loopback), false), ("localhost:5000", .notVerified(.loopback), true),
      ("127.0.0.9:5000", .notVerified(.loopback), true), ("[::1]", .notVerified(.loopback), false),
      ("[::1]:5000", .notVerified(.loopback), true), ("localhost:80", .plainHTTP, false),
      ("localhost.example.com", .verified, false), ("192.0.2.7:5000", .verified, false),
    ] as [(String, ServerCheck, Bool)])
  func defaults(host: String, check: ServerCheck, fallsBack: Bool) throws {
    let registry = try Situation().resolve(host, .containerd)
    #expect(registry.serverCheck == check)
    #expect(registry.registryEndpoint.fallsBackToHTTP == fallsBack)
  }

  @Test("§3.4: on localhost a CA is loaded, and never enforced; identities are used")
  func localhost() throws {
    let registry = try Self.resolve(
      [
        "ca.crt": Self.text(Material.certificate("ca")), "c.cert": Self.text(Material.certificate("c", key: 2)),
        "c.key": Self.text(Material.key(2)),
      ], host: "localhost:5000", as: .dockerContainerd)
    #expect(registry.ownRoots == 1)
    #expect(registry.names == ["c"])
    #expect(registry.serverCheck == .notVerified(.loopback))
  }

  @Test("docker.io is asked at registry-1, and its directory is read")
  func dockerHub() throws {
    for host in ["docker.io", "index.docker.io"] {
      var situation = Situation { $0.add("/certs/docker.io/ca.crt", Material.certificate("ca")) }
      situation.change = { $0.certificatesDirectory = "/certs" }
      for client in [RegistryClient.containerd, .dockerContainerd, .nerdctl, .podman, .buildkit] {
        let registry = try situation.resolve(host, client)
        #expect(registry.ownRoots == 1, "\(client)")
        #expect(registry.registryEndpoint.host == "registry-1.docker.io", "\(client)")
      }
    }
  }
}
