import Certificates
import RegistryTrust

/// A machine with nothing on it but what a test puts there.
struct Situation {
  var files: MemoryFiles
  var platform: RegistryEnvironment.Platform
  var variables: [String: String] = [:]
  var change: (inout RegistryEnvironment) -> Void = { _ in }

  init(_ platform: RegistryEnvironment.Platform = .linux, _ build: (inout MemoryFiles) -> Void = { _ in }) {
    self.platform = platform
    files = MemoryFiles(separator: platform == .windows ? "\\" : "/")
    build(&files)
  }

  var environment: RegistryEnvironment {
    var environment = RegistryEnvironment(platform: platform, variables: variables, files: files)
    change(&environment)
    return environment
  }

  func resolve(_ host: String, _ client: RegistryClient) throws -> RegistryTrust {
    try RegistryTrust.resolve(host: host, as: client, in: environment)
  }
}

extension RegistryTrust {
  /// The common names of the identities' leaves.
  var names: [String] { identities.map { $0.leaf.subject.commonName ?? "" } }
  /// How many roots came from files of the registry; `nil` if there is no pool of its own.
  var ownRoots: Int? { roots.isConfigured ? roots.ownCount : nil }
  /// The client's own words.
  var wording: String? { failure?.clientWording }
  /// The paths of the candidates.
  var paths: [String] { candidates.map { $0.path } }
}
