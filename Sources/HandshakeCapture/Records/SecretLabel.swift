/// Which secret a line of a key log gives (RFC 9850 §2, and the NSS format before it).
package enum SecretLabel: String, Sendable, Hashable, CaseIterable {
  /// The master secret of TLS 1.2 and before.
  case master = "CLIENT_RANDOM"
  /// What protects early data.
  case clientEarly = "CLIENT_EARLY_TRAFFIC_SECRET"
  /// What protects the client's handshake messages.
  case clientHandshake = "CLIENT_HANDSHAKE_TRAFFIC_SECRET"
  /// What protects the server's handshake messages.
  case serverHandshake = "SERVER_HANDSHAKE_TRAFFIC_SECRET"
  /// What protects the client's data, and its messages after the handshake.
  case clientTraffic = "CLIENT_TRAFFIC_SECRET_0"
  /// What protects the server's data, and its messages after the handshake.
  case serverTraffic = "SERVER_TRAFFIC_SECRET_0"
  /// What other protocols derive keys from.
  case exporter = "EXPORTER_SECRET"
  /// The same for early data.
  case earlyExporter = "EARLY_EXPORTER_SECRET"

  /// How long a secret may be: that of a hash function, or the 48 bytes of RFC 5246 §8.1.
  var byteCounts: [Int] { self == .master ? [48] : [32, 48] }
}
