public import CertificateEncoding

/// A refusal to take text as the DNS name of a peer: why, and in which label.
public struct DNSNameError: Error, Sendable, Hashable {
  /// What is wrong with the text.
  public enum Reason: Sendable, Hashable {
    /// No label at all.
    case empty
    /// More than 253 bytes, the most that fit a message of the DNS (RFC 1035 §2.3.4).
    case tooLong
    /// Two dots in a row, or one at the start.
    case emptyLabel
    /// A label of more than 63 bytes, after its encoding as an A-label (RFC 1035 §2.3.4).
    case labelTooLong
    /// A label that starts or ends with a hyphen (RFC 952, RFC 5891 §4.2.3.1).
    case hyphenAtLabelEdge
    /// A character that host names don't have; internationalized names have letters, their marks, and digits.
    case invalidCharacter(Unicode.Scalar)
    /// An asterisk: certificates hold patterns, but the peer that one asks for has one name.
    case wildcard
    /// The text of an IP address; write ``PeerName/ip(_:)`` instead of ``PeerName/dns(_:)``.
    case ipAddress(IPAddress)
    /// A last label of digits alone, which some programs take as an IP address and no DNS name has.
    case numericLastLabel
    /// An internationalized label with hyphens as third and fourth character, which only A-labels have
    /// (RFC 5891 §4.2.3.1).
    case reservedHyphens
    /// An internationalized label that starts with a combining mark (RFC 5891 §4.2.3.2).
    case leadingCombiningMark
    /// An internationalized label that couldn't be brought to Unicode Normalization Form C (RFC 5891 §4.2.3, UAX #15).
    case notNormalized
  }

  /// What is wrong.
  public let reason: Reason
  /// The label that is refused, counted from 0 at the left; `nil` if it is the name as a whole.
  public let label: Int?

  init(_ reason: Reason, label: Int? = nil) {
    self.reason = reason
    self.label = label
  }
}
