/// What can be wrong between a client and a registry; the raw value is its stable name.
///
/// The order is that of their worth to a person who searches for a cause.
public enum DiagnosisID: String, Sendable, Hashable, CaseIterable {
  /// There is no directory for exactly this host, and one that comes near.
  case directoryNotSelected = "dir-not-selected"
  /// The files lie where this client doesn't look.
  case wrongBase = "wrong-base"
  /// An authority's certificate is named as a client's.
  case authorityNamedAsClient = "ca-named-cert"
  /// A file whose ending no client reads.
  case ignoredExtension = "ignored-extension"
  /// A file that is read, and in which no certificate is found.
  case fileYieldsNothing = "crt-yields-nothing"
  /// A file of roots of which some blocks are passed over.
  case filePartlyRead = "crt-partial"
  /// A key without a certificate.
  case loneKey = "lone-key"
  /// The registry's own certificate and key serve as a client's.
  case serverKeyOnClient = "server-key-on-client"
  /// A certificate and a key that don't belong together.
  case keyMismatch = "key-mismatch"
  /// A key that wants a passphrase.
  case keyEncrypted = "key-encrypted"
  /// A key of a kind or form that clients in Go don't load.
  case keyUnsupported = "key-unsupported"
  /// The host is this machine, so that nothing is verified.
  case loopbackInsecure = "loopback-insecure"
  /// A configuration file takes the host for insecure, or almost does.
  case insecureListed = "insecure-listed"
  /// The directory is one of Docker Hub's.
  case dockerHubDirectory = "docker.io-dir"
  /// Clients that read the same directory make different things of it.
  case storeDivergence = "store-divergence"
  /// A `hosts.toml` changes what counts.
  case hostsFileShadows = "hosts-toml-shadow"
  /// The server doesn't send an intermediate certificate.
  case missingIntermediate = "unknown-authority-missing-intermediate"
  /// No root is the one that the server's chain leads to.
  case wrongAuthority = "unknown-authority-wrong-ca"
  /// A root has the issuer's name and another key.
  case rotatedAuthority = "ca-rotated-same-name"
  /// Somebody on the way replaces the server's certificate.
  case interception = "tls-interception"
  /// The server's name is in the common name alone.
  case commonNameOnly = "cn-only"
  /// The server is called by an address that its certificate doesn't have.
  case addressNotNamed = "ip-san"
  /// The server's certificate is for other names.
  case nameMismatch = "name-mismatch"
  /// A certificate has expired, or isn't valid yet.
  case time
  /// No identity is one that the server asks for.
  case noIdentityFits = "no-identity-fits"
  /// Of several identities the first that fits is sent, whatever it is worth.
  case firstIdentityWins = "first-identity-wins"
  /// An alert says which side refuses the other.
  case alertDirection = "alert-direction"
  /// The server asks for a certificate after the handshake.
  case postHandshake = "post-handshake-auth"
  /// The token server or the target of a redirect is refused, and not the registry.
  case otherHost = "other-host"
  /// The server speaks no TLS, or none that the client speaks.
  case notTLS = "not-tls"
  /// Files or directories that a client can't read.
  case permissions
  /// The system's roots have changed since the daemon started.
  case restartNeeded = "restart-needed"
  /// A root is expired, weak, or not what it should be.
  case anchorQuality = "anchor-quality"
  /// A private key that everybody may read.
  case secretsExposed = "secrets-exposed"
}

extension DiagnosisID: CustomStringConvertible {
  /// The stable name.
  public var description: String { rawValue }
}
