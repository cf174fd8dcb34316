/// A place where a client doesn't look, and people put files.
enum WrongPlace: Sendable, Hashable {
  /// `cert.d` without the s.
  case misspelled
  /// In the directory of hosts itself.
  case flat
  /// In a directory that a client comes to only if an empty one before it, whose path this is, weren't there.
  case hidden(behind: FilePath)
  /// That of a daemon without root's rights, whereas the one that was asked for has them.
  case rootless
  /// That of a daemon with root's rights, whereas the one that was asked for has none.
  case rootful
  /// Below XDG_CONFIG_HOME, which Podman doesn't ask for.
  case xdg
  /// Docker Desktop's, which it copies to its daemon when it starts.
  case desktop
  /// That of Docker's snap.
  case snap
  /// GitLab Runner's.
  case gitLabRunner
  /// Another client's.
  case otherClient([RegistryClient])

  /// Whether it is a file's, and not a directory's.
  var isFile: Bool { self == .flat || self == .gitLabRunner }
}
