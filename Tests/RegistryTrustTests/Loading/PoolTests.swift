import CertificateVerification
import RegistryTrust
import Testing

/// Which roots count: the directory's, the system's, or both.
@Suite("Pools of roots")
struct PoolTests {
  static func situation(
    _ platform: RegistryEnvironment.Platform = .linux, own: String? = Material.certificate("own")
  ) -> Situation {
    Situation(platform) { files in
      files.add("/etc/ssl/certs/ca-certificates.crt", Material.certificate("system", key: 2))
      let base = platform == .windows ? #"docker\certs.d\h\"# : "/etc/docker/certs.d/h/"
      if let own { files.add(base + "ca.crt", own) }
    }
  }

  @Test("Since 1.13 the directory's roots are merged with the system's")
  func merged() throws {
    for client in [RegistryClient.docs, .docker, .dockerContainerd, .podman] {
      let registry = try Self.situation().resolve("h", client)
      #expect(registry.trust.count == 2)
      #expect(registry.roots.includesSystem)
      #expect(registry.roots.system.count == 1)
      #expect(registry.ownRoots == 1)
    }
  }

  @Test("Up to 1.12 they replace it; a file that yields nothing leaves a pool that trusts nothing")
  func replaced() throws {
    let registry = try Self.situation().resolve("h", .legacyDocs)
    #expect(registry.trust.count == 1)
    #expect(!registry.roots.includesSystem)
    #expect(try Self.situation(own: "no certificate").resolve("h", .legacyDocs).trust.isEmpty)
    #expect(try Self.situation(own: nil).resolve("h", .legacyDocs).trust.count == 1, "the system's")
  }

  @Test("On Windows the page has them replace the system's still")
  func windows() throws {
    #expect(try !Self.situation(.windows).resolve("h", .docs).roots.includesSystem)
    let docker = try Self.situation(.windows).resolve("h", .docker)
    #expect(docker.roots.includesSystem)
    #expect(docker.roots.system.isPlatformVerifier)
  }

  @Test("A root that the system has too is not counted twice")
  func duplicate() throws {
    let registry = try Self.situation(own: Material.certificate("system", key: 2)).resolve("h", .docker)
    #expect(registry.trust.count == 1)
    #expect(registry.ownRoots == 0)
    #expect(registry.roots.files.map { $0.duplicateCount } == [1])
  }

  @Test("System roots that can't be read stop a client that needs a pool")
  func unreadable() throws {
    var situation = Self.situation()
    situation.files.add("/etc/ssl/certs/ca-certificates.crt", .unreadable(.permissionDenied))
    let error = "open /etc/ssl/certs/ca-certificates.crt: permission denied"
    #expect(try situation.resolve("h", .docker).wording == "unable to get system cert pool: " + error)
    #expect(try situation.resolve("h", .dockerContainerd).wording == "unable to initialize cert pool: " + error)
    #expect(try situation.resolve("h", .legacyDocs).failure == nil, "an empty pool needs no system")
    #expect(try situation.resolve("other", .docker).failure == nil)
  }
}
