import Certificates
import HandshakeVerification

/// Why a handshake isn't followed to its end.
enum Stop: Error, Sendable, Hashable {
  /// The recording ends, or nothing more of the side was recorded.
  case recordingEnds(PeerRole)
  /// The side closed the connection.
  case closed(PeerRole)
  /// Bytes of the side are missing.
  case missing(PeerRole)
  /// The side's answer is not TLS.
  case noServer
  /// No secret is known for the side's records.
  case noSecret(PeerRole, SecretLabel, knowsConnection: Bool)
  /// Records of this kind can't be opened here.
  case unsupported(String)
  /// A record doesn't open with the secret that is known.
  case notAuthentic(PeerRole)
  /// The side sent an alert.
  case alert(PeerRole, level: UInt8, AlertDescription)
  /// The records break a rule.
  case records(PeerRole, RecordFlaw)
  /// A message can't be read.
  case message(PeerRole, HandshakeMessageError)
  /// Another message came than the one that has to.
  case unexpected(PeerRole, found: String, expected: String)
  /// More than there is memory for.
  case memory

  /// Whether the server doesn't go on, and says so or ends the connection.
  var isRefusal: Bool {
    switch self {
    case .alert(.server, _, _), .closed(.server): true
    default: false
    }
  }

  /// Whether it breaks a rule, rather than being for want of data.
  var isBreach: Bool {
    switch self {
    case .message(_, let error): !error.isLimit
    case .notAuthentic, .records, .unexpected: true
    case .recordingEnds, .closed, .missing, .noServer, .noSecret, .unsupported, .alert, .memory: false
    }
  }
}
