import Certificates
import Foundation
import RegistryTrust
import Testing

/// The steps of the page "Verify repository client with certificates", as it writes them.
@Suite("The documentation page, step by step")
struct DocumentationPageTests {
  static let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private static func run(_ arguments: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(openssl))
    process.arguments = arguments.split(separator: " ").map { String($0) }
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments)")
  }

  @Test(
    "A 4096-bit key, a self-signed certificate with -text, a CA with the wrong extension, a host with and without port",
    .enabled(if: openssl != nil, "OpenSSL is not installed"))
  func page() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("rootward-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    // "The path is /etc/docker/certs.d/<hostname>", with the port exactly where a reference has it.
    for host in ["my-https.registry.example.com", "localhost:5000"] {
      try page(host, below: root)
      try FileManager.default.removeItem(atPath: root)
    }
  }

  private func page(_ host: String, below root: String) throws {
    let folder = root + "/etc/docker/certs.d/\(host)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // "openssl genrsa -out client.key 4096", "openssl req -new -x509 -text -key client.key -out client.cert".
    try Self.run("genrsa -out \(folder)/client.key 4096")
    try Self.run("req -new -x509 -text -key \(folder)/client.key -out \(folder)/client.cert -subj /CN=client")
    let text = try String(contentsOfFile: folder + "/client.cert", encoding: .utf8)
    #expect(text.hasPrefix("Certificate:\n    Data:\n"), "the text stands before the block")
    // The authority of the registry's own certificate, "domain.crt" on the page's sister.
    try Self.run("req -new -x509 -newkey rsa:2048 -nodes -keyout \(root)/ca.key -out \(folder)/ca.crt -subj /CN=ca")

    let environment = RegistryEnvironment(
      platform: .linux, variables: ["SSL_CERT_FILE": "/none", "SSL_CERT_DIR": "/none"], root: root)
    let other = host.hasSuffix(":5000") ? String(host.dropLast(5)) : host + ":443"
    for client in [RegistryClient.docs, .legacyDocs] {
      let registry = try RegistryTrust.resolve(host: host, as: client, in: environment)
      #expect(registry.failure == nil)
      #expect(registry.ownRoots == 1)
      #expect(registry.roots.includesSystem == (client == .docs))
      #expect(registry.names == ["client"])
      let identity = try #require(registry.identities.first)
      #expect(identity.leaf.publicKey.description == "RSA, 4096 bits")
      #expect(identity.certificates.count == 1)
      #expect(registry.serverCheck == .verified)
      #expect(registry.attempts.current == .identity(0))
      #expect(try RegistryTrust.resolve(host: other, as: client, in: environment).directory == nil)
    }
    // "If a CA certificate is accidentally given the extension .cert instead of the correct .crt extension".
    try FileManager.default.moveItem(atPath: folder + "/ca.crt", toPath: folder + "/ca.cert")
    for client in [RegistryClient.docs, .legacyDocs] {
      let registry = try RegistryTrust.resolve(host: host, as: client, in: environment)
      #expect(registry.failure?.reason == .missingKey(certificate: "ca.cert", key: "ca.key"))
      #expect(
        registry.wording
          == "Missing key ca.key for client certificate ca.cert. CA certificates should use the extension .crt.")
    }
    try FileManager.default.moveItem(atPath: folder + "/ca.cert", toPath: folder + "/ca.crt")
    // Several pairs, in the order of their names, under today's rule and the one of old.
    try Self.run("genrsa -out \(folder)/admin.key 2048")
    try Self.run("req -new -x509 -text -key \(folder)/admin.key -out \(folder)/admin.cert -subj /CN=admin")
    for (client, second) in [(RegistryClient.docs, IdentityAttempts.Presentation.identity(1)), (.legacyDocs, nil)] {
      let registry = try RegistryTrust.resolve(host: host, as: client, in: environment)
      #expect(registry.names == ["admin", "client"])
      var attempts = registry.attempts
      #expect(attempts.report(.status(404)) == second)
      attempts = registry.attempts
      #expect(attempts.report(.status(403)) == .identity(1))
      attempts = registry.attempts
      #expect(attempts.report(.status(500)) == .identity(1))
    }
  }
}
