/// What would let a step be checked, or pass.
enum Remedy: Sendable, Hashable {
  /// The connection's secrets, of which none is known.
  case secrets
  /// More of the connection's secrets, of which some are known.
  case moreSecrets
  /// The name that the server has to have, as its client asked for none.
  case name
  /// What is to be done about a certificate, and whether another root would help.
  case certificate(String, wantsRoot: Bool)
}

extension Stop {
  /// What would let the handshake be followed on; `nil` if nothing that the caller has would.
  var remedy: Remedy? {
    guard case .noSecret(_, _, let knowsConnection) = self else { return nil }
    return knowsConnection ? .moreSecrets : .secrets
  }
}
