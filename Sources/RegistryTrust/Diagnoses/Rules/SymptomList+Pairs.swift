import CertificateEncoding
import CertificateVerification
import Certificates

extension SymptomList {
  /// Everything about client certificates and keys.
  mutating func addPairs() {
    for directory in facts.directories {
      var book = KeyBook(directory)
      addExchanges(directory, &book)
      for pair in directory.pairs { add(pair, directory, &book) }
      let paired = Set(directory.pairs.flatMap { [$0.certificate, $0.key] })
      let alone = directory.files.indices.filter { index in
        let file = directory.files[index]
        return !paired.contains(index) && file.error == nil && file.shape != nil
      }
      for index in alone where directory.files[index].ending == .certificate && !isExplained(directory.files[index]) {
        addLoneCertificate(index, directory, &book)
      }
      // What a certificate explains comes first.
      for index in alone where directory.files[index].ending == .key && !isExplained(directory.files[index]) {
        addLoneKey(index, directory, &book)
      }
      addOrder(directory)
    }
  }

  // MARK: A certificate and a key of one name

  /// Pairs whose keys are in each other's place: in a circle, the certificate of each belongs to the key of the next.
  private mutating func addExchanges(_ directory: ExaminedDirectory, _ book: inout KeyBook) {
    let pairs = directory.pairs.filter { $0.isMismatch }
    let places = Dictionary(pairs.indices.map { (pairs[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
    let next = pairs.map { pair in
      directory.files[pair.certificate].found.first.flatMap { leaf in
        directory.keyFiles(for: leaf).lazy.compactMap { places[$0] }.first
      }
    }
    var seen: Set<Int> = []
    for start in pairs.indices {
      var path: [Int] = []
      var place: Int? = start
      while let current = place, seen.insert(current).inserted {
        path.append(current)
        place = next[current]
      }
      guard let place, let first = path.firstIndex(of: place) else { continue }
      let circle = path[first...].map { pairs[$0] }
      for (pair, other) in zip(circle, Array(circle.dropFirst()) + circle.prefix(1)) {
        book.keep(other.key, for: pair.certificate)
      }
      let files = circle.map { (certificate: directory.files[$0.certificate], key: directory.files[$0.key]) }
      add(
        .exchanged(files), .error, directory.clients(of: files[0].certificate),
        explaining: files.flatMap { [$0.certificate.path, $0.key.path] })
    }
  }

  private mutating func add(
    _ pair: ExaminedDirectory.Pair, _ directory: ExaminedDirectory, _ book: inout KeyBook
  ) {
    let (certificate, key) = (directory.files[pair.certificate], directory.files[pair.key])
    // One that has changed places with another was told of with that.
    guard !isExplained(certificate) else { return }
    let clients = directory.clients(of: certificate)
    let both = [certificate.path, key.path]
    switch pair.outcome {
    case .unreadable: break
    case .identity(let identity):
      guard let evidence = evidence(identity.leaf) else { return }
      add(
        .serverCertificate(certificate, key: key, identity.leaf, evidence, isRead: true), .warning, clients,
        explaining: [certificate.path], differs: false)
    case .unusable(_, let error):
      add(.unsupported(key, certificate: certificate, .unusable(error)), .warning, clients, explaining: both)
    case .fault(.otherKey), .fault(.otherAlgorithm):
      addMismatch(pair, directory, clients, &book)
    case .fault(let fault): addFault(fault, certificate, key, clients)
    }
  }

  private mutating func addMismatch(
    _ pair: ExaminedDirectory.Pair, _ directory: ExaminedDirectory, _ clients: [RegistryClient],
    _ book: inout KeyBook
  ) {
    guard case .fault(let fault) = pair.outcome else { return }
    let (certificate, key) = (directory.files[pair.certificate], directory.files[pair.key])
    let both = [certificate.path, key.path]
    if let later = certificate.found.dropFirst().first(where: { key.key?.publicKeyMatches($0) == true }) {
      add(.reversed(certificate, key, later: later), .error, clients, explaining: both)
      return
    }
    let source = book.source(for: pair.certificate, besides: pair.key)
    var told = both
    if case .file(let file) = source, file.ending != .roots { told.append(file.path) }
    add(.mismatch(certificate, key, fault, source), .error, clients, explaining: told)
  }

  private mutating func addFault(
    _ fault: KeyPairFault, _ certificate: ExaminedFile, _ key: ExaminedFile, _ clients: [RegistryClient]
  ) {
    let both = [certificate.path, key.path]
    switch fault {
    case .otherKey, .otherAlgorithm: break
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

  /// Why a certificate with its key is the server's, and no client's; `nil` if it isn't.
  func evidence(_ leaf: Certificate) -> ServerEvidence? {
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

  private mutating func addLoneCertificate(_ index: Int, _ directory: ExaminedDirectory, _ book: inout KeyBook) {
    let file = directory.files[index]
    let clients = directory.clients(of: file)
    guard let certificate = file.found.first ?? file.certificates.first else {
      add(.yieldsNothing(file, file.shape ?? .empty), .error, clients, explaining: [file.path])
      return
    }
    if file.holdsOwnKey {
      // containerd and its relatives take the file for both.
      add(
        .keyInside(file, certificate), .error, clients.filter { !$0.usesHostDirectories }, explaining: [file.path])
      return
    }
    let source = book.source(for: index)
    switch source {
    case .file(let match) where match.ending == nil:
      add(.ignoredEnding(match, .key(missedBy: file.path)), .error, clients, explaining: [file.path, match.path])
    case .file(let match):
      let told = match.ending == .roots ? [file.path] : [file.path, match.path]
      add(.withoutKey(file, certificate, source), .error, clients, explaining: told)
    case .nowhere where certificate.isAuthority || certificate.isSelfIssued && !certificate.isForClients:
      add(.authorityAsClient(file, certificate), .error, clients, explaining: [file.path])
    case .nowhere, .shared, .copy:
      add(.withoutKey(file, certificate, source), .error, clients, explaining: [file.path])
    }
  }

  private mutating func addLoneKey(_ index: Int, _ directory: ExaminedDirectory, _ book: inout KeyBook) {
    let file = directory.files[index]
    let partner = partner(of: index, directory, &book)
    add(
      .loneKey(file, partner), .error, directory.clients(of: file),
      explaining: [file.path] + [partner.file?.path].compactMap { $0 })
  }

  /// What belongs to a key that is alone.
  private func partner(of index: Int, _ directory: ExaminedDirectory, _ book: inout KeyBook) -> KeyPartner {
    guard let key = directory.files[index].key else { return .none }
    if let duplicate = book.duplicate(of: index) { return .duplicate(of: duplicate) }
    let candidates = directory.certificateFiles(for: key).filter { $0 != index }
    let unread = candidates.first { directory.files[$0].ending == nil && !directory.files[$0].isSetAside }
    let roots = candidates.first { directory.files[$0].ending == .roots }
    guard let place = unread ?? roots ?? candidates.first else { return .none }
    let file = directory.files[place]
    guard let leaf = file.found.first, key.publicKeyMatches(leaf), !leaf.isAuthority else { return .other(file) }
    if let evidence = evidence(leaf) { return .server(file, evidence) }
    guard unread != nil || roots != nil && leaf.isClients else { return .other(file) }
    book.keep(index, for: place)
    return unread != nil ? .unread(file) : .roots(file)
  }
}

extension Certificate {
  /// Whether it says that it is for clients.
  var isForClients: Bool { purposes.contains(.clientAuth) }

  /// Whether it is for clients, or at least has nothing that makes it a server's.
  fileprivate var isClients: Bool {
    isForClients || !purposes.contains(.serverAuth) && names.isEmpty && !isAuthority
  }
}
