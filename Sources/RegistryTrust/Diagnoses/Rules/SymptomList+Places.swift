import Platform

extension SymptomList {
  /// Files that lie where clients which found nothing don't look, by the directory that should be there.
  func misplacements() -> [(expected: FilePath, found: [Misplacement], clients: [RegistryClient])] {
    let near = Set(nearDirectories().flatMap { $0.clients })
    var entries: [(expected: FilePath, found: [Misplacement], clients: [RegistryClient])] = []
    for result in facts.results where result.isWithoutFiles(facts) && !near.contains(result.client) {
      let found = places(for: result).filter { entry in
        entry.place.isFile ? facts.exists(entry.path.text) : facts.isFilled(entry.path.text)
      }
      let own = result.directory.map { FilePath($0) }
      guard !found.isEmpty, let expected = own ?? result.expected(facts.environment) else { continue }
      if let index = entries.firstIndex(where: { $0.expected == expected }) {
        entries[index].clients.append(result.client)
        entries[index].found += found.filter { !entries[index].found.contains($0) }
      } else {
        entries.append((expected, found, [result.client]))
      }
    }
    return entries
  }

  /// Where people put files that a client doesn't look for there, the likeliest first.
  func places(for result: RegistryTrust) -> [Misplacement] {
    let environment = facts.environment
    let host = facts.host.directoryName(on: environment.platform)
    var places: [Misplacement] = []
    func add(_ place: WrongPlace, _ parts: String...) {
      let path = FilePath(parts.reduce("") { environment.joined($0, $1) })
      if !places.contains(where: { $0.path == path }) { places.append(Misplacement(path: path, place: place)) }
    }
    let ownsDocker = result.client.usesDockerDirectory
    // Files in a directory of hosts that was named are those that were meant.
    if ownsDocker { places += flatFiles(environment.dockerDirectory) }
    guard environment.certificatesDirectory == nil else { return places }
    if ownsDocker { add(.misspelled, "/etc/docker/cert.d", host) }
    places += hidden(from: result)
    if environment.isRootless {
      if ownsDocker { add(.rootful, "/etc/docker/certs.d", host) }
      if result.client == .nerdctl {
        add(.rootful, "/etc/containerd/certs.d", host)
      }
    } else if let home = environment.configurationHome {
      if ownsDocker { add(.rootless, home, "docker", "certs.d", host) }
      if result.client == .nerdctl { add(.rootless, home, "containerd", "certs.d", host) }
    }
    if result.client == .podman, let home = environment.variable("XDG_CONFIG_HOME") {
      add(.xdg, home, "containers", "certs.d", host)
    }
    if ownsDocker {
      if let home = environment.home { add(.desktop, home, ".docker", "certs.d", host) }
      add(.snap, environment.variable("SNAP_DATA") ?? "/var/snap/docker/current", "etc", "docker", "certs.d", host)
      add(.gitLabRunner, "/etc/gitlab-runner/certs", facts.host.name + ".crt")
    }
    // What some client reads, or stops at, lies in no wrong place.
    if facts.directories.allSatisfy({ $0.files.isEmpty }), facts.results.allSatisfy({ $0.failure == nil }) {
      for (base, owners) in otherBases where !owners.contains(result.client) { add(.otherClient(owners), base, host) }
    }
    return places.filter { place in !result.candidates.contains { $0.path == place.path.text } || place.place.isHidden }
  }

  /// The directories that a client would come to if an empty one before them were not there.
  private func hidden(from result: RegistryTrust) -> [Misplacement] {
    guard let taken = result.directory, !facts.isFilled(taken) else { return [] }
    return result.candidates.filter { $0.outcome == .notReached && !$0.path.hasSuffix("_default") }.map {
      Misplacement(path: FilePath($0.path), place: .hidden(behind: FilePath(taken)))
    }
  }

  /// The files with an ending that counts, in the directory of hosts itself.
  private func flatFiles(_ base: String) -> [Misplacement] {
    let entries = try? facts.environment.files.entries(of: FilePath(base), limit: LoadingLimits.entryCount)
    let own = facts.host.name.lowercased()
    return (entries ?? []).filter { entry in
      guard entry.ending != nil, entry.node == .file else { return false }
      // `other.example.com.crt` is for another host.
      let stem = entry.text.lowercased().split(separator: ".", omittingEmptySubsequences: false).dropLast()
      return stem.count < 2 || stem.joined(separator: ".") == own
    }.prefix(Self.flatFileCount).map {
      Misplacement(path: FilePath(base).appending($0.name, facts.environment.platform), place: .flat)
    }
  }

  /// How many files of one place are told of: more than a registry needs.
  private static let flatFileCount = 10

  /// The directories of hosts, and whose they are.
  private var otherBases: [(String, [RegistryClient])] {
    let environment = facts.environment
    var bases: [(String, [RegistryClient])] = []
    for client in RegistryClient.allCases where client.isProgram {
      let own: [String] =
        switch client {
        case .podman: environment.podmanDirectories
        case .buildkit: []
        case .containerd, .nerdctl, .dockerContainerd: environment.hostsDirectories(of: client)
        case .docs, .legacyDocs, .docker: [environment.dockerDirectory]
        }
      for base in own {
        if let index = bases.firstIndex(where: { $0.0 == base }) {
          bases[index].1.append(client)
        } else {
          bases.append((base, [client]))
        }
      }
    }
    return bases
  }
}

extension WrongPlace {
  fileprivate var isHidden: Bool {
    if case .hidden = self { true } else { false }
  }
}

extension RegistryClient {
  /// Whether Docker's directory of hosts is the client's own.
  var usesDockerDirectory: Bool {
    switch self {
    case .docs, .legacyDocs, .docker, .dockerContainerd: true
    case .containerd, .podman, .buildkit, .nerdctl: false
    }
  }
}
