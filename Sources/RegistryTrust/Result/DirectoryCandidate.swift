/// A directory that a client looks at for a host, and what it makes of it.
public struct DirectoryCandidate: Sendable, Hashable {
  /// Why a directory is taken or not.
  public enum Outcome: Sendable, Hashable {
    /// It exists and is read.
    case taken
    /// Nothing has that path.
    case missing
    /// One that stands before it exists.
    case notReached
    /// It can't be looked at, and the client goes on to the next.
    case skipped(RegistryFileError)
    /// It can't be looked at, and the client stops.
    case failed(RegistryFileError)
    /// It is closed to the user of this process, and not to root, as whom the client runs.
    case closed(RegistryFileError)
    /// The client reads no directory for this host, whether or not it exists.
    case notConsulted(Exemption)
  }

  /// Why a client reads no directory for a host.
  public enum Exemption: Sendable, Hashable {
    /// The host is Docker Hub.
    case dockerHub
    /// The host's certificate is not checked anyway.
    case insecure(InsecureReason)
  }

  /// The path as the client has it.
  public let path: String
  /// What the client makes of it.
  public let outcome: Outcome

  /// Whether the directory is read.
  public var isTaken: Bool { outcome == .taken }
}
