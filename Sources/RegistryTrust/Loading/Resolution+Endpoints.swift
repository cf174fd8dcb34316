import CertificateCryptography

extension Resolution {
  /// Makes the endpoints of configurations, and loads the certificates of each; the first problem ends everything.
  mutating func configure(_ configurations: [HostConfiguration]) {
    let roots = result.endpoints[0].roots
    result.endpoints = configurations.map { configuration in
      var endpoint = RegistryEndpoint(host: configuration.host, roots: roots)
      if configuration.skipsVerification == true { endpoint.serverCheck = .notVerified(configuration.insecureReason) }
      if configuration.scheme == "http" {
        // Where TLS is configured it is tried first, unless the port tells that there is none.
        let isAmbiguous = configuration.configuresTLS && !configuration.host.hasSuffix(":80")
        if isAmbiguous { endpoint.fallsBackToHTTP = true } else { endpoint.serverCheck = .plainHTTP }
      }
      return endpoint
    }
    for (index, configuration) in configurations.enumerated() where result.failure == nil {
      load(configuration, into: index)
    }
    if client == .dockerContainerd { mergeDockerConfiguration() }
  }

  /// Loads roots, then identities (`tlsConfigFromHost`).
  private mutating func load(_ configuration: HostConfiguration, into index: Int) {
    if let files = configuration.rootFiles {
      if let error = result.endpoints[index].roots.system.failure {
        return fail(.systemRoots(error), "unable to initialize cert pool: " + error.clientWording)
      }
      result.endpoints[index].roots.configure()
      for path in files where result.failure == nil { loadRoots(path, into: index) }
    }
    for pair in configuration.pairs where result.failure == nil {
      let key = pair.key ?? pair.certificate
      do throws(IdentityLoadingError) {
        try addIdentity(certificate: pair.certificate, key: key, to: index)
      } catch {
        let prefix =
          switch error {
          case .file(let file) where file.path == key.text: "unable to read CERT file \(GoText.quoted(key.bytes)): "
          case .file: "unable to read CERT file \(GoText.quoted(pair.certificate.bytes)): "
          case .pair: "failed to load X509 key pair: "
          }
        fail(error.reason(pair.certificate, key), prefix + error.clientWording)
      }
    }
  }

  private mutating func loadRoots(_ path: FilePath, into index: Int) {
    let quoted = GoText.quoted(path.bytes)
    do throws(RegistryFileError) {
      guard !result.endpoints[index].roots.add(try bounded.certificates(of: path), path: path) else { return }
      fail(.rootFileWithoutCertificate(path: path.text), "unable to load CA cert \(quoted)")
    } catch {
      if case .tooLarge = error.reason {
        result.endpoints[index].roots.add(unread: error)
      } else {
        fail(.rootFile(error), "unable to read CA cert \(quoted): \(error.clientWording)")
      }
    }
  }

  /// Docker's list of insecure registries, which its containerd store asks only if something is configured there, and
  /// only for a host that has one endpoint (`mergeLegacyConfig` of moby's daemon/hosts.go).
  private mutating func mergeDockerConfiguration() {
    guard result.endpoints.count == 1, result.failure == nil, let configuration = daemonConfiguration(),
      !configuration.mirrors.isEmpty || !configuration.insecureRegistries.isEmpty,
      let endpoint = try? RegistryHost(result.endpoints[0].host), let reason = insecurity(of: endpoint, configuration)
    else { return }
    result.endpoints[0].serverCheck = .notVerified(reason)
    result.endpoints[0].fallsBackToHTTP = true
  }
}
