import CertificateVerification
import Certificates
import RegistryTrust
import Testing

/// L1 to L10, and how Podman and the page differ.
@Suite("Directories read in one pass")
struct SinglePassTests {
  static let directory = "/etc/docker/certs.d/h/"

  static func situation(_ build: @escaping (inout [String: MemoryFiles.Node]) -> Void) -> Situation {
    Situation { files in
      var nodes: [String: MemoryFiles.Node] = [:]
      build(&nodes)
      for (name, node) in nodes { files.add(directory + name, node) }
    }
  }

  static func text(_ text: String) -> MemoryFiles.Node { .file(Array(text.utf8)) }

  @Test("L1: a directory that is missing configures nothing; a file in its place is fatal")
  func missing() throws {
    for client in [RegistryClient.docker, .docs, .legacyDocs, .podman] {
      let registry = try Situation().resolve("h", client)
      #expect(registry.failure == nil)
      #expect(registry.ownRoots == nil)
      let file = Situation { $0.add("/etc/docker/certs.d/h", "") }
      #expect(try file.resolve("h", client).wording == "open /etc/docker/certs.d/h: not a directory")
    }
  }

  @Test("L2: entries count in the order of their names' bytes")
  func order() throws {
    let situation = Self.situation { nodes in
      for (index, name) in ["b", "a", "_z", "B", "A", "9", "10"].enumerated() {
        nodes[name + ".cert"] = Self.text(Material.certificate(name, key: index + 1))
        nodes[name + ".key"] = Self.text(Material.key(index + 1))
      }
    }
    for client in RegistryClient.allCases where ![.containerd, .nerdctl, .buildkit].contains(client) {
      #expect(try situation.resolve("h", client).names == ["10", "9", "A", "B", "_z", "a", "b"])
    }
  }

  @Test("L3: only these endings count, in exactly these letters; hidden names count too")
  func endings() throws {
    let certificate = Self.text(Material.certificate("a"))
    let situation = Self.situation { nodes in
      for name in ["a.CRT", "a.pem", "a.cer", "a.crt.bak", "a.crt~", "crt", "a.Cert", "a.KEY"] {
        nodes[name] = certificate
      }
      nodes[".crt"] = certificate
      nodes[".cert"] = Self.text(Material.certificate("hidden", key: 2))
      nodes[".key"] = Self.text(Material.key(2))
      nodes["sub/deep.crt"] = certificate
    }
    let registry = try situation.resolve("h", .docker)
    #expect(registry.failure == nil)
    #expect(registry.ownRoots == 1)
    #expect(registry.names == ["hidden"])
    let ignored = registry.entries.filter { if case .ignored = $0.role { true } else { false } }
    #expect(ignored.count == 9)
    #expect(registry.entries.first { $0.name == "sub" }?.role == .ignored(.directory))
    #expect(registry.entries.first { $0.name == "a.CRT" }?.role == .ignored(.ending))
    #expect(registry.entries.first { $0.name == ".crt" }?.role == .roots)
    #expect(registry.entries.first { $0.name == ".cert" }?.role == .certificate(key: ".key"))
    #expect(registry.entries.first { $0.name == ".key" }?.role == .key(certificate: ".cert"))
  }

  @Test("L4: no file is told from a directory, and a link that leads nowhere is fatal to Docker alone")
  func types() throws {
    let folder = Self.situation { $0["x.crt/y"] = Self.text("") }
    let docker = try folder.resolve("h", .docker)
    #expect(docker.wording == "read /etc/docker/certs.d/h/x.crt: is a directory")
    #expect(docker.ownRoots == 0)
    let podman = try folder.resolve("h", .podman)
    #expect(podman.wording == docker.wording)
    #expect(podman.ownRoots == nil, "the pool is made after the file is read")
    let dangling = Self.situation { $0["x.crt"] = .link("/nowhere") }
    #expect(
      try dangling.resolve("h", .docker).wording == "open /etc/docker/certs.d/h/x.crt: no such file or directory")
    let skipped = try dangling.resolve("h", .podman)
    #expect(skipped.failure == nil)
    #expect(skipped.entries.map { $0.role } == [.ignored(.dangling)])
    #expect(skipped.warnings.count == 1)
    let linked = Self.situation { $0["x.crt"] = .link("/etc/docker/certs.d/h/..data/x.crt") }
    var files = linked.files
    files.add("/etc/docker/certs.d/h/..data/x.crt", Material.certificate("a"))
    var kubernetes = linked
    kubernetes.files = files
    #expect(try kubernetes.resolve("h", .docker).ownRoots == 1)
  }

  @Test("L5, L6: a file without a certificate makes an empty pool; any certificate is an anchor; duplicates collapse")
  func roots() throws {
    let bundle = Material.certificate("a") + Material.certificate("b", key: 2) + Material.certificate("a")
    let situation = Self.situation { nodes in
      nodes["1.crt"] = Self.text("nothing")
      nodes["2.crt"] = Self.text(bundle)
      nodes["3.crt"] = Self.text(Material.certificate("b", key: 2))
    }
    let registry = try situation.resolve("h", .docker)
    #expect(registry.ownRoots == 2)
    #expect(registry.roots.files.map { $0.certificates.count } == [0, 2, 0])
    #expect(registry.roots.files.map { $0.duplicateCount } == [0, 1, 1])
    #expect(registry.trust.count == 2)
    #expect(registry.roots.files[1].certificates[0].source == Self.directory + "2.crt")
  }

  @Test("L7, L8, and the error of the page: a certificate without its key, a key without its certificate")
  func pairs() throws {
    let certificate = Self.situation { $0["ca.cert"] = Self.text(Material.certificate("a")) }
    let key = Self.situation { $0["client.key"] = Self.text(Material.key()) }
    let wordings: [(RegistryClient, String, String)] = [
      (
        .docker, "missing key ca.key for client certificate ca.cert. CA certificates must use the extension .crt",
        "missing client certificate client.cert for key client.key"
      ),
      (
        .podman,
        "missing key ca.key for client certificate ca.cert. Note that CA certificates should use the extension .crt",
        "missing client certificate client.cert for key client.key"
      ),
      (
        .docs, "Missing key ca.key for client certificate ca.cert. CA certificates should use the extension .crt.",
        "Missing client certificate client.cert for key client.key"
      ),
      (
        .legacyDocs,
        "Missing key ca.key for client certificate ca.cert. CA certificates should use the extension .crt.",
        "Missing client certificate client.cert for key client.key"
      ),
    ]
    for (client, missingKey, missingCertificate) in wordings {
      let first = try certificate.resolve("h", client)
      #expect(first.wording == missingKey)
      #expect(first.failure?.reason == .missingKey(certificate: "ca.cert", key: "ca.key"))
      let second = try key.resolve("h", client)
      #expect(second.wording == missingCertificate)
      #expect(second.failure?.reason == .missingCertificate(certificate: "client.cert", key: "client.key"))
    }
  }

  @Test("The first problem ends everything, and what comes after it is not reached")
  func abort() throws {
    let situation = Self.situation { nodes in
      nodes["a.crt"] = Self.text(Material.certificate("a"))
      nodes["b.cert"] = Self.text(Material.certificate("b"))
      nodes["c.crt"] = Self.text(Material.certificate("c", key: 2))
    }
    let registry = try situation.resolve("h", .docker)
    #expect(registry.ownRoots == 1)
    #expect(registry.entries.map { $0.role } == [.roots, .certificate(key: "b.key"), .ignored(.notReached)])
  }

  @Test("L9: the leaf comes first, its chain in the file's order, and text around them doesn't count")
  func chain() throws {
    let situation = Self.situation { nodes in
      nodes["a.cert"] = Self.text(
        "Certificate:\n    Data:\n" + Material.certificate("leaf") + "\n" + Material.certificate("issuer", key: 2))
      nodes["a.key"] = Self.text(Material.pem("EC PARAMETERS", [6, 0]) + Material.key())
      nodes["b.cert"] = Self.text(Material.certificate("other", key: 3))
      nodes["b.key"] = Self.text(Material.pkcs8Key(3))
    }
    let registry = try situation.resolve("h", .docker)
    #expect(registry.failure == nil)
    #expect(registry.names == ["leaf", "other"])
    #expect(registry.identities[0].certificates.count == 2)
    #expect(registry.identities[0].certificateFile == Self.directory + "a.cert")
    #expect(registry.identities[0].keyFile == Self.directory + "a.key")
  }

  @Test("Files that can't be read: Docker tells the file as Go does (appendix B)")
  func unreadable() throws {
    let roots = Self.situation { $0["ca.crt"] = .unreadable(.permissionDenied) }
    for client in [RegistryClient.docker, .podman, .docs] {
      #expect(try roots.resolve("h", client).wording == "open /etc/docker/certs.d/h/ca.crt: permission denied")
    }
    let key = Self.situation { nodes in
      nodes["c.cert"] = Self.text(Material.certificate("c"))
      nodes["c.key"] = .unreadable(.permissionDenied)
    }
    let registry = try key.resolve("h", .docker)
    #expect(registry.wording == "open /etc/docker/certs.d/h/c.key: permission denied")
    #expect(registry.identities.isEmpty)
  }
}
