package import CertificateEncoding

/// One end of a TCP connection.
package struct Endpoint: Sendable, Hashable {
  /// The host's address.
  package let address: IPAddress
  /// The port.
  package let port: UInt16
}

extension Endpoint: CustomStringConvertible {
  /// Address and port, such as `192.0.2.7:443` and `[2001:db8::7]:443`.
  package var description: String {
    address.version == .v6 ? "[\(address)]:\(port)" : "\(address):\(port)"
  }
}
