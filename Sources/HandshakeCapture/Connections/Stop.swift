import Certificates
import HandshakeVerification

/// Why a handshake isn't followed to its end.
enum Stop: Error, Sendable, Hashable {
  /// The recording ends, or nothing more of the side was recorded.
  case recordingEnds(Side)
  /// The side closed the connection.
  case closed(Side)
  /// Bytes of the side are missing.
  case missing(Side)
  /// The side's answer is not TLS.
  case noServer
  /// No secret is known for the side's records.
  case noSecret(Side, SecretLabel, knowsConnection: Bool)
  /// Records of this kind can't be opened here.
  case unsupported(String)
  /// A record doesn't open with the secret that is known.
  case notAuthentic(Side)
  /// The side sent an alert.
  case alert(Side, level: UInt8, AlertDescription)
  /// The records break a rule.
  case records(Side, RecordFlaw)
  /// A message can't be read.
  case message(Side, HandshakeMessageError)
  /// Another message came than the one that has to.
  case unexpected(Side, found: String, expected: String)
  /// More than there is memory for.
  case memory

  /// Whether it breaks a rule, rather than being for want of data.
  var isBreach: Bool {
    switch self {
    case .notAuthentic, .records, .message, .unexpected: true
    case .recordingEnds, .closed, .missing, .noServer, .noSecret, .unsupported, .alert, .memory: false
    }
  }
}
