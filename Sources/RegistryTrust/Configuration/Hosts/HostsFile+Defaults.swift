import CertificateEncoding

extension HostsFile {
  /// The servers, with the registry's name filled in where the file leaves it out.
  ///
  /// - Parameter registry: Host and port of the registry, as in the names of its images.
  package func servers(for registry: String) -> [Server] {
    guard let last = servers.last else { return [Self.server(for: registry)] }
    return servers.dropLast() + [Self.completed(last, for: registry)]
  }

  /// The server of a registry for which no file says anything.
  package static func server(for registry: String) -> Server {
    completed(Server(), for: registry)
  }

  /// The last server with host, scheme, path and capabilities of the registry, if it has no host
  /// (`ConfigureHosts` of containerd, with no scheme given on the command line).
  package static func completed(_ server: Server, for registry: String) -> Server {
    guard server.host.isEmpty else { return server }
    var server = server
    server.scheme = "https"
    server.host = registry
    if registry == "docker.io" {
      server.host = "registry-1.docker.io"
    } else if isLocal(registry) {
      let port = HostAndPort(registry)?.port ?? ""
      // A port that tells nothing of the protocol: TLS is tried first, as for any server with settings of its own.
      if port != "", port != "443" { server.scheme = "http" }
      // Whatever the file says, even `skip_verify = false`.
      if port != "80" { server.skipsVerification = true }
    }
    server.path = "/v2"
    server.capabilities = .all
    return server
  }

  /// Whether containerd takes a registry for one on the same machine: `localhost`, or a loopback address.
  package static func isLocal(_ registry: String) -> Bool {
    if registry == "::1" || registry == "[::1]" { return true }
    let host = HostAndPort(registry)?.host ?? registry
    if host == "localhost" { return true }
    guard !host.hasPrefix("["), let address = IPAddress(host) else { return false }
    return NetworkRange.loopback.contains { $0.contains(address) }
  }
}
