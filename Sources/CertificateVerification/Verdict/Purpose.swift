public import CertificateEncoding

/// What a certificate is to be used for (RFC 5280 §4.2.1.12).
public enum Purpose: Sendable, Hashable {
  /// A TLS server shows who it is.
  case server
  /// A TLS client shows who it is.
  case client
  /// Mail is signed or encrypted.
  case email
  /// Programs are signed.
  case codeSigning
  /// A time-stamping authority signs (RFC 3161 §2.3): the leaf must name this purpose, alone and in a critical extension.
  case timeStamping
  /// OCSP responses are signed (RFC 6960 §4.2.2.2): the leaf must name this purpose, whatever its authorities are for.
  case ocspSigning
  /// Whatever the certificate allows: extended key usage is not looked at.
  case any
  /// A purpose by its identifier.
  case other(OID)

  /// The same purpose, by its own case if it has one.
  var normalized: Purpose {
    guard case .other(let identifier) = self else { return self }
    let named: [Purpose] = [.server, .client, .email, .codeSigning, .timeStamping, .ocspSigning]
    return named.first { $0.identifier == identifier } ?? self
  }

  /// The purpose's identifier in an extended key usage extension; `nil` for ``any``.
  package var identifier: OID? {
    switch self {
    case .server: .serverAuth
    case .client: .clientAuth
    case .email: .emailProtection
    case .codeSigning: .codeSigning
    case .timeStamping: .timeStamping
    case .ocspSigning: .ocspSigning
    case .any: nil
    case .other(let identifier): identifier
    }
  }
}
