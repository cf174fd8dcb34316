/// What containerd knows of one server, before it has read any certificate (`hostConfig` of hosts.go).
struct HostConfiguration {
  /// The server's host; empty for the one that was asked for.
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
  var insecureReason = InsecureReason.configured

  /// Whether anything is said of TLS.
  var configuresTLS: Bool { rootFiles != nil || !pairs.isEmpty || skipsVerification != nil }
}
