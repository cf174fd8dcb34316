public import CertificateEncoding

/// A refusal to read bytes as a certificate revocation list: why, in which field, and at which byte.
public struct RevocationListError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The bytes break a rule of DER, or the structure is not the one of RFC 5280 §5.1.
    case encoding(DERError.Reason)
    /// More bytes than ``CertificateRevocationList/maximumByteCount``.
    case tooLarge(byteCount: Int)
    /// A version other than 1 and 2.
    case unsupportedVersion
    /// Extensions in a list of version 1, its own or an entry's (RFC 5280 §5.1.2.1).
    case fieldNeedsLaterVersion
    /// The signature algorithm inside the signed part is not the one outside (RFC 5280 §5.1.1.2).
    case signatureAlgorithmMismatch
    /// The same extension twice (RFC 5280 §5.2).
    case duplicateExtension(OID)
    /// More extensions than ``Certificate/maximumExtensionCount``, of the list or of an entry.
    case tooManyExtensions
    /// A critical extension that is not known: the list must not be used (RFC 5280 §5.2 and §5.3).
    case unknownCriticalExtension(OID)
  }

  /// The field of RFC 5280 §5.1 in which reading stopped.
  public enum Field: String, Sendable, Hashable {
    /// The outermost SEQUENCE.
    case certificateList
    /// The signed part as a whole.
    case tbsCertList
    /// The version number.
    case version
    /// The signature algorithm inside the signed part.
    case signature
    /// The issuer's name.
    case issuer
    /// When the list was made.
    case thisUpdate
    /// When the next one is due.
    case nextUpdate
    /// The entries.
    case revokedCertificates
    /// The list's own extensions.
    case crlExtensions
    /// The signature algorithm outside the signed part.
    case signatureAlgorithm
    /// The signature itself.
    case signatureValue
  }

  /// What is wrong.
  public let reason: Reason
  /// The field in which it is wrong.
  public let field: Field
  /// The offset of the element or byte that is refused, from the first byte of the list.
  public let offset: Int

  package init(_ reason: Reason, in field: Field, at offset: Int) {
    self.reason = reason
    self.field = field
    self.offset = offset
  }
}

/// A refusal that does not know yet in which field it is: its offset counts from the start of the arena.
package struct RevocationListFlaw: Error, Sendable, Hashable {
  let reason: RevocationListError.Reason
  let offset: Int

  init(_ reason: RevocationListError.Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  init(_ error: DERError) { self.init(.encoding(error.reason), at: error.offset) }
}
