public import CertificateEncoding

/// What a certificate is to be used for (RFC 5280 §4.2.1.12).
public enum Purpose: Sendable, Hashable {
  /// A TLS server shows who it is.
  case server
  /// A TLS client shows who it is.
  case client
  /// Whatever the certificate allows: extended key usage is not looked at.
  case any
  /// A purpose by its identifier.
  case other(OID)

  /// The purpose's identifier in an extended key usage extension; `nil` for ``any``.
  package var identifier: OID? {
    switch self {
    case .server: .serverAuth
    case .client: .clientAuth
    case .any: nil
    case .other(let identifier): identifier
    }
  }
}
