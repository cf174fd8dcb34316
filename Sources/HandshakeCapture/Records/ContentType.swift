/// What a record holds (RFC 8446 §5.1, RFC 5246 §6.2.1).
enum ContentType: UInt8, Sendable, Hashable {
  case changeCipherSpec = 20
  case alert = 21
  case handshake = 22
  case applicationData = 23
  /// RFC 6520, which TLS 1.3 doesn't have.
  case heartbeat = 24
}
