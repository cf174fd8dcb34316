/// What an alert of TLS says (RFC 8446 §6, RFC 5246 §7.2, and the TLS Alerts registry).
public struct AlertDescription: RawRepresentable, Sendable, Hashable {
  /// The code point.
  public let rawValue: UInt8

  /// Creates an alert from its code point, whether or not it is known.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A message came out of turn.
  public static let unexpectedMessage = AlertDescription(rawValue: 10)
  /// No set of parameters suits both sides.
  public static let handshakeFailure = AlertDescription(rawValue: 40)
  /// A certificate is corrupt, or its signature is wrong.
  public static let badCertificate = AlertDescription(rawValue: 42)
  /// A certificate is of a kind that can't be used.
  public static let unsupportedCertificate = AlertDescription(rawValue: 43)
  /// A certificate was revoked.
  public static let certificateRevoked = AlertDescription(rawValue: 44)
  /// A certificate is expired, or not valid yet.
  public static let certificateExpired = AlertDescription(rawValue: 45)
  /// A certificate is refused for another reason.
  public static let certificateUnknown = AlertDescription(rawValue: 46)
  /// A field has a value that it must not have, or that does not go with the others.
  public static let illegalParameter = AlertDescription(rawValue: 47)
  /// No path leads to an authority that is trusted.
  public static let unknownAuthority = AlertDescription(rawValue: 48)
  /// A message does not have the form of its kind.
  public static let decodeError = AlertDescription(rawValue: 50)
  /// A signature or a Finished is wrong.
  public static let decryptError = AlertDescription(rawValue: 51)
  /// The version is not one that may be used.
  public static let protocolVersion = AlertDescription(rawValue: 70)
  /// What was offered is too weak.
  public static let insufficientSecurity = AlertDescription(rawValue: 71)
  /// Something that has nothing to do with the peer went wrong.
  public static let internalError = AlertDescription(rawValue: 80)
  /// An extension that must be there is not (RFC 8446 §9.2).
  public static let missingExtension = AlertDescription(rawValue: 109)
  /// An extension that was not offered.
  public static let unsupportedExtension = AlertDescription(rawValue: 110)
  /// The stapled answer about a certificate is wrong (RFC 6066 §8).
  public static let badCertificateStatusResponse = AlertDescription(rawValue: 113)
  /// The client must show a certificate, and has shown none.
  public static let certificateRequired = AlertDescription(rawValue: 116)
}

extension AlertDescription: CustomStringConvertible {
  /// The registry's name, such as `decode_error`, or the number if the alert isn't known.
  public var description: String {
    switch rawValue {
    case 0: "close_notify"
    case 10: "unexpected_message"
    case 20: "bad_record_mac"
    case 21: "decryption_failed"
    case 22: "record_overflow"
    case 30: "decompression_failure"
    case 40: "handshake_failure"
    case 41: "no_certificate"
    case 42: "bad_certificate"
    case 43: "unsupported_certificate"
    case 44: "certificate_revoked"
    case 45: "certificate_expired"
    case 46: "certificate_unknown"
    case 47: "illegal_parameter"
    case 48: "unknown_ca"
    case 49: "access_denied"
    case 50: "decode_error"
    case 51: "decrypt_error"
    case 60: "export_restriction"
    case 70: "protocol_version"
    case 71: "insufficient_security"
    case 80: "internal_error"
    case 86: "inappropriate_fallback"
    case 90: "user_canceled"
    case 100: "no_renegotiation"
    case 109: "missing_extension"
    case 110: "unsupported_extension"
    case 111: "certificate_unobtainable"
    case 112: "unrecognized_name"
    case 113: "bad_certificate_status_response"
    case 114: "bad_certificate_hash_value"
    case 115: "unknown_psk_identity"
    case 116: "certificate_required"
    case 117: "general_error"
    case 120: "no_application_protocol"
    case 121: "ech_required"
    default: "alert \(rawValue)"
    }
  }
}
