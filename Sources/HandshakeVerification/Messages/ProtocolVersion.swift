import Certificates

/// A version of TLS, as two bytes carry it (RFC 8446 §4.1.2, RFC 5246 §6.2.1).
public struct ProtocolVersion: RawRepresentable, Sendable, Hashable, Comparable {
  /// The two bytes: the major number, and the minor one.
  public let rawValue: UInt16

  /// Creates a version from its two bytes, whether or not it is known.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// SSL 3.0 (RFC 6101), which nobody may use (RFC 7568).
  public static let ssl30 = ProtocolVersion(rawValue: 0x0300)
  /// TLS 1.0 (RFC 2246), which nobody should use (RFC 8996).
  public static let tls10 = ProtocolVersion(rawValue: 0x0301)
  /// TLS 1.1 (RFC 4346), which nobody should use (RFC 8996).
  public static let tls11 = ProtocolVersion(rawValue: 0x0302)
  /// TLS 1.2 (RFC 5246).
  public static let tls12 = ProtocolVersion(rawValue: 0x0303)
  /// TLS 1.3 (RFC 8446).
  public static let tls13 = ProtocolVersion(rawValue: 0x0304)

  /// Whether a version is older than another.
  public static func < (one: ProtocolVersion, other: ProtocolVersion) -> Bool { one.rawValue < other.rawValue }
}

extension ProtocolVersion: CustomStringConvertible {
  /// `TLS 1.3`, or the number if the version isn't known.
  public var description: String {
    switch self {
    case .ssl30: "SSL 3.0"
    case .tls10: "TLS 1.0"
    case .tls11: "TLS 1.1"
    case .tls12: "TLS 1.2"
    case .tls13: "TLS 1.3"
    default: "version \(DisplayText.codePoint(rawValue))"
    }
  }
}
