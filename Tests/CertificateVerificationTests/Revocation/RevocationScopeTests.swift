import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// What lists cover: RFC 5280 §5.2.4 to §5.2.6 and §6.3.3.
@Suite("What revocation lists cover")
struct RevocationScopeTests {
  typealias Fields = RevocationListFields
  typealias Fixture = RevocationFixture

  private static let on = [UInt8]([0xFF])

  /// A flag of an issuing distribution point.
  private static func flag(_ number: UInt8) -> [UInt8] { DER.context(number, constructed: false, on) }

  @Test("A list of one place covers the certificates of that place only")
  func places() throws {
    let uri = "http://example.com/1.crl"
    for (extensions, word) in [
      ([Fixture.points(Fixture.point(uri))], "good"),
      ([Fixture.points(Fixture.point("http://example.com/2.crl"))], "notCovered"),
      ([Fixture.points(Fixture.point("http://example.com/2.crl"), Fixture.point(uri))], "good"),
      ([], "notCovered"),
    ] {
      var fixture = try Fixture(leafExtensions: extensions)
      fixture.add { $0.extensions = [Fields.number(1), Fields.scope(Fixture.place(uri))] }
      #expect(fixture.status?.word == word)
    }
  }

  @Test("Names relative to the issuer stand for whole names, on both sides")
  func relativeNames() throws {
    let attribute = DER.attribute("OU", "Lists")
    let relative = DER.context(0, DER.context(1, attribute))
    let whole = DER.context(
      0, DER.context(0, DER.directoryName(DER.name(("CN", "authority"), ("OU", "lists")))))
    let other = DER.context(0, DER.context(0, DER.directoryName(DER.name(("CN", "Authority"), ("OU", "Other")))))
    for (inCertificate, inList, word) in [
      (relative, relative, "good"), (relative, whole, "good"), (whole, relative, "good"),
      (relative, other, "notCovered"),
    ] {
      var fixture = try Fixture(leafExtensions: [Fixture.points(DER.sequence(inCertificate))])
      fixture.add { $0.extensions = [Fields.number(1), Fields.scope(inList)] }
      #expect(fixture.status?.word == word)
    }
  }

  @Test(
    "A list for users, authorities or attributes covers no others",
    arguments: [(UInt8(1), "good", "notCovered"), (2, "notCovered", "good"), (5, "notCovered", "notCovered")])
  func kinds(flag: UInt8, leaf: String, authority: String) throws {
    var fixture = try Fixture()
    fixture.add { $0.extensions = [Fields.number(1), Fields.scope(Self.flag(flag))] }
    fixture.addRootList { $0.extensions = [Fields.number(1), Fields.scope(Self.flag(flag))] }
    let statuses = try #require(fixture.evaluate(.softFail).verifiedChain).revocation
    #expect(statuses.map { $0.word } == [leaf, authority])
  }

  @Test("Lists for some reasons are good together, and not alone")
  func reasons() throws {
    let (some, rest) = (DER.implicit(3, DER.namedBits(1, 2)), DER.implicit(3, DER.namedBits(3, 4, 5, 6, 7, 8)))
    var fixture = try Fixture()
    fixture.add("some.crl") { $0.extensions = [Fields.number(1), Fields.scope(some)] }
    #expect(fixture.status?.word == "notAllReasons")
    fixture.add("rest.crl") { $0.extensions = [Fields.number(1), Fields.scope(rest)] }
    #expect(fixture.status?.word == "good")
    fixture.add("newer.crl") {
      ($0.thisUpdate, $0.entries) = (DER.utcTime("251202000000Z"), [Fields.entry(7)])
      $0.extensions = [Fields.number(2), Fields.scope(rest)]
    }
    #expect(fixture.status?.word == "revoked")
    // The same by the reasons of distribution points.
    let uri = "http://example.com/1.crl"
    fixture = try Fixture(leafExtensions: [Fixture.points(Fixture.point(uri, reasons: DER.namedBits(1, 2)))])
    fixture.add { $0.extensions = [Fields.number(1), Fields.scope(Fixture.place(uri))] }
    #expect(fixture.status?.word == "notAllReasons")
  }

  /// A leaf whose lists another one signs, who has the first key, and a certificate of the authority.
  private func indirect(_ signerExtensions: [[UInt8]] = [DER.extension("2.5.29.15", DER.namedBits(6))]) throws
    -> Fixture
  {
    var fixture = try Fixture(leafExtensions: [Fixture.points(Fixture.point(signer: DER.name(("CN", "Signer"))))])
    fixture.others.append(
      try Fixture.certificate(9, "Signer", .first, by: ("Authority", .second), signerExtensions))
    return fixture
  }

  private func add(_ entries: [[UInt8]]?, isIndirect: Bool = true, to fixture: inout Fixture) {
    fixture.add("indirect.crl", by: DER.name(("CN", "Signer")), .first) {
      $0.entries = entries
      $0.extensions = [Fields.number(1)] + (isIndirect ? [Fields.scope(Self.flag(4))] : [])
    }
  }

  @Test("An indirect list counts for the issuers that its entries name")
  func indirectLists() throws {
    var fixture = try indirect()
    fixture.add { $0.entries = [Fields.entry(8)] }
    fixture.addRootList()
    let other = Fields.certificateIssuer(DER.name(("CN", "Other")))
    add([Fields.entry(7), Fields.entry(6, [other]), Fields.entry(7)], to: &fixture)
    #expect(fixture.status?.evidence?.source == "indirect.crl")
    #expect(fixture.evaluate().isVerified)
    fixture.revocation = RevocationStore()
    add([Fields.entry(6, [Fields.certificateIssuer(DER.name(("CN", "AUTHORITY")))]), Fields.entry(7)], to: &fixture)
    #expect(fixture.status?.word == "revoked")
    // A list that does not say that it is indirect.
    fixture.revocation = RevocationStore()
    add([Fields.entry(7)], isIndirect: false, to: &fixture)
    #expect(fixture.status?.word == "notCovered")
  }

  @Test("Whoever signs for another one needs a path to the same anchor, and may come with the lists")
  func indirectSigners() throws {
    var fixture = try indirect()
    add(nil, to: &fixture)
    fixture.others.removeLast()
    #expect(fixture.status?.word == "signerMissing")
    let signer = try Fixture.certificate(
      9, "Signer", .first, by: ("Authority", .second), [DER.extension("2.5.29.15", DER.namedBits(6))])
    fixture.revocation.insert(contentsOf: signer.derEncoding, source: "signer.der")
    #expect(fixture.status?.word == "good")
    // The same name and key, certified by nobody who is trusted.
    fixture = try indirect()
    add(nil, to: &fixture)
    fixture.others[1] = try Fixture.certificate(
      9, "Signer", .first, by: ("Signer", .first), [DER.extension("2.5.29.15", DER.namedBits(6))])
    #expect(fixture.status?.word == "signerNotVerified")
  }

  @Test("A signer that is revoked is not heard, and the search ends where it must ask about itself")
  func revokedSigners() throws {
    var fixture = try indirect()
    fixture.addRootList()
    fixture.add { $0.entries = [Fields.entry(9)] }
    add(nil, to: &fixture)
    // The authority's own list covers the leaf by its name, and the one of the revoked signer does not count.
    #expect(fixture.status?.evidence?.source == "list.crl")
    fixture.revocation = RevocationStore()
    fixture.addRootList()
    add(nil, to: &fixture)
    // Nothing is known of the signer: soft failure hears it, and hard failure does not.
    #expect(fixture.status?.word == "good")
    #expect(fixture.evaluate().codes == ["revocation-unknown"])

    // The signer's own certificate has its status in its own list.
    let point = Fixture.points(Fixture.point(signer: DER.name(("CN", "Signer"))))
    fixture = try indirect([DER.extension("2.5.29.15", DER.namedBits(6)), point])
    fixture.addRootList()
    add([Fields.entry(6)], to: &fixture)
    #expect(fixture.evaluate().isVerified)
    fixture.revocation = RevocationStore()
    fixture.addRootList()
    add([Fields.entry(9, [Fields.certificateIssuer(Fixture.authorityName)])], to: &fixture)
    #expect(fixture.evaluate().codes == ["revocation-unknown"])
  }

  /// A complete list with the number 5, and a delta to it.
  private func statusWithDelta(
    _ complete: [[UInt8]]?, _ entries: [[UInt8]]?, base: Int = 5, number: Int = 6, scope: [[UInt8]] = [],
    by key: TestKey = .second, nextUpdate: String = "260201000000Z"
  ) throws -> RevocationStatus? {
    var fixture = try Fixture()
    fixture.add("complete.crl") {
      ($0.entries, $0.extensions) = (complete, [Fields.number(5)])
      $0.nextUpdate = DER.utcTime(nextUpdate)
    }
    fixture.add("delta.crl", by: Fixture.authorityName, key) {
      ($0.thisUpdate, $0.entries) = (DER.utcTime("251220000000Z"), entries)
      $0.extensions = [Fields.number(number), Fields.base(base)] + scope
    }
    return fixture.status
  }

  @Test("A delta list adds and takes back, if it is one to the complete list")
  func deltas() throws {
    let revokes = [Fields.entry(7, [Fields.reason(6)])]
    let takesBack = [Fields.entry(7, [Fields.reason(8)])]
    #expect(try statusWithDelta(nil, revokes)?.word == "revoked")
    #expect(try statusWithDelta(nil, revokes)?.evidence?.source == "delta.crl")
    #expect(try statusWithDelta(revokes, takesBack)?.word == "good")
    #expect(try statusWithDelta(revokes, nil)?.word == "revoked")
    #expect(try statusWithDelta(nil, revokes, base: 4)?.word == "revoked")
    // To a later list, of no later number, of another scope, or signed by another key.
    #expect(try statusWithDelta(nil, revokes, base: 6)?.word == "good")
    #expect(try statusWithDelta(nil, revokes, base: 5, number: 5)?.word == "good")
    #expect(try statusWithDelta(nil, revokes, scope: [Fields.scope(Self.flag(1))])?.word == "good")
    #expect(try statusWithDelta(nil, revokes, by: .third)?.word == "good")
    // A complete list that should have been renewed is brought up to date.
    #expect(try statusWithDelta(nil, nil, nextUpdate: "251215000000Z")?.word == "good")
    #expect(try statusWithDelta(nil, nil, base: 6, nextUpdate: "251215000000Z")?.word == "stale")
  }

  /// What a delta list says of the leaf, why, since when, and what comes of it at the start of 2026.
  static let loneDeltas: [(reason: Int?, made: String, date: String, alone: String, besideGood: String)] = [
    (1, "251220000000Z", "251115000000Z", "revoked", "revoked"),
    (nil, "251220000000Z", "251115000000Z", "revoked", "revoked"),
    (6, "251220000000Z", "251115000000Z", "notCovered", "good"),
    (8, "251220000000Z", "251115000000Z", "notCovered", "good"),
    // Made after the moment.
    (1, "260102000000Z", "251231000000Z", "revoked", "revoked"),
    (1, "260102000000Z", "260101120000Z", "notCovered", "good"),
    (6, "260102000000Z", "251231000000Z", "notCovered", "good"),
  ]

  @Test("A delta list that can't be combined revokes for good, and says nothing else", arguments: loneDeltas)
  func loneDelta(reason: Int?, made: String, date: String, alone: String, besideGood: String) throws {
    for (isAlone, word) in [(true, alone), (false, besideGood)] {
      for key in [TestKey.second, .third] {
        var fixture = try Fixture()
        if !isAlone { fixture.add("complete.crl") { $0.extensions = [Fields.number(5)] } }
        fixture.add("delta.crl", by: Fixture.authorityName, key) {
          $0.thisUpdate = DER.utcTime(made)
          $0.entries = [Fields.entry(7, on: DER.utcTime(date), reason.map { [Fields.reason($0)] } ?? [])]
          $0.extensions = [Fields.number(9), Fields.base(8)]
        }
        let isHeard = key == .second || word != "revoked"
        #expect(fixture.status?.word == (isHeard ? word : isAlone ? "signatureInvalid" : "good"))
        if word == "revoked" || isAlone, isHeard { #expect(fixture.status?.evidence?.kind == .deltaRevocationList) }
      }
    }
  }

  @Test("A delta list says nothing against a complete one that is newer")
  func olderDelta() throws {
    #expect(try statusWithDelta([Fields.entry(8)], [Fields.entry(7)], base: 1, number: 2)?.word == "revoked")
    var fixture = try Fixture()
    fixture.add { ($0.thisUpdate, $0.extensions) = (DER.utcTime("251222000000Z"), [Fields.number(5)]) }
    fixture.add("delta.crl") {
      ($0.thisUpdate, $0.entries) = (DER.utcTime("251220000000Z"), [Fields.entry(7)])
      $0.extensions = [Fields.number(4), Fields.base(3)]
    }
    #expect(fixture.status?.word == "good")
  }

  @Test("A delta list alone is told, and says nothing of what it does not list")
  func deltaAlone() throws {
    var fixture = try Fixture()
    fixture.add { $0.extensions = [Fields.number(2), Fields.base(1)] }
    #expect(fixture.status?.word == "notCovered")
    #expect(fixture.status?.evidence?.kind == .deltaRevocationList)
  }

  /// A change to a newer list without the leaf, and the status that it leaves.
  static let releases: [(name: String, word: String)] = [
    ("fresh", "good"), ("stale", "stale"), ("no number", "withoutNumber"), ("no next update", "withoutNextUpdate"),
    ("other scope", "revoked"), ("other key", "revoked"), ("bad signature", "revoked"), ("later", "revoked"),
    ("older", "revoked"), ("for good", "revoked"),
  ]

  @Test("A hold ends with the first newer list of the same signer and scope that is without it", arguments: releases)
  func release(name: String, word: String) throws {
    var fixture = try Fixture()
    if name == "other key" {
      fixture.others.append(
        try Fixture.certificate(3, "Authority", TestKey(4), by: ("Root", .first), Fixture.authority()))
    }
    fixture.add("old.crl") { $0.entries = [Fields.entry(7, [Fields.reason(name == "for good" ? 1 : 6)])] }
    let key = name == "other key" ? TestKey(4) : name == "bad signature" ? .third : .second
    fixture.add("new.crl", by: Fixture.authorityName, key) {
      $0.thisUpdate = DER.utcTime("251220000000Z")
      switch name {
      case "stale", "other key", "for good": $0.nextUpdate = DER.utcTime("251231000000Z")
      case "no number": $0.extensions = nil
      case "no next update": $0.nextUpdate = nil
      case "other scope":
        $0.nextUpdate = DER.utcTime("251231000000Z")
        $0.extensions?.append(Fields.scope(Self.flag(1)))
      case "later": $0.thisUpdate = DER.utcTime("260102000000Z")
      case "older":
        ($0.thisUpdate, $0.nextUpdate) = (DER.utcTime("251120000000Z"), DER.utcTime("251231000000Z"))
      default: break
      }
    }
    #expect(fixture.status?.word == word)
  }

  @Test("Whatever issuer its entries name, a list that is not indirect lists certificates of its own")
  func issuersInADirectList() throws {
    let other = Fields.certificateIssuer(DER.name(("CN", "Other")))
    for scope in [[], [Fields.scope(Self.flag(1))]] {
      for entries in [[Fields.entry(5, [other]), Fields.entry(7)], [Fields.entry(7, [other])]] {
        var fixture = try Fixture()
        fixture.add { ($0.entries, $0.extensions) = (entries, [Fields.number(1)] + scope) }
        #expect(fixture.status?.word == "revoked")
      }
    }
  }
}
