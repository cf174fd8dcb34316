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
    let folder = root + "/etc/docker/certs.d/localhost:5000"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // "openssl genrsa -out client.key 4096", "openssl req -new -x509 -text -key client.key -out client.cert".
    try Self.run("genrsa -out \(folder)/client.key 4096")
    try Self.run("req -new -x509 -text -key \(folder)/client.key -out \(folder)/client.cert -subj /CN=client")
    try Data(Material.certificate("ca").utf8).write(to: URL(fileURLWithPath: folder + "/ca.crt"))

    let environment = RegistryEnvironment(platform: .linux, variables: [:], root: root)
    for client in [RegistryClient.docs, .legacyDocs] {
      let registry = try RegistryTrust.resolve(host: "localhost:5000", as: client, in: environment)
      #expect(registry.failure == nil)
      #expect(registry.ownRoots == 1)
      #expect(registry.names == ["client"])
      #expect(registry.serverCheck == .verified)
      #expect(registry.attempts.current == .identity(0))
      // The port counts exactly where the reference has one.
      #expect(try RegistryTrust.resolve(host: "localhost", as: client, in: environment).directory == nil)
    }
    // "If a CA certificate is accidentally given the extension .cert instead of the correct .crt extension".
    try Data(Material.certificate("ca").utf8).write(to: URL(fileURLWithPath: folder + "/ca.cert"))
    for client in [RegistryClient.docs, .legacyDocs] {
      #expect(
        try RegistryTrust.resolve(host: "localhost:5000", as: client, in: environment).wording
          == "Missing key ca.key for client certificate ca.cert. CA certificates should use the extension .crt.")
    }
    // Several pairs, in the order of their names, under today's rule and the one of old.
    try FileManager.default.removeItem(atPath: folder + "/ca.cert")
    try Data(Material.certificate("admin", key: 2).utf8).write(to: URL(fileURLWithPath: folder + "/admin.cert"))
    try Data(Material.key(2).utf8).write(to: URL(fileURLWithPath: folder + "/admin.key"))
    for (client, second) in [(RegistryClient.docs, IdentityAttempts.Presentation.identity(1)), (.legacyDocs, nil)] {
      let registry = try RegistryTrust.resolve(host: "localhost:5000", as: client, in: environment)
      #expect(registry.names == ["admin", "client"])
      var attempts = registry.attempts
      #expect(attempts.report(.status(404)) == second)
    }
  }
}
