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
  /// The colon before the port has gone, or another character stands in its place.
  case noColon
  /// A scheme stands before it.
  case scheme
  /// A dot stands at the end of the name.
  case dot
  /// It is the same address in another spelling.
  case spelling
  /// It is the same address without its brackets.
  case brackets
  /// It is an address of the host.
  case address

  /// Whether the directory could be meant for no other registry.
  var isCertain: Bool {
    switch self {
    case .letters, .underscores, .noColon, .scheme, .dot, .spelling, .brackets: true
    case .portTooMany, .portMissing, .address: false
    }
  }
}
