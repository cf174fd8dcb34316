import CertificateEncoding
import Certificates
import Platform
import TestSupport
import Testing

@testable import RegistryTrust

/// The names that commands make, and where files are when they have run.
@Suite("The plan of the doctor's remedies")
struct RemedyPlanTests {
  private static let folder = DoctorSituation.folder + "/"

  private func path(_ name: String) -> FilePath { FilePath(Self.folder + name) }

  private func plan(
    _ platform: RegistryEnvironment.Platform = .linux, _ build: (inout MemoryFiles) -> Void
  ) throws -> RemedyPlan {
    var files = MemoryFiles()
    build(&files)
    var environment = RegistryEnvironment(platform: platform, files: files)
    environment.certificatesDirectory = "/etc/docker/certs.d"
    return RemedyPlan(
      DoctorCase(
        try RegistryHost(DoctorSituation.host), environment, [.docker, .containerd], Issued.moment, chain: nil))
  }

  @Test("No name is given that something has, that was given before, or that a file has left")
  func names() throws {
    var plan = try plan {
      $0.putRoot()
      $0.put("ca-3.crt", "")
      $0.add(Self.folder + "ca-4.crt", .link("/nowhere"))
      $0.put("a.b", "")
    }
    #expect(plan.target(path("ca.crt")) == path("ca-2.crt"))
    #expect(plan.target("ca", ".crt", in: FilePath(DoctorSituation.folder)) == path("ca-5.crt"))
    #expect(plan.target(path("new.crt")) == path("new.crt"))
    #expect(plan.target(path("new.crt")) == path("new-2.crt"))
    #expect(plan.target(path("name")) == path("name"))
    #expect(plan.target(path("name")) == path("name-2"))
    #expect(plan.move(path("a.b"), to: plan.target(path("c.d"))) == ["mv -n \(path("a.b").text) \(path("c.d").text)"])
    #expect(plan.place(of: path("a.b")) == path("c.d"))
    #expect(plan.target(path("a.b")) == path("a-2.b"))
    #expect(plan.setAside(path("a.b")) == ["mv -n \(path("c.d").text) \(path("c.d.old").text)"])
    #expect(plan.place(of: path("a.b")) == path("c.d.old"))
  }

  @Test("Two files of a pair get one number, and come after the pair that has the name")
  func pairs() throws {
    var plan = try plan {
      $0.put("a.cert", "")
      $0.put("a_2.key", "")
    }
    let pair = plan.pair(path("a.cert"), path("a.key"))
    #expect(pair.certificate == path("a_3.cert") && pair.key == path("a_3.key"))
    #expect(plan.target(path("a_3.key")) == path("a_3_2.key"))
    #expect(path("a.cert").bytes.lexicographicallyPrecedes(pair.certificate.bytes))
  }

  @Test("Names that differ in upper and lower case alone are one where the system says so")
  func letters() throws {
    var linux = try plan { $0.putRoot() }
    #expect(linux.target(path("a.crt")) != linux.target(path("A.crt")))
    var mac = try plan(.macOS) { $0.putRoot() }
    #expect(mac.target(path("a.crt")) == path("a.crt"))
    #expect(mac.target(path("A.crt")) == path("A-2.crt"))
  }

  @Test("A link follows its file, and a file that something leads to is not removed")
  func links() throws {
    var plan = try plan {
      $0.put("a.key", "x")
      $0.add(Self.folder + "b.key", .link("a.key"))
      $0.put("c.key", "x")
    }
    #expect(
      plan.remove(path("a.key")) == [
        "mv -n \(path("a.key").text) \(path("a.key.old").text)",
        "ln -sfn \(path("a.key.old").text) \(path("b.key").text)",
      ])
    #expect(!plan.isRemoved(path("a.key")))
    #expect(plan.remove(path("c.key")) == ["rm \(path("c.key").text)"])
    #expect(plan.isRemoved(path("c.key")))
  }

  @Test("What a hosts.toml names keeps its name")
  func named() throws {
    var plan = try plan {
      $0.put("root.pem", Issued.pem(Issued.root()))
      $0.put("hosts.toml", "[host.\"https://\(DoctorSituation.host)\"]\nca = \"root.pem\"\n")
    }
    #expect(plan.isNamed(path("root.pem")))
    #expect(
      plan.move(path("root.pem"), to: plan.target(path("root.crt"))) == [
        "cp -R \(path("root.pem").text) \(path("root.crt").text)"
      ])
    #expect(plan.remove(path("root.pem")).isEmpty && !plan.isRemoved(path("root.pem")))
  }

  @Test("A file of roots that holds the same makes another needless, unless it goes itself")
  func duplicates() throws {
    var plan = try plan {
      $0.put("a.cert", Issued.pem(Issued.root()))
      $0.put("b.crt", Issued.pem(Issued.root()) + Issued.pem(Issued.root("Other CA", key: 11)))
      $0.add(Self.folder + "c.crt", .link("a.cert"))
    }
    let root = try Certificate(der: Issued.root())
    let other = try Certificate(der: Issued.root("Other CA", key: 11))
    let third = try Certificate(der: Issued.root("Third CA", key: 12))
    #expect(plan.rootFile(with: [root], besides: path("a.cert")) == path("b.crt"))
    #expect(plan.rootFile(with: [root, other], besides: path("a.cert")) == path("b.crt"))
    #expect(plan.rootFile(with: [root, third], besides: path("a.cert")) == nil)
    _ = plan.remove(path("b.crt"))
    #expect(plan.rootFile(with: [root], besides: path("a.cert")) == nil)
    plan.addRoots([third], path("d.crt"))
    #expect(plan.rootFile(with: [third], besides: path("a.cert")) == path("d.crt"))
  }
}
