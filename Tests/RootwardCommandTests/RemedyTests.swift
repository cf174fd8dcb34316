import Foundation
import RegistryTrust
import Testing

@testable import RootwardCommand

/// The doctor's commands are run, and what they were to mend is gone.
@Suite("The doctor's remedies")
struct RemedyTests {
  private static let hasTools =
    FileManager.default.isExecutableFile(atPath: "/bin/bash")
    && (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/openssl")
    }
  private static let host = "registry.example.com"

  /// The files that faults are made of.
  private struct Material {
    let root: String
    let certificate: String
    let key: String
    let rootDER: Data

    init(in folder: URL) throws {
      let request = "-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30"
      try RemedyTests.shell(
        "openssl req \(request) -keyout ca.key -out ca.crt -subj /CN=CA && openssl x509 -in ca.crt -outform DER -out ca.der && "
          + "openssl req \(request) -keyout k.key -out k.crt -subj /CN=client -addext basicConstraints=CA:FALSE",
        in: folder)
      root = try String(contentsOf: folder.appending(path: "ca.crt"), encoding: .utf8)
      certificate = try String(contentsOf: folder.appending(path: "k.crt"), encoding: .utf8)
      key = try String(contentsOf: folder.appending(path: "k.key"), encoding: .utf8)
      rootDER = try Data(contentsOf: folder.appending(path: "ca.der"))
    }

    /// Directories with one fault each.
    var faults: [(id: String, files: [String: Data])] {
      let base64 = root.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
      func text(_ name: String, _ contents: String) -> [String: Data] { [name: Data(contents.utf8)] }
      func pair(_ certificate: String, _ key: String) -> [String: Data] {
        text("c.cert", certificate).merging(text("c.key", key)) { $1 }
      }
      return [
        ("crt-yields-nothing", ["ca.crt": rootDER]),
        ("crt-yields-nothing", text("ca.crt", "\u{FEFF}" + root)),
        ("crt-yields-nothing", ["ca.crt": root.data(using: .utf16) ?? Data()]),
        (
          "crt-yields-nothing",
          text("ca.crt", root.replacing("\n", with: "\n   ").replacing("-----BEGIN", with: "  -----BEGIN"))
        ),
        ("crt-yields-nothing", text("ca.crt", root.replacing("\n", with: ""))),
        ("crt-yields-nothing", text("ca.crt", root.dropLast() + root)),
        (
          "crt-yields-nothing",
          text("ca.crt", root.replacing("CERTIFICATE-----\nM", with: "CERTIFICATE-----\nname: ca\n\nM"))
        ),
        ("crt-yields-nothing", text("ca.crt", root.replacing("CERTIFICATE", with: "X509 CERTIFICATE"))),
        ("crt-yields-nothing", text("ca.crt", base64 + "\n")),
        ("crt-yields-nothing", text("ca.crt", "")),
        ("ca-named-cert", text("ca.cert", root)),
        ("ignored-extension", text("ca.pem", root)),
        ("ignored-extension", text("ca.crt.txt", root)),
        ("ignored-extension", ["ca.cer": rootDER]),
        ("ignored-extension", text("it's $(touch owned) `touch owned`\u{1B}[2J\n.pem", root)),
        ("ignored-extension", text("c.pem", certificate + key)),
        ("ignored-extension", text("c.pem", certificate).merging(text("c-key.pem", key)) { $1 }),
        ("ignored-extension", text("c.cert", certificate).merging(text("c.KEY", key)) { $1 }),
        ("key-mismatch", pair(key, certificate)),
        ("key-mismatch", pair(root + certificate, key)),
        ("key-mismatch", text("c.cert", certificate).merging(text("other.key", key)) { $1 }),
        ("store-divergence", text("c.cert", certificate + key)),
        ("store-divergence", text("sub.crt/ca.crt", root)),
        ("lone-key", text("c.key", key)),
        ("anchor-quality", text("ca.crt", root + key)),
      ]
    }
  }

  private static func shell(_ command: String, in folder: URL) throws {
    let run = try BuiltProgram.start("/bin/bash", ["-c", "cd '\(folder.path)' && { \(command)\n}"])
    #expect(run.code == 0, "\(command): \(run.errors)")
  }

  @Test(
    "Each makes its diagnosis go away, and brings no other", .enabled(if: hasTools, "there is no openssl, or no bash"))
  func remedies() throws {
    let temporary = FileManager.default.temporaryDirectory.appending(path: "rootward-remedy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: temporary) }
    for (number, fault) in try Material(in: temporary).faults.enumerated() {
      let base = temporary.appending(path: "case-\(number)")
      for (name, contents) in fault.files {
        let file = base.appending(path: Self.host).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try contents.write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      }
      let before = try diagnoses(base)
      #expect(before.map { $0["id"] as? String } == [fault.id], "case \(number)")
      for command in before.flatMap({ $0["remedy"] as? [String] ?? [] }) { try Self.shell(command, in: temporary) }
      #expect(try diagnoses(base).map { $0["id"] as? String } == [], "case \(number), \(fault.id)")
      #expect(!FileManager.default.fileExists(atPath: temporary.appending(path: "owned").path))
    }
  }

  private func diagnoses(_ base: URL) throws -> [[String: Any]] {
    let run = try CapturedCommand(
      ["registry", Self.host, "--certs-dir", base.path, "--doctor", "--json", "--at", "\(Date.now.ISO8601Format())"],
      machine: RegistryEnvironment(
        platform: .linux, variables: ["SSL_CERT_FILE": "/nowhere", "SSL_CERT_DIR": "/nowhere"]))
    return try #require(try run.json["diagnoses"] as? [[String: Any]])
  }
}
