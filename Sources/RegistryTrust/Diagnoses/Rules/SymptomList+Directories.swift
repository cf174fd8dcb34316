import CertificateEncoding
import Platform

extension SymptomList {
  /// Everything about where the files lie.
  mutating func addDirectories() {
    addDockerHub()
    var misses: [(symptom: Symptom, key: [String], clients: [RegistryClient])] = []
    for result in facts.results where result.failure == nil && result.isWithoutDirectory {
      guard let expected = result.expected(facts.environment) else { continue }
      for (found, miss) in nearMisses(result) {
        let key = [expected.text, found.text]
        if let index = misses.firstIndex(where: { $0.key == key }) {
          misses[index].clients.append(result.client)
        } else {
          misses.append((.nearMiss(expected: expected, found: found, miss), key, [result.client]))
        }
      }
    }
    for miss in misses { add(miss.symptom, .warning, miss.clients, differs: false) }
    // What some client reads, or stops at, lies in no wrong place.
    guard misses.isEmpty, facts.directories.isEmpty, !contains(.dockerHubDirectory),
      facts.results.allSatisfy({ $0.failure == nil })
    else { return }
    addElsewhere()
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

  // MARK: Near misses

  /// The directories that come near the one that a client looks for.
  private func nearMisses(_ result: RegistryTrust) -> [(FilePath, NearMiss)] {
    guard !result.host.isDockerHub else { return [] }
    var found: [(FilePath, NearMiss)] = []
    for base in result.bases(facts.environment) {
      guard let entries = try? facts.environment.files.entries(of: base, limit: LoadingLimits.entryCount) else {
        continue
      }
      for entry in entries where entry.node == .directory || entry.node == .link {
        let path = base.appending(entry.name, facts.environment.platform)
        guard let (path, miss) = nearMiss(entry.text, path, result.client), facts.isFilled(path.text) else { continue }
        found.append((path, miss))
      }
    }
    return found
  }

  private func nearMiss(
    _ name: String, _ path: FilePath, _ client: RegistryClient
  ) -> (FilePath, NearMiss)? {
    let host = facts.host
    let (wanted, lowered) = (host.text.lowercased(), name.lowercased())
    if lowered == wanted { return name == host.text ? nil : (path, .letters) }
    if lowered == "https:" || lowered == "http:" {
      // `mkdir -p certs.d/https://host` makes one directory within another.
      let inner = path.appending(host.text, facts.environment.platform)
      return facts.exists(inner.text) ? (inner, .scheme) : nil
    }
    if lowered == wanted + "." { return (path, .dot) }
    if let port = host.portText {
      if lowered == host.name.lowercased() { return (path, .portMissing(port)) }
      if lowered == "\(host.name.lowercased())_\(port)_" { return (path, .underscores) }
      if lowered == host.name.lowercased() + port { return (path, .noColon) }
    } else if let other = try? RegistryHost(name), let port = other.portText, other.name.lowercased() == wanted {
      return (path, .portTooMany(port))
    }
    if let address = (try? RegistryHost(name))?.address, (try? RegistryHost(name))?.portText == host.portText,
      facts.environment.addresses?(host.bareName).contains(address) == true
    {
      return (path, .address)
    }
    return nil
  }

  // MARK: Other places

  private mutating func addElsewhere() {
    var told: [(found: String, clients: [RegistryClient], symptom: Symptom)] = []
    for result in facts.results where result.failure == nil && result.isWithoutDirectory {
      guard let expected = result.expected(facts.environment) else { continue }
      for (path, place) in places(for: result.client) where place.isFile ? facts.exists(path) : facts.isFilled(path) {
        if let index = told.firstIndex(where: { $0.found == path }) {
          told[index].clients.append(result.client)
        } else {
          told.append((path, [result.client], .elsewhere(expected: expected.text, found: path, place)))
        }
      }
    }
    for miss in told { add(miss.symptom, .warning, miss.clients, differs: false) }
    guard facts.clients.contains(.buildkit) else { return }
    let places = places(for: .buildkit).map { $0.0 }.filter(facts.isFilled)
    guard let path = places.first else { return }
    add(
      .builder(directory: path, configuration: facts.environment.buildKitConfigurationFile), .warning, [.buildkit],
      differs: false)
  }

  /// Where people put files that a client doesn't look for there.
  private func places(for client: RegistryClient) -> [(String, WrongPlace)] {
    let (environment, host) = (facts.environment, facts.host.directoryName(on: facts.environment.platform))
    var places: [(String, WrongPlace)] = []
    if client.usesDockerDirectory {
      places.append((environment.joined("/etc/docker/cert.d", host), .misspelled))
      if let home = environment.home { places.append((environment.joined(home, ".docker", "certs.d", host), .desktop)) }
      places.append((environment.joined("/etc/gitlab-runner/certs", facts.host.name + ".crt"), .gitLabRunner))
      let snap = environment.variable("SNAP_DATA") ?? "/var/snap/docker/current"
      places.append((environment.joined(snap, "etc", "docker", "certs.d", host), .snap))
      if environment.isRootless {
        places.append((environment.joined("/etc/docker/certs.d", host), .rootful))
      } else if let home = environment.configurationHome {
        places.append((environment.joined(home, "docker", "certs.d", host), .rootless))
      }
      places += flatFiles(environment.dockerDirectory)
    }
    if client == .podman, let home = environment.variable("XDG_CONFIG_HOME") {
      places.append((environment.joined(home, "containers", "certs.d", host), .xdg))
    }
    let known = Set(places.map { $0.0 })
    for (base, owners) in otherBases where !owners.contains(client) {
      let path = environment.joined(base, host)
      if !known.contains(path) { places.append((path, .otherClient(owners))) }
    }
    return places
  }

  /// The first file with an ending that counts, in the directory of hosts itself.
  private func flatFiles(_ base: String) -> [(String, WrongPlace)] {
    let entries = try? facts.environment.files.entries(of: FilePath(base), limit: LoadingLimits.entryCount)
    guard let entry = entries?.first(where: { $0.ending != nil && $0.node == .file }) else { return [] }
    return [(FilePath(base).appending(entry.name, facts.environment.platform).text, .flat)]
  }

  /// The directories of hosts, and whose they are.
  private var otherBases: [(String, [RegistryClient])] {
    let environment = facts.environment
    guard environment.certificatesDirectory == nil else { return [] }
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
  /// Whether it is a file's, and not a directory's.
  fileprivate var isFile: Bool { self == .flat || self == .gitLabRunner }
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
    return (own.first { $0.path.hasPrefix("/etc/") } ?? own.first ?? candidates.first).map { FilePath($0.path) }
  }
}
