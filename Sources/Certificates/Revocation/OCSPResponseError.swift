public import CertificateEncoding

/// A refusal to read bytes as an OCSP response: why, in which field, and at which byte.
public struct OCSPResponseError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The bytes break a rule of DER, or the structure is not the one of RFC 6960 §4.2.1.
    case encoding(DERError.Reason)
    /// More bytes than ``OCSPResponse/maximumByteCount``.
    case tooLarge(byteCount: Int)
    /// A number that stands for no status, or for no reason of a revocation.
    case unknownNumber(Int)
    /// The status is success, and there is no response.
    case responseMissing
    /// The status is an error, and there is a response nonetheless.
    case responseUnexpected
    /// A response of another type than id-pkix-ocsp-basic (RFC 6960 §4.2.1).
    case unsupportedType(OID)
    /// A version other than 1.
    case unsupportedVersion
    /// A hash of a key that does not have the 20 bytes of SHA-1 (RFC 6960 §4.2.1, KeyHash).
    case keyHashLength(Int)
    /// A critical extension that is not known here.
    case criticalExtension(OID)
    /// The same extension twice in one list (RFC 5280 §4.2).
    case duplicateExtension(OID)
    /// More extensions in one list than ``Certificate/maximumExtensionCount``.
    case tooManyExtensions
    /// More certificates than ``OCSPResponse/maximumCertificateCount``.
    case tooManyCertificates
  }

  /// The field of RFC 6960 §4.2.1 in which reading stopped.
  public enum Field: String, Sendable, Hashable {
    /// The outermost SEQUENCE.
    case ocspResponse
    /// The number of the status.
    case responseStatus
    /// The type of the response and its octets.
    case responseBytes
    /// The basic response as a whole.
    case basicResponse
    /// The signed part as a whole.
    case tbsResponseData
    /// The version number.
    case version
    /// Who signed the response.
    case responderID
    /// When it was signed.
    case producedAt
    /// The list of answers.
    case responses
    /// Which certificate an answer is about.
    case certID
    /// What an answer says.
    case certStatus
    /// From when on an answer is known to be right.
    case thisUpdate
    /// By when there is newer information.
    case nextUpdate
    /// The extensions of an answer.
    case singleExtensions
    /// The extensions of the response.
    case responseExtensions
    /// The algorithm of the signature.
    case signatureAlgorithm
    /// The signature itself.
    case signature
    /// The certificates.
    case certs
  }

  /// What is wrong.
  public let reason: Reason
  /// The field in which it is wrong.
  public let field: Field
  /// The offset of the element or byte that is refused, from the first byte of the response.
  public let offset: Int

  package init(_ reason: Reason, in field: Field, at offset: Int) {
    self.reason = reason
    self.field = field
    self.offset = offset
  }
}
