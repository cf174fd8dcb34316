import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

@Suite("Revocation by OCSP responses")
struct RevocationResponseTests {
  typealias Fields = RevocationListFields
  typealias Fixture = RevocationFixture

  @Test("A response is as good as a list, and the status says which response it was")
  func good() throws {
    var fixture = try Fixture()
    fixture.addRootList()
    fixture.addResponse()
    let chain = try #require(fixture.evaluate().verifiedChain)
    #expect(chain.revocation.map { $0.word } == ["good", "good"])
    let evidence = try #require(chain.revocation[0].evidence)
    #expect(evidence.kind == .ocspResponse && evidence.source == "response.der")
    #expect(evidence.issuer?.description == "CN=Authority")
    #expect(evidence.thisUpdate == Timestamp("2025-12-31") && evidence.nextUpdate == Timestamp("2026-01-07"))
    #expect(chain.revocation[1].evidence?.kind == .revocationList)
    #expect(fixture.evaluate(.off).verifiedChain?.revocation == [])
  }

  @Test("A revoked leaf is refused", arguments: [RevocationMode.softFail, .hardFail])
  func revoked(_ mode: RevocationMode) throws {
    var fixture = try Fixture()
    fixture.addRootList()
    fixture.addResponse { $0.answers[0].status = OCSPAnswerFields.revoked("20250601123456Z", 4) }
    #expect(fixture.evaluate(mode).codes == ["revoked"])
    guard case .revoked(let revocation, let evidence)? = fixture.status else {
      Issue.record("the leaf is revoked")
      return
    }
    #expect(revocation.date == Timestamp("2025-06-01T12:34:56Z") && revocation.reason == .superseded)
    #expect(revocation.invalidityDate == nil && evidence.kind == .ocspResponse)
    #expect(fixture.evaluate(.off).isVerified)
  }

  @Test("Of an authority above the leaf responses are asked as well")
  func authority() throws {
    var fixture = try Fixture()
    fixture.add()
    var answer = OCSPAnswerFields(issuer: Fixture.rootName, key: .first)
    answer.serialNumber = DER.integer(2)
    fixture.addResponse { ($0.answers, $0.signer, $0.responder) = ([answer], .first, DER.context(1, Fixture.rootName)) }
    #expect(fixture.evaluate().isVerified)
    answer.status = OCSPAnswerFields.revoked()
    fixture.addResponse { ($0.answers, $0.signer, $0.responder) = ([answer], .first, DER.context(1, Fixture.rootName)) }
    #expect(fixture.evaluate().codes == ["revoked"])
    #expect(fixture.evaluate().decidingFinding?.certificate == 1)
  }

  /// What lists and responses say, and what comes of both.
  static let both: [(list: String, response: String, word: String)] = [
    ("good", "revoked", "revoked"), ("revoked", "good", "revoked"), ("good", "hold", "revoked"),
    ("stale", "good", "good"), ("good", "stale", "good"), ("stale", "unknown", "stale"),
    ("good", "unknown", "good"), ("signature", "unknown", "no answer: unknown"),
    ("signature", "not authorized", "no answer: not authorized: not present"), ("stale", "revoked", "revoked"),
    ("none", "unknown", "no answer: unknown"), ("none", "signature", "no answer: signature invalid"),
    ("none", "later", "no answer: not yet valid"), ("none", "stale", "stale"),
    ("none", "stale unknown", "no answer: unknown"),
    ("none", "later unknown", "no answer: not yet valid"), ("none", "another", "nothingAtHand"),
  ]

  @Test("Revocation by either counts, then whatever is known, then what was", arguments: both)
  func together(list: String, response: String, word: String) throws {
    var fixture = try Fixture()
    fixture.addRootList()
    if list != "none" {
      fixture.add("list.crl", list == "signature" ? .third : .second) {
        if list == "stale" { $0.nextUpdate = DER.utcTime("251231000000Z") }
        if list == "revoked" { $0.entries = [Fields.entry(7)] }
      }
    }
    fixture.addResponse {
      if response.hasSuffix("unknown") { $0.answers[0].status = OCSPAnswerFields.unknown }
      switch response.split(separator: " ").first {
      case "revoked": $0.answers[0].status = OCSPAnswerFields.revoked()
      case "hold": $0.answers[0].status = OCSPAnswerFields.revoked("20250601000000Z", 6)
      case "stale": $0.answers[0].nextUpdate = DER.context(0, DER.generalizedTime("20251231120000Z"))
      case "later": $0.answers[0].thisUpdate = DER.generalizedTime("20260101000001Z")
      case "signature": ($0.signer, $0.responder) = (.third, DER.context(1, Fixture.authorityName))
      case "not": ($0.signer, $0.responder) = (.third, DER.context(1, DER.name(("CN", "Nobody"))))
      case "another": $0.answers[0].serialNumber = DER.integer(8)
      default: break
      }
    }
    #expect(fixture.status?.word == word)
    #expect(fixture.evaluate(.hardFail).isVerified == (word == "good"))
    #expect(fixture.evaluate(.softFail).isVerified == (word != "revoked"))
  }

  @Test("Of several responses about a certificate the newest counts, wherever it stands")
  func several() throws {
    var fixture = try Fixture()
    fixture.addRootList()
    fixture.addResponse("old.der") { $0.answers[0].nextUpdate = nil }
    fixture.addResponse("new.der") { $0.answers[0].thisUpdate = DER.generalizedTime("20251231120000Z") }
    fixture.addResponse("broken.der") { ($0.signer, $0.responder) = (.third, DER.context(1, Fixture.authorityName)) }
    #expect(fixture.status?.word == "good")
    #expect(fixture.status?.evidence?.source == "new.der")
  }

  // MARK: Delegates

  /// Whether the delegate's certificate says that nobody needs to look, what a list says of it, and what the leaf's
  /// status is when everything must be known, and when not.
  static let delegates: [(isExempt: Bool, list: String, hard: String, soft: String)] = [
    (true, "none", "good", "good"), (true, "revoked", "good", "good"), (false, "good", "good", "good"),
    (false, "revoked", "no answer: not authorized: revoked", "no answer: not authorized: revoked"),
    (false, "none", "no answer: not authorized: revocation unknown", "good"),
    (false, "stale", "no answer: not authorized: revocation unknown", "good"),
  ]

  @Test("A delegate whose certificate does not say that nobody needs to look is asked about", arguments: delegates)
  func delegate(isExempt: Bool, list: String, hard: String, soft: String) throws {
    var fixture = try Fixture()
    fixture.addRootList()
    let delegate = Fixture.delegate(isExempt ? [OCSPFixture.noCheck] : [])
    fixture.addResponse {
      ($0.signer, $0.responder, $0.certificates) = (TestKey(4), DER.context(1, OCSPFixture.delegateName), [delegate])
    }
    if list != "none" {
      // The list is of certificates of some reasons only, so that it says nothing of the leaf that counts.
      fixture.add {
        $0.entries = list == "revoked" ? [Fields.entry(9)] : nil
        if list == "stale" { $0.nextUpdate = DER.utcTime("251231000000Z") }
      }
    }
    let evaluation = fixture.evaluate(.hardFail)
    let byList = list == "good" || list == "revoked"
    #expect(evaluation.isVerified == (hard == "good" || byList))
    // A good list speaks for the leaf itself, so that only without one the response decides.
    if !byList {
      let status = evaluation.verifiedChain?.revocation.first ?? evaluation.attempts.first?.revocation.first
      #expect(status?.word == (list == "stale" && hard != "good" ? "stale" : hard))
      #expect(fixture.status?.word == soft)
    }
  }

  @Test("A revoked delegate's answer does not count, and is told")
  func revokedDelegate() throws {
    // The list lists certificates of authorities, or for one reason; each time the leaf is not what it is about.
    var fixture = try Fixture(leafExtensions: [Fixture.points(Fixture.point("http://ca.example.com/1.crl"))])
    fixture.addRootList()
    let point = DER.extension("2.5.29.31", DER.sequence(Fixture.point("http://ca.example.com/2.crl")))
    let delegate = Fixture.delegate([point])
    fixture.addResponse {
      ($0.signer, $0.responder, $0.certificates) = (TestKey(4), DER.context(1, OCSPFixture.delegateName), [delegate])
    }
    #expect(fixture.status?.word == "good")
    fixture.add {
      $0.entries = [Fields.entry(9)]
      $0.extensions?.append(
        DER.extension("2.5.29.28", critical: true, DER.sequence(Fixture.place("http://ca.example.com/2.crl"))))
    }
    #expect(fixture.status?.word == "no answer: not authorized: revoked")
    #expect(fixture.evaluate(.softFail).isVerified)
    #expect(fixture.evaluate(.hardFail).codes == ["revocation-unknown"])
  }

  @Test("A delegate is no witness in its own case")
  func circle() throws {
    var fixture = try Fixture()
    fixture.addRootList()
    let delegate = Fixture.delegate()
    var own = OCSPAnswerFields(issuer: Fixture.authorityName, key: .second)
    own.serialNumber = DER.integer(9)
    fixture.addResponse {
      $0.answers.append(own)
      ($0.signer, $0.responder, $0.certificates) = (TestKey(4), DER.context(1, OCSPFixture.delegateName), [delegate])
    }
    #expect(fixture.evaluate(.hardFail).codes == ["revocation-unknown"])
    #expect(fixture.evaluate(.softFail).isVerified)
    // Another's word for it counts.
    fixture.addResponse { $0.answers = [own] }
    #expect(fixture.evaluate(.hardFail).isVerified)
  }

  // MARK: Loading

  @Test("Responses are read from PEM and DER, beside lists; what says nothing is told")
  func loading() throws {
    let response = Fixture.response()
    let pem = "-----BEGIN OCSP RESPONSE-----\n\(response.base64)\n-----END OCSP RESPONSE-----\n"
    let error: [UInt8] = DER.sequence(DER.enumerated(3))
    let errorPEM = "-----BEGIN OCSP RESPONSE-----\n\(error.base64)\n-----END OCSP RESPONSE-----\n"
    var list = Fields()
    list.issuer = Fixture.authorityName
    var store = RevocationStore()
    #expect(store.isEmpty)
    var summary = store.insert(contentsOf: Array((errorPEM + pem + pem).utf8), source: "a.pem")
    #expect((summary.responses, summary.duplicates, summary.lists) == (1, 1, 0))
    #expect(summary.ignored.map { $0.reason } == [.withoutAnswer(.tryLater)])
    #expect(summary.ignored.map { $0.position } == [Certificate.Position(block: 1, line: 1)])
    #expect(!store.isEmpty && store.responses.map { $0.position?.block } == [2])
    #expect(store.responses.map { $0.source } == ["a.pem"])
    summary = store.insert(
      contentsOf: list.signed(by: .second) + Fixture.response { $0.version = nil }, source: "b.der")
    #expect((summary.responses, summary.duplicates, summary.lists) == (0, 1, 1))
    summary = store.insert(contentsOf: error)
    #expect(summary.ignored.map { $0.reason } == [.withoutAnswer(.tryLater)])
    summary = store.insert(contentsOf: Fixture.response { $0.answers = [] })
    #expect(summary.ignored.map { $0.reason } == [.withoutAnswer(.successful)])
    summary = store.insert(
      contentsOf: DER.sequence(DER.enumerated(9), DER.octetString(.init(repeating: 0, count: 200))))
    guard case .response(let reason)? = summary.ignored.first?.reason else {
      Issue.record("\(summary)")
      return
    }
    #expect(reason.reason == .unknownNumber(9))
    #expect((store.summary.responses, store.summary.lists, store.responses.count) == (1, 1, 1))
    #expect(store.insert(try OCSPResponse(der: Fixture.response { $0.answers[0].nextUpdate = nil })))
    #expect(!store.insert(try OCSPResponse(der: response)))
  }

  // MARK: Budget

  @Test("Responses with a certificate's serial number are counted, and the limit is a verdict of its own")
  func budget() throws {
    var fixture = try Fixture()
    fixture.addRootList()
    for minute in 0..<40 {
      // Of another issuer, so that each is looked at in vain.
      fixture.addResponse {
        $0.answers[0] = OCSPAnswerFields(issuer: Fixture.rootName, key: .third)
        $0.answers[0].thisUpdate = DER.generalizedTime("202512310000\(10 + minute)Z")
      }
    }
    fixture.addResponse()
    let effort = fixture.evaluate().effort
    #expect(fixture.evaluate().isVerified && effort.revocationSteps >= 41)
    #expect(effort.signatures == 4, "two certificates, one list, one response")
    fixture.budget.revocationSteps = 40
    #expect(fixture.evaluate().codes.first == "budget-exhausted")
    fixture.budget = SearchBudget()
    fixture.budget.revocationBytes = effort.revocationBytes - 1
    #expect(fixture.evaluate().codes.first == "budget-exhausted")
  }
}
