import Certificates

// Commands that several diagnoses share. None overwrites what is there, and none loses the only copy of anything: what is
// replaced is set aside first, in the same directory, so that it keeps its owner and its file system.

extension DoctorWords {
  /// Prints the blocks of a file that are certificates to clients in Go, without what else is in it.
  private static let certificatesOnly = "sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/p'"

  /// Makes a file anew from itself: the new one is written first, so that a command that fails changes nothing.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - command: The command that reads the first word and writes the second.
  mutating func rewrite(_ path: FilePath, _ command: (_ source: String, _ target: String) -> String) -> [String] {
    let new = plan.target(FilePath(bytes: path.bytes + Array(".new".utf8)))
    let old = plan.target(FilePath(bytes: path.bytes + Array(".old".utf8)))
    return shell.chained(
      [command(shell.quoted(path), shell.quoted(new)), shell.move(path, old), shell.move(new, path)])
  }

  /// Writes the certificates of a file to another one, which clients can read.
  mutating func certificates(of file: ExaminedFile, to target: FilePath) -> [String] {
    let source = plan.place(of: file.path)
    if file.holdsKey { return [Self.certificatesOnly + " \(shell.quoted(source)) >\(shell.quoted(target))"] }
    guard file.certificates.isEmpty, let shape = file.shape else { return plan.move(file.path, to: target) }
    let command = cure(file, shape).command ?? { "openssl x509 -in \($0) -out \($1)" }
    return [command(shell.quoted(source), shell.quoted(target))]
  }

  /// Takes the private keys out of a file of roots, and keeps the old file for its owner alone.
  mutating func withoutKeys(_ path: FilePath) -> [String] {
    let new = plan.target(FilePath(bytes: path.bytes + Array(".new".utf8)))
    let old = plan.target(FilePath(bytes: path.bytes + Array(".old".utf8)))
    return shell.chained([
      Self.certificatesOnly + " \(shell.quoted(path)) >\(shell.quoted(new))", shell.move(path, old),
      shell.move(new, path), shell.protect(old),
    ])
  }

  /// Gives a certificate its key: moves the file if nothing else needs it, and else writes another one.
  mutating func key(of file: ExaminedFile, to target: FilePath, isShared: Bool = false) -> [String] {
    let source = plan.place(of: file.path)
    let isPlain = if case .blocks? = file.shape { file.found.isEmpty } else { false }
    if isPlain, !isShared { return plan.move(file.path, to: target) }
    if isPlain { return [shell.copy(source, target), shell.protect(target)] }
    let form = file.shape == .derKey ? " -inform DER" : ""
    var commands = [
      "openssl pkey\(form) -in \(shell.quoted(source)) -out \(shell.quoted(target))", shell.protect(target),
    ]
    // A key alone makes clients stop.
    if file.ending == .key, !isShared { commands += plan.setAside(file.path) }
    return commands
  }

  /// Whether the commands so far mend a symptom too.
  func isMended(_ symptom: Symptom) -> Bool {
    if case .exposed(let file, _) = symptom { plan.isRemoved(file.path) } else { false }
  }

  /// What the first of some clients says that stops at one of some files.
  func clientWords(_ clients: [RegistryClient], about files: [ExaminedFile]) -> String {
    clientWords(clients, at: files.map { $0.path.text })
  }

  /// What the first of some clients says that stops at one of some paths.
  func clientWords(_ clients: [RegistryClient], at paths: [String]) -> String {
    for result in facts.results where clients.contains(result.client) {
      guard let failure = result.failure else { continue }
      let isAbout = failure.paths.contains { path in
        let inside = result.directory.map { FilePath($0).appending(path, facts.environment.platform).text }
        return paths.contains(path) || inside.map(paths.contains) == true
      }
      if isAbout { return " \(result.client.title) says: \(Self.quoted(failure.clientWording))." }
    }
    return ""
  }
}

extension RegistryFailure {
  /// The files that it is about, as the client calls them: paths, or names in its directory; none where the words are
  /// ours and not the client's.
  fileprivate var paths: [String] {
    switch reason {
    case .directory(let error), .rootFile(let error), .systemRoots(let error), .configurationFile(let error):
      error.isOurs ? [] : [error.path]
    case .identityFile(let error, let certificate): error.isOurs ? [] : [error.path, certificate]
    case .rootFileWithoutCertificate(let path), .configuration(let path, _): [path]
    case .missingKey(let certificate, _): [certificate]
    case .missingCertificate(_, let key): [key]
    case .identity(_, let certificate, let key): [certificate, key]
    }
  }
}
