import Certificates
import HandshakeVerification

extension Stop {
  /// Why the handshake isn't followed on, in a sentence without its end.
  var words: String {
    switch self {
    case .recordingEnds(let side): "nothing more of the \(side) was recorded"
    case .closed(let side): "the \(side) closed the connection before"
    case .missing(let side): "bytes of the \(side) are missing from the recording"
    case .noServer: "what answers the client is no TLS"
    case .noSecret(let side, let label, let knowsConnection):
      knowsConnection
        ? "the key log has no \(label.rawValue) of this connection, which the \(side)'s records need"
        : "the \(side)'s records are encrypted, and no key log has this connection's \(label.rawValue)"
    case .unsupported(let what): what
    case .notAuthentic(let side):
      "a record of the \(side) doesn't open with the secret of the key log: it was altered, or the secret is another's"
    case .alert(let side, _, let alert): "the \(side) ended the handshake with the alert \(alert)"
    case .records(let side, let flaw): "the \(side)'s records break a rule: \(flaw.rawValue)"
    case .message(let side, let error):
      "a message of the \(side) can't be read: \(DisplayText.escaped(error.description))"
    case .unexpected(let side, let found, let expected): "the \(side) sent \(found) instead of \(expected)"
    case .memory: "there is more of it than is kept in memory"
    }
  }
}
