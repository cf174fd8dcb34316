import CertificateEncoding
import Certificates
import Platform

extension SymptomList {
  /// Paths that can't be read, and keys that too many can.
  mutating func addUnreadable() {
    addUnreadableDirectories()
    for directory in facts.directories {
      let readers = directory.readers.map { $0.client }
      if directory.omittedCount > 0 {
        let error = RegistryFileError(
          .tooLarge(limit: ExaminedDirectory.fileCount, of: .entries), .open, path: directory.path.text)
        add(.unreadable(error, stops: [], goesOn: readers), .warning, readers, differs: false)
      }
      for file in directory.files {
        let clients = directory.clients(of: file)
        if file.node == .directory, file.ending != nil {
          let stops = clients.filter { !$0.usesHostDirectories }
          let goesOn = directory.readers.map { $0.client }.filter { $0.usesHostDirectories }
          add(.directoryWithEnding(file, stops: stops, goesOn: goesOn), .error, stops, explaining: [file.path])
        } else if let error = file.error, file.ending != nil {
          addUnreadable(file, error, clients)
        }
        addExposed(file, directory)
      }
    }
  }

  /// Directories and configuration files, each once, whoever meets them.
  private mutating func addUnreadableDirectories() {
    var faults: [(error: RegistryFileError, stops: [RegistryClient], goesOn: [RegistryClient])] = []
    for result in facts.results {
      var errors = result.candidates.compactMap { $0.error }
      switch result.failure?.reason {
      case .configurationFile(let error)?, .systemRoots(let error)?: errors.append(error)
      default: break
      }
      for error in errors {
        // What is no directory, or closed, is met at the first file that is looked for in it.
        let known = faults.firstIndex { fault in
          fault.error.path == error.path
            || fault.error.reason == error.reason && error.path == fault.error.path + "/hosts.toml"
        }
        let index = known ?? faults.count
        if known == nil { faults.append((error, [], [])) }
        if result.failure == nil {
          faults[index].goesOn.append(result.client)
        } else if !faults[index].stops.contains(result.client) {
          faults[index].stops.append(result.client)
        }
      }
    }
    for fault in faults {
      add(
        .unreadable(fault.error, stops: fault.stops, goesOn: fault.goesOn), fault.stops.isEmpty ? .warning : .error,
        fault.stops + fault.goesOn, explaining: [FilePath(fault.error.path)])
    }
  }

  private mutating func addUnreadable(
    _ file: ExaminedFile, _ error: RegistryFileError, _ clients: [RegistryClient]
  ) {
    if case .tooLarge = error.reason {
      add(.unreadable(error, stops: [], goesOn: clients), .warning, clients, explaining: [file.path])
      return
    }
    // Of a key alone only the name counts.
    let goesOn = clients.filter { $0 == .podman && file.ending == .roots && error.reason == .notFound }
    let stops = clients.filter { !goesOn.contains($0) }
    add(
      .unreadable(error, stops: stops, goesOn: goesOn), stops.isEmpty ? .warning : .error, clients,
      explaining: [file.path])
  }

  private mutating func addExposed(_ file: ExaminedFile, _ directory: ExaminedDirectory) {
    guard file.ending != .roots, file.holdsKey, let mode = file.permissions, mode & 0o004 != 0 else { return }
    // Whoever may not search the directory can't read what is in it.
    if let outer = facts.environment.files.permissions(of: directory.path), outer & 0o001 == 0 { return }
    add(.exposed(file, mode: mode), .warning, directory.readers.map { $0.client }, differs: false)
  }

  /// Files that nobody reads, and that hold what somebody should.
  mutating func addIgnored() {
    for directory in facts.directories {
      let clients = directory.readers.filter { !$0.hasValidHostsFile }.map { $0.client }
      var roots: [Certificate: FilePath] = [:]
      for file in directory.files where file.ending == nil && file.error == nil && !isExplained(file) {
        guard file.node != .directory, !file.isSetAside, let content = content(of: file, directory) else { continue }
        if !file.holdsKey, let first = file.found.first.flatMap({ roots[$0] }),
          file.found.allSatisfy({ roots[$0] == first })
        {
          add(.ignoredEnding(file, .copy(of: first)), .note, clients, explaining: [file.path], differs: false)
          continue
        }
        switch content {
        case .authorities, .der, .certificate(nil, _):
          for certificate in file.found where roots[certificate] == nil { roots[certificate] = file.path }
        default: break
        }
        addIgnored(file, content, directory, clients)
      }
    }
  }

  private mutating func addIgnored(
    _ file: ExaminedFile, _ content: IgnoredContent, _ directory: ExaminedDirectory, _ clients: [RegistryClient]
  ) {
    var keyFile: ExaminedFile?
    switch content {
    case .pair: keyFile = file
    case .certificate(let path?, _): keyFile = directory.files.first { $0.path == path }
    default: break
    }
    if let keyFile, let leaf = file.found.first, let evidence = evidence(leaf) {
      add(
        .serverCertificate(file, key: keyFile, leaf, evidence, isRead: false), .warning, clients,
        explaining: [file.path, keyFile.path], differs: false)
      return
    }
    let severity: Diagnosis.Severity = content == .pkcs12(isUsed: true) ? .note : .warning
    add(
      .ignoredEnding(file, content), severity, clients,
      explaining: [file.path] + [keyFile?.path].compactMap { $0 }, differs: false)
  }

  /// What a file holds that is missing somewhere; `nil` if it is of no importance.
  private func content(of file: ExaminedFile, _ directory: ExaminedDirectory) -> IgnoredContent? {
    switch file.shape {
    case nil, .empty?: return nil
    case .derPKCS7?: return .pkcs7
    case .pkcs12?:
      return .pkcs12(
        isUsed: directory.pairs.contains { $0.isSound && directory.files[$0.certificate].stem == file.stem })
    case .blocks(let labels)? where file.found.isEmpty && labels.contains { $0 == "PKCS7" || $0 == "CMS" }:
      return .pkcs7
    default: break
    }
    guard let leaf = file.found.first else {
      guard file.holdsKey, file.key.map({ !directory.isKnown($0) }) ?? true else { return nil }
      // Where its certificate isn't read either, that is told of both.
      let isTold = directory.files.contains { other in
        other.ending == nil && other.found.first.map { file.key?.publicKeyMatches($0) == true } == true
      }
      if isTold { return nil }
      // Somebody may have taken a client's certificate for a root.
      let owner = file.key.flatMap { key in
        directory.files.first { other in
          other.ending == .roots && other.found.count == 1
            && other.found.allSatisfy { $0.isForClients && !$0.isAuthority && key.publicKeyMatches($0) }
        }
      }
      return owner.map { .keyOfRoot($0.path) } ?? .key(missedBy: nil)
    }
    guard !file.found.allSatisfy(directory.isKnown) else { return nil }
    let hasAuthority = file.found.contains { $0.isAuthority }
    let isOwnKey = file.key.map { key in file.found.contains { key.publicKeyMatches($0) } } ?? file.holdsKey
    if isOwnKey, !leaf.isAuthority { return .pair }
    if hasAuthority { return file.shape == .derCertificate ? .der : .authorities(holdsKey: file.holdsKey) }
    let key = directory.files.first {
      $0.ending == nil && $0.path != file.path && $0.key?.publicKeyMatches(leaf) == true
    }
    // A server's own certificate serves as a root of itself.
    let isTrusted =
      !leaf.isForClients && (leaf.isSelfIssued || leaf.purposes.contains(.serverAuth) || !leaf.names.isEmpty)
    return key == nil && isTrusted && file.shape == .derCertificate
      ? .der : .certificate(key: key?.path, isTrusted: isTrusted)
  }
}

extension DirectoryCandidate {
  /// Why it could not be looked at.
  var error: RegistryFileError? {
    switch outcome {
    case .failed(let error), .skipped(let error): error
    case .taken, .missing, .notReached, .closed, .notConsulted: nil
    }
  }
}

extension RegistryTrust {
  /// Whether a `hosts.toml` says all.
  var hasValidHostsFile: Bool {
    if case .valid? = hostsFile { true } else { false }
  }
}

extension ExaminedFile {
  /// Whether the name says that the file is kept for another time, or is for no client.
  var isSetAside: Bool {
    let name = text.lowercased()
    let endings = [
      ".bak", ".old", ".new", ".orig", ".save", ".disabled", ".off", ".rpmsave", ".rpmnew", ".rpmorig", ".dpkg-old",
      ".dpkg-dist",
      ".swp", "~", ".sample", ".example", ".csr", ".srl", ".crl", ".cnf", ".conf", ".md", ".toml", ".json", ".pub",
    ]
    return endings.contains { name.hasSuffix($0) }
  }
}
