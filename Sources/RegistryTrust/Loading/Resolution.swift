/// One client's way from a host to roots and identities, step by step.
struct Resolution {
  let client: RegistryClient
  let environment: RegistryEnvironment
  let files: any RegistryFiles
  /// Whether no other client is asked about.
  private let isAlone: Bool
  /// The host as the client holds it.
  let host: RegistryHost
  /// What has come of it so far.
  var result: RegistryTrust
  /// What the files of this host may take.
  var bounded: BoundedFiles

  init(
    _ host: RegistryHost, _ client: RegistryClient, _ environment: RegistryEnvironment, _ system: SystemRoots? = nil,
    _ loaded: LoadedFiles = LoadedFiles(), isAlone: Bool = true
  ) {
    self.isAlone = isAlone
    self.client = client
    self.environment = environment
    files = environment.files
    bounded = BoundedFiles(
      files, fileLimit: LoadingLimits.fileByteCount, totalLimit: LoadingLimits.totalByteCount, loaded)
    // The page speaks of directories named after the host; it knows no other names for Docker Hub.
    self.host = client == .docs || client == .legacyDocs ? host : host.inReferences
    let roots = RegistryRoots(system: system ?? SystemRoots(environment, files: files))
    result = RegistryTrust(
      host: host, client: client, endpoints: [RegistryEndpoint(host: self.host.text, roots: roots)])
  }

  mutating func run() {
    switch client {
    case .docs, .legacyDocs: loadDocumented()
    case .docker: loadDocker()
    case .podman: loadPodman()
    case .buildkit: loadBuildKit()
    case .dockerContainerd, .containerd, .nerdctl: loadHostDirectory()
    }
    noteClosedEntries()
  }

  /// Stops with an error; or goes on, if it is one that this process meets and the client, which runs as root, doesn't.
  mutating func fail(_ reason: RegistryFailure.Reason, _ wording: String) {
    if let error = reason.fileError, isClosed(error) {
      if !result.closed.contains(error) { result.closed.append(error) }
      if case .identityFile = reason { return }
      result.hasAllRoots = false
      return
    }
    if result.failure == nil { result.failure = RegistryFailure(reason: reason, clientWording: wording) }
  }

  /// Notes a directory that was looked at.
  mutating func note(_ path: FilePath, _ outcome: DirectoryCandidate.Outcome) {
    result.candidates.append(DirectoryCandidate(path: path.text, outcome: outcome))
  }

  /// Notes a directory that can't be looked at, and stops.
  mutating func stop(at path: FilePath, _ error: RegistryFileError) {
    note(path, isClosed(error) ? .closed(error) : .failed(error))
    fail(.directory(error), error.clientWording)
  }

  /// Whether an error is the user's of this process, and not the client's.
  func isClosed(_ error: RegistryFileError) -> Bool {
    error.reason == .permissionDenied && !environment.readsAsRoot
      && client.runsAsRoot(in: environment, isAlone: isAlone)
  }

  /// Says of the entries that this process may not read that nobody knows what they hold.
  private mutating func noteClosedEntries() {
    guard !result.closed.isEmpty, let directory = result.directory.map({ FilePath($0) }) else { return }
    let paths = Set(result.closed.map { $0.path })
    result.entries = result.entries.map { entry in
      let path = directory.appending(entry.name, environment.platform).text
      return paths.contains(path) ? DirectoryEntryReport(name: entry.name, role: .closed) : entry
    }
  }

  /// The path of the host's directory within a directory of hosts, cleaned as Go's `filepath.Join` does.
  func path(_ name: String, in directory: String) -> FilePath {
    FilePath(directory).appending(name, environment.platform).cleaned(environment.platform)
  }

  /// Reads a pair and adds it to an endpoint; the error if it can't be.
  mutating func addIdentity(
    certificate: FilePath, key: FilePath, to endpoint: Int
  ) throws(IdentityLoadingError) {
    switch try bounded.pair(certificate: certificate, key: key) {
    case .identity(let identity, let keyFault):
      result.endpoints[endpoint].identities.append(
        RegistryIdentity(
          certificateFile: certificate.text, keyFile: key.text, identity: identity, keyFault: keyFault))
    case .unusable(let certificates, let error):
      result.endpoints[endpoint].unusableIdentities.append(
        UnusableIdentity(
          certificateFile: certificate.text, keyFile: key.text, certificates: certificates, error: error))
    }
  }
}

/// Why an identity could not be loaded.
enum IdentityLoadingError: Error {
  case file(RegistryFileError)
  case pair(KeyPairFault)

  /// What Go says.
  var clientWording: String {
    switch self {
    case .file(let error): error.clientWording
    case .pair(let fault): fault.clientWording
    }
  }

  /// The reason of the failure.
  func reason(_ certificate: FilePath, _ key: FilePath) -> RegistryFailure.Reason {
    switch self {
    case .file(let error): .identityFile(error, certificate: certificate.text)
    case .pair(let fault): .identity(fault, certificate: certificate.text, key: key.text)
    }
  }
}
