import CertificateCryptography
import Platform

/// One client's way from a host to roots and identities, step by step.
struct Resolution {
  let client: RegistryClient
  let environment: RegistryEnvironment
  let files: any RegistryFiles
  /// The host as the client holds it.
  let host: RegistryHost
  /// What has come of it so far.
  var result: RegistryTrust
  /// What the files of this host may take.
  var bounded: BoundedFiles
  /// The private keys that were read.
  var keys: KeyReadings

  init(
    _ host: RegistryHost, _ client: RegistryClient, _ environment: RegistryEnvironment, _ system: SystemRoots? = nil,
    _ keys: KeyReadings = KeyReadings()
  ) {
    self.keys = keys
    self.client = client
    self.environment = environment
    files = environment.files
    bounded = BoundedFiles(
      files, fileLimit: LoadingLimits.fileByteCount, totalLimit: LoadingLimits.totalByteCount)
    // The page speaks of directories named after the host; it knows no other names for Docker Hub.
    self.host = client == .docs || client == .legacyDocs ? host : host.inReferences
    let roots = RegistryRoots(system: system ?? SystemRoots(environment))
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
  }

  /// Stops with an error.
  mutating func fail(_ reason: RegistryFailure.Reason, _ wording: String) {
    if result.failure == nil { result.failure = RegistryFailure(reason: reason, clientWording: wording) }
  }

  /// Notes a directory that was looked at.
  mutating func note(_ path: FilePath, _ outcome: DirectoryCandidate.Outcome) {
    result.candidates.append(DirectoryCandidate(path: path.text, outcome: outcome))
  }

  /// The path of the host's directory within a directory of hosts, cleaned as Go's `filepath.Join` does.
  func path(_ name: String, in directory: String) -> FilePath {
    FilePath(directory).appending(name, environment.platform).cleaned(environment.platform)
  }

  /// Reads a pair and adds it to an endpoint; the error if it can't be.
  mutating func addIdentity(
    certificate: FilePath, key: FilePath, to endpoint: Int
  ) throws(IdentityLoadingError) {
    var certificateBytes: [UInt8] = []
    var keyBytes: [UInt8] = []
    // Whatever comes of it, the key does not stay in memory, not even where the certificate's file holds it.
    defer {
      certificateBytes.wipe()
      keyBytes.wipe()
    }
    do throws(RegistryFileError) {
      certificateBytes = try bounded.read(certificate)
      if certificate != key { keyBytes = try bounded.read(key) }
    } catch {
      throw .file(error)
    }
    do throws(KeyPairFault) {
      let pair = try GoKeyPair(
        certificate: GoKeyPair.File(path: certificate, bytes: certificateBytes),
        key: GoKeyPair.File(path: key, bytes: certificate == key ? certificateBytes : keyBytes), &keys)
      switch pair.outcome {
      case .identity(let identity, let keyFault):
        result.endpoints[endpoint].identities.append(
          RegistryIdentity(
            certificateFile: certificate.text, keyFile: key.text, identity: identity, keyFault: keyFault))
      case .unusable(let certificates, let error):
        result.endpoints[endpoint].unusableIdentities.append(
          UnusableIdentity(
            certificateFile: certificate.text, keyFile: key.text, certificates: certificates, error: error))
      }
    } catch {
      throw .pair(error)
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
