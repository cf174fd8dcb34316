import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

@Suite struct TimestampCheckTests {
  typealias Fixture = PromiseFixture
  typealias Promise = PromiseFixture.Promise

  @Test func eachPromiseIsHeldAgainstItsLog() throws {
    let fixture = try Fixture([Promise(), Promise(Fixture.secondKey), Promise(TestKey(4))])
    let (first, second) = (try Fixture.log(Fixture.firstKey), try Fixture.log(Fixture.secondKey))
    #expect(fixture.words([first, second]) == ["valid: Log 2", "valid: Log 3", "unknown log"])
    #expect(fixture.words([second]) == ["unknown log", "valid: Log 3", "unknown log"])
    #expect(fixture.words([]) == ["unknown log", "unknown log", "unknown log"])
    let results = CertificateLogList([first]).results(
      for: fixture.leaf, issuedBy: fixture.issuer, at: ChainFixture.moment)
    #expect(results[0].moment == Fixture.promised && results[0].log == first && results[1].log == nil)
    #expect(results[0].logID == first.id)
  }

  @Test func everyFieldOfAPromiseIsSigned() throws {
    let changes: [(inout PromiseFields) -> Void] = [
      { $0.milliseconds += 1 },
      { $0.milliseconds -= 86_400_000 },
      { $0.extensions = [1] },
      { $0.scheme = 0x0401 },
      { $0.scheme = 0x0503 },
      { $0.scheme = 0x0000 },
      { $0.signature = [] },
      { $0.signature[$0.signature.count - 1] ^= 1 },
      { $0.signature += [0] },
    ]
    let log = try Fixture.log(Fixture.firstKey)
    for change in changes {
      let fixture = try Fixture([Promise(after: change), Promise()])
      #expect(fixture.words([log]) == ["signature invalid: Log 2", "valid: Log 2"])
    }
    let withExtensions = try Fixture([Promise(before: { $0.extensions = [1, 2, 3] })])
    #expect(withExtensions.words([log]) == ["valid: Log 2"])
    // A promise of another log in the name of this one.
    let id = PromiseFields(Fixture.firstKey).logID
    #expect(
      try Fixture([Promise(Fixture.secondKey, after: { $0.logID = id })]).words([log]) == ["signature invalid: Log 2"])
  }

  @Test func everyFieldOfTheCertificateIsSigned() throws {
    let changes: [(inout CertificateFields) -> Void] = [
      { $0.serialNumber = DER.integer(8) },
      { $0.subject = DER.name(("CN", "Another")) },
      { $0.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("400101000000Z")) },
      { $0.extensions?.append(DER.extension("1.2.3", DER.null)) },
      { $0.extensions?.removeFirst() },
      { $0.issuer = DER.name(("CN", "issuer")) },
    ]
    let log = try Fixture.log(Fixture.firstKey)
    for change in changes {
      #expect(try Fixture([Promise()], change: change).words([log]) == ["signature invalid: Log 2"])
    }
    // The place of the promises among the extensions does not matter.
    #expect(try Fixture([Promise()]) { $0.extensions?.reverse() }.words([log]) == ["valid: Log 2"])
  }

  @Test func theIssuersKeyIsSigned() throws {
    let fixture = try Fixture([Promise()])
    let logs = CertificateLogList([try Fixture.log(Fixture.firstKey)])
    let other = try Certificate(
      der: CertificateFields.with { $0.publicKeyInfo = Fixture.secondKey.publicKeyInfo })
    let results = logs.results(for: fixture.leaf, issuedBy: other, at: ChainFixture.moment)
    #expect(results.map(\.word) == ["signature invalid: Log 2"])
  }

  @Test func bothEndsOfALogsTime() throws {
    let fixture = try Fixture([Promise()])
    let start = Fixture.promised
    let before = Timestamp(secondsSince1970: start.secondsSince1970 - 1)
    let after = Timestamp(secondsSince1970: start.secondsSince1970 + 1)
    let key = Fixture.firstKey
    #expect(fixture.words([try Fixture.log(key, from: start)]) == ["valid: Log 2"])
    #expect(fixture.words([try Fixture.log(key, from: after)]) == ["not usable: Log 2"])
    #expect(fixture.words([try Fixture.log(key, until: after)]) == ["valid: Log 2"])
    #expect(fixture.words([try Fixture.log(key, until: start)]) == ["not usable: Log 2"])
    #expect(fixture.words([try Fixture.log(key, from: before, until: after)]) == ["valid: Log 2"])
  }

  @Test func aPromiseOfTheFutureIsNone() throws {
    let fixture = try Fixture([Promise()])
    let log = try Fixture.log(Fixture.firstKey)
    let before = Timestamp(secondsSince1970: Fixture.promised.secondsSince1970 - 1)
    #expect(fixture.words([log], at: Fixture.promised) == ["valid: Log 2"])
    #expect(fixture.words([log], at: before) == ["future: Log 2"])
    // Whether it was signed is not looked at.
    let last = try Fixture([Promise(after: { $0.milliseconds = .max })])
    #expect(last.words([log]) == ["future: Log 2"])
  }

  @Test func promisesOfTheHandshakeAreOfTheCertificateItself() throws {
    let fixture = try Fixture([Promise()])
    let logs = CertificateLogList([try Fixture.log(Fixture.firstKey), try Fixture.log(Fixture.secondKey)])
    var promise = PromiseFields(Fixture.secondKey)
    promise.extensions = [7]
    promise.sign(Fixture.secondKey, certificate: fixture.leaf.derEncoding)
    // The promise that stands in the certificate is worth nothing beside it.
    guard case .success(let embedded)? = fixture.leaf.timestampList else {
      Issue.record("there is a list")
      return
    }
    let bytes = embedded.arena.bytes
    var confused = PromiseFields(Fixture.firstKey)
    confused.signature = Array(bytes[embedded.timestamps[0].signature])
    let list = try SignedCertificateTimestampList(tls: PromiseFields.list([promise.encoded, confused.encoded]))
    var effort = SearchEffort()
    let check = TimestampCheck(fixture.leaf, issuer: fixture.issuer, logs: logs, at: ChainFixture.moment)
    let results = check.results(others: [list], &effort, SearchBudget())
    #expect(results.map(\.word) == ["valid: Log 2", "valid: Log 3", "signature invalid: Log 2"])
    #expect(effort.signatures == 3)
    let alone = TimestampCheck(fixture.leaf, issuer: nil, logs: logs, at: ChainFixture.moment)
    #expect(
      alone.results(others: [list], &effort, SearchBudget()).map(\.word) == Array(results.map(\.word).dropFirst()))
  }

  @Test func nothingIsSaidOfWhatIsNotThere() throws {
    let log = try Fixture.log(Fixture.firstKey)
    #expect(try Fixture([]).words([log]).isEmpty)
    let malformed = DER.extension("1.3.6.1.4.1.11129.2.4.2", DER.octetString([0, 9]))
    #expect(try Fixture([]) { $0.extensions?.append(malformed) }.words([log]).isEmpty)
    #expect(try Fixture([Promise(after: { $0.version = 1 })]).words([log]).isEmpty)
  }

  @Test func everySignatureIsCounted() throws {
    let fixture = try Fixture([Promise](repeating: Promise(), count: 4) + [Promise(TestKey(4))])
    let check = TimestampCheck(
      fixture.leaf, issuer: fixture.issuer, logs: CertificateLogList([try Fixture.log(Fixture.firstKey)]),
      at: ChainFixture.moment)
    var budget = SearchBudget()
    budget.signatures = 2
    var effort = SearchEffort()
    let words = check.results(&effort, budget).map(\.word)
    #expect(words == ["valid: Log 2", "valid: Log 2", "not checked", "not checked", "unknown log"])
    #expect(effort.signatures == 2 && effort.exhausted == .signatures)
  }

  @Test func theDigestOfALargeCertificateIsCounted() throws {
    let large = DER.extension("1.2.3", DER.octetString([UInt8](repeating: 0, count: 400_000)))
    let fixture = try Fixture([Promise](repeating: Promise(), count: 100)) { $0.extensions?.append(large) }
    let check = TimestampCheck(
      fixture.leaf, issuer: fixture.issuer, logs: CertificateLogList([try Fixture.log(Fixture.firstKey)]),
      at: ChainFixture.moment)
    var effort = SearchEffort()
    _ = check.results(&effort, SearchBudget())
    #expect(effort.exhausted == .signatureWork && effort.signatures == 4)
  }

  // MARK: Logs

  @Test func onlyKeysThatLogsMayHave() throws {
    #expect(reason(Fixture.firstKey.publicKeyInfo) == nil)
    #expect(reason(CertificateFields.rsaKey(bitCount: 2048)) == nil)
    #expect(reason(CertificateFields.rsaKey(bitCount: 2047)) == .unsupported)
    #expect(reason(CertificateFields.key("1.2.840.113549.1.1.10", nil, rsaNumbers)) == .unsupported)
    #expect(reason(CertificateFields.rsaKey(bitCount: 2048, exponent: 4)) == .malformed)
    #expect(reason([1, 2, 3]) == .malformed)
    #expect(reason(CertificateFields.key("1.2.3", nil, [1])) == .unsupported)
    #expect(reason(CertificateFields.key("1.3.101.112", nil, edwardsPoint)) == .unsupported)
  }

  private func reason(_ key: [UInt8]) -> CertificateLog.KeyError.Reason? {
    let made = Result { try CertificateLog(name: "L", operatorName: "O", publicKeyInfo: key) }
    guard case .failure(let error) = made, let error = error as? CertificateLog.KeyError else { return nil }
    return error.name == "L" ? error.reason : nil
  }

  private var rsaNumbers: [UInt8] {
    DER.sequence(DER.integer(unsigned: [UInt8](repeating: 0xFF, count: 256)), DER.integer(65537))
  }

  /// The generator of Ed25519 (RFC 8032 §5.1).
  private var edwardsPoint: [UInt8] { [0x58] + [UInt8](repeating: 0x66, count: 31) }

  @Test func ofTwoLogsWithOneKeyTheFirstCounts() throws {
    let fixture = try Fixture([Promise()])
    let other = try CertificateLog(
      name: "Other", operatorName: "Other", publicKeyInfo: Fixture.firstKey.publicKeyInfo, usableUntil: Fixture.promised
    )
    let log = try Fixture.log(Fixture.firstKey)
    #expect(fixture.words([log, other]) == ["valid: Log 2"])
    #expect(fixture.words([other, log]) == ["not usable: Other"])
    #expect(log != other && CertificateLogList([log]) != CertificateLogList([other]))
  }

  // MARK: OpenSSL

  @Test func opensslSignsThem() throws {
    let chain = CertificateBundle(try Vectors.bytes("timestamps/chain.pem")).certificates
    let list = CertificateLogList([try openSSLLog("ec"), try openSSLLog("rsa")])
    let results = list.results(for: chain[0], issuedBy: chain[1], at: ChainFixture.moment)
    #expect(results.map(\.word) == ["valid: ec", "valid: rsa"])
    #expect(results.map(\.moment) == [Timestamp("2025-06-01"), Timestamp("2025-06-02")])
    let others = [try SignedCertificateTimestampList(tls: try Vectors.bytes("timestamps/handshake.bin"))]
    var effort = SearchEffort()
    let check = TimestampCheck(chain[0], issuer: nil, logs: list, at: ChainFixture.moment)
    #expect(check.results(others: others, &effort, SearchBudget()).map(\.word) == ["valid: ec", "valid: rsa"])
    let wrong = TimestampCheck(chain[1], issuer: nil, logs: list, at: ChainFixture.moment)
    #expect(
      wrong.results(others: others, &effort, SearchBudget()).map(\.word)
        == ["signature invalid: ec", "signature invalid: rsa"])
  }

  private func openSSLLog(_ name: String) throws -> CertificateLog {
    let bytes = try Vectors.bytes("timestamps/log-\(name).pem")
    let key = PEMDocument(bytes.span).decoded
    return try CertificateLog(name: name, operatorName: name, publicKeyInfo: key)
  }
}
