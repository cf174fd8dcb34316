/// An option of the command line; the raw value is its name without the dashes.
enum Option: String, CaseIterable, Sendable {
  case hostname
  case ip
  case email
  case roots
  case noSystemRoots = "no-system-roots"
  case intermediates
  case crl
  case ocsp
  case revocation
  case purpose
  case profile
  case allow
  case at
  case certsDir = "certs-dir"
  case client
  case doctor
  case chain
  case root
  case identity
  case authority
  case schemes
  case certificateTypes = "certificate-types"
  case tls
  case request
  case rules
  case keylog
  case resolve
  case json
  case explain
  case graph
  case batch
  case batchFormat = "batch-format"
  case jobs
  case skip
  case firstItem = "first-item"
  case help
  case version

  /// The option as it is written.
  var spelling: String { "--\(rawValue)" }

  /// What stands for its value in a synopsis of a command; `nil` if it takes none.
  func placeholder(_ topic: Topic) -> String? {
    switch self {
    case .hostname: "HOST"
    case .ip: "ADDRESS"
    case .email: "MAILBOX"
    case .roots: "FILE|DIRECTORY"
    case .intermediates, .crl, .ocsp: "FILE"
    case .revocation: "off|soft|hard"
    case .purpose: "PURPOSE"
    case .profile: "rfc5280|webpki"
    case .allow: "SWITCH"
    case .at: "TIME"
    case .graph: "FILE.svg|FILE.dot"
    case .batch: "FILE|-"
    case .batchFormat: "json|pem"
    case .jobs, .skip, .firstItem: "NUMBER"
    case .certsDir, .root: "DIR"
    case .client: topic == .registry ? "NAME|all" : "NAME"
    case .chain, .request, .keylog: "FILE"
    case .identity: "CERT[,KEY]"
    case .authority: "NAME|FILE"
    case .schemes, .certificateTypes: "LIST"
    case .tls: "1.2|1.3"
    case .rules: "go|strict"
    case .noSystemRoots, .doctor, .resolve, .json, .explain, .help, .version: nil
    }
  }

  /// Whether it may stand more than once.
  var isRepeatable: Bool {
    switch self {
    // A flag says the same however often it stands.
    case .roots, .intermediates, .crl, .ocsp, .allow, .noSystemRoots, .identity, .authority, .doctor, .resolve, .json,
      .explain, .help, .version:
      true
    case .hostname, .ip, .email, .purpose, .profile, .at, .revocation, .graph, .certsDir, .client, .chain, .root,
      .schemes, .certificateTypes, .tls, .request, .rules, .keylog, .batch, .batchFormat, .jobs, .skip, .firstItem:
      false
    }
  }
}
