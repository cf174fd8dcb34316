import CertificateEncoding
import CertificateVerification
import Certificates

/// The command `rootward verify`, which says whether a chain may be trusted, and if not, why not.
struct VerifyCommand {
  private let arguments: Arguments
  private let chain: String
  private let name: PeerName?
  private let purpose: Purpose
  private let policy: VerificationPolicy
  private let moment: Timestamp
  private let graph: GraphFile?

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    self.arguments = arguments
    guard let chain = arguments.operands.first else {
      throw arguments.misuse("which chain? Name a file, or - for standard input")
    }
    guard arguments.operands.count == 1 else {
      throw arguments.misuse(
        "one chain at a time: \(Spelling.quoted(arguments.operands[1])) is one too many; --intermediates adds a file")
    }
    self.chain = chain
    let names = [
      arguments.value(.hostname).map(PeerName.dns), arguments.value(.ip).map(PeerName.ip),
      arguments.value(.email).map(PeerName.email),
    ].compactMap { $0 }
    guard names.count < 2 else {
      throw arguments.misuse("--hostname, --ip and --email exclude each other: a peer is asked for by one name")
    }
    name = names.first
    purpose = try arguments.purpose()
    var policy: VerificationPolicy =
      try arguments.choice(.profile, ["rfc5280": .rfc5280, "webpki": .webPKI]) ?? .rfc5280
    policy.revocation =
      try arguments.choice(.revocation, ["off": .off, "soft": .softFail, "hard": .hardFail])
      ?? (arguments.contains(.crl) || arguments.contains(.ocsp) ? .softFail : .off)
    for leniency in try arguments.leniencies() { leniency.apply(to: &policy) }
    self.policy = policy
    moment = try arguments.moment(console)
    graph = try GraphFile(arguments)
  }

  /// Verifies the chain and prints the verdict.
  func run(_ console: Console) throws(Failure) -> ExitCode {
    let presented = try Inputs.certificates(chain, console)
    guard let leaf = presented.certificates.first else { return .input }
    try checkBeginning(presented, leaf)
    var intermediates = Array(presented.certificates.dropFirst())
    for file in arguments.all(.intermediates) {
      guard file != Inputs.standardInput else {
        throw arguments.misuse("--intermediates reads no standard input; a file of that name is ./-")
      }
      intermediates += try Inputs.certificates(file, console).certificates
    }
    let sources = try TrustSources(arguments)
    try sources.demand(console)

    if case .dns(let host) = name, case .ip = PeerName(host: host) {
      console.complain("\(Spelling.quoted(host)) is not a host name; to ask for an IP address, use --ip")
    }
    var verifier = CertificateVerifier(trust: sources.store, policy: policy)
    for option in [Option.crl, .ocsp] {
      for file in arguments.all(option) {
        try Inputs.revocation(file, option, into: &verifier.revocation, arguments, console)
      }
    }
    let evaluation = verifier.evaluate(
      leaf, intermediates: intermediates, for: name, purpose: purpose, at: moment)
    let explanation = evaluation.explanation
    if arguments.contains(.json) {
      console.print(explanation.json)
    } else {
      let isLong = arguments.contains(.explain)
      let text = explanation.text(allPaths: isLong)
      console.print(console.usesColors ? Style.explanation(text) : text)
      if isLong { console.print("\nAll paths, from the leaf on:\n" + explanation.tree) }
    }
    // The verdict is told first: it holds whether there is a picture of it or not.
    try graph?.write(explanation)
    return evaluation.isVerified ? .success : .refused
  }

  /// Refuses a chain whose first certificate is a block that can't be read: the next one is another's, and a verdict
  /// about it would be taken for one about the peer.
  private func checkBeginning(_ bundle: CertificateBundle, _ leaf: Certificate) throws(Failure) {
    let first = leaf.position?.block ?? 0
    guard bundle.skipped.contains(where: { !$0.isOtherContent && $0.position.block < first }) else { return }
    throw .input(
      "\(DisplayText.escaped(Inputs.source(chain))): the peer's own certificate comes first, and it can't be read")
  }
}

extension Arguments {
  /// The value of an option that has a few; `nil` if it was not given.
  func choice<Value>(_ option: Option, _ choices: KeyValuePairs<String, Value>) throws(Failure) -> Value? {
    guard let text = value(option) else { return nil }
    if let choice = choices.first(where: { $0.key == text }) { return choice.value }
    let names = choices.map { $0.key }.joined(separator: ", ")
    throw misuse("\(option.spelling) is one of \(names), not \(Spelling.quoted(text))")
  }

  /// The purpose of `--purpose`, by its name or its object identifier; without it, mail for a mailbox and a server else.
  func purpose() throws(Failure) -> Purpose {
    let names: KeyValuePairs<String, Purpose> = [
      "server": .server, "client": .client, "email": .email, "code": .codeSigning, "timestamping": .timeStamping,
      "ocsp": .ocspSigning, "any": .any,
    ]
    guard let text = value(.purpose) else { return value(.email) == nil ? .server : .email }
    if let identifier = OID(text) { return .other(identifier) }
    return try choice(.purpose, names) ?? .server
  }

  /// The moment of `--at`, or now.
  ///
  /// - Parameter others: the words that the command takes beside a time.
  func moment(_ console: Console, others: String = "") throws(Failure) -> Timestamp {
    guard let text = value(.at) else { return console.now }
    guard let moment = Timestamp(text) else {
      throw misuse("--at: \(Spelling.quoted(text)) is no time; write \(others)2026-01-31 or 2026-01-31T12:00:00Z")
    }
    return moment
  }
}
