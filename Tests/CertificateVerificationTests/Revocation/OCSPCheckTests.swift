import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

@Suite struct OCSPCheckTests {
  typealias Fixture = OCSPFixture

  // MARK: What is said

  @Test func theIssuerSaysThatTheCertificateIsGood() throws {
    let outcome = try Fixture().outcome(try Fixture.response())
    #expect(
      outcome
        == .good(
          OCSPOutcome.Facts(
            thisUpdate: try #require(Timestamp("2025-12-31")), nextUpdate: Timestamp("2026-01-07"),
            producedAt: try #require(Timestamp("2025-12-31T12:00:00Z")), responder: .issuer)))
    #expect(outcome.isAnswer)
  }

  @Test(arguments: [nil] + RevocationReason.allCases.map(Optional.some))
  func theIssuerSaysThatTheCertificateIsRevoked(reason: RevocationReason?) throws {
    let outcome = try Fixture().outcome(
      try Fixture.response {
        $0.answers[0].status = OCSPAnswerFields.revoked("20250601123456Z", reason.map { Int($0.rawValue) })
      })
    guard case .revoked(let moment, let found, let facts) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(moment == Timestamp("2025-06-01T12:34:56Z") && found == reason && facts.responder == .issuer)
    #expect(outcome.isAnswer)
  }

  @Test func aRevocationThatIsStillToComeCounts() throws {
    let response = try Fixture.response { $0.answers[0].status = OCSPAnswerFields.revoked("20260601000000Z") }
    #expect(try Fixture().outcome(response).word == "revoked")
  }

  @Test func aRevocationCountsWhateverTheAgeOfTheAnswer() throws {
    let fixture = try Fixture()
    let response = try Fixture.response { $0.answers[0].status = OCSPAnswerFields.revoked("20250601000000Z", 6) }
    // Before it, before the answer, and after the answer's end.
    for (moment, word) in [
      ("2025-05-31", "not yet valid"), ("2025-06-01", "revoked: certificateHold"),
      ("2027-01-01", "revoked: certificateHold"),
    ] {
      #expect(fixture.outcome(response, at: try #require(Timestamp(moment))).word == word)
    }
  }

  @Test func theIssuerDoesNotKnowTheCertificate() throws {
    let outcome = try Fixture().outcome(try Fixture.response { $0.answers[0].status = OCSPAnswerFields.unknown })
    #expect(outcome.word == "unknown" && outcome.isAnswer)
  }

  @Test func anErrorSaysNothing() throws {
    let response = try OCSPResponse(der: DER.sequence(DER.enumerated(3)))
    let outcome = try Fixture().outcome(response)
    #expect(outcome == .notSuccessful(.tryLater) && !outcome.isAnswer)
  }

  // MARK: Of whom

  @Test func otherCertificatesAreNotMeant() throws {
    let changes: [(inout OCSPAnswerFields) -> Void] = [
      { $0.serialNumber = DER.integer(8) },
      { $0.serialNumber = DER.integer(0x0700) },
      { $0.issuerNameHash = OCSPAnswerFields(issuer: Fixture.delegateName, key: Fixture.issuerKey).issuerNameHash },
      { $0.issuerKeyHash = OCSPAnswerFields(issuer: Fixture.issuerName, key: Fixture.delegateKey).issuerKeyHash },
      { $0.hashAlgorithm = DER.algorithm("2.16.840.1.101.3.4.2.1") },
      { $0.hashAlgorithm = DER.algorithm("1.2.3") },
      { $0.issuerNameHash = DER.octetString([]) },
      { $0.issuerKeyHash = DER.octetString([]) },
      { swap(&$0.issuerKeyHash, &$0.issuerNameHash) },
    ]
    for change in changes {
      #expect(try Fixture().outcome(try Fixture.response { change(&$0.answers[0]) }) == .notAboutCertificate)
    }
    #expect(try Fixture().outcome(try Fixture.response { $0.answers = [] }) == .notAboutCertificate)
  }

  @Test func theAnswerMayStandAnywhereAndUseAnyDigest() throws {
    let response = try Fixture.response {
      var other = $0.answers[0]
      other.serialNumber = DER.integer(8)
      other.status = OCSPAnswerFields.unknown
      var own = OCSPAnswerFields(sha256: Fixture.issuerName, key: Fixture.issuerKey)
      own.status = OCSPAnswerFields.revoked()
      $0.answers = [other, own, other]
    }
    #expect(try Fixture().outcome(response).word == "revoked")
  }

  @Test func theIssuerMayBeSpelledAsInEitherCertificate() throws {
    let fixture = try Fixture { $0.issuer = Fixture.otherSpelling }
    for name in [Fixture.issuerName, Fixture.otherSpelling] {
      let answer = OCSPAnswerFields(issuer: name, key: Fixture.issuerKey)
      #expect(fixture.outcome(try Fixture.response { $0.answers = [answer] }).word == "good")
    }
    // Only those two: another spelling that nobody uses has another hash.
    let answer = OCSPAnswerFields(issuer: Fixture.otherSpelling, key: Fixture.issuerKey)
    #expect(try Fixture().outcome(try Fixture.response { $0.answers = [answer] }) == .notAboutCertificate)
  }

  // MARK: When

  @Test func bothEndsOfItsTimeBelongToAnAnswer() throws {
    let fixture = try Fixture()
    let response = try Fixture.response()
    func word(_ text: String) throws -> String { fixture.outcome(response, at: try #require(Timestamp(text))).word }
    #expect(try word("2025-12-30T23:59:59Z") == "not yet valid")
    #expect(try word("2025-12-31T00:00:00Z") == "good")
    #expect(try word("2026-01-07T00:00:00Z") == "good")
    #expect(try word("2026-01-07T00:00:01Z") == "stale")
    let late = fixture.outcome(response, at: try #require(Timestamp("2026-02-01")))
    guard case .stale(let end, let facts) = late else {
      Issue.record("\(late)")
      return
    }
    #expect(end == Timestamp("2026-01-07") && facts.responder == .issuer && !late.isAnswer)
  }

  @Test func withoutNextUpdateAnAnswerHoldsForADay() throws {
    let fixture = try Fixture()
    let response = try Fixture.response { $0.answers[0].nextUpdate = nil }
    #expect(fixture.outcome(response, at: try #require(Timestamp("2026-01-01T00:00:00Z"))).word == "good")
    let late = fixture.outcome(response, at: try #require(Timestamp("2026-01-01T00:00:01Z")))
    guard case .stale(let end, _) = late else {
      Issue.record("\(late)")
      return
    }
    #expect(end == Timestamp("2026-01-01"))
    let last = try Fixture.response {
      $0.answers[0].nextUpdate = nil
      $0.answers[0].thisUpdate = DER.generalizedTime("99991231235959Z")
    }
    #expect(fixture.outcome(last, at: Timestamp(secondsSince1970: .max)).word == "stale")
  }

  @Test func anAnswerThatKnowsNothingNeverBecomesOneThatDid() throws {
    let fixture = try Fixture()
    let response = try Fixture.response { $0.answers[0].status = OCSPAnswerFields.unknown }
    for (moment, word) in [("2025-12-30", "not yet valid"), ("2026-01-07", "unknown"), ("2027-01-01", "unknown")] {
      #expect(fixture.outcome(response, at: try #require(Timestamp(moment))).word == word)
    }
  }

  @Test func anAnswerThatEndsBeforeItStartsNeverHolds() throws {
    let response = try Fixture.response {
      $0.answers[0].nextUpdate = DER.context(0, DER.generalizedTime("20251230000000Z"))
    }
    #expect(try Fixture().outcome(response).word == "stale")
  }

  // MARK: Several answers

  /// Answers by status and by the hour of 2025-12-31 at which they were right, and the word of the one that counts.
  struct Answers: Sendable {
    let answers: [(status: String, hour: Int)]
    let word: String

    init(_ answers: [(status: String, hour: Int)], _ word: String) {
      self.answers = answers
      self.word = word
    }
  }

  static let several: [Answers] = [
    Answers([("good", 1), ("good", 2)], "good"),
    Answers([("revoked", 1), ("good", 2)], "revoked"), Answers([("good", 2), ("revoked", 1)], "revoked"),
    Answers([("hold", 1), ("good", 2)], "good"), Answers([("good", 2), ("hold", 1)], "good"),
    Answers([("hold", 2), ("good", 1)], "revoked: certificateHold"),
    Answers([("good", 1), ("hold", 1)], "revoked: certificateHold"),
    Answers([("hold", 1), ("good", 1)], "revoked: certificateHold"), Answers([("hold", 3), ("revoked", 1)], "revoked"),
    Answers([("good", 1), ("unknown", 2)], "good"), Answers([("unknown", 2), ("revoked", 1)], "revoked"),
    Answers([("good", 1), ("stale", 2)], "good"), Answers([("stale", 2), ("unknown", 1)], "unknown"),
    Answers([("stale", 1), ("later", 1)], "stale"),
  ]

  @Test(arguments: several)
  func theGravestOrNewestCounts(_ one: Answers) throws {
    let word = one.word
    let fields = one.answers.map { status, hour in
      var answer = OCSPAnswerFields(issuer: OCSPFixture.issuerName, key: OCSPFixture.issuerKey)
      answer.thisUpdate = DER.generalizedTime("202512310\(hour)0000Z")
      switch status {
      case "revoked": answer.status = OCSPAnswerFields.revoked()
      case "hold": answer.status = OCSPAnswerFields.revoked("20250601000000Z", 6)
      case "unknown": answer.status = OCSPAnswerFields.unknown
      case "stale": answer.nextUpdate = DER.context(0, DER.generalizedTime("202512310\(hour)3000Z"))
      case "later": answer.thisUpdate = DER.generalizedTime("202601020\(hour)0000Z")
      default: break
      }
      return answer
    }
    let fixture = try Fixture()
    // In one response, and each in its own.
    #expect(fixture.outcome(try Fixture.response { $0.answers = fields }).word == word)
    let outcomes = try fields.map { answer in fixture.outcome(try Fixture.response { $0.answers = [answer] }) }
    #expect(OCSPOutcome.decisive(among: outcomes).map { outcomes[$0].word } == word)
  }

  @Test func whatWentWrongComesAfterEveryAnswer() throws {
    let wrong = [
      try OCSPResponse(der: DER.sequence(DER.enumerated(3))),
      try Fixture.response { $0.answers[0].serialNumber = DER.integer(8) },
      try Fixture.response { $0.signer = Fixture.strangerKey },
      try Fixture.delegated(nil),
    ]
    let unknown = try Fixture.response { $0.answers[0].status = OCSPAnswerFields.unknown }
    let fixture = try Fixture()
    let outcomes = wrong.map { fixture.outcome($0) }
    #expect(
      outcomes.map { $0.word } == [
        "not successful: tryLater", "not about", "signature invalid", "not authorized: not present",
      ])
    for one in outcomes {
      #expect(OCSPOutcome.decisive(among: [one, fixture.outcome(unknown)]) == 1)
      #expect(OCSPOutcome.decisive(among: [fixture.outcome(unknown), one]) == 0)
    }
    #expect(OCSPOutcome.decisive(among: [outcomes[1], outcomes[0]]) == 1)
    #expect(OCSPOutcome.decisive(among: [outcomes[0], outcomes[2]]) == 1)
    #expect(OCSPOutcome.decisive(among: [outcomes[2], outcomes[3]]) == 0, "of equals the first")
    #expect(OCSPOutcome.decisive(among: []) == nil)
  }
}
