public import CertificateEncoding

/// A refusal to read bytes as a certificate: why, in which field, and at which byte.
public struct CertificateError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The bytes break a rule of DER, or the structure is not the one of RFC 5280 §4.1.
    case encoding(DERError.Reason)
    /// More bytes than ``Certificate/maximumByteCount``.
    case tooLarge(byteCount: Int)
    /// A version other than 1, 2 or 3.
    case unsupportedVersion
    /// A field that the certificate's version does not have (RFC 5280 §4.1.2.8 and §4.1.2.9).
    case fieldNeedsLaterVersion
    /// The signature algorithm inside the signed part is not the one outside (RFC 5280 §4.1.1.2).
    case signatureAlgorithmMismatch
    /// The same extension twice (RFC 5280 §4.2).
    case duplicateExtension(OID)
    /// More extensions than ``Certificate/maximumExtensionCount``.
    case tooManyExtensions
  }

  /// The field of RFC 5280 §4.1 in which reading stopped.
  public enum Field: String, Sendable, Hashable {
    /// The outermost SEQUENCE.
    case certificate
    /// The signed part as a whole.
    case tbsCertificate
    /// The version number.
    case version
    /// The serial number.
    case serialNumber
    /// The signature algorithm inside the signed part.
    case signature
    /// The issuer's name.
    case issuer
    /// The two ends of the validity period.
    case validity
    /// The subject's name.
    case subject
    /// The subject's public key.
    case subjectPublicKeyInfo
    /// The issuer's unique identifier.
    case issuerUniqueID
    /// The subject's unique identifier.
    case subjectUniqueID
    /// The extensions.
    case extensions
    /// The signature algorithm outside the signed part.
    case signatureAlgorithm
    /// The signature itself.
    case signatureValue
  }

  /// What is wrong.
  public let reason: Reason
  /// The field in which it is wrong.
  public let field: Field
  /// The offset of the element or byte that is refused, from the first byte of the certificate.
  public let offset: Int

  package init(_ reason: Reason, in field: Field, at offset: Int) {
    self.reason = reason
    self.field = field
    self.offset = offset
  }
}
