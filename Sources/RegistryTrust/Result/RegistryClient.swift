/// A program that fetches from registries, or the page that says how one should: whose rules to follow.
public enum RegistryClient: String, Sendable, Hashable, CaseIterable {
  /// The documentation page "Verify repository client with certificates", since Docker 1.13.
  case docs
  /// The same page up to Docker 1.12: roots replace the system's, and the next identity is tried after a 403 or a 5xx.
  case legacyDocs = "legacy-docs"
  /// Docker Engine with its classic image store (graph drivers).
  case docker
  /// Docker Engine with the image store of containerd.
  case dockerContainerd = "docker-containerd"
  /// containerd, as `ctr --hosts-dir` and Kubernetes use it.
  case containerd
  /// Podman, and Skopeo, Buildah and CRI-O, which share its code.
  case podman
  /// BuildKit on its own, as in a builder that runs in a container.
  case buildkit
  /// nerdctl.
  case nerdctl

  /// Whether the client loads directories with containerd's code: `hosts.toml`, `host_port_`, `_default`.
  var usesHostDirectories: Bool {
    switch self {
    case .dockerContainerd, .containerd, .nerdctl: true
    case .docs, .legacyDocs, .docker, .podman, .buildkit: false
    }
  }

  /// By which rules the client's identities follow one another.
  public var attemptRule: IdentityAttempts.Rule {
    switch self {
    case .docs: .documented
    case .legacyDocs: .legacy
    case .docker, .dockerContainerd, .containerd, .podman, .buildkit, .nerdctl: .together
    }
  }
}

extension RegistryClient {
  /// Whether the client runs with root's rights on a machine, so that no mode of a file keeps it out.
  ///
  /// Podman runs as whoever calls it: the user who asks about it alone, and nobody in particular where all clients of a
  /// machine are looked at. Where RootlessKit is told of, nobody else runs as root either.
  func runsAsRoot(in environment: RegistryEnvironment, isAlone: Bool) -> Bool {
    environment.platform == .linux && !environment.isRootless && (self != .podman || !isAlone)
  }
}

extension RegistryClient: CustomStringConvertible {
  /// The name that the command line has for the client, such as `docker-containerd`.
  public var description: String { rawValue }
}
