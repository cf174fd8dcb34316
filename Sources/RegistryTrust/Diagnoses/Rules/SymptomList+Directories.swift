import CertificateEncoding
import CertificateVerification
import Platform

extension SymptomList {
  /// Everything about where the files lie.
  mutating func addDirectories() {
    addDockerHub()
    let issuers = foundIssuers().filter { $0.place == .elsewhere }
    for entry in nearDirectories() {
      let issuer = issuers.first { issuer in entry.found.contains { issuer.path.isBelow($0.path) } }
      // What the client needs comes first, and then what can be meant for this registry alone.
      let found = entry.found.filter { near in issuer.map { $0.path.isBelow(near.path) } == true }
      let rest = entry.found.filter { !found.contains($0) }
      add(
        .nearMiss(
          expected: entry.expected, found + rest.filter { $0.miss.isCertain } + rest.filter { !$0.miss.isCertain },
          holding: issuer),
        severity(issuer, entry.clients), entry.clients, differs: false)
    }
    guard !contains(.dockerHubDirectory) else { return }
    for entry in misplacements() {
      let issuer = issuers.first { issuer in entry.found.contains { issuer.path.isBelow($0.path) } }
      let first = entry.found.filter { place in issuer.map { $0.path.isBelow(place.path) } == true }
      add(
        .elsewhere(
          expected: entry.expected, first + entry.found.filter { !first.contains($0) }, holding: issuer),
        severity(issuer, entry.clients), entry.clients, differs: false)
    }
    addBuilder()
  }

  /// An error if the clients are refused for want of what lies there.
  private func severity(_ issuer: FoundIssuer?, _ clients: [RegistryClient]) -> Diagnosis.Severity {
    guard issuer != nil, clients.allSatisfy(isRefused) else { return .warning }
    return .error
  }

  private func isRefused(_ client: RegistryClient) -> Bool {
    facts.verdicts.contains { $0.clients.contains(client) && !$0.evaluation.isVerified }
  }

  // MARK: Docker Hub

  private mutating func addDockerHub() {
    let names = ["docker.io", "index.docker.io", "registry-1.docker.io"]
    guard names.contains(facts.host.text) else { return }
    var paths: [String] = []
    var readers: [RegistryClient] = []
    var others: [RegistryClient] = []
    for result in facts.results {
      let own = result.bases(facts.environment).flatMap { base in
        names.map { base.appending($0, facts.environment.platform).text }
      }.filter(facts.isFilled)
      guard !own.isEmpty else { continue }
      for path in own where !paths.contains(path) { paths.append(path) }
      if result.candidates.contains(where: { $0.isTaken }) {
        readers.append(result.client)
      } else {
        others.append(result.client)
      }
    }
    guard !others.isEmpty else { return }
    add(.dockerHub(paths: paths, readers: readers, others: others), .warning, others)
  }

  // MARK: BuildKit

  private mutating func addBuilder() {
    guard facts.directories.allSatisfy({ $0.files.isEmpty }), facts.results.allSatisfy({ $0.failure == nil }),
      let builder = facts.results.first(where: { $0.client == .buildkit }),
      builder.roots.ownCount == 0, builder.identities.isEmpty, builder.serverCheck.verifiesServer,
      let path = places(for: builder).map({ $0.path.text }).first(where: facts.isFilled)
    else { return }
    add(
      .builder(directory: path, configuration: facts.environment.buildKitConfigurationFile), .warning, [.buildkit],
      differs: false)
  }
}

extension FilePath {
  /// Whether the path is a directory's, or that of something in it.
  func isBelow(_ directory: FilePath) -> Bool {
    guard bytes.starts(with: directory.bytes) else { return false }
    return bytes.count == directory.bytes.count || "/\\".utf8.contains(bytes[directory.bytes.count])
  }
}

extension RegistryTrust {
  /// Whether the client looked for directories and found none.
  var isWithoutDirectory: Bool {
    !candidates.isEmpty
      && candidates.allSatisfy { candidate in
        switch candidate.outcome {
        case .missing, .skipped: true
        case .taken, .notReached, .failed, .closed, .notConsulted: false
        }
      }
  }

  /// Whether the client found nothing for the host: no directory, or an empty one.
  func isWithoutFiles(_ facts: DoctorCase) -> Bool {
    failure == nil && (isWithoutDirectory || directory.map { !facts.isFilled($0) } == true)
  }

  /// Whether the directory that was taken is that of all hosts which have none of their own.
  var usesDefaultDirectory: Bool { directory?.hasSuffix("_default") == true && !host.text.hasSuffix("_default") }

  /// The directories of hosts that the client looks through.
  func bases(_ environment: RegistryEnvironment) -> [FilePath] {
    let separator = environment.platform.separator
    var bases: [FilePath] = []
    for candidate in candidates {
      let bytes = FilePath(candidate.path).bytes
      guard let slash = bytes.lastIndex(of: separator), slash > 0 else { continue }
      let base = FilePath(bytes: Array(bytes[..<slash]))
      if !bases.contains(base) { bases.append(base) }
    }
    return bases
  }

  /// The directory that a person should make for this client.
  func expected(_ environment: RegistryEnvironment) -> FilePath? {
    let name = host.directoryName(on: environment.platform)
    let own = candidates.filter { $0.path.hasSuffix(name) }
    // Of Podman's directories that of the whole machine.
    if let candidate = own.first(where: { $0.path.hasPrefix("/etc/") }) ?? own.first { return FilePath(candidate.path) }
    // nerdctl doesn't look further in a directory of hosts that isn't there.
    guard client == .nerdctl, let base = environment.hostsDirectories(of: client).first else {
      return candidates.first.map { FilePath($0.path) }
    }
    return FilePath(environment.joined(base, name))
  }
}
