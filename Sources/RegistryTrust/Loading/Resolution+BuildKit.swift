import CertificateCryptography
import Platform

// BuildKit's util/resolver/resolver.go (`fillInsecureOpts`, `loadTLSConfig`).

/// What BuildKit's configuration says of a registry.
struct BuildKitRegistry {
  var rootFiles: [FilePath] = []
  var pairs: [(certificate: FilePath, key: FilePath)] = []
  var directories: [FilePath] = []
  var isInsecure = false
  var insecureLine = 1
  var isPlainHTTP: Bool?

  init() {}

  init(_ registry: BuilderConfiguration.Registry) {
    rootFiles = registry.authorities.map { FilePath($0.path) }
    pairs = registry.keyPairs.map { (FilePath($0.certificate), FilePath($0.key)) }
    directories = registry.directories.map { FilePath($0.path) }
    isInsecure = registry.isInsecure ?? false
    insecureLine = (registry.insecurePosition ?? registry.position).line
    isPlainHTTP = registry.usesPlainHTTP
  }
}

extension Resolution {
  /// BuildKit: what its configuration names, and no directory by itself.
  mutating func loadBuildKit() {
    if host.isDockerHub { result.endpoints[0].host = "registry-1.docker.io" }
    guard let registry = buildKitRegistry() else { return }
    load(registry)
    let isPlainHTTP = registry.isPlainHTTP ?? HostsFile.isLocal(host.text)
    if registry.isInsecure {
      result.endpoints[0].serverCheck = .notVerified(
        .configured(file: environment.buildKitConfigurationFile, line: registry.insecureLine))
      result.endpoints[0].fallsBackToHTTP = isPlainHTTP
    } else if isPlainHTTP {
      result.endpoints[0].serverCheck = .plainHTTP
    }
  }

  /// What is configured for the host; `nil`, and an error, if the configuration can't be read.
  private mutating func buildKitRegistry() -> BuildKitRegistry? {
    var registry = BuildKitRegistry()
    let path = FilePath(environment.buildKitConfigurationFile)
    do throws(RegistryFileError) {
      let bytes = try files.read(path, limit: LoadingLimits.configurationByteCount)
      do throws(ConfigurationError) {
        if let configured = try BuilderConfiguration(bytes)[host.text] {
          registry = BuildKitRegistry(configured)
          result.namedFiles = configured.namedFiles(in: path.text)
        }
      } catch {
        fail(
          .configuration(path: path.text, error.description),
          "failed to load config from \(path.text): \(error.description)")
        return nil
      }
    } catch {
      if error.reason != .notFound {
        fail(.configurationFile(error), "failed to load config from \(path.text): \(error.clientWording)")
        return nil
      }
    }
    if let base = environment.certificatesDirectory {
      registry.directories.append(self.path(host.directoryName(on: environment.platform), in: base))
    }
    return registry
  }

  private mutating func load(_ configured: BuildKitRegistry) {
    var registry = configured
    for path in registry.directories {
      do throws(RegistryFileError) {
        let entries = try files.entries(of: path, limit: LoadingLimits.entryCount)
        note(path, .taken)
        collect(DirectoryReading(path, entries, environment.platform), into: &registry)
      } catch {
        switch error.reason {
        case .notFound: note(path, .missing)
        case .permissionDenied where !isClosed(error): note(path, .skipped(error))
        case .permissionDenied: stop(at: path, error)
        default: return stop(at: path, error)
        }
      }
    }
    loadRoots(registry.rootFiles)
    for pair in registry.pairs where result.failure == nil {
      do throws(IdentityLoadingError) {
        try addIdentity(certificate: pair.certificate, key: pair.key, to: 0)
      } catch {
        fail(
          error.reason(pair.certificate, pair.key),
          "failed to load keypair for \(pair.certificate.text): \(error.clientWording)")
      }
    }
  }

  /// Takes the files of a directory by their endings, and each certificate's key by its name, there or not.
  private mutating func collect(_ listed: DirectoryReading, into registry: inout BuildKitRegistry) {
    var directory = listed
    for (index, entry) in directory.entries.enumerated() {
      let path = directory.path(of: entry.name)
      switch entry.ending {
      case .roots:
        registry.rootFiles.append(path)
        directory.note(index, .roots)
      case .certificate:
        let key = entry.name(ending: .key)
        registry.pairs.append((path, directory.path(of: key)))
        directory.note(index, .certificate(key: String(decoding: key, as: UTF8.self)))
      case .key:
        let certificate = entry.name(ending: .certificate)
        directory.note(
          index,
          directory.contains(certificate)
            ? .key(certificate: String(decoding: certificate, as: UTF8.self)) : .ignored(.loneKey))
      case nil: directory.note(index, .ignored(entry.node == .directory ? .directory : .ending))
      }
    }
    result.entries += directory.report
  }

  private mutating func loadRoots(_ paths: [FilePath]) {
    guard !paths.isEmpty else { return }
    if let error = result.endpoints[0].roots.system.failure {
      return fail(.systemRoots(error), "unable to get system cert pool: " + error.clientWording)
    }
    result.endpoints[0].roots.configure()
    for path in paths where result.failure == nil {
      do throws(RegistryFileError) {
        result.endpoints[0].roots.add(try bounded.certificates(of: path), path: path)
      } catch {
        if case .tooLarge = error.reason {
          result.endpoints[0].roots.add(unread: error)
        } else {
          fail(.rootFile(error), "failed to read \(path.text): \(error.clientWording)")
        }
      }
    }
  }
}

extension BuilderConfiguration.Registry {
  /// The files that are named, and where.
  fileprivate func namedFiles(in configuration: String) -> [NamedFile] {
    authorities.map { NamedFile(path: $0.path, configuration: configuration, line: $0.position.line) }
      + keyPairs.flatMap { pair in
        [pair.certificate, pair.key].map {
          NamedFile(path: $0, configuration: configuration, line: pair.position.line)
        }
      }
  }
}
