import CertificateCryptography
import Platform

// moby's daemon/pkg/registry/registry.go (`loadTLSConfig`) and container-libs' image/pkg/tlsclientconfig
// (`SetupCertificates`): one pass over the directory, in which the first problem ends everything.

/// In what the clients that read a directory in one pass differ.
private struct Manners: Sendable {
  /// Whether the pool is made before the first file of roots is read, and so is there even if that fails.
  let makesPoolFirst: Bool
  /// Whether the pool starts empty instead of with the system's roots.
  let replacesSystem: Bool
  /// Whether a file of roots that has gone, or never was behind its link, is passed over.
  let skipsMissingRoots: Bool
  let missingKey: @Sendable (_ certificate: String, _ key: String) -> String
  let missingCertificate: @Sendable (_ certificate: String, _ key: String) -> String

  static let docker = Manners(
    makesPoolFirst: true, replacesSystem: false, skipsMissingRoots: false,
    missingKey: { "missing key \($1) for client certificate \($0). CA certificates must use the extension .crt" },
    missingCertificate: { "missing client certificate \($0) for key \($1)" })

  static let podman = Manners(
    makesPoolFirst: false, replacesSystem: false, skipsMissingRoots: true,
    missingKey: {
      "missing key \($1) for client certificate \($0). Note that CA certificates should use the extension .crt"
    },
    missingCertificate: { "missing client certificate \($0) for key \($1)" })

  /// As the page says; of a key without a certificate it says nothing, and Docker has refused one in all releases.
  static func documented(replacing: Bool) -> Manners {
    Manners(
      makesPoolFirst: true, replacesSystem: replacing, skipsMissingRoots: false,
      missingKey: { "Missing key \($1) for client certificate \($0). CA certificates should use the extension .crt." },
      missingCertificate: { "Missing client certificate \($0) for key \($1)" })
  }
}

extension Resolution {
  /// What the documentation page promises: the directory of the host as it is written, whichever host it is.
  mutating func loadDocumented() {
    // The page up to 1.12, and the one of today for Windows: the system's roots count only where there are no others.
    let replacing = client == .legacyDocs || environment.platform == .windows
    let name = host.directoryName(on: environment.platform)
    readListed(path(name, in: environment.dockerDirectory), .documented(replacing: replacing))
  }

  /// Docker with its classic store: neither Docker Hub's directory nor that of an insecure registry is read.
  mutating func loadDocker() {
    let path = path(host.directoryName(on: environment.platform), in: environment.dockerDirectory)
    if host.isDockerHub {
      note(path, .notConsulted(.dockerHub))
      result.endpoints[0].host = "registry-1.docker.io"
      return
    }
    guard let configuration = daemonConfiguration() else { return }
    if let reason = insecurity(of: host, configuration) {
      note(path, .notConsulted(.insecure(reason)))
      result.endpoints[0].serverCheck = .notVerified(reason)
      result.endpoints[0].fallsBackToHTTP = true
      return
    }
    readListed(path, .docker)
  }

  /// Podman: the first directory that exists.
  mutating func loadPodman() {
    if host.isDockerHub { result.endpoints[0].host = "registry-1.docker.io" }
    readPodmanConfiguration()
    guard result.failure == nil else { return }
    var candidates = environment.podmanDirectories.map { path(host.text, in: $0) }
    if let directory = environment.podmanDirectory { candidates = [FilePath(directory)] }
    guard let chosen = chooseForPodman(candidates) else { return }
    do throws(RegistryFileError) {
      read(try list(chosen), .podman)
      note(chosen, .taken)
    } catch {
      switch error.reason {
      case .notFound: note(chosen, .missing)
      case .permissionDenied: note(chosen, .skipped(error))
      default: stop(at: chosen, error)
      }
    }
    for path in candidates.drop(while: { $0 != chosen }).dropFirst() { note(path, .notReached) }
  }

  /// The directory that Podman reads (`dockerCertDir`); `nil` if it stops.
  ///
  /// The last one is read even if it isn't there.
  private mutating func chooseForPodman(_ candidates: [FilePath]) -> FilePath? {
    for path in candidates.dropLast() {
      do throws(RegistryFileError) {
        _ = try files.node(at: path)
        return path
      } catch {
        switch error.reason {
        case .notFound: note(path, .missing)
        case .permissionDenied: note(path, .skipped(error))
        default:
          stop(at: path, error)
          return nil
        }
      }
    }
    return candidates.last
  }

  private func list(_ path: FilePath) throws(RegistryFileError) -> DirectoryReading {
    let entries = try files.entries(of: path, limit: LoadingLimits.entryCount)
    return DirectoryReading(path, entries, environment.platform)
  }

  /// Reads a directory that may be missing, and whose every other error is fatal.
  private mutating func readListed(_ path: FilePath, _ manners: Manners) {
    do throws(RegistryFileError) {
      let directory = try list(path)
      note(path, .taken)
      read(directory, manners)
    } catch {
      guard error.reason != .notFound else { return note(path, .missing) }
      stop(at: path, error)
    }
  }

  private mutating func read(_ listed: DirectoryReading, _ manners: Manners) {
    var directory = listed
    for (index, entry) in directory.entries.enumerated() where result.failure == nil {
      switch entry.ending {
      case .roots: readRoots(index, &directory, manners)
      case .certificate:
        let key = entry.name(ending: .key)
        let keyText = String(decoding: key, as: UTF8.self)
        directory.note(index, .certificate(key: keyText))
        guard directory.contains(key) else {
          fail(
            .missingKey(certificate: entry.text, key: keyText), manners.missingKey(entry.text, keyText))
          break
        }
        let (certificatePath, keyPath) = (directory.path(of: entry.name), directory.path(of: key))
        do throws(IdentityLoadingError) {
          try addIdentity(certificate: certificatePath, key: keyPath, to: 0)
        } catch {
          fail(error.reason(certificatePath, keyPath), error.clientWording)
        }
      case .key:
        let certificate = entry.name(ending: .certificate)
        let text = String(decoding: certificate, as: UTF8.self)
        directory.note(index, .key(certificate: text))
        guard !directory.contains(certificate) else { break }
        fail(.missingCertificate(certificate: text, key: entry.text), manners.missingCertificate(text, entry.text))
      case nil: directory.note(index, .ignored(entry.node == .directory ? .directory : .ending))
      }
    }
    result.entries = directory.report
  }

  private mutating func readRoots(_ index: Int, _ directory: inout DirectoryReading, _ manners: Manners) {
    directory.note(index, .roots)
    if manners.makesPoolFirst, !makePool(manners) { return }
    let path = directory.path(of: directory.entries[index].name)
    do throws(RegistryFileError) {
      let file = try bounded.certificates(of: path)
      guard makePool(manners) else { return }
      result.endpoints[0].roots.add(file, path: path)
    } catch {
      if case .tooLarge = error.reason {
        guard makePool(manners) else { return }
        result.endpoints[0].roots.add(unread: error)
      } else if manners.skipsMissingRoots, error.reason == .notFound {
        directory.note(index, .ignored(.dangling))
        result.warnings.append("error reading certificate \(GoText.quoted(path.bytes)): \(error.clientWording)")
      } else {
        fail(.rootFile(error), error.clientWording)
      }
    }
  }

  /// Makes the pool if there is none; false, and an error, if the system's roots can't be had.
  private mutating func makePool(_ manners: Manners) -> Bool {
    if !manners.replacesSystem, let error = result.endpoints[0].roots.system.failure {
      fail(.systemRoots(error), "unable to get system cert pool: " + error.clientWording)
      return false
    }
    result.endpoints[0].roots.configure(replacing: manners.replacesSystem)
    return true
  }
}
