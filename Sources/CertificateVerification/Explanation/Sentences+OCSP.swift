import CertificateEncoding
package import Certificates

extension Sentences {
  /// Why bytes are not an OCSP response, as a clause.
  package static func text(_ error: OCSPResponseError) -> String {
    let what =
      switch error.reason {
      case .encoding(let reason): text(reason)
      case .tooLarge(let byteCount):
        "it has \(byteCount) bytes, more than the \(OCSPResponse.maximumByteCount) that are read"
      case .unknownNumber(let number): "the number \(number) stands for nothing here"
      case .responseMissing: "it says that it is successful, and has no answer"
      case .responseUnexpected: "it says that it is an error, and has an answer"
      case .unsupportedType(let type): "its type is \(type.name ?? type.description), not a basic response"
      case .unsupportedVersion: "it has a version other than 1"
      case .keyHashLength(let count): "the hash of the responder's key has \(count) bytes, not the 20 of SHA-1"
      case .criticalExtension(let identifier):
        "the critical extension \(identifier.name ?? identifier.description) is not known"
      case .duplicateExtension(let identifier):
        "the extension \(identifier.name ?? identifier.description) stands twice"
      case .tooManyExtensions: "it has more than \(Certificate.maximumExtensionCount) extensions"
      case .tooManyCertificates: "it has more than \(OCSPResponse.maximumCertificateCount) certificates"
      }
    return "\(what) (field \(error.field.rawValue), byte \(error.offset))"
  }

  /// What an OCSP response comes to, as a clause.
  package static func text(_ outcome: OCSPOutcome) -> String {
    switch outcome {
    case .good(let facts): "it says that the certificate is good (at \(facts.thisUpdate))"
    case .revoked(let moment, let reason, let facts):
      "it says that the certificate was revoked at \(moment)\(reason.map { ", reason \($0.name)" } ?? "") "
        + "(at \(facts.thisUpdate))"
    case .unknown(let facts): "its responder does not know the certificate (at \(facts.thisUpdate))"
    case .notSuccessful(let status): "it is an error of the responder: \(text(status))"
    case .notAboutCertificate: "it is not about the certificate"
    case .notYetValid(let facts): "it is valid from \(facts.thisUpdate) on"
    case .stale(let end, _): "it was valid until \(end)"
    case .notAuthorized(let flaw): text(flaw)
    case .signatureInvalid(.some(let flaw)): "its signature is malformed: \(flaw)"
    case .signatureInvalid(nil): "its signature was not made by the responder that it names"
    case .signatureRefused(.signatureAlgorithmWeak(let algorithm)): "its signature, \(algorithm), is too weak"
    case .signatureRefused: "its signature can't be checked"
    case .notChecked: "the verification's budget ended before it was checked"
    }
  }

  private static func text(_ flaw: OCSPOutcome.ResponderFlaw) -> String {
    switch flaw {
    case .notPresent: "it was signed neither by the issuer nor by anybody whose certificate is in it"
    case .certificateItself(let certificate):
      "it was signed with the key of the certificate that it is about, by \(name(certificate))"
    case .notIssuedByIssuer(let certificate):
      "the issuer did not sign the certificate of its signer \(name(certificate))"
    case .refused(let certificate, let problem):
      "its signer \(name(certificate)) may not answer for the issuer (\(problem.code))"
    case .signingNotAllowed(let certificate):
      "the key usage of its signer \(name(certificate)) has no digital signature"
    case .revoked(let certificate): "its signer \(name(certificate)) is revoked"
    case .revocationUnknown(let certificate): "it is not known whether its signer \(name(certificate)) is revoked"
    }
  }

  private static func text(_ status: OCSPResponse.Status) -> String {
    switch status {
    case .successful: "none"
    case .malformedRequest: "the request was malformed"
    case .internalError: "it is out of order"
    case .tryLater: "it can't answer now"
    case .signatureRequired: "the request must be signed"
    case .unauthorized: "it may not answer whoever asked"
    }
  }
}
