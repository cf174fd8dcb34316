import CertificateEncoding
import CertificateVerification
import Certificates

extension SymptomList {
  /// Everything about `hosts.toml`.
  mutating func addHostsFiles() {
    for directory in facts.directories {
      var told: [RegistryClient] = []
      for reader in directory.readers where !told.contains(reader.client) {
        guard let outcome = reader.hostsFile else { continue }
        let clients = directory.readers.filter { $0.hostsFile == outcome }.map { $0.client }
        told += clients
        switch outcome {
        case .invalid(let path, let message):
          add(
            .invalidHostsFile(path: path, line: Self.line(message), message), .warning, clients,
            explaining: [FilePath(path)])
        case .valid(let path):
          let shadowed = directory.files.filter { $0.isShadowed(for: reader) }
          if !shadowed.isEmpty { add(.shadowed(hostsFile: path, shadowed), .warning, clients) }
          addNotes(path, directory, clients)
        }
      }
    }
  }

  private mutating func addNotes(_ path: String, _ directory: ExaminedDirectory, _ clients: [RegistryClient]) {
    guard
      let bytes = try? facts.environment.files.read(FilePath(path), limit: LoadingLimits.configurationByteCount),
      let file = try? HostsFile(bytes, directory: directory.path.text), !file.notes.isEmpty
    else { return }
    let isHarmless = file.notes.allSatisfy { $0.kind == .noHosts }
    add(.hostsNotes(path: path, file.notes), isHarmless ? .note : .warning, clients, differs: false)
  }

  /// The line in `line 3, column 7: …`.
  private static func line(_ message: String) -> Int? {
    guard message.hasPrefix("line ") else { return nil }
    return Int(message.dropFirst(5).prefix { $0.isNumber })
  }

  /// What is left: clients that make different things of one directory, and ones that stop for a reason of their own.
  mutating func addDivergences() {
    for result in facts.results where result.failure != nil && !explainedClients.contains(result.client) {
      guard let words = result.failure?.clientWording else { continue }
      let same = facts.results.filter { $0.failure?.clientWording == words }.map { $0.client }
      guard same.first == result.client else { continue }
      add(
        .divergence(directory: result.directory ?? result.candidates.first?.path ?? "", [(same, "stops: \(words)")]),
        .error, same)
    }
    addDefaultDirectory()
    guard !explainsDifferences else { return }
    for directory in facts.directories {
      var groups: [(outcome: Outcome, clients: [RegistryClient], text: String)] = []
      for reader in directory.readers where reader.client.isProgram {
        let outcome = Outcome(reader)
        if let index = groups.firstIndex(where: { $0.outcome == outcome }) {
          groups[index].clients.append(reader.client)
        } else {
          groups.append((outcome, [reader.client], outcome.text))
        }
      }
      guard groups.count > 1 else { continue }
      add(
        .divergence(directory: directory.path.text, groups.map { ($0.clients, $0.text) }), .warning,
        groups.flatMap { $0.clients })
    }
  }

  /// A directory for all hosts, which some clients that share its surroundings don't know.
  private mutating func addDefaultDirectory() {
    for directory in facts.directories where directory.path.text.hasSuffix("_default") {
      let readers = directory.readers.map { $0.client }
      let others = facts.results.filter { result in
        result.isWithoutDirectory
          && result.bases(facts.environment).contains {
            directory.path == $0.appending("_default", facts.environment.platform)
          }
      }.map { $0.client }
      guard !others.isEmpty else { continue }
      add(
        .divergence(directory: directory.path.text, [(readers, "read, for every host"), (others, "not looked for")]),
        .warning, others)
    }
  }

  /// What a client makes of a directory.
  private struct Outcome: Equatable {
    let stops: Bool
    let roots: Set<Certificate>
    let identities: [Certificate]

    init(_ result: RegistryTrust) {
      stops = result.failure != nil
      roots = Set(result.endpoints.flatMap { $0.roots.files }.flatMap { $0.certificates })
      identities = result.identities.map { $0.leaf }
    }

    var text: String {
      if stops { return "stops" }
      return DoctorWords.count(roots.count, "root") + ", "
        + DoctorWords.count(identities.count, "identity", "identities")
    }
  }
}

extension ExaminedFile {
  /// Whether a client would read it if there were no `hosts.toml`, and now doesn't have what is in it.
  fileprivate func isShadowed(for reader: RegistryTrust) -> Bool {
    guard ending != nil, reader.entries.first(where: { $0.name == text })?.role == .ignored(.shadowed) else {
      return false
    }
    let isKnown = found.allSatisfy { certificate in
      reader.endpoints.contains { endpoint in
        endpoint.roots.store.contains(certificate)
          || endpoint.identities.contains { $0.certificates.contains(certificate) }
      }
    }
    let isKeyKnown =
      key.map { key in
        reader.endpoints.contains { $0.identities.contains { key.publicKeyMatches($0.leaf) } }
      } ?? true
    return !isKnown || !isKeyKnown
  }
}
