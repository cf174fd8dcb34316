import CertificateEncoding
import Certificates
import TestSupport

@testable import CertificateVerification

/// A leaf, its issuer, and what comes of responses that tests write.
struct OCSPFixture {
  static let moment = ChainFixture.moment
  /// The issuer's key, that of a delegate, and one of a stranger.
  static let issuerKey = TestKey(1)
  static let delegateKey = TestKey(2)
  static let strangerKey = TestKey(3)
  static let issuerName = DER.name(("O", "Test"), ("CN", "Issuer"))
  /// The same name, other bytes.
  static let otherSpelling = DER.name(("O", "TEST"), ("CN", "issuer"))
  static let delegateName = DER.name(("CN", "Delegate"))

  static let noCheck = DER.extension("1.3.6.1.5.5.7.48.1.5", DER.null)
  static func purpose(_ purposes: String...) -> [UInt8] {
    DER.extension("2.5.29.37", DER.sequence(purposes.map { DER.oid($0) }))
  }
  static let ocspSigning = purpose("1.3.6.1.5.5.7.3.9")

  var leaf: Certificate
  let issuer: Certificate

  init(leaf change: (inout CertificateFields) -> Void = { _ in }) throws {
    issuer = try Certificate(
      der: Self.issuerKey.certificate {
        $0.issuer = Self.issuerName
        $0.subject = Self.issuerName
        $0.publicKeyInfo = Self.issuerKey.publicKeyInfo
        $0.extensions = [DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true)))]
      })
    leaf = try Certificate(
      der: Self.issuerKey.certificate {
        $0.issuer = Self.issuerName
        change(&$0)
      })
  }

  /// The certificate of a delegate, with what a test changes.
  static func delegate(
    by issuer: TestKey = issuerKey, _ change: (inout CertificateFields) -> Void = { _ in }
  ) -> [UInt8] {
    issuer.certificate {
      $0.issuer = issuerName
      $0.subject = delegateName
      $0.publicKeyInfo = delegateKey.publicKeyInfo
      $0.extensions = [ocspSigning]
      change(&$0)
    }
  }

  /// A response of the issuer about the leaf, with what a test changes.
  static func response(_ change: (inout OCSPFields) -> Void = { _ in }) throws -> OCSPResponse {
    var fields = OCSPFields(issuerKey, [OCSPAnswerFields(issuer: issuerName, key: issuerKey)])
    change(&fields)
    return try OCSPResponse(der: fields.encoded)
  }

  /// A response of a delegate about the leaf, with what a test changes.
  static func delegated(
    _ certificates: [[UInt8]]?, _ change: (inout OCSPFields) -> Void = { _ in }
  ) throws -> OCSPResponse {
    try response {
      $0.signer = delegateKey
      $0.responder = DER.context(1, delegateName)
      $0.certificates = certificates
      change(&$0)
    }
  }

  /// What a response comes to.
  func outcome(
    _ response: OCSPResponse, at moment: Timestamp = OCSPFixture.moment, policy: VerificationPolicy = .rfc5280
  ) -> OCSPOutcome {
    var effort = SearchEffort()
    return check(at: moment, policy).outcome(of: response, &effort, policy.budget)
  }

  func check(at moment: Timestamp = OCSPFixture.moment, _ policy: VerificationPolicy = .rfc5280) -> OCSPCheck {
    OCSPCheck(leaf, issuer: issuer, issuerKey: issuer.subjectKey, at: moment, policy: policy)
  }
}

extension OCSPOutcome {
  /// The outcome in a word or a few.
  var word: String {
    switch self {
    case .good: "good"
    case .revoked(_, let reason, _): "revoked" + (reason.map { ": " + $0.name } ?? "")
    case .unknown: "unknown"
    case .notSuccessful(let status): "not successful: \(status)"
    case .notAboutCertificate: "not about"
    case .notYetValid: "not yet valid"
    case .stale: "stale"
    case .notAuthorized(.notPresent): "not authorized: not present"
    case .notAuthorized(.certificateItself): "not authorized: certificate itself"
    case .notAuthorized(.notIssuedByIssuer): "not authorized: not issued by issuer"
    case .notAuthorized(.refused(_, let problem)): "not authorized: \(problem.code)"
    case .notAuthorized(.signingNotAllowed): "not authorized: key usage"
    case .notAuthorized(.revoked): "not authorized: revoked"
    case .notAuthorized(.revocationUnknown): "not authorized: revocation unknown"
    case .signatureInvalid(nil): "signature invalid"
    case .signatureInvalid(.some): "signature malformed"
    case .signatureRefused(let problem): "signature refused: \(problem.code)"
    case .notChecked: "not checked"
    }
  }
}
