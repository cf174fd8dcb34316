import Platform

// containerd's core/remotes/docker/config/hosts.go (`ConfigureHosts`, `HostDirFromRoot`, `loadHostDir`, `loadCertFiles`,
// `tlsConfigFromHost`), which Docker's containerd image store and nerdctl use too.

extension Resolution {
  /// containerd, and who shares its code.
  mutating func loadHostDirectory() {
    guard let directory = chooseHostDirectory() else {
      if result.failure == nil { configure([completed(HostsFile.Server())]) }
      return
    }
    do throws(RegistryFailure) {
      configure(try configurations(in: directory))
    } catch {
      fail(error.reason, error.clientWording)
    }
  }

  // MARK: The directory

  /// The first directory that exists; `nil` if there is none, or an error ends the search.
  private mutating func chooseHostDirectory() -> FilePath? {
    var chosen: FilePath?
    for root in environment.hostsDirectories(of: client) {
      if client == .nerdctl, !isUsableForNerdctl(root) { continue }
      for name in hostDirectoryNames {
        let path = path(name, in: root)
        guard chosen == nil else {
          note(path, .notReached)
          continue
        }
        do throws(RegistryFileError) {
          _ = try files.node(at: path)
          note(path, .taken)
          chosen = path
        } catch {
          guard error.reason == .notFound else {
            stop(at: path, error)
            return nil
          }
          note(path, .missing)
        }
      }
    }
    return chosen
  }

  /// The names to look for in each directory of hosts.
  ///
  /// nerdctl always has a port, and looks again without it if that is 443 (`hostDirsFromRoot` of hostsstore.go).
  private var hostDirectoryNames: [String] {
    guard client == .nerdctl else { return host.hostDirectoryNames(on: environment.platform) }
    let port = host.portText ?? "443"
    let names = RegistryHost(trusted: host.name, port: port).hostDirectoryNames(on: environment.platform)
    guard port == "443" else { return names }
    // What comes without the port has lost the brackets of an address as well.
    let plain = RegistryHost(trusted: host.bareName).hostDirectoryNames(on: environment.platform)
    return names + plain.filter { !names.contains($0) }
  }

  /// Whether nerdctl keeps a directory of hosts (`validateDirectories`): one that is no directory is dropped.
  private mutating func isUsableForNerdctl(_ root: String) -> Bool {
    do throws(RegistryFileError) {
      if try files.node(at: FilePath(root)) == .directory { return true }
      result.warnings.append("Ignoring hosts location \(GoText.quoted(root))")
      note(FilePath(root), .skipped(RegistryFileError(.notADirectory, .open, path: root)))
    } catch {
      if error.reason == .notFound {
        note(FilePath(root), .missing)
      } else if isClosed(error) {
        stop(at: FilePath(root), error)
      } else {
        result.warnings.append("Ignoring hosts location \(GoText.quoted(root))")
        note(FilePath(root), .skipped(error))
      }
    }
    return false
  }

  // MARK: Its files

  /// What `hosts.toml` says, or else the loose files.
  private mutating func configurations(in directory: FilePath) throws(RegistryFailure) -> [HostConfiguration] {
    let path = directory.appending("hosts.toml", environment.platform)
    var text: [UInt8] = []
    do throws(RegistryFileError) {
      text = try files.read(path, limit: LoadingLimits.configurationByteCount)
    } catch {
      guard error.reason == .notFound else {
        throw RegistryFailure(reason: .configurationFile(error), clientWording: error.clientWording)
      }
    }
    // An empty file counts as none.
    if !HostsFile.isEmpty(text), let configured = try hostsFile(text, at: path, in: directory) { return configured }
    return [try looseFiles(in: directory)]
  }

  /// Lists the directory; one that has gone meanwhile is empty.
  private func list(_ directory: FilePath) throws(RegistryFailure) -> DirectoryReading {
    do throws(RegistryFileError) {
      let entries = try files.entries(of: directory, limit: LoadingLimits.entryCount)
      return DirectoryReading(directory, entries, environment.platform)
    } catch {
      guard error.reason == .notFound else {
        throw RegistryFailure(reason: .directory(error), clientWording: error.clientWording)
      }
      return DirectoryReading(directory, [], environment.platform)
    }
  }

  /// The files with the endings that Docker has (`loadCertFiles`): a certificate without a key stands for both.
  private mutating func looseFiles(in path: FilePath) throws(RegistryFailure) -> HostConfiguration {
    var directory = try list(path)
    var configuration = completed(HostsFile.Server())
    defer { result.entries = directory.report }
    for (index, entry) in directory.entries.enumerated() {
      guard entry.node != .directory else {
        directory.note(index, .ignored(.directory))
        continue
      }
      let path = directory.path(of: entry.name)
      switch entry.ending {
      case .roots:
        configuration.rootFiles = (configuration.rootFiles ?? []) + [path]
        directory.note(index, .roots)
      case .certificate:
        let keyName = entry.name(ending: .key)
        let hasKey = try exists(directory.path(of: keyName))
        configuration.pairs.append((path, hasKey ? directory.path(of: keyName) : nil))
        directory.note(index, .certificate(key: hasKey ? String(decoding: keyName, as: UTF8.self) : entry.text))
      case .key:
        let certificate = entry.name(ending: .certificate)
        directory.note(
          index,
          directory.contains(certificate)
            ? .key(certificate: String(decoding: certificate, as: UTF8.self)) : .ignored(.loneKey))
      case nil:
        directory.note(index, entry.text == "hosts.toml" ? .hostsFile : .ignored(.ending))
      }
    }
    return configuration
  }

  private func exists(_ path: FilePath) throws(RegistryFailure) -> Bool {
    do throws(RegistryFileError) {
      _ = try files.node(at: path)
      return true
    } catch {
      if error.reason == .notFound { return false }
      throw RegistryFailure(
        reason: .identityFile(error, certificate: path.text), clientWording: error.clientWording)
    }
  }

  /// What a valid `hosts.toml` says; `nil` if it can't be read, about which there is a line in the log.
  private mutating func hostsFile(
    _ text: [UInt8], at path: FilePath, in directory: FilePath
  ) throws(RegistryFailure) -> [HostConfiguration]? {
    let file: HostsFile
    do throws(HostsFileError) {
      file = try HostsFile(text, directory: directory.text)
    } catch {
      result.hostsFile = .invalid(path: path.text, error.description)
      result.warnings.append("failed to decode \(path.text): \(error.containerdMessage ?? error.description)")
      return nil
    }
    result.hostsFile = .valid(path: path.text)
    result.namedFiles = file.servers.flatMap { $0.namedFiles(in: path.text) }
    var listing = try list(directory)
    for (index, entry) in listing.entries.enumerated() {
      let isNamed = file.servers.contains { $0.names(listing.path(of: entry.name).text) }
      switch entry.ending {
      case _ where entry.node == .directory: listing.note(index, .ignored(.directory))
      case _ where entry.text == "hosts.toml": listing.note(index, .hostsFile)
      case _ where isNamed: listing.note(index, .named)
      case nil: listing.note(index, .ignored(.ending))
      default: listing.note(index, .ignored(.shadowed))
      }
    }
    result.entries = listing.report
    return file.servers.map { server in
      var configuration = completed(server)
      // What the file says goes before what goes without saying.
      if let position = server.skipPosition {
        configuration.insecureReason = .configured(file: path.text, line: position.line)
      }
      return configuration
    }
  }

  /// A server with what goes without saying, if it is the registry itself.
  private func completed(_ server: HostsFile.Server) -> HostConfiguration {
    guard server.host.isEmpty else { return HostConfiguration(server) }
    var server = server
    var configuration = HostConfiguration(HostsFile.completed(server, for: host.text))
    guard HostsFile.isLocal(host.text) else { return configuration }
    configuration.insecureReason = .loopback
    guard client == .nerdctl else { return configuration }
    // nerdctl gives the scheme itself, and then nothing is taken unseen.
    server.host = host.text
    server.scheme = "http"
    return HostConfiguration(server)
  }
}

extension HostsFile.Server {
  /// The files that are named.
  private var paths: [ConfiguredPath] {
    (authorities ?? []) + identities.flatMap { [$0.certificate, $0.key].compactMap { $0 } }
  }

  /// Whether a path is one of the files that are named.
  fileprivate func names(_ path: String) -> Bool { paths.contains { $0.path == path } }

  /// The files that are named, and where.
  fileprivate func namedFiles(in configuration: String) -> [NamedFile] {
    paths.map { NamedFile(path: $0.path, configuration: configuration, line: $0.position.line) }
  }
}
