import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// What OpenSSL's responder says, which knows nothing of this project's writer of DER.
@Suite struct OpenSSLOCSPTests {
  static let outcomes: [(String, String, String)] = [
    ("direct-good", "good", "good"), ("direct-good", "revoked", "not about"),
    ("direct-revoked", "revoked", "revoked: keyCompromise"),
    ("direct-revoked-without-reason", "revoked-without-reason", "revoked"),
    ("direct-held", "held", "revoked: certificateHold"), ("direct-unknown", "unlisted", "unknown"),
    ("direct-by-key", "good", "good"), ("direct-without-certificates", "good", "good"),
    ("direct-without-next-update", "good", "good"), ("direct-bad-signature", "good", "signature invalid"),
    ("direct-sha256", "good", "good"), ("direct-sha384", "good", "good"), ("direct-sha512", "good", "good"),
    ("delegated-good", "good", "good"), ("delegated-by-key", "revoked", "revoked: keyCompromise"),
    ("delegated-without-certificates", "good", "not authorized: not present"),
    ("delegated-to-be-checked", "good", "good"), ("without-purpose", "good", "not authorized: purpose-not-allowed"),
    ("expired-responder", "good", "not authorized: expired"),
    ("responder-of-another", "good", "not authorized: not issued by issuer"),
  ]

  @Test(arguments: outcomes)
  func saysSo(file: String, leaf: String, word: String) throws {
    let (response, check) = try Self.read(file, leaf)
    var effort = SearchEffort()
    let outcome = check.outcome(of: response, &effort, SearchBudget())
    #expect(outcome.word == word)
    if case .revoked(let moment, _, _) = outcome { #expect(moment == Timestamp("2025-06-01")) }
    if case .delegate(_, let needsCheck)? = outcome.facts?.responder {
      #expect(needsCheck == (file == "delegated-to-be-checked"))
    } else if outcome.isAnswer {
      #expect(file.hasPrefix("direct"))
    }
  }

  @Test(arguments: [("direct-good", 30), ("direct-without-next-update", 1)])
  func becomesOld(file: String, days: Int64) throws {
    let end = days * 86_400
    let words: [(Int64, String)] = [(-1, "not yet valid"), (0, "good"), (end, "good"), (end + 1, "stale")]
    for (seconds, word) in words {
      let (response, check) = try Self.read(file, "good", after: seconds)
      var effort = SearchEffort()
      #expect(check.outcome(of: response, &effort, SearchBudget()).word == word)
    }
  }

  @Test func anotherIssuerIsNotMeant() throws {
    let (response, check) = try Self.read("direct-good", "good", issuer: "other-issuer")
    var effort = SearchEffort()
    #expect(check.outcome(of: response, &effort, SearchBudget()) == .notAboutCertificate)
  }

  /// A response, and the check of a certificate so many seconds after the response says that it is right.
  private static func read(
    _ file: String, _ leaf: String, issuer: String = "issuer", after seconds: Int64 = 3600
  ) throws -> (OCSPResponse, OCSPCheck) {
    let response = try OCSPResponse(der: try Vectors.bytes("ocsp/\(file).der"))
    var start: Timestamp?
    response.forEachAnswer { _, answer in
      start = answer.thisUpdate
      return false
    }
    let moment = Timestamp(secondsSince1970: try #require(start).secondsSince1970 + seconds)
    let certificate = CertificateBundle(try Vectors.bytes("ocsp/\(leaf).pem")).certificates[0]
    let authority = CertificateBundle(try Vectors.bytes("ocsp/\(issuer).pem")).certificates[0]
    let check = OCSPCheck(
      certificate, issuer: authority, issuerKey: authority.subjectKey, at: moment, policy: .rfc5280)
    return (response, check)
  }
}
