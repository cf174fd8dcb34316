import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Whose lists count, and how a path to them is found: RFC 5280 §6.3.3 (f).
@Suite("Who signs revocation lists")
struct RevocationSignerTests {
  typealias Fields = RevocationListFields
  typealias Fixture = RevocationFixture

  // MARK: The issuer's own key

  /// Which keys' lists there are, what each says, and what comes of it.
  static let keys: [(own: String, other: String, word: String)] = [
    ("revoked", "good", "revoked"), ("good", "revoked", "good"), ("good", "good", "good"),
    ("none", "good", "good"), ("none", "revoked", "revoked"), ("elsewhere", "revoked", "revoked"),
    ("stale", "good", "good"), ("stale", "revoked", "revoked"), ("delta", "good", "revoked"),
    ("good", "delta", "good"), ("none", "delta", "revoked"),
  ]

  @Test(
    "Lists of the key that signed the certificate come before newer ones of another key of that name", arguments: keys)
  func ownKeyFirst(own: String, other: String, word: String) throws {
    for isPresented in [true, false] {
      var fixture = try Fixture()
      let namesake = try Fixture.certificate(3, "Authority", TestKey(4), by: ("Root", .first), Fixture.authority())
      if isPresented {
        fixture.others.append(namesake)
      } else {
        fixture.revocation.insert(contentsOf: namesake.derEncoding)
      }
      for (what, key, day) in [(own, TestKey.second, 1), (other, TestKey(4), 2)] where what != "none" {
        fixture.add("\(what).crl", by: Fixture.authorityName, key) {
          $0.thisUpdate = DER.utcTime("25120\(day)000000Z")
          if what == "revoked" || what == "delta" { $0.entries = [Fields.entry(7, [Fields.reason(1)])] }
          if what == "delta" { $0.extensions?.append(Fields.base(1)) }
          if what == "stale" { $0.nextUpdate = DER.utcTime("251231000000Z") }
          if what == "elsewhere" { $0.extensions?.append(Fields.scope(Fixture.place("http://example.com/1.crl"))) }
        }
      }
      #expect(fixture.status?.word == word)
    }
  }

  @Test("Nobody is asked along a path with a signature that is not valid: a forged issuer would answer for itself")
  func forgedIssuer() throws {
    var fixture = try Fixture()
    fixture.others = [
      try Fixture.certificate(2, "Authority", .second, by: ("Root", TestKey(5)), Fixture.authority())
    ]
    fixture.addRootList()
    fixture.addResponse()
    fixture.add()
    let evaluation = fixture.evaluate()
    #expect(evaluation.codes == ["signature-invalid"])
    #expect(evaluation.attempts.map { $0.revocation.count } == [0])
    // With the true issuer beside it, the leaf that is revoked is told as revoked, by the path that is signed.
    fixture.others.append(try Fixture.certificate(2, "Authority", .second, by: ("Root", .first), Fixture.authority()))
    fixture.revocation = RevocationStore()
    fixture.addRootList()
    fixture.add { $0.entries = [Fields.entry(7)] }
    #expect(fixture.evaluate().codes == ["revoked"])
  }

  // MARK: Signers with a path of their own

  private static let signerName = DER.name(("CN", "Signer"))
  private static let usage = DER.extension("2.5.29.15", DER.namedBits(0, 6))

  /// A leaf whose lists another one signs, who has the fourth key.
  private func indirect() throws -> Fixture {
    try Fixture(leafExtensions: [Fixture.points(Fixture.point(signer: Self.signerName))])
  }

  private func signer(
    by issuer: (name: String, key: TestKey), _ extensions: [[UInt8]] = [], from: String = "200101000000Z"
  ) throws -> Certificate {
    try Fixture.certificate(9, "Signer", TestKey(4), by: issuer, [Self.usage] + extensions, from: from)
  }

  /// Adds the list of the signer, which revokes the leaf.
  private func addRevocation(to fixture: inout Fixture) {
    fixture.add("indirect.crl", by: Self.signerName, TestKey(4)) {
      $0.entries = [Fields.entry(7, [Fields.certificateIssuer(Fixture.authorityName)])]
      $0.extensions?.append(Fields.scope(DER.context(4, constructed: false, [0xFF])))
    }
  }

  @Test("If a certificate on the way to a signer is revoked, another way is tried")
  func anotherPathToASigner() throws {
    for serials in [[10, 11], [11, 10]] {
      var fixture = try indirect()
      for serial in serials {
        fixture.others.append(
          try Fixture.certificate(serial, "Middle", TestKey(5), by: ("Root", .first), Fixture.authority()))
      }
      fixture.others.append(try signer(by: ("Middle", TestKey(5))))
      addRevocation(to: &fixture)
      fixture.addRootList { $0.entries = [Fields.entry(10)] }
      #expect(fixture.status?.word == "revoked")
      fixture.addRootList {
        ($0.thisUpdate, $0.entries) = (DER.utcTime("251202000000Z"), [10, 11].map { Fields.entry($0) })
      }
      #expect(fixture.status?.word == "signerNotVerified")
    }
  }

  @Test("Ways to a signer that are refused are bounded by the budget")
  func manyPathsToASigner() throws {
    var fixture = try indirect()
    let serials = Array(10..<50)
    for serial in serials {
      fixture.others.append(
        try Fixture.certificate(serial, "Middle", TestKey(5), by: ("Root", .first), Fixture.authority()))
    }
    fixture.others.append(try signer(by: ("Middle", TestKey(5))))
    addRevocation(to: &fixture)
    fixture.addRootList { $0.entries = serials.map { Fields.entry($0) } }
    #expect(fixture.status?.word == "signerNotVerified")
    fixture.budget.candidates = 200
    #expect(fixture.evaluate(.softFail).codes.first == "budget-exhausted")
  }

  @Test("Distribution points of a signer are acted upon, critical or not")
  func criticalPoints() throws {
    for isCritical in [false, true] {
      let points = DER.sequence(Fixture.point("http://example.com/signers.crl"))
      var fixture = try indirect()
      fixture.others.append(
        try signer(by: ("Authority", .second), [DER.extension("2.5.29.31", critical: isCritical, points)]))
      addRevocation(to: &fixture)
      #expect(fixture.status?.word == "revoked")
    }
  }

  @Test("Logs need not have promised to publish the certificate of a signer")
  func promises() throws {
    var fixture = try indirect()
    fixture.others.append(try signer(by: ("Authority", .second)))
    addRevocation(to: &fixture)
    fixture.policy.requiredTimestampCount = 1
    #expect(fixture.evaluate(.softFail).attempts.first?.revocation.first?.word == "revoked")
  }

  @Test("What is demanded of an anchor holds for the signers below it, but for the purpose")
  func anchorConstraints() throws {
    let root = try Fixture.certificate(1, "Root", .first, by: ("Root", .first), Fixture.authority())
    let cases: [(start: String, purposes: Set<Purpose>?, word: String)] = [
      ("200101000000Z", nil, "revoked"), ("200101000000Z", [.server], "revoked"),
      ("210101000000Z", nil, "signerNotVerified"),
    ]
    for (start, purposes, word) in cases {
      var fixture = try indirect()
      fixture.others.append(try signer(by: ("Authority", .second), from: start))
      addRevocation(to: &fixture)
      fixture.trust.insert(
        root, constraints: try AnchorConstraints(purposes: purposes, distrustAfter: Timestamp("2020-06-01")))
      #expect(fixture.status?.word == word)
    }
  }

  @Test("The way to a signer may lead through certificates that came with the lists")
  func pathThroughStore() throws {
    let middle = try Fixture.certificate(10, "Middle", TestKey(5), by: ("Root", .first), Fixture.authority())
    for (isInStore, word) in [(true, "revoked"), (false, "signerNotVerified")] {
      var fixture = try indirect()
      addRevocation(to: &fixture)
      fixture.revocation.insert(contentsOf: try signer(by: ("Middle", TestKey(5))).derEncoding)
      if isInStore { fixture.revocation.insert(contentsOf: middle.derEncoding) }
      #expect(fixture.status?.word == word)
      // No more of them than the peer might present.
      fixture.budget.presented = 1
      #expect(fixture.status?.word == "signerNotVerified")
    }
    // What the caller has at hand serves them as it serves the peer's own path.
    var atHand = try indirect()
    addRevocation(to: &atHand)
    atHand.revocation.insert(contentsOf: try signer(by: ("Middle", TestKey(5))).derEncoding)
    atHand.intermediates.insert(middle)
    for authority in atHand.others { atHand.intermediates.insert(authority) }
    atHand.others = []
    #expect(atHand.status?.word == "revoked")
    // Those of the lists are for signers alone: the peer's own path does not lead through them.
    var fixture = try Fixture()
    fixture.revocation.insert(contentsOf: fixture.others[0].derEncoding)
    fixture.others = []
    #expect(fixture.evaluate(.softFail).codes == ["issuer-missing"])
  }

  // MARK: Names

  @Test("However many lists spell their issuer in another way, each spelling is compared once")
  func spellings() throws {
    var fixture = try Fixture(leafExtensions: [Fixture.points(Fixture.point("http://example.com/29.crl"))])
    for number in 0..<30 {
      fixture.add("\(number).crl", by: DER.name(("CN", "AUTHORITY"))) {
        $0.extensions?.append(Fields.scope(Fixture.place("http://example.com/\(number).crl")))
        if number == 29 { $0.entries = [Fields.entry(7)] }
      }
    }
    #expect(fixture.status?.word == "revoked")
    let effort = fixture.evaluate(.softFail).effort
    #expect(effort.exhausted == nil && effort.nameComparisons == 1)
  }

  @Test("Each name of an issuer that entries inherit is counted, and looked at once")
  func inheritedIssuers() throws {
    var fixture = try indirect()
    fixture.others.append(try signer(by: ("Authority", .second)))
    let names = (0..<200).map { DER.directoryName(DER.name(("CN", "Somebody \($0)"))) }
    let many = DER.extension("2.5.29.29", critical: true, DER.sequence(names))
    fixture.add("indirect.crl", by: Self.signerName, TestKey(4)) {
      $0.entries = [Fields.entry(7, [many])] + [[UInt8]](repeating: Fields.entry(7), count: 300)
      $0.extensions?.append(Fields.scope(DER.context(4, constructed: false, [0xFF])))
    }
    #expect(fixture.status?.word == "good")
    let steps = fixture.evaluate(.softFail).effort.revocationSteps
    #expect(steps >= 500 && steps < 600)
    fixture.budget.revocationSteps = 400
    #expect(fixture.evaluate(.softFail).codes == ["budget-exhausted"])
  }
}
