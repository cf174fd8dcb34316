import RegistryTrust
import Testing

/// §4: BuildKit on its own.
@Suite("BuildKit")
struct BuildKitTests {
  static func resolve(
    _ toml: String?, _ nodes: [String: MemoryFiles.Node] = [:], host: String = "h"
  ) throws -> RegistryTrust {
    let situation = Situation { files in
      if let toml { files.add("/etc/buildkit/buildkitd.toml", toml) }
      for (name, node) in nodes { files.add(name, node) }
    }
    return try situation.resolve(host, .buildkit)
  }

  static func text(_ text: String) -> MemoryFiles.Node { .file(Array(text.utf8)) }

  @Test("Nothing but its configuration counts: it doesn't see the host's directories")
  func blind() throws {
    let registry = try Self.resolve(nil, ["/etc/docker/certs.d/h/ca.crt": Self.text(Material.certificate("ca"))])
    #expect(registry.ownRoots == nil)
    #expect(registry.candidates.isEmpty)
  }

  @Test("Files and directories of the configuration; a file without a certificate is passed over")
  func configured() throws {
    let toml = """
      [registry."h"]
        ca = ["/ca.pem", "/none.pem"]
        tlsconfigdir = ["/d", "/missing"]
        [[registry."h".keypair]]
          key = "/k.pem"
          cert = "/c.pem"
      """
    let registry = try Self.resolve(
      toml,
      [
        "/ca.pem": Self.text(Material.certificate("ca")), "/none.pem": Self.text("nothing"),
        "/c.pem": Self.text(Material.certificate("c", key: 2)), "/k.pem": Self.text(Material.key(2)),
        "/d/x.crt": Self.text(Material.certificate("x", key: 3)), "/d/lone.key": Self.text(Material.key()),
        "/d/y.cert": Self.text(Material.certificate("y", key: 4)), "/d/y.key": Self.text(Material.key(4)),
      ])
    #expect(registry.failure == nil)
    #expect(registry.ownRoots == 2)
    #expect(registry.names == ["c", "y"])
    #expect(registry.candidates.map { $0.outcome } == [.taken, .missing])
    #expect(registry.entries.first { $0.name == "lone.key" }?.role == .ignored(.loneKey))
  }

  @Test("Its errors, in its words; a directory that may not be read is passed over")
  func errors() throws {
    let toml = "[registry.\"h\"]\n  tlsconfigdir = [\"/d\"]\n"
    #expect(
      try Self.resolve(toml, ["/d/c.cert": Self.text(Material.certificate("c"))]).wording
        == "failed to load keypair for /d/c.cert: open /d/c.key: no such file or directory")
    #expect(
      try Self.resolve(toml, ["/d/x.crt/y": Self.text("")]).wording
        == "failed to read /d/x.crt: read /d/x.crt: is a directory")
    #expect(try Self.resolve(toml, ["/d": .unreadable(.permissionDenied)]).failure == nil)
    #expect(try Self.resolve(toml, ["/d": Self.text("")]).wording == "open /d: not a directory")
    #expect(try Self.resolve("[registry", [:]).failure != nil)
  }

  @Test("insecure and http; a host of this machine is asked without TLS")
  func security() throws {
    #expect(
      try Self.resolve("[registry.\"h\"]\ninsecure = true").serverCheck
        == .notVerified(.configured(file: "/etc/buildkit/buildkitd.toml", line: 2)))
    #expect(try Self.resolve("[registry.\"h\"]\nhttp = true").serverCheck == .plainHTTP)
    #expect(try Self.resolve(nil, host: "localhost:5000").serverCheck == .plainHTTP)
    #expect(
      try Self.resolve("[registry.\"localhost:5000\"]\nhttp = false", host: "localhost:5000").serverCheck == .verified)
    #expect(try Self.resolve(nil).serverCheck == .verified)
  }
}
