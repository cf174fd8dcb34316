package import CertificateVerification

extension Problem {
  /// The alert that a TLS stack sends for a chain that is refused for it (RFC 8446 §6.2).
  package var alert: AlertDescription {
    switch self {
    case .expired, .notYetValid: .certificateExpired
    case .revoked: .certificateRevoked
    // No path to an authority that is trusted.
    case .issuerMissing, .distrusted, .issuedAfterDistrust, .anchorNotTrusted: .unknownAuthority
    // RFC 8446 §4.4.2.4: MD5 is a bad_certificate, and SHA-1 better one too, as the default has it.
    case .signatureAlgorithmUnsupported, .issuerKeyUnsupported, .keyTooShort, .keyNotAllowed, .purposeNotAllowed,
      .purposesMissing, .purposesMixed, .purposesOfRoot, .criticalExtensionUnknown,
      .criticalExtensionUnsupported:
      .unsupportedCertificate
    // RFC 6066 §8: what is known of the certificate is not satisfactory.
    case .revocationUnknown, .revocationStale: .badCertificateStatusResponse
    case .referenceNameInvalid, .budgetExhausted: .internalError
    case .objection, .tooFewTimestamps, .policyNotValid: .certificateUnknown
    default: .badCertificate
    }
  }
}
