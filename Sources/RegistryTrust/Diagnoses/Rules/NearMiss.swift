/// How a directory's name differs from the one that is looked for.
enum NearMiss: Sendable, Hashable {
  /// It has a port, and the host has none.
  case portTooMany(String)
  /// It has no port, and the host has one.
  case portMissing(String)
  /// Upper and lower case differ.
  case letters
  /// It is in the form that containerd alone reads.
  case underscores
  /// The colon before the port has gone.
  case noColon
  /// A scheme stands before it.
  case scheme
  /// A dot stands at the end of the name.
  case dot
  /// It is an address of the host.
  case address
}
