import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

@Suite struct ResponderCheckTests {
  typealias Fixture = OCSPFixture

  // MARK: The issuer

  @Test func theIssuerIsNamedByItsKeyOrItsName() throws {
    let fixture = try Fixture()
    for responder in [
      DER.context(1, Fixture.issuerName), DER.context(1, Fixture.otherSpelling),
      DER.context(2, DER.octetString(Fixture.issuerKey.keyHash)),
    ] {
      #expect(fixture.outcome(try Fixture.response { $0.responder = responder }).word == "good")
    }
    for responder in [
      DER.context(1, Fixture.delegateName), DER.context(2, DER.octetString(Fixture.strangerKey.keyHash)),
    ] {
      let outcome = fixture.outcome(try Fixture.response { $0.responder = responder })
      #expect(outcome == .notAuthorized(.notPresent))
    }
  }

  @Test func aResponseOfAnotherIsNotTheIssuers() throws {
    let outcome = try Fixture().outcome(try Fixture.response { $0.signer = Fixture.strangerKey })
    #expect(outcome == .signatureInvalid(nil) && !outcome.isAnswer)
  }

  @Test func damageToAnyByteLeavesNoAnswer() throws {
    let fixture = try Fixture()
    let bytes = OCSPFields(
      Fixture.issuerKey, [OCSPAnswerFields(issuer: Fixture.issuerName, key: Fixture.issuerKey)]
    ).encoded
    #expect(fixture.outcome(try OCSPResponse(der: bytes)).word == "good")
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x01
      guard let response = try? OCSPResponse(der: damaged) else { continue }
      #expect(!fixture.outcome(response).isAnswer, "byte \(index)")
    }
  }

  /// Every field of the signed part is signed: with the signature of the good response, none can be another.
  @Test func noFieldCanBeAnother() throws {
    let fixture = try Fixture()
    var good = OCSPFields(Fixture.issuerKey, [OCSPAnswerFields(issuer: Fixture.issuerName, key: Fixture.issuerKey)])
    good.signature = DER.bitString(good.signer.signature(of: good.signedPart))
    #expect(fixture.outcome(try OCSPResponse(der: good.encoded)).word == "good")
    let changes: [(inout OCSPFields) -> Void] = [
      { $0.responder = DER.context(1, Fixture.issuerName) },
      { $0.producedAt = DER.generalizedTime("20251231120001Z") },
      { $0.answers[0] = OCSPAnswerFields(sha256: Fixture.issuerName, key: Fixture.issuerKey) },
      { $0.answers[0].status = OCSPAnswerFields.revoked() },
      { $0.answers[0].status = OCSPAnswerFields.unknown },
      { $0.answers[0].thisUpdate = DER.generalizedTime("20251231000001Z") },
      { $0.answers[0].nextUpdate = nil },
      { $0.answers[0].nextUpdate = DER.context(0, DER.generalizedTime("20270107000000Z")) },
      { $0.answers[0].extensions = [DER.extension("1.2.3", DER.null)] },
      { $0.answers.append($0.answers[0]) },
      { $0.extensions = [DER.extension("1.2.3", DER.null)] },
    ]
    for change in changes {
      var fields = good
      change(&fields)
      #expect(fixture.outcome(try OCSPResponse(der: fields.encoded)) == .signatureInvalid(nil))
    }
  }

  @Test func signaturesThatCantBeOrArentTrusted() throws {
    let fixture = try Fixture()
    func word(_ policy: VerificationPolicy = .rfc5280, _ change: (inout OCSPFields) -> Void) throws -> String {
      fixture.outcome(try Fixture.response(change), policy: policy).word
    }
    let sha1 = DER.algorithm("1.2.840.10045.4.1")
    #expect(try word { $0.signatureAlgorithm = sha1 } == "signature refused: signature-algorithm-weak")
    var policy = VerificationPolicy.rfc5280
    policy.allowsSHA1Signatures = true
    #expect(try word(policy) { $0.signatureAlgorithm = sha1 } == "signature invalid")
    #expect(
      try word { $0.signatureAlgorithm = DER.algorithm("1.2.3") }
        == "signature refused: signature-algorithm-unsupported")
    #expect(
      try word { $0.signatureAlgorithm = CertificateFields.algorithm }
        == "signature refused: key-does-not-fit-signature")
    #expect(
      try word { $0.signatureAlgorithm = DER.algorithm("1.2.840.10045.4.3.2", parameters: DER.null) }
        == "signature refused: signature-algorithm-malformed")
    #expect(try word { $0.signature = DER.bitString([1, 2, 3]) } == "signature malformed")
  }

  // MARK: A delegate

  @Test func aDelegateAnswersForItsIssuer() throws {
    let fixture = try Fixture()
    let plain = Fixture.delegate()
    let exempt = Fixture.delegate { $0.extensions = [Fixture.ocspSigning, Fixture.noCheck] }
    for (certificate, needsCheck) in [(plain, true), (exempt, false)] {
      for responder in [
        DER.context(1, Fixture.delegateName), DER.context(2, DER.octetString(Fixture.delegateKey.keyHash)),
      ] {
        let outcome = fixture.outcome(try Fixture.delegated([certificate]) { $0.responder = responder })
        #expect(
          outcome.facts?.responder == .delegate(try Certificate(der: certificate), needsRevocationCheck: needsCheck))
        #expect(outcome.word == "good")
      }
    }
  }

  @Test func aDelegateIsFoundAmongOthers() throws {
    let stranger = Fixture.delegate {
      $0.subject = DER.name(("CN", "Somebody"))
      $0.publicKeyInfo = Fixture.strangerKey.publicKeyInfo
    }
    let namesake = Fixture.delegate { $0.publicKeyInfo = Fixture.strangerKey.publicKeyInfo }
    let refused = Fixture.delegate { $0.extensions = nil }
    let certificates = [stranger, namesake, refused, Fixture.delegate()]
    let fixture = try Fixture()
    for list in [certificates, certificates.reversed()] {
      #expect(fixture.outcome(try Fixture.delegated(list)).word == "good")
    }
    // A bad signature by one that may sign says more than another that may not.
    for list in [[namesake, refused], [refused, namesake]] {
      #expect(fixture.outcome(try Fixture.delegated(list)).word == "signature invalid")
    }
    #expect(fixture.outcome(try Fixture.delegated([stranger])).word == "not authorized: not present")
    #expect(fixture.outcome(try Fixture.delegated(nil)).word == "not authorized: not present")
  }

  @Test func aDelegateMayHaveTheNameOfItsIssuer() throws {
    let delegate = Fixture.delegate { $0.subject = Fixture.issuerName }
    let response = try Fixture.delegated([delegate]) { $0.responder = DER.context(1, Fixture.issuerName) }
    let outcome = try Fixture().outcome(response)
    #expect(outcome.facts?.responder == .delegate(try Certificate(der: delegate), needsRevocationCheck: true))
  }

  @Test func aDelegateDoesNotAnswerInTheNameOfItsIssuer() throws {
    let response = try Fixture.delegated([Fixture.delegate()]) {
      $0.responder = DER.context(2, DER.octetString(Fixture.issuerKey.keyHash))
    }
    #expect(try Fixture().outcome(response) == .signatureInvalid(nil))
  }

  @Test func theIssuersOwnCertificateMayComeAlong() throws {
    let fixture = try Fixture()
    let response = try Fixture.response { $0.certificates = [fixture.issuer.derEncoding] }
    var effort = SearchEffort()
    let outcome = fixture.check().outcome(of: response, &effort, SearchBudget())
    #expect(outcome.facts?.responder == .issuer && effort.signatures == 1)
    // It is not its own delegate either: a bad signature is checked once.
    let bad = try Fixture.response {
      $0.certificates = [fixture.issuer.derEncoding]
      $0.signer = Fixture.strangerKey
    }
    effort = SearchEffort()
    #expect(fixture.check().outcome(of: bad, &effort, SearchBudget()) == .signatureInvalid(nil))
    #expect(effort.signatures == 1)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var signer = OCSPFixture.issuerKey
    let change: @Sendable (inout CertificateFields) -> Void
  }

  private static let unknown = DER.extension("1.2.3", critical: true, DER.null)
  private static let criticalNoCheck = DER.extension("1.3.6.1.5.5.7.48.1.5", critical: true, DER.null)

  static let refused: [Case] = [
    Case(testDescription: "not authorized: purposes-missing") { $0.extensions = nil },
    Case(testDescription: "not authorized: purpose-not-allowed") {
      $0.extensions = [Fixture.purpose("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2")]
    },
    Case(testDescription: "not authorized: purpose-not-allowed") { $0.extensions = [Fixture.purpose("2.5.29.37.0")] },
    Case(testDescription: "not authorized: expired") {
      $0.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("251231235959Z"))
    },
    Case(testDescription: "not authorized: not-yet-valid") {
      $0.validity = DER.sequence(DER.utcTime("260101000001Z"), DER.utcTime("270101000000Z"))
    },
    Case(testDescription: "not authorized: critical-extension-unknown") {
      $0.extensions = [Fixture.ocspSigning, unknown]
    },
    Case(testDescription: "not authorized: critical-extension-unknown") {
      $0.extensions = [Fixture.ocspSigning, criticalNoCheck, unknown]
    },
    Case(testDescription: "not authorized: authority-as-leaf") {
      $0.extensions = [
        Fixture.ocspSigning, DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true))),
      ]
    },
    Case(testDescription: "not authorized: certificate itself") {
      $0.publicKeyInfo = CertificateFields().publicKeyInfo
    },
    // What is wrong is told beside an extension that is processed.
    Case(testDescription: "not authorized: extension-malformed") {
      $0.extensions = [Fixture.ocspSigning, criticalNoCheck, DER.extension("2.5.29.15", DER.octetString([1]))]
    },
    Case(testDescription: "not authorized: critical-extension-unsupported") {
      let name = DER.sequence(DER.uri("http://ca.example.com"))
      $0.extensions = [Fixture.ocspSigning, criticalNoCheck, DER.extension("2.5.29.18", critical: true, name)]
    },
    Case(testDescription: "not authorized: extension-malformed") {
      $0.extensions = [Fixture.ocspSigning, DER.extension("2.5.29.15", DER.octetString([1]))]
    },
    Case(testDescription: "not authorized: key usage") {
      $0.extensions = [Fixture.ocspSigning, DER.extension("2.5.29.15", DER.namedBits(1, 6))]
    },
    Case(testDescription: "not authorized: not issued by issuer") { $0.issuer = DER.name(("CN", "Another")) },
    Case(testDescription: "not authorized: not issued by issuer", signer: OCSPFixture.strangerKey) { _ in },
    Case(testDescription: "not authorized: signature-algorithm-weak") {
      $0.signature = DER.algorithm("1.2.840.10045.4.1")
      $0.signatureAlgorithm = $0.signature
    },
    Case(testDescription: "not authorized: key-does-not-fit-signature") {
      $0.signature = CertificateFields.algorithm
      $0.signatureAlgorithm = $0.signature
    },
    Case(testDescription: "not authorized: key-too-short") {
      $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 1024)
    },
    Case(testDescription: "not authorized: key-malformed") {
      $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048, exponent: 4)
    },
  ]

  @Test(arguments: refused)
  func aCertificateThatMakesNoDelegate(_ one: Case) throws {
    let certificate = Fixture.delegate(by: one.signer, one.change)
    #expect(try Fixture().outcome(try Fixture.delegated([certificate])).word == one.testDescription)
  }

  @Test func whatADelegateMayBe() throws {
    let changes: [(inout CertificateFields) -> Void] = [
      { $0.extensions = [Fixture.purpose("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.9")] },
      { $0.extensions = [Fixture.ocspSigning, Self.criticalNoCheck] },
      { $0.extensions = [Fixture.ocspSigning, DER.extension("2.5.29.15", critical: true, DER.namedBits(0))] },
      {
        let point = DER.sequence(RevocationFixture.point("http://ca.example.com/1.crl"))
        $0.extensions = [Fixture.ocspSigning, DER.extension("2.5.29.31", critical: true, point)]
      },
      { $0.issuer = Fixture.otherSpelling },
      // Both ends of its validity belong to it.
      { $0.validity = DER.sequence(DER.utcTime("260101000000Z"), DER.utcTime("260101000000Z")) },
    ]
    for change in changes {
      #expect(try Fixture().outcome(try Fixture.delegated([Fixture.delegate(change)])).word == "good")
    }
    // Another key of the delegate's certificate is not the one that signed.
    let other = Fixture.delegate { $0.publicKeyInfo = Fixture.strangerKey.publicKeyInfo }
    #expect(try Fixture().outcome(try Fixture.delegated([other])) == .signatureInvalid(nil))
  }

  @Test func aDelegateOfADelegateIsNone() throws {
    let second = Fixture.delegateKey.certificate {
      $0.issuer = Fixture.delegateName
      $0.subject = DER.name(("CN", "Second"))
      $0.publicKeyInfo = Fixture.strangerKey.publicKeyInfo
      $0.extensions = [Fixture.ocspSigning]
    }
    let response = try Fixture.delegated([second, Fixture.delegate()]) {
      $0.signer = Fixture.strangerKey
      $0.responder = DER.context(1, DER.name(("CN", "Second")))
    }
    #expect(try Fixture().outcome(response).word == "not authorized: not issued by issuer")
  }

  @Test func thePolicyOfTheVerificationHoldsForDelegates() throws {
    let certificate = Fixture.delegate { $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048, exponent: 3) }
    var policy = VerificationPolicy.rfc5280
    let response = try Fixture.delegated([certificate]) {
      $0.signatureAlgorithm = CertificateFields.algorithm
      $0.signature = DER.bitString([UInt8](repeating: 1, count: 256))
    }
    #expect(try Fixture().outcome(response, policy: policy) == .signatureInvalid(nil))
    policy.minimumRSABitCount = 3072
    #expect(try Fixture().outcome(response, policy: policy).word == "not authorized: key-too-short")
  }

  // MARK: The budget

  @Test func everySignatureIsCounted() throws {
    let fixture = try Fixture()
    let (direct, delegated) = (try Fixture.response(), try Fixture.delegated([Fixture.delegate()]))
    for (response, count) in [(direct, 1), (delegated, 2)] {
      var effort = SearchEffort()
      #expect(fixture.check().outcome(of: response, &effort, SearchBudget()).word == "good")
      #expect(effort.signatures == count && effort.signatureWork >= count)
      for limit in 0..<count {
        var budget = SearchBudget()
        budget.signatures = limit
        effort = SearchEffort()
        #expect(fixture.check().outcome(of: response, &effort, budget) == .notChecked)
        #expect(effort.exhausted == .signatures)
      }
    }
  }

  @Test func namesThatAreSpelledOtherwiseAreCounted() throws {
    let fixture = try Fixture()
    let byName = try Fixture.response { $0.responder = DER.context(1, Fixture.otherSpelling) }
    let byIssuer = try Fixture.delegated([Fixture.delegate { $0.issuer = Fixture.otherSpelling }]) {
      $0.responder = DER.context(2, DER.octetString(Fixture.delegateKey.keyHash))
    }
    for response in [byName, byIssuer] {
      var budget = SearchBudget()
      budget.nameComparisons = 1
      var effort = SearchEffort()
      #expect(fixture.check().outcome(of: response, &effort, budget).word == "good")
      #expect(effort.nameComparisons == 1)
      budget.nameComparisons = 0
      effort = SearchEffort()
      #expect(fixture.check().outcome(of: response, &effort, budget) == .notChecked)
    }
  }

  @Test func manyNamesakesCostNoMoreThanTheBudget() throws {
    let namesakes = (0..<16).map { index in
      Fixture.delegate(by: Fixture.strangerKey) { $0.serialNumber = DER.integer(index) }
    }
    var budget = SearchBudget()
    budget.signatures = 10
    var effort = SearchEffort()
    let outcome = try Fixture().check().outcome(of: try Fixture.delegated(namesakes), &effort, budget)
    #expect(outcome == .notChecked && effort.signatures == 10)
  }
}
