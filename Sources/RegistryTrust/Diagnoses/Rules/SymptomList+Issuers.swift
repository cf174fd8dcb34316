import CertificateEncoding
import CertificateVerification
import Certificates
import Platform

extension SymptomList {
  /// The issuers that refused chains miss, as far as some file of the machine holds them.
  func foundIssuers() -> [FoundIssuer] {
    facts.verdicts.compactMap { verdict in
      guard !verdict.evaluation.isVerified, let attempt = verdict.evaluation.attempts.first else { return nil }
      for finding in attempt.findings where attempt.certificates.indices.contains(finding.certificate) {
        guard finding.rule == .issuer || finding.rule == .signature else { continue }
        return foundIssuer(of: attempt.certificates[finding.certificate], for: verdict.clients)
      }
      return nil
    }
  }

  /// A file that holds the issuer of a certificate, and that doesn't count for these clients.
  func foundIssuer(of certificate: Certificate, for clients: [RegistryClient]) -> FoundIssuer? {
    let results = facts.results.filter { clients.contains($0.client) }
    guard let name = results.first?.peerName else { return nil }
    let search = IssuerSearch(certificate, name, facts.moment)
    return inOwnDirectories(search, clients) ?? inNearDirectories(search, results)
      ?? inOtherDirectories(search, results, clients)
  }

  // MARK: The client's own directory

  private func inOwnDirectories(_ search: IssuerSearch, _ clients: [RegistryClient]) -> FoundIssuer? {
    for directory in facts.directories {
      for reader in directory.readers where clients.contains(reader.client) {
        for file in directory.files {
          guard let issuer = search.issuer(among: file.found), !reader.trust.contains(issuer) else { continue }
          return FoundIssuer(path: file.path, certificate: issuer, place: place(of: file, issuer, reader))
        }
      }
    }
    return nil
  }

  private func place(of file: ExaminedFile, _ issuer: Certificate, _ reader: RegistryTrust) -> FoundIssuer.Place {
    if file.ending != nil, case .valid(let path)? = reader.hostsFile { return .shadowed(hostsFile: path) }
    // The registry's own certificate, if it signed itself, is a root as well, and not a client's.
    if file.ending == .roots || isExplained(file) && !isServerCertificate(file) { return .toldOf }
    if file.shape == .derCertificate { return .beside(.der) }
    if file.holdsKey { return .beside(.withKey) }
    return .beside(file.certificates.contains(issuer) ? .plain : .lenient)
  }

  // MARK: Other directories

  /// In directories that have a diagnosis of their own.
  private func inNearDirectories(_ search: IssuerSearch, _ results: [RegistryTrust]) -> FoundIssuer? {
    let clients = results.map { $0.client }
    let near = nearDirectories().filter { entry in entry.clients.contains(where: clients.contains) }
      .flatMap { $0.found.map { $0.path } }
    let places = misplacements().filter { entry in entry.clients.contains(where: clients.contains) }
      .flatMap { $0.found }
    // BuildKit's own diagnosis names where others look.
    let builders = results.filter { $0.client == .buildkit && $0.roots.ownCount == 0 && facts.directories.isEmpty }
    let others = builders.flatMap { self.places(for: $0) }.filter { !$0.place.isFile }.map { $0.path }
    for path in near + places.filter({ !$0.place.isFile }).map({ $0.path }) + others {
      if let (file, issuer) = search.issuer(in: path, facts) {
        return FoundIssuer(path: file, certificate: issuer, place: .elsewhere)
      }
    }
    for place in places where place.place.isFile {
      if let issuer = search.issuer(in: [place.path], facts) {
        return FoundIssuer(path: place.path, certificate: issuer.1, place: .elsewhere)
      }
    }
    return nil
  }

  private func inOtherDirectories(
    _ search: IssuerSearch, _ results: [RegistryTrust], _ clients: [RegistryClient]
  ) -> FoundIssuer? {
    var paths: [(path: FilePath, readers: [RegistryClient])] = []
    for directory in facts.directories where !directory.readers.contains(where: { clients.contains($0.client) }) {
      paths.append((directory.path, directory.readers.map { $0.client }))
    }
    for candidate in results.flatMap({ $0.candidates }) where !candidate.isTaken {
      let path = FilePath(candidate.path)
      if !paths.contains(where: { $0.path == path }) { paths.append((path, [])) }
    }
    for entry in paths {
      guard let (file, issuer) = search.issuer(in: entry.path, facts) else { continue }
      return FoundIssuer(path: file, certificate: issuer, place: .otherDirectory(entry.readers))
    }
    return nil
  }
}

/// Looks for the certificate of an issuer.
private struct IssuerSearch {
  /// How many files of one directory are looked at: more than a registry needs.
  private static let fileCount = 100

  private let certificate: Certificate
  private let name: PeerName
  private let moment: Timestamp

  init(_ certificate: Certificate, _ name: PeerName, _ moment: Timestamp) {
    self.certificate = certificate
    self.name = name
    self.moment = moment
  }

  /// The issuer, if it is one of some certificates: it has the name, and its key made the signature.
  func issuer(among candidates: [Certificate]) -> Certificate? {
    candidates.first { candidate in
      if candidate == certificate { return certificate.isSelfIssued }
      guard candidate.subject == certificate.issuer else { return false }
      var trust = TrustStore()
      trust.insert(candidate)
      let evaluation = CertificateVerifier(trust: trust).evaluate(certificate, intermediates: [], for: name, at: moment)
      if evaluation.isVerified { return true }
      guard let attempt = evaluation.attempts.first, attempt.reachesAnchor else { return false }
      return !attempt.findings.contains { $0.rule == .signature || $0.rule == .issuer }
    }
  }

  /// The first file of roots in a directory that holds the issuer.
  func issuer(in directory: FilePath, _ facts: DoctorCase) -> (FilePath, Certificate)? {
    let entries = try? facts.environment.files.entries(of: directory, limit: LoadingLimits.entryCount)
    let files = (entries ?? []).filter { $0.ending == .roots && $0.node != .directory }.prefix(Self.fileCount)
    return issuer(in: files.map { directory.appending($0.name, facts.environment.platform) }, facts)
  }

  /// The first of some files that holds the issuer.
  func issuer(in paths: [FilePath], _ facts: DoctorCase) -> (FilePath, Certificate)? {
    var bounded = BoundedFiles(
      facts.environment.files, fileLimit: LoadingLimits.fileByteCount, totalLimit: LoadingLimits.totalByteCount)
    for path in paths {
      guard let bytes = try? bounded.read(path) else { continue }
      if let issuer = issuer(among: CertificateBundle(bytes, source: path.text).certificates) { return (path, issuer) }
    }
    return nil
  }
}
