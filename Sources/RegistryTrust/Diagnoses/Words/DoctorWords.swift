import CertificateCryptography
import CertificateEncoding
import CertificateVerification
import Certificates

/// The words for every symptom of one report, in the order in which they are shown: the only place of the doctor's where
/// sentences are written.
struct DoctorWords {
  let facts: DoctorCase
  let shell: ShellCommands
  /// The clients that the symptom at hand concerns.
  private(set) var clients: [RegistryClient] = []
  /// What the commands do that were written so far.
  var plan: RemedyPlan

  init(_ facts: DoctorCase) {
    self.facts = facts
    shell = ShellCommands(platform: facts.environment.platform)
    plan = RemedyPlan(facts)
  }

  /// What is said about one symptom.
  struct Words {
    var findings: [Diagnosis.Finding] = []
    /// How many places more there are than ``findings`` names.
    var omittedCount = 0
    let statement: String
    let why: String
    /// What a client says that stops, to be told after ``why``.
    var quote = ""
    let advice: String
    var remedy: [String] = []
  }

  /// The words for a symptom that concerns some clients.
  mutating func words(_ symptom: Symptom, for clients: [RegistryClient]) -> Words {
    self.clients = clients
    return words(symptom)
  }

  private mutating func words(_ symptom: Symptom) -> Words {
    switch symptom {
    case .nearMiss(let expected, let found, let issuer): nearMiss(expected, found, issuer)
    case .elsewhere(let expected, let found, let issuer): elsewhere(expected, found, issuer)
    case .dockerHub(let paths, let readers, let others): dockerHub(paths, readers, others)
    case .loopback(let reason, let unread, let unverified, let directory):
      loopback(reason, unread, unverified, directory)
    case .listed(let entry, let line, let file, let directory): listed(entry, line, file, directory)
    case .listedOtherwise(let entry, let line, let file): listedOtherwise(entry, line, file)
    case .configuredInsecure(let file, let line): configuredInsecure(file, line)
    case .brokenConfiguration(let file, let message): brokenConfiguration(file, message)
    case .yieldsNothing(let file, let shape): yieldsNothing(file, shape)
    case .partlyRead(let file, let blocks): partlyRead(file, blocks)
    case .anchors(let file, let flaws): anchors(file, flaws)
    case .authorityAsClient(let file, let certificate): authorityAsClient(file, certificate)
    case .withoutKey(let file, let certificate, let source): withoutKey(file, certificate, source)
    case .keyInside(let file, let certificate): keyInside(file, certificate)
    case .loneKey(let file, let partner): loneKey(file, partner)
    case .mismatch(let certificate, let key, let fault, let source): mismatch(certificate, key, fault, source)
    case .reversed(let certificate, let key, let later): reversed(certificate, key, later)
    case .exchanged(let pairs): exchanged(pairs)
    case .swapped(let certificate, let key, let bothWays): swapped(certificate, key, bothWays)
    case .encrypted(let key, let subject): encrypted(key, subject)
    case .unsupported(let key, let certificate, let reason): unsupported(key, certificate, reason)
    case .serverCertificate(let file, let key, let certificate, let evidence, let isRead):
      serverCertificate(file, key, certificate, evidence, isRead)
    case .firstOfSeveral(let identities, let fault): firstOfSeveral(identities, fault)
    case .identityTime(let file, let certificate, let fault): identityTime(file, certificate, fault)
    case .ignoredEnding(let file, let content): ignoredEnding(file, content)
    case .unreadable(let error, let stops, let goesOn): unreadable(error, stops, goesOn)
    case .exposed(let file, let mode): exposed(file, mode)
    case .directoryWithEnding(let file, let stops, let goesOn): directoryWithEnding(file, stops, goesOn)
    case .divergence(let directory, let outcomes): divergence(directory, outcomes)
    case .builder(let directory, let configuration): builder(directory, configuration)
    case .shadowed(let path, let files): shadowed(path, files)
    case .invalidHostsFile(let path, let line, let message): invalidHostsFile(path, line, message)
    case .hostsNotes(let path, let notes): hostsNotes(path, notes)
    case .namedFile(let file, let fault): namedFile(file, fault)
    case .missingIssuer(let issuer, let certificate, let missing, let anchors):
      missingIssuer(issuer, certificate, missing, anchors)
    case .trustedInterception(let product, let certificate): trustedInterception(product, certificate)
    case .names(let leaf, let presented, let fault): names(leaf, presented, fault)
    case .chainTime(let certificate, let position, let isAnchor, let fault):
      chainTime(certificate, position, isAnchor, fault)
    }
  }
}

// MARK: Parts of sentences

extension DoctorWords {
  /// A path, fit to be shown.
  static func shown(_ path: FilePath) -> String { shown(path.text) }

  /// A path, fit to be shown; a backslash stays one.
  static func shown(_ path: String) -> String {
    path.split(separator: "\\", omittingEmptySubsequences: false).map { DisplayText.escaped(String($0)) }
      .joined(separator: "\\")
  }

  /// Whether a character shows as itself.
  static func isVisible(_ character: Unicode.Scalar) -> Bool { DisplayText.isVisible(character) }

  /// A name in quotes.
  static func quoted(_ text: String) -> String { "“\(shown(text))”" }

  /// A certificate by its subject, which is fit to be shown already.
  static func subject(_ certificate: Certificate) -> String { name(certificate.subject) }

  /// A name, which is fit to be shown already.
  static func name(_ name: DistinguishedName) -> String { name.isEmpty ? "(no subject)" : "“\(name)”" }

  /// The start of a certificate's SHA-256 fingerprint, by which people tell it from others.
  static func fingerprint(_ certificate: Certificate) -> String {
    "SHA-256 " + certificate.fingerprint().hexadecimal.prefix(16) + "…"
  }

  /// A number with a noun.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// Words in a row: `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  /// Clients as people call them.
  static func list(_ clients: [RegistryClient]) -> String { list(clients.map { $0.title }) }

  /// What is wrong with a validity period.
  static func text(_ fault: TimeFault) -> String {
    switch fault {
    case .expired(let end, _): "expired at \(end)"
    case .notYetValid(let start, _): "isn't valid before \(start)"
    }
  }

  /// A finding without a word of its own.
  static func finding(_ file: ExaminedFile, line: Int? = nil, _ fact: String = "") -> Diagnosis.Finding {
    Diagnosis.Finding(path: file.path.text, line: line, fact: fact)
  }

  /// A certificate and where it stands.
  static func finding(_ file: ExaminedFile, _ certificate: Certificate, _ fact: String = "") -> Diagnosis.Finding {
    let line = certificate.position.flatMap { $0.line > 0 ? $0.line : nil }
    let parts = [subject(certificate), fact].filter { !$0.isEmpty }
    return Diagnosis.Finding(path: file.path.text, line: line, fact: parts.joined(separator: ", "))
  }

  /// A file's name, fit to be shown.
  static func name(_ file: ExaminedFile) -> String { shown(file.text) }

  /// What the clients say that stop, if all of those that are asked for say the same.
  func clientWords(_ clients: [RegistryClient]) -> String {
    let failures = facts.results.filter { clients.contains($0.client) }.compactMap { result in
      result.failure.map { (result.client, $0.clientWording) }
    }
    guard let first = failures.first else { return "" }
    return " \(first.0.title) says: \(Self.quoted(first.1))."
  }
}

extension RegistryClient {
  /// The client as people call it.
  package var title: String {
    switch self {
    case .docs: "Docker's documentation"
    case .legacyDocs: "Docker's documentation up to 1.12"
    case .docker: "Docker (classic store)"
    case .dockerContainerd: "Docker (containerd store)"
    case .containerd: "containerd"
    case .podman: "Podman"
    case .buildkit: "BuildKit"
    case .nerdctl: "nerdctl"
    }
  }
}
