extension RegistryTrust {
  /// Does what a client does before it asks a registry anything.
  ///
  /// Files are read each time; nothing is remembered. No name is resolved unless the environment says how.
  ///
  /// - Parameters:
  ///   - host: The host as a reference to an image carries it, with `:PORT` if there is one there.
  ///   - client: The client.
  ///   - environment: The machine that the client runs on.
  /// - Returns: The roots, the identities and the error, if the client would stop.
  /// - Throws: ``RegistryHostError`` if no reference can carry such a host.
  public static func resolve(
    host: String, as client: RegistryClient, in environment: RegistryEnvironment = .current
  ) throws(RegistryHostError) -> RegistryTrust {
    resolve(try RegistryHost(host), as: client, in: environment)
  }

  /// Does what a client does before it asks a registry anything, for a host that has been read.
  public static func resolve(
    _ host: RegistryHost, as client: RegistryClient, in environment: RegistryEnvironment = .current
  ) -> RegistryTrust {
    var resolution = Resolution(host, client, environment)
    resolution.run()
    return resolution.result
  }

  /// Does what a client does before it asks a registry anything, with system roots and files that were loaded before: for
  /// several clients of one environment they are the same.
  static func resolve(
    _ host: RegistryHost, as client: RegistryClient, in environment: RegistryEnvironment, system: SystemRoots,
    loaded: LoadedFiles, isAlone: Bool
  ) -> RegistryTrust {
    var resolution = Resolution(host, client, environment, system, loaded, isAlone: isAlone)
    resolution.run()
    return resolution.result
  }
}
