import CertificateVerification
import RegistryTrust
import Testing

/// D1, D3, §3.1 and §4: where each client looks, on each system.
@Suite("Where clients look")
struct DirectoryBasesTests {
  private func paths(
    _ client: RegistryClient, _ host: String = "h:5000", _ platform: RegistryEnvironment.Platform = .linux,
    _ variables: [String: String] = [:]
  ) throws -> [String] {
    var situation = Situation(platform)
    situation.variables = variables
    return try situation.resolve(host, client).paths
  }

  static let rootless = ["ROOTLESSKIT_STATE_DIR": "/run/r", "HOME": "/home/user"]

  @Test("Docker, and the page", arguments: [RegistryClient.docker, .docs, .legacyDocs])
  func docker(client: RegistryClient) throws {
    #expect(try paths(client) == ["/etc/docker/certs.d/h:5000"])
    #expect(try paths(client, "H.Example:443") == ["/etc/docker/certs.d/H.Example:443"], "verbatim")
    #expect(try paths(client, "[2001:db8::1]:5000") == ["/etc/docker/certs.d/[2001:db8::1]:5000"])
    #expect(try paths(client, "h", .macOS) == ["/etc/docker/certs.d/h"])
    let windows = ["ProgramData": #"C:\ProgramData"#]
    #expect(try paths(client, "h:5000", .windows, windows) == [#"C:\ProgramData\docker\certs.d\h5000"#])
    #expect(
      try paths(client, "[2001:db8::1]:5000", .windows, ["programdata": #"D:\P"#])
        == [#"D:\P\docker\certs.d\[2001db81]5000"#], "every colon goes, and names have no case")
    #expect(try paths(client, "h", .linux, Self.rootless) == ["/home/user/.config/docker/certs.d/h"])
    let configured = Self.rootless.merging(["XDG_CONFIG_HOME": "/cfg"]) { $1 }
    #expect(try paths(client, "h", .linux, configured) == ["/cfg/docker/certs.d/h"])
    #expect(try paths(client, "h", .linux, ["ROOTLESSKIT_STATE_DIR": "/r"]) == ["/etc/docker/certs.d/h"], "no home")
    let empty = ["ROOTLESSKIT_STATE_DIR": "", "HOME": "/home/user"]
    #expect(try paths(client, "h", .linux, empty) == ["/etc/docker/certs.d/h"])
  }

  @Test("containerd: the port in underscores, the host as it is, and a default")
  func containerd() throws {
    let base = "/etc/containerd/certs.d/"
    #expect(try paths(.containerd) == [base + "h_5000_", base + "h:5000", base + "_default"])
    #expect(try paths(.containerd, "h") == [base + "h", base + "_default"])
    #expect(try paths(.containerd, "[::1]:80") == [base + "[::1]_80_", base + "[::1]:80", base + "_default"])
    #expect(try paths(.containerd, "[::1]") == [base + "[:_1]_", base + "[::1]", base + "_default"], "as it is")
    #expect(
      try paths(.dockerContainerd) == ["h_5000_", "h:5000", "_default"].map { "/etc/docker/certs.d/" + $0 })
    #expect(
      try paths(.containerd, "h:5000", .windows, ["ProgramFiles": #"C:\PF"#])
        == [#"C:\PF\containerd\certs.d\h5000"#, #"C:\PF\containerd\certs.d\_default"#])
    var situation = Situation()
    situation.change = { $0.containerdDirectories = ["/a", "/b"] }
    #expect(try situation.resolve("h", .containerd).paths == ["/a/h", "/a/_default", "/b/h", "/b/_default"])
  }

  @Test("nerdctl: two directories, and for port 443 without it as well")
  func nerdctl() throws {
    let situation = Situation { files in
      files.addDirectory("/etc/containerd/certs.d")
      files.add("/etc/docker/certs.d/h/ca.crt", Material.certificate("a"))
    }
    let registry = try situation.resolve("h:443", .nerdctl)
    #expect(registry.directory == "/etc/docker/certs.d/h")
    #expect(registry.ownRoots == 1)
    #expect(try situation.resolve("h", .nerdctl).directory == "/etc/docker/certs.d/h")
    #expect(try situation.resolve("h:5000", .nerdctl).directory == nil)
    #expect(try situation.resolve("h:443", .containerd).directory == nil)
    #expect(try situation.resolve("h:443", .docker).directory == nil)
    // A directory of hosts that isn't there is dropped, and one that can't be looked at too.
    #expect(try paths(.nerdctl) == ["/etc/containerd/certs.d", "/etc/docker/certs.d"])
    let denied = Situation { files in
      files.add("/etc/containerd/certs.d", .unreadable(.permissionDenied))
      files.add("/etc/docker/certs.d/h/ca.crt", Material.certificate("a"))
    }
    let result = try denied.resolve("h", .nerdctl)
    #expect(result.directory == "/etc/docker/certs.d/h")
    #expect(result.warnings.count == 1)
    #expect(
      try paths(.nerdctl, "h", .linux, Self.rootless)
        == ["/home/user/.config/containerd/certs.d", "/home/user/.config/docker/certs.d"])
  }

  @Test("Podman: the user's, its own and Docker's; XDG_CONFIG_HOME doesn't count")
  func podman() throws {
    let variables = ["HOME": "/home/user", "XDG_CONFIG_HOME": "/cfg"]
    #expect(
      try paths(.podman, "h:5000", .linux, variables) == [
        "/home/user/.config/containers/certs.d/h:5000", "/etc/containers/certs.d/h:5000",
        "/etc/docker/certs.d/h:5000",
      ])
    #expect(try paths(.podman, "index.docker.io").last == "/etc/docker/certs.d/docker.io")
    var explicit = Situation { $0.add("/mine/ca.crt", Material.certificate("a")) }
    explicit.change = { $0.podmanDirectory = "/mine" }
    #expect(try explicit.resolve("h", .podman).paths == ["/mine"])
    #expect(try explicit.resolve("h", .podman).ownRoots == 1)
  }

  @Test("The first directory that exists is taken, and no other is read")
  func first() throws {
    let situation = Situation { files in
      files.addDirectory("/etc/containers/certs.d/h")
      files.add("/etc/docker/certs.d/h/ca.crt", Material.certificate("a"))
      files.add("/etc/containerd/certs.d/h:5000/ca.crt", Material.certificate("a"))
      files.add("/etc/containerd/certs.d/_default/ca.crt", Material.certificate("b"))
    }
    let podman = try situation.resolve("h", .podman)
    #expect(podman.candidates.map { $0.outcome } == [.taken, .notReached])
    #expect(podman.ownRoots == nil)
    let containerd = try situation.resolve("h:5000", .containerd)
    #expect(containerd.candidates.map { $0.outcome } == [.missing, .taken, .notReached])
    #expect(try situation.resolve("other", .containerd).directory == "/etc/containerd/certs.d/_default")
  }

  @Test("A candidate that can't be looked at stops some and not others (appendix B)")
  func denied() throws {
    let error = RegistryFileError(.permissionDenied, .open, path: "/etc/docker/certs.d/h")
    let situation = Situation { $0.add("/etc/docker/certs.d/h", .unreadable(.permissionDenied)) }
    let docker = try situation.resolve("h", .docker)
    #expect(docker.wording == "open /etc/docker/certs.d/h: permission denied")
    #expect(docker.failure?.reason == .directory(error))
    #expect(try situation.resolve("h", .podman).failure == nil)
    let containerd = try situation.resolve("h", .dockerContainerd)
    #expect(containerd.wording == "stat /etc/docker/certs.d/h: permission denied")
    let own = Situation { files in
      files.add("/etc/containers/certs.d/h", .unreadable(.permissionDenied))
      files.add("/etc/docker/certs.d/h/ca.crt", Material.certificate("a"))
    }
    #expect(try own.resolve("h", .podman).directory == "/etc/docker/certs.d/h")
    let loop = Situation { $0.add("/etc/containers/certs.d/h", .unreadable(.linkLoop)) }
    #expect(
      try loop.resolve("h", .podman).wording
        == "stat /etc/containers/certs.d/h: too many levels of symbolic links")
  }

  @Test("A base of one's own takes the place of every client's")
  func base() throws {
    var situation = Situation { $0.add("/mine/h/ca.crt", Material.certificate("a")) }
    situation.change = { $0.certificatesDirectory = "/mine" }
    for client in RegistryClient.allCases {
      let registry = try situation.resolve("h", client)
      #expect(registry.directory == "/mine/h", "\(client)")
      #expect(registry.ownRoots == 1, "\(client)")
    }
  }
}
