import CertificateCryptography
import CertificateVerification
import Certificates
import Platform

/// A directory that some client reads for the host, and every file of it.
struct ExaminedDirectory: Sendable {
  /// A certificate and the key beside it, and what clients in Go make of the two.
  struct Pair: Sendable {
    /// What came of a pair.
    enum Outcome: Sendable {
      case identity(Identity)
      case unusable([Certificate], PrivateKeyError)
      case fault(KeyPairFault)
      case unreadable
    }

    /// The places of the two in ``files``.
    let certificate: Int
    let key: Int
    /// What came of it.
    let outcome: Outcome
    /// What a reader that is as strict as the standards says of the key of an identity; `nil` if nothing.
    let keyFault: PrivateKeyError?
  }

  /// The most files that are looked at whose names no client knows.
  static let otherFileCount = 200
  /// The most files that are looked at in all, so that a directory of nonsense doesn't make a book of diagnoses.
  static let fileCount = 4_000

  /// The path, as the clients have it.
  let path: FilePath
  /// What the clients made of the host that read this directory.
  let readers: [RegistryTrust]
  /// Its entries, up to a bound.
  let files: [ExaminedFile]
  /// How many entries more there are.
  let omittedCount: Int
  /// The pairs by their names.
  let pairs: [Pair]
  /// The files with a private key, and those with a certificate, by the public key.
  let keyFiles: [VerificationKey: [Int]]
  let certificateFiles: [VerificationKey: [Int]]
  /// What each reader takes an entry for, by its name.
  private let roles: [[String: DirectoryEntryReport.Role]]

  /// Looks at a directory; `nil` if it can't be listed.
  init?(_ path: String, _ readers: [RegistryTrust], _ environment: RegistryEnvironment, _ loaded: LoadedFiles) {
    self.path = FilePath(path)
    self.readers = readers
    guard let entries = try? environment.files.entries(of: self.path, limit: LoadingLimits.entryCount) else {
      return nil
    }
    var known = BoundedFiles(
      environment.files, fileLimit: LoadingLimits.fileByteCount, totalLimit: LoadingLimits.totalByteCount, loaded)
    var other = BoundedFiles(
      environment.files, fileLimit: ExaminedFile.otherByteCount,
      totalLimit: ExaminedDirectory.otherFileCount * ExaminedFile.otherByteCount / 10)
    var files: [ExaminedFile] = []
    var otherCount = 0
    for entry in entries.prefix(Self.fileCount) {
      if entry.ending != nil {
        files.append(ExaminedFile(entry, in: self.path, environment, &known))
      } else if otherCount < Self.otherFileCount {
        otherCount += 1
        files.append(ExaminedFile(entry, in: self.path, environment, &other))
      }
    }
    self.files = files
    omittedCount = max(0, entries.count - Self.fileCount)
    pairs = Self.pairs(files, environment, loaded)
    keyFiles = Self.index(files) { $0.key.map { [$0.verificationKey] } ?? [] }
    certificateFiles = Self.index(files) {
      $0.found.prefix(Self.indexedCertificateCount).compactMap { $0.verificationKey }
    }
    roles = readers.map { reader in
      Dictionary(reader.entries.map { ($0.name, $0.role) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private static func pairs(
    _ files: [ExaminedFile], _ environment: RegistryEnvironment, _ loaded: LoadedFiles
  ) -> [Pair] {
    var bounded = BoundedFiles(
      environment.files, fileLimit: LoadingLimits.fileByteCount, totalLimit: LoadingLimits.totalByteCount, loaded)
    let keys = Dictionary(
      files.indices.filter { files[$0].ending == .key }.map { (files[$0].stem, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var pairs: [Pair] = []
    for index in files.indices where files[index].ending == .certificate {
      guard let key = keys[files[index].stem] else { continue }
      let (outcome, keyFault) = outcome(files[index].path, files[key].path, &bounded)
      pairs.append(Pair(certificate: index, key: key, outcome: outcome, keyFault: keyFault))
    }
    return pairs
  }

  private static func outcome(
    _ certificate: FilePath, _ key: FilePath, _ bounded: inout BoundedFiles
  ) -> (Pair.Outcome, keyFault: PrivateKeyError?) {
    do throws(IdentityLoadingError) {
      return switch try bounded.pair(certificate: certificate, key: key) {
      case .identity(let identity, let keyFault): (.identity(identity), keyFault)
      case .unusable(let certificates, let error): (.unusable(certificates, error), nil)
      }
    } catch {
      return switch error {
      case .file: (.unreadable, nil)
      case .pair(let fault): (.fault(fault), nil)
      }
    }
  }

  /// How many certificates of one file are looked up by their keys: more than any chain has.
  private static let indexedCertificateCount = 16

  private static func index(
    _ files: [ExaminedFile], _ keys: (ExaminedFile) -> [VerificationKey]
  ) -> [VerificationKey: [Int]] {
    var result: [VerificationKey: [Int]] = [:]
    for (index, file) in files.enumerated() {
      for key in keys(file) { result[key.unrestricted, default: []].append(index) }
    }
    return result
  }

  /// The clients that take a file for something, or would if they had not stopped before it.
  func clients(of file: ExaminedFile) -> [RegistryClient] {
    let name = file.text
    return zip(readers, roles).filter { reader, roles in
      switch roles[name] {
      case .ignored(.notReached)?, nil: file.ending != nil && (file.ending != .key || reader.client.readsLoneKeys)
      case .ignored(.dangling)?: true
      case .ignored?, .closed?: false
      case .roots?, .certificate?, .key?, .named?, .hostsFile?: true
      }
    }.map { $0.0.client }
  }

  /// Whether a certificate counts for every client that reads the directory: as a root, or as an identity's.
  func isKnown(_ certificate: Certificate) -> Bool {
    readers.allSatisfy { reader in
      reader.endpoints.contains { endpoint in
        endpoint.roots.store.contains(certificate)
          || endpoint.identities.contains { $0.certificates.contains(certificate) }
      }
    }
  }

  /// Whether every client that reads the directory has an identity with a key.
  func isKnown(_ key: PrivateKey) -> Bool {
    readers.allSatisfy { reader in
      reader.endpoints.contains { $0.identities.contains { key.publicKeyMatches($0.leaf) } }
    }
  }
}

extension VerificationKey {
  /// The key without what it is restricted to, which PKCS #1 has no place for.
  var unrestricted: VerificationKey {
    if case .rsa(let key, _) = self { .rsa(key, .none) } else { self }
  }
}

extension RegistryClient {
  /// Whether a key without a certificate means anything to the client: it stops.
  var readsLoneKeys: Bool {
    switch self {
    case .docs, .legacyDocs, .docker, .podman: true
    case .dockerContainerd, .containerd, .nerdctl, .buildkit: false
    }
  }

  /// Whether a file of roots without a certificate makes the client stop.
  var demandsRoots: Bool { usesHostDirectories }

  /// Whether the client is a program, and not a page.
  package var isProgram: Bool { self != .docs && self != .legacyDocs }
}
