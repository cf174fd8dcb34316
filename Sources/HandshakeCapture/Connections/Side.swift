/// One of the two ends of a TLS connection.
package enum Side: String, Sendable, Hashable {
  case client
  case server

  /// The other end.
  var other: Side { self == .client ? .server : .client }
}
