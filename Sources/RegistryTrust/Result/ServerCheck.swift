public import CertificateEncoding

/// Why a client does not insist on a certificate that it can verify.
public enum InsecureReason: Sendable, Hashable {
  /// The host stands in the list of insecure registries, in exactly these characters.
  case listed(String)
  /// An address of the host is in a network of that list, or in one that is always in it: the loopback ones.
  case network(String, IPAddress)
  /// `localhost`, which every system resolves to itself (RFC 6761 §6.3), so that the loopback network applies.
  case localhost
  /// containerd's own rule for `localhost` and loopback addresses, on every port but 80.
  case loopback
  /// `hosts.toml` says `skip_verify = true`, or BuildKit's configuration `insecure = true`.
  case configured
}

/// Whether a client verifies the server's certificate.
public enum ServerCheck: Sendable, Hashable {
  /// It does: chain, time and name.
  case verified
  /// It uses TLS and takes any certificate.
  case notVerified(InsecureReason)
  /// It does not use TLS at all.
  case plainHTTP

  /// Whether the certificate decides anything.
  public var verifiesServer: Bool { self == .verified }
}
