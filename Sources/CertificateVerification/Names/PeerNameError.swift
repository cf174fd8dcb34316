/// A refusal to verify a peer under a name that no certificate can hold: which name, and why.
public struct PeerNameError: Error, Sendable, Hashable {
  /// What is wrong with the name.
  public enum Reason: Sendable, Hashable {
    /// The text of ``PeerName/dns(_:)`` is no DNS name.
    case invalidDNSName(DNSNameError)
    /// The text of ``PeerName/ip(_:)`` is no IP address.
    case invalidIPAddress
    /// The text of ``PeerName/email(_:)`` is no mailbox at a host.
    case invalidMailbox
  }

  /// What is wrong.
  public let reason: Reason
  /// The name that is refused.
  public let name: PeerName

  init(_ reason: Reason, name: PeerName) {
    self.reason = reason
    self.name = name
  }
}
