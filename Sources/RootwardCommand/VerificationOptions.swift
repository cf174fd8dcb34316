import BatchVerification
import CertificateEncoding
import CertificateVerification
import Certificates

/// What the options of `rootward verify` ask, of one chain or of many.
struct VerificationOptions {
  private let arguments: Arguments
  /// The peer's name; `nil` if none is asked.
  let name: PeerName?
  /// The purpose; `nil` if it follows from the name.
  let purpose: Purpose?
  /// When all of it must hold.
  let moment: Timestamp
  private let policy: VerificationPolicy

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    self.arguments = arguments
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
  }

  /// The certificates of `--intermediates`.
  private func intermediates(_ console: Console) throws(Failure) -> IntermediateStore {
    var intermediates = IntermediateStore()
    for file in arguments.all(.intermediates) {
      guard file != Inputs.standardInput else {
        throw arguments.misuse("--intermediates reads no standard input; a file of that name is ./-")
      }
      intermediates.insert(try Inputs.certificates(file, console))
    }
    return intermediates
  }

  /// The verifier, with the intermediates, the roots and what is known of revoked certificates.
  func verifier(_ console: Console) throws(Failure) -> CertificateVerifier {
    let intermediates = try intermediates(console)
    let sources = try TrustSources(arguments)
    try sources.demand(console)
    if case .dns(let host) = name, case .ip = PeerName(host: host) {
      console.complain("\(Spelling.quoted(host)) is not a host name; to ask for an IP address, use --ip")
    }
    var verifier = CertificateVerifier(trust: sources.store, policy: policy)
    verifier.intermediates = intermediates
    for option in [Option.crl, .ocsp] {
      for file in arguments.all(option) {
        try Inputs.revocation(file, option, into: &verifier.revocation, arguments, console)
      }
    }
    return verifier
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

  /// The purpose of `--purpose`, by its name or its object identifier; `nil` if it was not given.
  func purpose() throws(Failure) -> Purpose? {
    if let text = value(.purpose), let purpose = PurposeName.purpose(text) { return purpose }
    return try choice(.purpose, PurposeName.all)
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

  /// The whole number of an option, within a range; `nil` if it was not given.
  func number(_ option: Option, in range: ClosedRange<Int>) throws(Failure) -> Int? {
    guard let text = value(option) else { return nil }
    let isDigits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isDigits, let number = Int(text), range.contains(number) else {
      throw misuse(
        "\(option.spelling) is a number from \(range.lowerBound) to \(range.upperBound), not \(Spelling.quoted(text))")
    }
    return number
  }
}
