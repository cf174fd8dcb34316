import CertificateEncoding
import CertificateVerification
import Certificates

extension SymptomList {
  /// Everything about client certificates and keys.
  mutating func addPairs() {
    for directory in facts.directories {
      for pair in directory.pairs { add(pair, directory) }
      let paired = Set(directory.pairs.flatMap { [$0.certificate, $0.key] })
      for index in directory.files.indices where !paired.contains(index) {
        let file = directory.files[index]
        guard file.error == nil, file.shape != nil, !isExplained(file) else { continue }
        if file.ending == .certificate { addLoneCertificate(file, directory) }
      }
      // What a certificate explains comes first.
      for index in directory.files.indices where !paired.contains(index) {
        let file = directory.files[index]
        guard file.error == nil, file.shape != nil, file.ending == .key, !isExplained(file) else { continue }
        addLoneKey(file, directory)
      }
      addOrder(directory)
    }
  }

  // MARK: A certificate and a key of one name

  private mutating func add(_ pair: ExaminedDirectory.Pair, _ directory: ExaminedDirectory) {
    let (certificate, key) = (directory.files[pair.certificate], directory.files[pair.key])
    // One that has changed places with another was told of with that.
    guard !isExplained(certificate) else { return }
    let clients = directory.clients(of: certificate)
    let both = [certificate.path, key.path]
    switch pair.outcome {
    case .unreadable: break
    case .identity(let identity): addIdentity(identity.leaf, certificate, key, clients)
    case .unusable(_, let error):
      add(.unsupported(key, certificate: certificate, .unusable(error)), .warning, clients, explaining: both)
    case .fault(let fault): addFault(fault, certificate, key, directory, clients)
    }
  }

  private mutating func addFault(
    _ fault: KeyPairFault, _ certificate: ExaminedFile, _ key: ExaminedFile, _ directory: ExaminedDirectory,
    _ clients: [RegistryClient]
  ) {
    let both = [certificate.path, key.path]
    switch fault {
    case .otherKey, .otherAlgorithm:
      let later = certificate.found.dropFirst().first { key.key?.publicKeyMatches($0) == true }
      let match = certificate.found.first.flatMap { directory.keyFile(for: $0, besides: key) }
      let other = key.key.flatMap { directory.certificateFile(for: $0, besides: certificate) }
      let isExchange = match?.ending == .key && other != nil && other?.stem == match?.stem
      var told = both + [match?.path].compactMap { $0 }
      if isExchange { told += [other?.path].compactMap { $0 } }
      add(
        .mismatch(certificate, key, fault, later: later, keyFile: match, isExchange: isExchange), .error, clients,
        explaining: told)
    case .keyInCertificateFile:
      add(
        .swapped(certificate, key, bothWays: !key.certificates.isEmpty), .error, clients, explaining: both)
    case .certificateInKeyFile:
      add(.swapped(certificate, key, bothWays: certificate.holdsKey), .error, clients, explaining: both)
    case .noBlockInCertificateFile, .noCertificate, .certificate:
      add(.yieldsNothing(certificate, certificate.shape ?? .empty), .error, clients, explaining: both)
    case .noBlockInKeyFile, .noKey:
      if key.keyError?.isEncrypted == true {
        add(.encrypted(key, subject: subject(certificate)), .error, clients, explaining: both)
      } else {
        let shape = UnsupportedKey.shape(key.shape ?? .empty)
        add(.unsupported(key, certificate: certificate, shape), .error, clients, explaining: both)
      }
    case .certificateKey(let publicKey):
      add(
        .unsupported(key, certificate: certificate, .certificateKey(publicKey)), .error, clients, explaining: both)
    case .key, .unusableKey, .unknownPublicKeyAlgorithm:
      if key.keyError?.isEncrypted == true {
        add(.encrypted(key, subject: subject(certificate)), .error, clients, explaining: both)
      } else {
        let refused = UnsupportedKey.refused(wording: fault.clientWording, key.keyError)
        add(.unsupported(key, certificate: certificate, refused), .error, clients, explaining: both)
      }
    }
  }

  private func subject(_ file: ExaminedFile) -> String {
    file.found.first.map { DoctorWords.subject($0) } ?? DoctorWords.shown(file.path)
  }

  // MARK: An identity that loads

  private mutating func addIdentity(
    _ leaf: Certificate, _ certificate: ExaminedFile, _ key: ExaminedFile, _ clients: [RegistryClient]
  ) {
    if let evidence = evidence(leaf) {
      add(
        .serverCertificate(certificate, key: key, leaf, evidence), .warning, clients, explaining: [certificate.path],
        differs: false)
    }
  }

  /// Why a client certificate is the server's; `nil` if it isn't.
  private func evidence(_ leaf: Certificate) -> ServerEvidence? {
    if let server = facts.chain?.first, server.publicKeyInfo == leaf.publicKeyInfo { return .sameKey }
    let purposes = leaf.purposes
    if purposes.contains(.serverAuth), !purposes.contains(.clientAuth) { return .purpose }
    let name = facts.host.bareName
    guard !purposes.contains(.clientAuth), leaf.names.contains(where: { $0.lowercased() == name.lowercased() }) else {
      return nil
    }
    return .name(name)
  }

  /// What is to be said of the order of the identities, and of their times.
  private mutating func addOrder(_ directory: ExaminedDirectory) {
    let identities = directory.pairs.compactMap { pair -> (ExaminedFile, Certificate)? in
      guard case .identity(let identity) = pair.outcome else { return nil }
      return (directory.files[pair.certificate], identity.leaf)
    }
    let faults = identities.map { TimeFault($0.1, at: facts.moment) }
    let together = identities.first.map { directory.clients(of: $0.0) }?.filter { $0.attemptRule == .together } ?? []
    let isFirstAtFault = identities.count > 1 && faults.first != .some(nil) && faults.contains(nil) && !together.isEmpty
    for (index, fault) in faults.enumerated() {
      guard let fault, !(isFirstAtFault && index == 0) else { continue }
      let (file, leaf) = identities[index]
      add(.identityTime(file, leaf, fault), .warning, directory.clients(of: file), differs: false)
    }
    guard identities.count > 1 else { return }
    add(
      .firstOfSeveral(identities, fault: isFirstAtFault ? faults[0] : nil), isFirstAtFault ? .warning : .note, together,
      differs: false)
  }

  // MARK: A certificate or a key alone

  private mutating func addLoneCertificate(_ file: ExaminedFile, _ directory: ExaminedDirectory) {
    let clients = directory.clients(of: file)
    guard let certificate = file.certificates.first ?? file.found.first else {
      add(.yieldsNothing(file, file.shape ?? .empty), .error, clients, explaining: [file.path])
      return
    }
    if let key = file.key, key.publicKeyMatches(certificate) {
      // containerd and its relatives take the file for both.
      add(
        .keyInside(file, certificate), .error, clients.filter { !$0.usesHostDirectories }, explaining: [file.path])
      return
    }
    let match = directory.keyFile(for: certificate, besides: file)
    if let match {
      explain(match)
      if match.ending == nil {
        let content = match.certificates.isEmpty ? IgnoredContent.key(missedBy: file.path) : .pair
        add(.ignoredEnding(match, content), .error, clients, explaining: [file.path, match.path])
        return
      }
    }
    if match == nil, certificate.isAuthority || certificate.isSelfIssued {
      add(.authorityAsClient(file, certificate), .error, clients, explaining: [file.path])
    } else {
      add(
        .withoutKey(file, certificate, keyFile: match), .error, clients,
        explaining: [file.path] + [match?.path].compactMap { $0 })
    }
  }

  private mutating func addLoneKey(_ file: ExaminedFile, _ directory: ExaminedDirectory) {
    let clients = directory.clients(of: file)
    let partner = file.key.flatMap { directory.certificateFile(for: $0, besides: file) }
    add(.loneKey(file, partner: partner), .error, clients, explaining: [file.path] + [partner?.path].compactMap { $0 })
  }
}
