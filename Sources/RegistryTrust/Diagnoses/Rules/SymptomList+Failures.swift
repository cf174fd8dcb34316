extension SymptomList {
  /// Files that no rule before has told of and at which clients stop, whatever else is told of those clients.
  ///
  /// They lie where nothing is listed: a `hosts.toml` or BuildKit's configuration names them.
  mutating func addFailures() {
    var found: [(file: NamedFile?, fault: NamedFileFault, clients: [RegistryClient])] = []
    for result in facts.results {
      guard let reason = result.failure?.reason, let (paths, fault) = reason.fault else { continue }
      let isTold = diagnoses.contains { diagnosis in
        diagnosis.severity == .error && diagnosis.clients.contains(result.client)
          && diagnosis.findings.contains { paths.contains($0.path) }
      }
      guard !isTold else { continue }
      let file = paths.lazy.compactMap { path in result.namedFiles.first { $0.path == path } }.first
      // What nobody names lies in a directory whose rules have told of it.
      guard file != nil || explained.isDisjoint(with: paths.map { FilePath($0) }) else { continue }
      if let index = found.firstIndex(where: { $0.file == file && $0.fault == fault }) {
        found[index].clients.append(result.client)
      } else {
        found.append((file, fault, [result.client]))
      }
    }
    for entry in found {
      if let file = entry.file {
        add(.namedFile(file, entry.fault), .error, entry.clients, explaining: [FilePath(file.path)])
      } else if case .unreadable(let error) = entry.fault {
        add(.unreadable(error, stops: entry.clients, goesOn: []), .error, entry.clients)
      }
    }
  }
}

extension RegistryFailure.Reason {
  /// The files that it is about, the likeliest culprit first, and what is wrong; `nil` if it is about no file's contents.
  fileprivate var fault: (paths: [String], NamedFileFault)? {
    switch self {
    case .rootFile(let error): ([error.path], .unreadable(error))
    case .identityFile(let error, let certificate): ([error.path, certificate], .unreadable(error))
    case .rootFileWithoutCertificate(let path): ([path], .noCertificate)
    case .identity(let fault, let certificate, let key):
      (fault.isOfCertificate ? [certificate, key] : [key, certificate], .pair(fault))
    case .directory, .systemRoots, .missingKey, .missingCertificate, .configurationFile, .configuration: nil
    }
  }
}

extension KeyPairFault {
  /// Whether the certificate's file is at fault, whatever the key's holds.
  fileprivate var isOfCertificate: Bool {
    switch self {
    case .noBlockInCertificateFile, .keyInCertificateFile, .noCertificate, .certificate, .certificateKey,
      .unknownPublicKeyAlgorithm:
      true
    case .noBlockInKeyFile, .certificateInKeyFile, .noKey, .key, .unusableKey, .otherAlgorithm, .otherKey: false
    }
  }
}
