extension Resolution {
  /// Docker's list of insecure registries; `nil`, and an error, if the daemon would not start with it.
  mutating func insecureRegistries() -> InsecureRegistries? {
    do throws(InsecureRegistries.Invalid) {
      return try InsecureRegistries(environment.insecureRegistries)
    } catch {
      fail(.configuration(path: environment.dockerConfigurationFile, error.clientWording), error.clientWording)
      return nil
    }
  }

  /// Whether mirrors or insecure registries are configured at all.
  var hasDockerConfiguration: Bool { !environment.insecureRegistries.isEmpty }
}
