/// A place where a client doesn't look, and people put files.
enum WrongPlace: Sendable, Hashable {
  /// `cert.d` without the s.
  case misspelled
  /// In the directory of hosts itself.
  case flat
  /// Docker Desktop's, which it copies to its daemon when it starts.
  case desktop
  /// GitLab Runner's.
  case gitLabRunner
  /// That of Docker's snap.
  case snap
  /// That of Docker without root's rights, whose daemon isn't the one that was asked for.
  case rootless
  /// That of Docker with root's rights, whose daemon isn't the one that was asked for.
  case rootful
  /// Below XDG_CONFIG_HOME, which Podman doesn't ask for.
  case xdg
  /// Another client's.
  case otherClient([RegistryClient])
}
