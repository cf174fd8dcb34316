import HandshakeVerification

extension PeerRole {
  /// The other end.
  var other: PeerRole { self == .client ? .server : .client }
}
