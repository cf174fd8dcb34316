import CertificateEncoding
import Certificates

extension RevocationStatus {
  /// The status as a JSON object; the documentation of ``Explanation/json`` says what its members are.
  var jsonValue: JSONValue {
    var name = "good"
    var (revocation, since, cause): (Revocation?, Timestamp?, String?) = (nil, nil, nil)
    switch self {
    case .good: break
    case .revoked(let found, _): (name, revocation) = ("revoked", found)
    case .unknown(let uncertainty, _): (name, cause) = ("unknown", uncertainty.code)
    case .stale(let moment, _): (name, since) = ("stale", moment)
    }
    return .object([
      ("status", .string(name)),
      ("date", .optional(revocation?.date.description)),
      ("reason", .optional(revocation?.reason.name)),
      ("invalidityDate", .optional(revocation?.invalidityDate?.description)),
      ("staleSince", .optional(since?.description)),
      ("cause", .optional(cause)),
      ("evidence", evidence?.jsonValue ?? .null),
    ])
  }
}

extension RevocationStatus.Uncertainty {
  /// A short stable name, by which programs tell causes apart.
  var code: String {
    switch self {
    case .nothingAtHand: "nothing-at-hand"
    case .notCovered: "not-covered"
    case .signerMissing: "signer-missing"
    case .signatureInvalid: "signature-invalid"
    case .signatureNotAccepted: "signature-not-accepted"
    case .signerNotAllowed: "signer-not-allowed"
    case .signerNotVerified: "signer-not-verified"
    case .notYetMade: "not-yet-made"
    case .withoutNextUpdate: "without-next-update"
    case .withoutNumber: "without-number"
    case .notAllReasons: "not-all-reasons"
    case .noAnswer(let outcome): outcome.code
    }
  }
}

extension OCSPOutcome {
  /// A short stable name, by which programs tell outcomes apart.
  fileprivate var code: String {
    switch self {
    case .good: "good"
    case .revoked: "revoked"
    case .unknown: "unknown-to-responder"
    case .notSuccessful: "not-successful"
    case .notAboutCertificate: "not-covered"
    case .notYetValid: "not-yet-made"
    case .stale: "stale"
    case .notAuthorized: "responder-not-authorized"
    case .signatureInvalid: "signature-invalid"
    case .signatureRefused: "signature-not-accepted"
    case .notChecked: "not-checked"
    }
  }
}

extension RevocationEvidence {
  fileprivate var jsonValue: JSONValue {
    let kindName =
      switch kind {
      case .revocationList: "revocation-list"
      case .deltaRevocationList: "delta-revocation-list"
      case .ocspResponse: "ocsp-response"
      }
    return .object([
      ("kind", .string(kindName)),
      ("issuer", .optional(issuer?.description)),
      ("thisUpdate", .string(thisUpdate.description)),
      ("nextUpdate", .optional(nextUpdate?.description)),
      ("source", .optional(source)),
      ("block", position.map { .number($0.block) } ?? .null),
      ("line", position.map { .number($0.line) } ?? .null),
    ])
  }
}
