/// The name by which a peer is asked for: what its certificate must hold (RFC 9525 §6.1).
public enum PeerName: Sendable, Hashable {
  /// A DNS name such as `registry.example.com`, internationalized or not, without a wildcard.
  case dns(String)
  /// An IP address of version 4 or 6, such as `192.0.2.7` or `2001:db8::7`, with or without the brackets of a URL.
  case ip(String)
  /// A mailbox such as `a@example.com`, whose local part may have other letters than ASCII has (RFC 9598).
  case email(String)

  /// Takes the host of a URL, which may be a DNS name or an IP address (RFC 3986 §3.2.2).
  ///
  /// What could be meant as an address is taken as one, so that it is never compared with DNS names: text in brackets,
  /// text with a colon, and text whose last label is a number. A port is not part of the host.
  public init(host: String) {
    let bytes = host.utf8
    // The dot that marks a name as complete is no part of its last label.
    let name = bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes[...]
    let isAddress =
      bytes.first == UInt8(ascii: "[") || bytes.contains(UInt8(ascii: ":")) || DNSName.endsInNumber(name)
    self = isAddress ? .ip(host) : .dns(host)
  }
}

extension PeerName: CustomStringConvertible {
  /// The name as it was given.
  public var description: String {
    switch self {
    case .dns(let name), .ip(let name), .email(let name): name
    }
  }
}
