/// Why a certificate was revoked (RFC 5280 §5.3.1, CRLReason); the raw value is the number in the list.
public enum RevocationReason: UInt8, Sendable, Hashable, CaseIterable {
  /// No reason is given.
  case unspecified = 0
  /// The subject's private key is known, or suspected to be known, to others.
  case keyCompromise = 1
  /// The authority's private key is known, or suspected to be known, to others.
  case caCompromise = 2
  /// The subject's name or other facts have changed.
  case affiliationChanged = 3
  /// Another certificate has taken its place.
  case superseded = 4
  /// It is no longer needed for its purpose.
  case cessationOfOperation = 5
  /// It is suspended, and may come back.
  case certificateHold = 6
  /// It is no longer on hold; in delta lists only.
  case removeFromCRL = 8
  /// A privilege that it stands for was withdrawn.
  case privilegeWithdrawn = 9
  /// The attribute authority's key is known, or suspected to be known, to others.
  case aaCompromise = 10

  /// The reason's name in RFC 5280.
  public var name: String {
    switch self {
    case .unspecified: "unspecified"
    case .keyCompromise: "keyCompromise"
    case .caCompromise: "cACompromise"
    case .affiliationChanged: "affiliationChanged"
    case .superseded: "superseded"
    case .cessationOfOperation: "cessationOfOperation"
    case .certificateHold: "certificateHold"
    case .removeFromCRL: "removeFromCRL"
    case .privilegeWithdrawn: "privilegeWithdrawn"
    case .aaCompromise: "aACompromise"
    }
  }
}
