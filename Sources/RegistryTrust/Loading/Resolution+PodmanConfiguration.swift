import Platform

extension Resolution {
  /// Reads which registries are insecure to Podman, and says so of the host; its directory is read all the same.
  mutating func readPodmanConfiguration() {
    let (candidates, directories) = environment.podmanConfigurationFiles
    var found: [(registry: ContainersRegistries.Registry, file: FilePath)] = []
    // The first file that exists, then all of the directories.
    for path in candidates.map({ FilePath($0) }) {
      guard let registries = podmanConfiguration(path) else {
        if result.failure != nil { return }
        continue
      }
      if let registry = registries.registry(for: host.text) { found.append((registry, path)) }
      break
    }
    for directory in directories.map({ FilePath($0) }) {
      guard let entries = try? files.entries(of: directory, limit: LoadingLimits.entryCount) else { continue }
      for entry in entries where entry.text.hasSuffix(".conf") && entry.node != .directory {
        let path = directory.appending(entry.name, environment.platform)
        if let registry = podmanConfiguration(path)?.registry(for: host.text) { found.append((registry, path)) }
        if result.failure != nil { return }
      }
    }
    // Of several the one with the longest prefix counts, and of those the last.
    let longest = found.map { $0.registry.prefix.utf8.count }.max()
    guard let (registry, file) = found.last(where: { $0.registry.prefix.utf8.count == longest }),
      registry.endpoint.isInsecure
    else { return }
    let position = registry.endpoint.insecurePosition ?? registry.endpoint.position
    result.endpoints[0].serverCheck = .notVerified(.configured(file: file.text, line: position.line))
    result.endpoints[0].fallsBackToHTTP = true
  }

  private mutating func podmanConfiguration(_ path: FilePath) -> ContainersRegistries? {
    do throws(RegistryFileError) {
      let bytes = try files.read(path, limit: LoadingLimits.configurationByteCount)
      do throws(ConfigurationError) {
        return try ContainersRegistries(bytes)
      } catch {
        fail(
          .configuration(path: path.text, error.description),
          "loading registries configuration \(GoText.quoted(path.bytes)): \(error.description)")
      }
    } catch {
      if error.reason != .notFound {
        fail(
          .configurationFile(error),
          "loading registries configuration \(GoText.quoted(path.bytes)): \(error.clientWording)")
      }
    }
    return nil
  }
}
