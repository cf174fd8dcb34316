import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import RegistryTrust
import Testing

@testable import RootwardCommand

/// The doctor's commands are run, and what they were to mend is gone, and nothing else.
@Suite("The doctor's remedies")
struct RemedyTests {
  private static let hasTools =
    FileManager.default.isExecutableFile(atPath: "/bin/bash")
    && (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/openssl")
    }
  static let host = "registry.example.com"

  private static let clients: [RegistryClient] = [.docker, .containerd, .podman]

  /// What is in the files of a directory.
  private struct Contents {
    var files: Set<Data> = []
    var certificates: Set<Certificate> = []
    var keys: Set<Data> = []

    init(_ folder: URL) throws {
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
        guard let data = try? Data(contentsOf: folder.appending(path: name)) else { continue }
        files.insert(data)
        certificates.formUnion(CertificateBundle(Array(data)).certificates)
        keys.formUnion(Self.keys(data))
      }
    }

    /// Whether something of a file is lost: it is nowhere as it was, and what is in it isn't either.
    func loses(_ file: Data) -> Bool {
      guard !file.isEmpty, !files.contains(file) else { return false }
      let found = CertificateBundle(Array(file)).certificates
      let keys = Self.keys(file)
      return found.isEmpty && keys.isEmpty || !certificates.isSuperset(of: found) || !self.keys.isSuperset(of: keys)
    }

    /// The PKCS #8 of the private keys, which openssl writes for every kind.
    private static func keys(_ data: Data) -> Set<Data> {
      if data.first == 0x30 { return CertificateBundle(Array(data)).certificates.isEmpty ? [data] : [] }
      let parts = String(decoding: data, as: UTF8.self).split(separator: "-----BEGIN PRIVATE KEY-----").dropFirst()
      return Set(
        parts.compactMap { part in
          part.split(separator: "-----").first.flatMap {
            Data(base64Encoded: String($0), options: .ignoreUnknownCharacters)
          }
        })
    }
  }

  /// Runs commands until one fails; all of them, if they may.
  static func shell(_ commands: String..., in folder: URL, mayFail: Bool = false) throws {
    let script = "cd '\(folder.path)'\n\(mayFail ? "" : "set -e\n")\(commands.joined(separator: "\n"))\n"
    let run = try BuiltProgram.start("/bin/bash", ["-c", script])
    #expect(mayFail || run.code == 0, "\(script): \(run.errors)")
  }

  /// Lets a test have a folder for as long as it runs.
  private func withFolder(_ body: (URL, RemedyMaterial) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rootward-remedy-\(UUID().uuidString)")
    let material = folder.appending(path: "material")
    try FileManager.default.createDirectory(at: material, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder, try RemedyMaterial(in: material))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "owned").path))
  }

  @Test("A fault beside sound files is mended", .enabled(if: hasTools, "there is no openssl, or no bash"))
  func single() throws {
    try withFolder { folder, material in
      for (number, situation) in RemedySituation.single(material).enumerated() {
        try mend(situation.besideSoundFiles(material), "fault \(number)", folder)
      }
    }
  }

  @Test(
    "Several faults are mended by the commands in their order, and any of the commands may be left out",
    .enabled(if: hasTools, "there is no openssl, or no bash"))
  func several() throws {
    try withFolder { folder, material in
      let situations = RemedySituation.several(material)
      #expect(situations.count >= 15)
      for (number, situation) in situations.enumerated() {
        let diagnoses = try mend(situation.besideSoundFiles(material), "faults \(number)", folder)
        guard diagnoses.count > 1 else { continue }
        for diagnosis in diagnoses {
          try mend(situation.besideSoundFiles(material), "faults \(number)", folder, only: diagnosis)
        }
      }
    }
  }

  /// Runs the commands of a situation in their order, or those of one of its diagnoses.
  @discardableResult
  private func mend(
    _ situation: RemedySituation, _ name: String, _ folder: URL, only diagnosis: Diagnosis? = nil
  ) throws -> [Diagnosis] {
    let base = folder.appending(path: "case")
    let directory = base.appending(path: Self.host)
    try situation.write(to: directory)
    let files = try Contents(directory).files
    let before = try examine(base)
    let commands = (diagnosis.map { [$0] } ?? before.diagnoses).flatMap { $0.remedy }
      .filter { !$0.hasPrefix("rootward ") && !$0.contains("EDITOR") }
    let name = "\(name): \(commands.joined(separator: "\n"))"
    try Self.shell(commands.joined(separator: "\n"), in: folder, mayFail: diagnosis != nil)
    let contents = try Contents(directory)
    for file in files { #expect(!contents.loses(file), "\(name): a file is lost") }
    let after = try examine(base)
    for (old, new) in zip(before.results, after.results) where old.failure == nil {
      #expect(new.failure == nil, "\(name): \(old.client) stops")
      #expect(new.kept.isSuperset(of: old.kept), "\(name): \(old.client) lacks what it had")
    }
    guard diagnosis == nil else { return before.diagnoses }
    #expect(ids(before) == situation.ids, "\(name)")
    #expect(ids(after) == situation.remaining, "\(name)")
    #expect(after.results.allSatisfy { $0.failure == nil }, "\(name)")
    // Whoever runs them once more loses nothing.
    try Self.shell(commands.joined(separator: "\n"), in: folder, mayFail: true)
    let again = try Contents(directory)
    for file in files { #expect(!again.loses(file), "\(name): run again") }
    return before.diagnoses
  }

  /// The names of the errors and warnings.
  private func ids(_ examination: RegistryExamination) -> Set<String> {
    Set(examination.diagnoses.filter { $0.severity != .note }.map { $0.id.rawValue })
  }

  private func examine(_ base: URL) throws -> RegistryExamination {
    var environment = RegistryEnvironment(
      platform: .linux, variables: ["SSL_CERT_FILE": "/nowhere", "SSL_CERT_DIR": "/nowhere"])
    environment.certificatesDirectory = base.path
    return RegistryDoctor.examine(
      try RegistryHost(Self.host), in: environment, clients: Self.clients,
      at: Timestamp(secondsSince1970: Int64(Date.now.timeIntervalSince1970)))
  }
}

extension RegistryTrust {
  /// The roots and identities that no command may take away; those of clients and servers may be in the wrong place.
  fileprivate var kept: Set<Certificate> {
    let all = roots.files.flatMap { $0.certificates } + identities.map { $0.leaf }
    return Set(all.filter { !["client", "renewed", "server"].contains($0.subject.commonName ?? "") })
  }
}
