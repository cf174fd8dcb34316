package import CertificateEncoding

/// Where the fields of an OCSP response lie in its arena (RFC 6960 §4.2.1).
package struct OCSPResponseLayout: Sendable, Hashable {
  /// The whole response, tag and length included.
  package var whole = ArenaRange.empty
  /// What the responder says of the request as a whole.
  package var status = OCSPResponse.Status.internalError
  /// The basic response; `nil` if the status is an error.
  package var basic: Basic?

  package init() {}

  /// Where the fields of a BasicOCSPResponse lie.
  package struct Basic: Sendable, Hashable {
    /// The ResponseData, tag and length included: what the signature covers.
    package var signedPart = ArenaRange.empty
    /// Who signed.
    package var responder = Responder.keyHash(.empty)
    /// When.
    package var producedAt = Timestamp(secondsSince1970: 0)
    /// The list of SingleResponse structures.
    package var answers = ArenaRange.empty
    /// The list of the response's Extension structures; empty where there is none.
    package var extensions = ArenaRange.empty
    /// The signature's AlgorithmIdentifier, tag and length included.
    package var signatureAlgorithm = ArenaRange.empty
    /// The bytes of the signature.
    package var signature = ArenaRange.empty
    /// The list of Certificate structures; empty where there is none.
    package var certificates = ArenaRange.empty
    /// How many of these can't be read.
    package var unreadableCertificateCount = 0

    package init() {}
  }

  /// Who signed a response (RFC 6960 §4.2.1, ResponderID).
  package enum Responder: Sendable, Hashable {
    /// The responder's Name, tag and length included.
    case name(ArenaRange)
    /// The SHA-1 hash of the responder's key.
    case keyHash(ArenaRange)
  }
}
