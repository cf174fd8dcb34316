import CertificateVerification
import Platform
import RegistryTrust
import Testing

/// §5.1: the system's roots by Go's rules.
@Suite("System roots as Go finds them")
struct SystemRootsTests {
  private func roots(
    set variables: [String: String] = [:], on platform: RegistryEnvironment.Platform = .linux,
    _ build: (inout MemoryFiles) -> Void
  ) -> SystemRoots {
    var files = MemoryFiles()
    build(&files)
    return SystemRoots(RegistryEnvironment(platform: platform, variables: variables, files: files))
  }

  private func distribution(_ files: inout MemoryFiles) {
    files.add("/etc/ssl/certs/ca-certificates.crt", Material.certificate("bundle"))
    files.add("/etc/pki/tls/certs/ca-bundle.crt", Material.certificate("other", key: 2))
    files.add("/etc/ssl/certs/own.pem", Material.certificate("own", key: 3))
    files.add("/my.crt", Material.certificate("mine", key: 4))
    files.add("/my/any name", Material.certificate("any", key: 5))
  }

  @Test("The first file that can be read counts, and every directory besides")
  func defaults() {
    // The second bundle lies in a directory that is read as a whole.
    #expect(roots(distribution).count == 3)
    #expect(
      roots { $0.add("/etc/ssl/cert.pem", Material.certificate("a")) }.sources == ["/etc/ssl/cert.pem"])
    let both = roots { files in
      files.add("/etc/ssl/ca-bundle.pem", Material.certificate("a"))
      files.add("/etc/ssl/cert.pem", Material.certificate("b", key: 2))
    }
    #expect(both.sources == ["/etc/ssl/ca-bundle.pem"])
  }

  @Test("Each variable replaces its own half alone; both together are exclusive; empty is not set")
  func variables() {
    #expect(roots(set: ["SSL_CERT_FILE": "/nope"], distribution).count == 2 + 1)
    #expect(roots(set: ["SSL_CERT_FILE": "/my.crt"], distribution).count == 4)
    #expect(roots(set: ["SSL_CERT_DIR": "/my"], distribution).count == 2)
    #expect(roots(set: ["SSL_CERT_FILE": "/my.crt", "SSL_CERT_DIR": "/nope"], distribution).count == 1)
    #expect(roots(set: ["SSL_CERT_FILE": "/nope", "SSL_CERT_DIR": "/nope:/my"], distribution).count == 1)
    #expect(roots(set: ["SSL_CERT_FILE": "", "SSL_CERT_DIR": ""], distribution).count == 3)
  }

  @Test("Links within a directory are passed over, others followed; files that can't be read are left out")
  func directory() {
    let found = roots { files in
      files.add("/etc/ssl/certs/a.pem", Material.certificate("a"))
      files.add("/etc/ssl/certs/0123abcd.0", .link("a.pem"))
      files.add("/etc/ssl/certs/b.pem", .link("/usr/share/b.crt"))
      files.add("/usr/share/b.crt", Material.certificate("b", key: 2))
      files.add("/etc/ssl/certs/denied.pem", .unreadable(.permissionDenied))
      files.add("/etc/ssl/certs/pipe", .special(.pipe))
      files.add("/etc/ssl/certs/java/cacerts", Material.certificate("c", key: 3))
    }
    #expect(found.count == 2)
    #expect(found.failure == nil)
    #expect(found.unreadable.map { $0.path } == ["/etc/ssl/certs/denied.pem", "/etc/ssl/certs/pipe"])
  }

  @Test("Nothing at all is an empty pool and no error; an error counts only without a root")
  func errors() {
    let none = roots { _ in }
    #expect(none.count == 0)
    #expect(none.failure == nil)
    let denied = roots { $0.add("/etc/ssl/certs/ca-certificates.crt", .unreadable(.permissionDenied)) }
    #expect(denied.failure?.clientWording == "open /etc/ssl/certs/ca-certificates.crt: permission denied")
    let rescued = roots { files in
      files.add("/etc/ssl/certs/ca-certificates.crt", .unreadable(.permissionDenied))
      files.add("/etc/ssl/cert.pem", Material.certificate("a"))
    }
    #expect(rescued.failure == nil)
    #expect(rescued.count == 1)
  }

  @Test("macOS and Windows have a verifier of their own, unless a variable is set (Go 1.27)")
  func platforms() {
    #expect(roots(on: .macOS, distribution).isPlatformVerifier)
    #expect(roots(on: .windows, distribution).isPlatformVerifier)
    let set = roots(set: ["SSL_CERT_FILE": "/my.crt"], on: .macOS, distribution)
    #expect(!set.isPlatformVerifier)
    #expect(set.count == 1)
  }
}
