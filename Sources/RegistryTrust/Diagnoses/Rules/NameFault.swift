/// How the server's names differ from what it is called.
enum NameFault: Sendable, Hashable {
  /// The name is in the common name alone.
  case commonNameOnly(String)
  /// It is called by an address, and has none, or others.
  case address(String)
  /// It has other names.
  case other(String)
}
