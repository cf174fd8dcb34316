import CertificateEncoding
import Certificates
import Platform
import RegistryTrust

/// Where a client looked for identities, told if it found none: a port that is mistyped looks like a registry without
/// any.
struct IdentityPlaces {
  private let registry: RegistryTrust
  private let environment: RegistryEnvironment

  init(_ registry: RegistryTrust, _ environment: RegistryEnvironment) {
    (self.registry, self.environment) = (registry, environment)
  }

  /// How many directories are told, and how many entries of one are looked at for them.
  private static let maximumCount = 8
  private static let maximumEntryCount = 10_000

  /// A sentence each; none if there are identities.
  var notes: [String] {
    guard registry.identities.isEmpty else { return [] }
    let title = registry.client.title
    var notes: [String] = []
    let places = registry.candidates.prefix(Self.maximumCount).map { candidate in
      let words = candidate.isTaken ? "no identity in it" : RegistryWords.text(candidate.outcome)
      return "\(RegistryWords.shown(candidate.path)) (\(words))"
    }
    notes.append(
      places.isEmpty
        ? "\(title) looks for no directory of \(registry.host)."
        : "\(title) found no identity for \(registry.host). It looked for \(places.joined(separator: ", ")).")
    let hosts = neighbors
    if registry.directory == nil, !hosts.isEmpty {
      let rest = hosts.count - Self.maximumCount
      notes.append(
        "Beside it there is \(hosts.prefix(Self.maximumCount).joined(separator: ", "))"
          + (rest > 0 ? " and \(rest) more" : "") + "; the port is part of the name.")
    }
    let directory = environment.certificatesDirectory.map { " --certs-dir \(DisplayText.escaped($0))" } ?? ""
    let client = registry.client == .docker ? "" : " --client \(registry.client.rawValue)"
    notes.append("“rootward registry \(registry.host)\(directory)\(client) --doctor” says what is wrong there.")
    return notes
  }

  /// The directories beside those that were looked for, those of the same host first.
  private var neighbors: [String] {
    var names: [String] = []
    for candidate in registry.candidates {
      let path = candidate.path
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex,
        let entries = try? environment.files.entries(
          of: FilePath(String(path[..<slash])), limit: Self.maximumEntryCount)
      else { continue }
      for entry in entries where entry.node == .directory {
        let name = RegistryWords.shown(String(decoding: entry.name, as: UTF8.self))
        if !names.contains(name) { names.append(name) }
        // What else there is, the doctor tells.
        if names.count > 1_000 { break }
      }
    }
    let bare = registry.host.bareName
    return names.filter { $0.hasPrefix(bare) } + names.filter { !$0.hasPrefix(bare) }
  }
}
