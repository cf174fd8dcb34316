package import CertificateVerification

/// Which side of a handshake a peer is on.
public enum PeerRole: Sendable, Hashable {
  /// The one that was called.
  case server
  /// The one that called.
  case client

  /// What the peer's certificate must be for.
  package var purpose: Purpose { self == .server ? .server : .client }
}

extension PeerRole: CustomStringConvertible {
  /// `server` or `client`.
  public var description: String { self == .server ? "server" : "client" }
}
