/// A file of roots, of a client certificate or of its key that a client's configuration file names.
public struct NamedFile: Sendable, Hashable {
  /// The path that the client opens.
  public let path: String
  /// The configuration file.
  public let configuration: String
  /// The line there, from 1.
  public let line: Int
}
