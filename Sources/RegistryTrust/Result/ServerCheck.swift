public import CertificateEncoding

/// Why a client does not insist on a certificate that it can verify.
public enum InsecureReason: Sendable, Hashable {
  /// An entry of Docker's `insecure-registries`, as it is written and by its line: the host in exactly these
  /// characters, or a network with an address of the host.
  case listed(String, line: Int)
  /// Docker's own rule for loopback addresses: this one is the host, or the host's name resolves to it.
  case loopbackAddress(IPAddress)
  /// Docker's own rule for loopback addresses, which `localhost` resolves to on every system (RFC 6761 §6.3).
  case localhost
  /// containerd's own rule for `localhost` and loopback addresses, on every port but 80.
  case loopback
  /// `hosts.toml` says `skip_verify = true`, or the configuration of BuildKit or Podman `insecure = true`: which file,
  /// and in which line.
  case configured(file: String, line: Int)
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
