import CertificateEncoding
import Certificates
import Foundation
import Platform
import RegistryTrust

/// The folder `certs.d/`: directories of registries, and what three real loaders made of each.
struct CertsDFile: Decodable {
  /// What a loader made of a directory.
  struct Expectation: Decodable {
    /// How many roots came from the directory; `nil` if there was no pool of its own.
    let roots: Int?
    /// The common names of the identities' leaves, in order.
    let identities: [String]
    /// The loader's own message, `DIR` standing for the folder of fixtures.
    let error: String?
  }

  /// The expectations by fixture and by loader.
  let fixtures: [String: [String: Expectation]]

  /// The cases of the file at `folder`, which holds the fixtures as well.
  func cases(in folder: URL) -> [ConformanceCase] {
    let directory = folder.appendingPathComponent("fixtures").standardizedFileURL.path
    return fixtures.sorted { $0.key < $1.key }.flatMap { fixture, loaders in
      loaders.sorted { $0.key < $1.key }.map { loader, expected in
        let wanted = Self.answer(expected.roots, expected.identities, expected.error)
        return ConformanceCase(id: "\(fixture)/\(loader)", expected: .answer(wanted)) {
          Judges.registryDirectory(fixture, loader: loader, in: directory)
        }
      }
    }
  }

  /// What is compared, in one line.
  static func answer(_ roots: Int?, _ identities: [String], _ error: String?) -> String {
    "roots=\(roots.map { String($0) } ?? "null") identities=[\(identities.joined(separator: " "))] "
      + "error=\(error ?? "null")"
  }
}

extension Judges {
  /// A registry's directory, named as its host, as one of three clients reads it with an empty system pool.
  static func registryDirectory(_ fixture: String, loader: String, in directory: String) -> Verdict {
    let clients: [String: RegistryClient] = ["docker": .docker, "containerd": .containerd, "containers": .podman]
    guard let client = clients[loader] else { return .unsupported("a loader that is not known here: \(loader)") }
    let nowhere = directory + "/none"
    var environment = RegistryEnvironment(
      variables: ["SSL_CERT_FILE": nowhere, "SSL_CERT_DIR": nowhere], files: FlattenedLinks(below: directory))
    environment.certificatesDirectory = directory
    guard let registry = try? RegistryTrust.resolve(host: fixture, as: client, in: environment) else {
      return .refused(because: "the fixture's name is no host")
    }
    let error = registry.failure?.clientWording.replacingOccurrences(of: directory, with: "DIR")
    let answer = CertsDFile.answer(
      registry.roots.isConfigured ? registry.roots.ownCount : nil,
      registry.identities.map { $0.leaf.subject.commonName ?? "" }, error)
    return .answer(answer, because: "\(registry.candidates.map { $0.path })")
  }
}

/// The files of a folder whose symbolic links may have become files that hold where they lead, as Git leaves them where
/// links can't be made.
private struct FlattenedLinks: RegistryFiles {
  private let files = SystemFiles()
  private let folder: String

  init(below folder: String) { self.folder = folder }

  func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    try files.node(at: path, followingLinks: followingLinks)
  }

  func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    try files.entries(of: directory, limit: limit)
  }

  func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    let bytes = try files.read(path, limit: limit)
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("../"), text.utf8.count < 1000, !text.contains("\n") else { return bytes }
    let target = URL(fileURLWithPath: path.text).deletingLastPathComponent().appendingPathComponent(text)
    guard target.standardizedFileURL.path.hasPrefix(folder + "/") else { return bytes }
    return try files.read(FilePath(target.standardizedFileURL.path), limit: limit)
  }

  func linkTarget(of path: FilePath) -> FilePath? { files.linkTarget(of: path) }
}
