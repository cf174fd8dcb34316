/// What containerd knows of one server, before it has read any certificate (`hostConfig` of hosts.go).
struct HostConfiguration {
  /// The server's host.
  var host = ""
  /// The server's scheme.
  var scheme = "https"
  /// The files of roots; `nil` if none are configured, so that the system's pool is used as it is.
  var rootFiles: [FilePath]?
  /// The files of certificates and keys; no key means that it is in the certificate's file.
  var pairs: [(certificate: FilePath, key: FilePath?)] = []
  /// Whether the server's certificate is taken unseen; `nil` if nobody says.
  var skipsVerification: Bool?
  /// Why, if it is.
  var insecureReason = InsecureReason.loopback

  /// What `hosts.toml` says of a server, or what goes without saying of the registry itself.
  init(_ server: HostsFile.Server) {
    host = server.host
    scheme = server.scheme
    rootFiles = server.authorities?.map { FilePath($0.path) }
    pairs = server.identities.map { (FilePath($0.certificate.path), $0.key.map { FilePath($0.path) }) }
    skipsVerification = server.skipsVerification
  }

  /// Whether anything is said of TLS.
  var configuresTLS: Bool { rootFiles != nil || !pairs.isEmpty || skipsVerification != nil }
}
