import CertificateEncoding
import CertificateVerification
import Certificates

/// Everything that the doctor looks at: what each client made of the host, and the directories that any of them reads.
struct DoctorCase: Sendable {
  /// The host.
  let host: RegistryHost
  /// The machine.
  let environment: RegistryEnvironment
  /// The moment that counts as now.
  let moment: Timestamp
  /// What the clients made of the host, in the order in which they were asked for.
  let results: [RegistryTrust]
  /// The directories that are read, each once.
  let directories: [ExaminedDirectory]
  /// The server's certificates, its own first; `nil` if nobody has them.
  let chain: [Certificate]?
  /// The verdicts on them.
  let verdicts: [RegistryExamination.Verdict]

  init(
    _ host: RegistryHost, _ environment: RegistryEnvironment, _ clients: [RegistryClient], _ moment: Timestamp,
    chain: [Certificate]?
  ) {
    self.host = host
    self.environment = environment
    self.moment = moment
    self.chain = chain
    let system = SystemRoots(environment)
    // What several clients read is read once.
    let loaded = LoadedFiles()
    let results = clients.map {
      RegistryTrust.resolve(host, as: $0, in: environment, system: system, loaded: loaded, isAlone: clients.count == 1)
    }
    self.results = results
    var paths: [String] = []
    for candidate in results.flatMap({ $0.candidates }) where candidate.isTaken && !paths.contains(candidate.path) {
      paths.append(candidate.path)
    }
    directories = paths.compactMap { path in
      let readers = results.filter { $0.candidates.contains { $0.isTaken && $0.path == path } }
      return ExaminedDirectory(path, readers, environment, loaded)
    }
    verdicts = chain.map { Self.verdicts(results, $0, moment) } ?? []
  }

  /// Verifies the chain as each client would, once for all that have the same roots and the same name.
  private static func verdicts(
    _ results: [RegistryTrust], _ chain: [Certificate], _ moment: Timestamp
  ) -> [RegistryExamination.Verdict] {
    struct Question: Hashable {
      let name: PeerName
      let roots: Set<Certificate>
    }
    guard let leaf = chain.first else { return [] }
    var order: [Question] = []
    var clients: [Question: [RegistryTrust]] = [:]
    for result in results where result.failure == nil && result.serverCheck.verifiesServer {
      guard !result.roots.system.isPlatformVerifier || !result.roots.includesSystem else { continue }
      let question = Question(
        name: result.peerName, roots: Set(result.trust.anchors.map { $0.certificate }))
      if clients[question] == nil { order.append(question) }
      clients[question, default: []].append(result)
    }
    return order.compactMap { question in
      guard let members = clients[question], let first = members.first else { return nil }
      let verifier = CertificateVerifier(trust: first.trust)
      let evaluation = verifier.evaluate(leaf, intermediates: Array(chain.dropFirst()), for: question.name, at: moment)
      // A root that could not be read here may be the one that is missing.
      let decided = members.filter { $0.hasAllRoots || evaluation.isVerified }
      return decided.isEmpty
        ? nil : RegistryExamination.Verdict(clients: decided.map { $0.client }, evaluation: evaluation)
    }
  }

  /// The clients that were asked for.
  var clients: [RegistryClient] { results.map { $0.client } }

  /// Whether something is at a path.
  func exists(_ path: String) -> Bool { (try? environment.files.node(at: FilePath(path))) != nil }

  /// Whether a directory is at a path, and something in it.
  func isFilled(_ path: String) -> Bool {
    (try? environment.files.entries(of: FilePath(path), limit: LoadingLimits.entryCount))?.isEmpty == false
  }
}

extension RegistryTrust {
  /// Whether the client goes on without a directory, a root or an identity of the host, and another has a directory.
  func isBystander(among results: [RegistryTrust]) -> Bool {
    failure == nil && closed.isEmpty && serverCheck.verifiesServer && directory == nil
      && endpoints.allSatisfy { $0.roots.ownCount == 0 && $0.identities.isEmpty }
      && results.contains { $0.directory != nil }
  }

  /// The name that the client holds the server's certificate against.
  var peerName: PeerName {
    // What `hosts.toml` names is an authority of a URL, which may be no host of a reference.
    guard let endpoint = try? RegistryHost(registryEndpoint.host) else {
      return PeerName(host: HostAndPort(registryEndpoint.host)?.host ?? registryEndpoint.host)
    }
    return PeerName(host: endpoint.bareName)
  }
}
