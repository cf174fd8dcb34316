/// What a person can ask for help with.
enum Topic: String, CaseIterable, Sendable {
  case rootward
  case verify
  case inspect
  case trust
  case registry
  case identity
  case handshake

  /// The commands, in the order in which they are told.
  static let commands: [Topic] = [.verify, .inspect, .trust, .registry, .identity, .handshake]

  /// What is typed to run it.
  var invocation: String { self == .rootward ? "rootward" : "rootward \(rawValue)" }

  /// The options that it takes.
  var options: [Option] {
    switch self {
    case .rootward: [.help, .version]
    case .verify:
      [
        .hostname, .ip, .email, .roots, .noSystemRoots, .intermediates, .crl, .ocsp, .revocation, .purpose, .profile,
        .allow, .at, .json, .explain, .graph, .batch, .batchFormat, .jobs, .skip, .firstItem, .help,
      ]
    case .inspect: [.json, .help]
    case .trust: [.roots, .noSystemRoots, .at, .json, .help]
    case .handshake: [.keylog, .hostname, .ip, .roots, .noSystemRoots, .at, .json, .help]
    case .registry: [.certsDir, .client, .doctor, .chain, .root, .resolve, .at, .json, .help]
    case .identity:
      [
        .certsDir, .client, .root, .identity, .authority, .schemes, .certificateTypes, .tls, .request, .rules, .at,
        .json, .help,
      ]
    }
  }
}
