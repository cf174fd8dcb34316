/// An entry of a registry's directory, and what the client makes of it.
public struct DirectoryEntryReport: Sendable, Hashable {
  /// What the client takes an entry for.
  public enum Role: Sendable, Hashable {
    /// A file of roots.
    case roots
    /// A client certificate, and the name of the file that its key is in.
    case certificate(key: String)
    /// The key of a client certificate, by that one's name.
    case key(certificate: String)
    /// A file that `hosts.toml` names, whatever its own name.
    case named
    /// containerd's configuration of the host.
    case hostsFile
    /// Something that counts, and nobody knows what it holds: it is closed to the user of this process, and not to
    /// root, as whom the client runs.
    case closed
    /// Nothing, and not a word about it.
    case ignored(IgnoredReason)
  }

  /// Why an entry is passed over.
  public enum IgnoredReason: Sendable, Hashable {
    /// Its name has none of the endings that count, in exactly these letters.
    case ending
    /// It is a directory.
    case directory
    /// It is a key without a certificate, about which this client doesn't care.
    case loneKey
    /// `hosts.toml` is there and valid, and doesn't name it.
    case shadowed
    /// It leads nowhere, and this client goes on.
    case dangling
    /// The client stopped before it.
    case notReached
  }

  /// The name; bytes that are not UTF-8 become U+FFFD.
  public let name: String
  /// What the client takes it for.
  public let role: Role
}
