extension RegistryEnvironment {
  /// Docker's directory of hosts (moby's `registry.CertsDir`).
  package var dockerDirectory: String {
    if let certificatesDirectory { return certificatesDirectory }
    switch platform {
    case .windows: return joined(variable("ProgramData") ?? "", "docker", "certs.d")
    // On macOS the daemon runs in a virtual machine, where it is this path as well.
    case .macOS: return "/etc/docker/certs.d"
    case .linux:
      guard isRootless, let home = configurationHome else { return "/etc/docker/certs.d" }
      return joined(home, "docker", "certs.d")
    }
  }

  /// Docker's configuration file.
  package var dockerConfigurationFile: String {
    switch platform {
    case .windows: return joined(variable("ProgramData") ?? "", "docker", "config", "daemon.json")
    case .macOS: return "/etc/docker/daemon.json"
    case .linux:
      guard isRootless, let home = configurationHome else { return "/etc/docker/daemon.json" }
      return joined(home, "docker", "daemon.json")
    }
  }

  /// BuildKit's configuration file.
  package var buildKitConfigurationFile: String {
    switch platform {
    case .windows: return joined(variable("ProgramData") ?? "", "buildkitd", "buildkitd.toml")
    case .macOS: return "/etc/buildkit/buildkitd.toml"
    case .linux:
      guard isRootless, let home = configurationHome else { return "/etc/buildkit/buildkitd.toml" }
      return joined(home, "buildkit", "buildkitd.toml")
    }
  }

  /// The files that tell Podman which registries are insecure, and the directory of more such files
  /// (containers-registries.conf(5)): the user's file replaces the system's.
  package var podmanConfigurationFiles: (files: [String], directories: [String]) {
    let own = home.map { joined($0, ".config", "containers") }
    return (
      (own.map { [joined($0, "registries.conf")] } ?? []) + ["/etc/containers/registries.conf"],
      ["/etc/containers/registries.conf.d"] + (own.map { [joined($0, "registries.conf.d")] } ?? [])
    )
  }

  /// The directories of hosts that a client which shares containerd's code looks through.
  func hostsDirectories(of client: RegistryClient) -> [String] {
    if let certificatesDirectory { return [certificatesDirectory] }
    switch client {
    case .dockerContainerd: return [dockerDirectory]
    case .nerdctl:
      guard isRootless, let home = configurationHome else { return ["/etc/containerd/certs.d", "/etc/docker/certs.d"] }
      return [joined(home, "containerd", "certs.d"), joined(home, "docker", "certs.d")]
    default:
      if let containerdDirectories { return containerdDirectories }
      guard platform == .windows else { return ["/etc/containerd/certs.d"] }
      return [joined(variable("ProgramFiles") ?? "", "containerd", "certs.d")]
    }
  }

  /// The directories of hosts that Podman looks through (containers-certs.d(5)).
  package var podmanDirectories: [String] {
    if let certificatesDirectory { return [certificatesDirectory] }
    // XDG_CONFIG_HOME is not asked for (container-libs issue 183).
    let own = home.map { [joined($0, ".config", "containers", "certs.d")] } ?? []
    return own + ["/etc/containers/certs.d", "/etc/docker/certs.d"]
  }
}
