import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

@Suite("Revocation by lists")
struct RevocationTests {
  typealias Fields = RevocationListFields

  @Test("A chain whose certificates stand in no list is verified, and each status says by which list")
  func good() throws {
    var fixture = try RevocationFixture()
    fixture.add { $0.entries = [Fields.entry(8)] }
    fixture.addRootList()
    let chain = try #require(fixture.evaluate().verifiedChain)
    #expect(chain.revocation.map { $0.word } == ["good", "good"])
    #expect(chain.revocation.map { $0.evidence?.source } == ["list.crl", "root.crl"])
    #expect(chain.revocation[0].evidence?.thisUpdate.description == "2025-12-01T00:00:00Z")
    #expect(fixture.evaluate(.off).verifiedChain?.revocation == [])
  }

  @Test("A revoked leaf is refused, with the day and the reason", arguments: [RevocationMode.softFail, .hardFail])
  func revoked(_ mode: RevocationMode) throws {
    var fixture = try RevocationFixture()
    fixture.add {
      $0.entries = [
        Fields.entry(6),
        Fields.entry(7, [Fields.reason(4), DER.extension("2.5.29.24", DER.generalizedTime("20251001000000Z"))]),
      ]
    }
    fixture.addRootList()
    let evaluation = fixture.evaluate(mode)
    #expect(evaluation.codes == ["revoked"])
    guard case .revoked(let revocation, let evidence) = evaluation.attempts.first?.revocation.first else {
      Issue.record("\(evaluation.attempts)")
      return
    }
    #expect(revocation.date.description == "2025-11-15T00:00:00Z")
    #expect(revocation.invalidityDate?.description == "2025-10-01T00:00:00Z")
    #expect(revocation.reason == .superseded)
    #expect(evidence.source == "list.crl")
    #expect(fixture.evaluate(.off).isVerified)
  }

  @Test("A revoked authority is refused in its place, and what is known besides is told")
  func revokedAuthority() throws {
    var fixture = try RevocationFixture()
    fixture.add()
    fixture.addRootList { $0.entries = [Fields.entry(2)] }
    fixture.moment = Timestamp(secondsSince1970: 1_769_000_000)
    let evaluation = fixture.evaluate()
    #expect(evaluation.codes == ["revoked"])
    #expect(evaluation.decidingFinding?.certificate == 1)
  }

  @Test("Without a list, only hard failure refuses")
  func nothingAtHand() throws {
    let fixture = try RevocationFixture()
    #expect(
      fixture.evaluate(.softFail).verifiedChain?.revocation.map { $0.word } == ["nothingAtHand", "nothingAtHand"])
    #expect(fixture.evaluate(.hardFail).codes == ["revocation-unknown", "revocation-unknown"])
  }

  @Test("A list that should have been renewed is stale, and still revokes")
  func stale() throws {
    var fixture = try RevocationFixture()
    fixture.addRootList()
    fixture.add { $0.nextUpdate = DER.utcTime("251231235959Z") }
    #expect(fixture.status?.word == "stale")
    #expect(fixture.evaluate().codes == ["revocation-stale"])
    fixture.moment = try #require(Timestamp("2025-12-31T23:59:59Z"))
    #expect(fixture.status?.word == "good")
    fixture.add {
      $0.nextUpdate = DER.utcTime("251202000000Z")
      $0.entries = [Fields.entry(7)]
    }
    #expect(fixture.status?.word == "good", "the newer list counts")
    fixture.revocation = RevocationStore()
    fixture.add {
      $0.nextUpdate = DER.utcTime("251202000000Z")
      $0.entries = [Fields.entry(7)]
    }
    #expect(fixture.status?.word == "revoked")
  }

  @Test("A list made later revokes what was revoked by the moment, and says nothing else")
  func notYetMade() throws {
    var fixture = try RevocationFixture()
    fixture.add {
      $0.thisUpdate = DER.utcTime("260110000000Z")
      $0.entries = [Fields.entry(7, on: DER.utcTime("260105000000Z"))]
    }
    guard case .unknown(.notYetMade, _) = fixture.status else {
      Issue.record("\(String(describing: fixture.status))")
      return
    }
    fixture.moment = try #require(Timestamp("2026-01-06T00:00:00Z"))
    #expect(fixture.status?.word == "revoked")
  }

  @Test("A list without number or next update proves nothing good, and still revokes")
  func incomplete() throws {
    for (isRevoked, words) in [(false, ["withoutNumber", "withoutNextUpdate"]), (true, ["revoked", "revoked"])] {
      let entries = isRevoked ? [Fields.entry(7)] : nil
      var fixture = try RevocationFixture()
      fixture.add { ($0.extensions, $0.entries) = (nil, entries) }
      #expect(fixture.status?.word == words[0])
      fixture.revocation = RevocationStore()
      fixture.add { ($0.nextUpdate, $0.entries) = (nil, entries) }
      #expect(fixture.status?.word == words[1])
    }
  }

  @Test("Only whoever may sign lists is heard, and only with a good signature")
  func signers() throws {
    var fixture = try RevocationFixture(usage: DER.namedBits(5))
    fixture.add { $0.entries = [Fields.entry(7)] }
    #expect(fixture.status?.word == "signerNotAllowed")
    fixture = try RevocationFixture()
    fixture.add("list.crl", by: RevocationFixture.authorityName, .third) { $0.entries = [Fields.entry(7)] }
    #expect(fixture.status?.word == "signatureInvalid")
    // Another authority's list with the same serial number.
    fixture = try RevocationFixture()
    fixture.addRootList { $0.entries = [Fields.entry(7)] }
    #expect(fixture.status?.word == "nothingAtHand")
  }

  @Test("Of two lists, the one that is not signed well does not stand in the way")
  func badBesideGood() throws {
    var fixture = try RevocationFixture()
    fixture.add("bad.crl", by: RevocationFixture.authorityName, .first) { $0.thisUpdate = DER.utcTime("251220000000Z") }
    fixture.add("good.crl") { $0.entries = [Fields.entry(7)] }
    #expect(fixture.status?.evidence?.source == "good.crl")
    #expect(fixture.status?.word == "revoked")
  }

  @Test("If a certificate of one path is revoked, another path is found")
  func anotherPath() throws {
    var fixture = try RevocationFixture()
    fixture.others.append(
      try RevocationFixture.certificate(
        3, "Authority", .second, by: ("Root", .first), RevocationFixture.authority(), from: "190101000000Z"))
    fixture.add()
    fixture.addRootList { $0.entries = [Fields.entry(2)] }
    let chain = try #require(fixture.evaluate().verifiedChain)
    #expect(chain.certificates[1].serialNumber == [3])
    fixture.addRootList {
      $0.thisUpdate = DER.utcTime("251202000000Z")
      $0.entries = [Fields.entry(2), Fields.entry(3)]
    }
    let refusal = fixture.evaluate()
    #expect(refusal.attempts.count == 2)
    #expect(refusal.attempts.allSatisfy { $0.findings.map { $0.problem.code } == ["revoked"] })
  }

  @Test("An anchor is never asked, and neither is a leaf that is one")
  func anchors() throws {
    var fixture = try RevocationFixture()
    fixture.addRootList { $0.entries = [Fields.entry(1), Fields.entry(7)] }
    fixture.trust.insert(fixture.leaf)
    #expect(fixture.evaluate().verifiedChain?.revocation == [])
  }

  @Test("A critical distribution point is acted upon where revocation is asked, and refused where it is not")
  func criticalPoints() throws {
    let point = RevocationFixture.point("http://example.com/ca.crl")
    var fixture = try RevocationFixture(leafExtensions: [
      DER.extension("2.5.29.31", critical: true, DER.sequence(point))
    ])
    fixture.add()
    #expect(fixture.evaluate(.softFail).isVerified)
    #expect(fixture.evaluate(.off).codes == ["critical-extension-unsupported"])
  }

  @Test("What is spent on revocation is bounded")
  func budget() throws {
    var fixture = try RevocationFixture()
    fixture.add { $0.entries = [Fields.entry(8)] }
    fixture.addRootList()
    let effort = fixture.evaluate().effort
    #expect(effort.revocationSteps <= 10)
    #expect(effort.signatures == 4)
    fixture.budget.revocationSteps = effort.revocationSteps - 1
    #expect(fixture.evaluate().effort.exhausted == .revocationSteps)
    #expect(fixture.evaluate(.softFail).codes == ["budget-exhausted"])
    fixture.budget = SearchBudget()
    fixture.budget.revocationBytes = effort.revocationBytes - 1
    #expect(fixture.evaluate().effort.exhausted == .revocationBytes)
  }

  @Test("A store takes PEM and DER, skips what is no list, and says why")
  func store() throws {
    var fields = Fields()
    fields.issuer = RevocationFixture.authorityName
    let der = fields.signed(by: .second)
    var store = RevocationStore()
    #expect(store.insert(contentsOf: der + der, source: "two.crl").lists == 1)
    #expect(store.insert(contentsOf: der).duplicates == 1)
    let text = """
      -----BEGIN X509 CRL-----
      MAA=
      -----END X509 CRL-----
      -----BEGIN X509 CRL-----
      \(base64(RevocationListFields.with { $0.entries = [RevocationListFields.entry(1)] }))
      -----END X509 CRL-----
      -----BEGIN CERTIFICATE-----
      \(base64(try RevocationFixture().others[0].derEncoding))
      -----END CERTIFICATE-----
      -----BEGIN PUBLIC KEY-----
      MAA=
      -----END PUBLIC KEY-----
      """
    let loaded = store.insert(contentsOf: Array(text.utf8), source: "mixed.pem")
    #expect((loaded.lists, loaded.certificates, loaded.ignored.count) == (1, 1, 2))
    #expect(loaded.ignored.map { $0.position.block } == [1, 4])
    #expect(store.revocationLists.count == 2)
    #expect(store.revocationLists.last?.position == Certificate.Position(block: 2, line: 4))
  }

  private func base64(_ bytes: [UInt8]) -> String { Base64Text.encode(bytes) }
}
