import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// A list with a million entries, held against counts and not against a clock.
@Suite("Large revocation lists")
struct LargeRevocationListTests {
  /// A serial number that no hash orders: the place of an entry, multiplied modulo a power of two.
  private static func serialNumber(_ place: Int) -> Int {
    Int(UInt32(truncatingIfNeeded: place) &* 0x9E37_79B1 & 0x7FFF_FFFF | 0x4000_0000)
  }

  /// A field that holds the entries, and the fields of a list of the fixture's authority around it.
  private static func list(entryCount: Int) -> [UInt8] {
    var entries: [UInt8] = []
    entries.reserveCapacity(entryCount * 23)
    let date = DER.utcTime("251115000000Z")
    for place in 0..<entryCount {
      let number = serialNumber(place)
      entries += [0x30, 21, 0x02, 4]
      for shift in [24, 16, 8, 0] { entries.append(UInt8(truncatingIfNeeded: number >> shift)) }
      entries += date
    }
    var fields = RevocationListFields()
    fields.issuer = RevocationFixture.authorityName
    fields.entries = [entries]
    return fields.signed(by: .second)
  }

  @Test("A million entries are read once, and each is found by reading itself alone")
  func million() throws {
    let count = 1_000_000
    var fixture = try RevocationFixture()
    fixture.revocation.insert(contentsOf: Self.list(entryCount: count), source: "large.crl")
    let list = try #require(fixture.revocation.revocationLists.first)
    #expect(list.entryCount == count)

    fixture.leaf = try RevocationFixture.certificate(
      Self.serialNumber(777_777), "Leaf", .third, by: ("Authority", .second), [])
    var evaluation = fixture.evaluate(.softFail)
    #expect(evaluation.codes == ["revoked"])
    #expect(evaluation.effort.revocationSteps < 10)
    #expect(evaluation.effort.revocationBytes == list.layout.signedPart.range.count)

    fixture.leaf = try RevocationFixture.certificate(7, "Leaf", .third, by: ("Authority", .second), [])
    evaluation = fixture.evaluate(.softFail)
    #expect(evaluation.verifiedChain?.revocation.first?.word == "good")
    #expect(evaluation.effort.revocationSteps < 10)
  }

  @Test("Among a hundred thousand entries, a search meets few but the one that it wants")
  func index() throws {
    let count = 100_000
    let list = try CertificateRevocationList(der: Self.list(entryCount: count))
    let index = RevocationIndex(list)
    #expect(index.count == count)
    var (met, found) = (0, 0)
    for place in stride(from: 0, to: count, by: 100) {
      let serialNumber = DER.contents(of: Self.serialNumber(place))
      index.forEachEntry(of: list, serialNumber.span, 0..<serialNumber.count) { _, entry, _ in
        met += 1
        found += entry == nil ? 0 : 1
        return true
      }
    }
    #expect(found == count / 100)
    #expect(met <= found + found / 100)
  }

  @Test("Entries that all have one serial number cost what the budget allows")
  func sameNumber() throws {
    var fixture = try RevocationFixture()
    let other = RevocationListFields.certificateIssuer(DER.name(("CN", "Other")))
    fixture.add {
      $0.entries = (0..<5_000).map { _ in RevocationListFields.entry(7, [other]) }
      $0.extensions?.append(RevocationListFields.scope(DER.context(4, constructed: false, [0xFF])))
    }
    #expect(fixture.status?.word == "good")
    fixture.budget.revocationSteps = 1_000
    #expect(fixture.evaluate(.softFail).effort.exhausted == .revocationSteps)
  }
}
