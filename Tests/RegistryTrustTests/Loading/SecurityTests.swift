import CertificateEncoding
import RegistryTrust
import Testing

/// D6 to D9: hosts whose directory Docker does not read.
@Suite("Insecure registries and Docker Hub")
struct SecurityTests {
  static func docker(
    _ host: String, _ configuration: String? = nil, _ client: RegistryClient = .docker,
    addresses: (@Sendable (String) -> [IPAddress])? = nil
  ) throws -> RegistryTrust {
    var situation = Situation { files in
      if let configuration { files.add("/etc/docker/daemon.json", configuration) }
      files.add("/etc/docker/certs.d/\(host)/ca.crt", Material.certificate("ca"))
    }
    situation.change = { $0.addresses = addresses }
    return try situation.resolve(host, client)
  }

  static func list(_ entries: String...) -> String {
    "{\"insecure-registries\": [\(entries.map { "\"\($0)\"" }.joined(separator: ", "))]}"
  }

  @Test("D6: Docker reads no directory for its hub, and one for registry-1 like any other")
  func hub() throws {
    for host in ["docker.io", "index.docker.io"] {
      let registry = try Self.docker(host)
      #expect(registry.ownRoots == nil)
      #expect(registry.candidates.map { $0.outcome } == [.notConsulted(.dockerHub)])
      #expect(registry.serverCheck == .verified)
      #expect(try Self.docker(host, nil, .docs).ownRoots == 1, "the page knows no exception")
    }
    #expect(try Self.docker("registry-1.docker.io").ownRoots == 1)
  }

  @Test("D7 to D9: loopback is insecure, and insecure means that nothing is read")
  func loopback() throws {
    for (host, reason) in [
      ("localhost:5000", InsecureReason.localhost), ("localhost", .localhost),
      ("127.0.0.1:5000", .loopbackAddress(try #require(IPAddress("127.0.0.1")))),
      ("127.9.9.9", .loopbackAddress(try #require(IPAddress("127.9.9.9")))),
      ("[::1]:5000", .loopbackAddress(try #require(IPAddress("::1")))),
    ] {
      let registry = try Self.docker(host)
      #expect(registry.ownRoots == nil)
      #expect(registry.candidates.map { $0.outcome } == [.notConsulted(.insecure(reason))])
      #expect(registry.serverCheck == .notVerified(reason))
      #expect(registry.registryEndpoint.fallsBackToHTTP)
      #expect(try Self.docker(host, nil, .docs).ownRoots == 1, "the page's own example is localhost:5000")
    }
    // D8: without a port the brackets stay, and Docker finds no address.
    #expect(try Self.docker("[::1]").serverCheck == .verified)
    #expect(try Self.docker("[::1]").ownRoots == 1)
  }

  @Test("D7: an entry is compared letter by letter, port and all; a network holds addresses")
  func listed() throws {
    let listed = try Self.docker("h", Self.list("h"))
    #expect(listed.serverCheck == .notVerified(.listed("h", line: 1)))
    #expect(listed.ownRoots == nil)
    #expect(try Self.docker("h:5000", Self.list("h")).serverCheck == .verified)
    #expect(try Self.docker("H", Self.list("h")).serverCheck == .verified)
    let network = Self.list("192.0.2.0/24", "2001:db8::/32")
    for host in ["192.0.2.7", "192.0.2.7:5000", "[2001:db8::1]:5000"] {
      #expect(try !Self.docker(host, network).serverCheck.verifiesServer)
    }
    #expect(try Self.docker("192.0.3.7", network).serverCheck == .verified)
    #expect(try Self.docker("registry.example.com", network).serverCheck == .verified, "no name is resolved")
  }

  @Test("A name is resolved only where the environment says how")
  func resolves() throws {
    let network = Self.list("192.0.2.0/24")
    let found = try Self.docker("registry.example.com:5000", network) { name in
      name == "registry.example.com" ? [IPAddress("198.51.100.1"), IPAddress("192.0.2.9")].compactMap { $0 } : []
    }
    #expect(!found.serverCheck.verifiesServer)
    let own = try Self.docker("mine", nil) { _ in [IPAddress("127.0.1.1")].compactMap { $0 } }
    #expect(own.serverCheck == .notVerified(.loopbackAddress(try #require(IPAddress("127.0.1.1")))))
  }

  @Test("D11: what the daemon would not start with")
  func invalid() throws {
    #expect(
      try Self.docker("h", Self.list("ftp://h")).wording
        == "unable to configure the Docker daemon with file /etc/docker/daemon.json: insecure registry ftp://h should "
        + "not contain '://'")
    #expect(
      try Self.docker("h", Self.list("a_b")).wording?.hasSuffix(
        #"insecure registry a_b is not valid: invalid host "a_b""#) == true)
    #expect(
      try Self.docker("h", Self.list("h:99999")).wording?.hasSuffix(
        #"insecure registry h:99999 is not valid: invalid port "99999""#) == true)
    #expect(try Self.docker("h", "{").failure != nil)
    #expect(try Self.docker("h", "{", .podman).failure == nil)
    #expect(try Self.docker("h", Self.list("http://h")).serverCheck == .notVerified(.listed("http://h", line: 1)))
  }

  @Test("Docker's containerd store reads the directory, and then doesn't verify")
  func containerd() throws {
    let registry = try Self.docker("h", Self.list("h"), .dockerContainerd)
    #expect(registry.ownRoots == 1)
    #expect(registry.serverCheck == .notVerified(.listed("h", line: 1)))
    #expect(try Self.docker("h", nil, .dockerContainerd).serverCheck == .verified)
    // Nothing configured: the loopback networks are not asked for, containerd's own rule is.
    #expect(try Self.docker("127.0.0.1:80", nil, .dockerContainerd).serverCheck == .plainHTTP)
  }

  @Test("Podman reads the directory of an insecure registry too")
  func podman() throws {
    let situation = Situation { files in
      files.add("/etc/containers/registries.conf", "[[registry]]\nlocation = \"h\"\ninsecure = true\n")
      files.add("/etc/docker/certs.d/h/ca.crt", Material.certificate("ca"))
      files.add(
        "/etc/containers/registries.conf.d/other.conf",
        "[[registry]]\nprefix = \"other.example.com\"\n\ninsecure = true\nlocation = \"mirror.example.com\"\n")
    }
    let other = try situation.resolve("other.example.com", .podman).serverCheck
    #expect(other == .notVerified(.configured(file: "/etc/containers/registries.conf.d/other.conf", line: 4)))
    let registry = try situation.resolve("h", .podman)
    #expect(registry.ownRoots == 1)
    #expect(registry.serverCheck == .notVerified(.configured(file: "/etc/containers/registries.conf", line: 3)))
    #expect(try situation.resolve("other", .podman).serverCheck == .verified)
  }
}
