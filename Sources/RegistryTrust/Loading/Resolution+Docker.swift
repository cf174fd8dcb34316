import CertificateEncoding

extension Resolution {
  /// What `daemon.json` says; `nil`, and an error, if the daemon would not start with it.
  mutating func daemonConfiguration() -> DaemonConfiguration? {
    let path = FilePath(environment.dockerConfigurationFile)
    func told(_ error: String) -> String { "unable to configure the Docker daemon with file \(path.text): " + error }
    let bytes: [UInt8]
    do throws(RegistryFileError) {
      bytes = try files.read(path, limit: LoadingLimits.configurationByteCount)
    } catch {
      if error.reason == .notFound { return DaemonConfiguration() }
      fail(.configurationFile(error), told(error.clientWording))
      return nil
    }
    do throws(JSONError) {
      let configuration = try DaemonConfiguration(bytes)
      guard let problem = configuration.problems.first(where: { $0.isFatal }) else { return configuration }
      let message = problem.daemonMessage ?? "\(problem.position)"
      fail(.configuration(path: path.text, message), told(message))
    } catch {
      fail(.configuration(path: path.text, error.description), told(error.description))
    }
    return nil
  }

  /// Why Docker takes a host for insecure; `nil` if it does not.
  ///
  /// Names are resolved only as far as the environment says how, and noted if it doesn't; `localhost` alone is known
  /// without.
  mutating func insecurity(of host: RegistryHost, _ configuration: DaemonConfiguration) -> InsecureReason? {
    // Without a port Go takes no brackets off, so that there is neither an address nor a name to resolve.
    let name = host.portText == nil ? host.name : host.bareName
    let isLocalhost = name.lowercased() == "localhost"
    let isName = host.address == nil && !name.hasPrefix("[") && !isLocalhost
    let addresses =
      isLocalhost
      ? [IPAddress("127.0.0.1")].compactMap { $0 } : isName ? environment.addresses?(name) ?? [] : []
    switch configuration.insecurity(of: host.text, addresses: addresses) {
    case .entry(let entry): return .listed(entry.text, line: entry.position.line)
    case .loopback(let address): return isLocalhost ? .localhost : .loopbackAddress(address)
    case nil: break
    }
    if isName, environment.addresses == nil, !host.isDockerHub {
      let concernsNetworks = configuration.insecureRegistries.contains { entry in
        if case .network = entry.scope { true } else { false }
      }
      result.unresolved = UnresolvedName(name: name, concernsNetworks: concernsNetworks)
    }
    return nil
  }
}
