import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

@Suite("Revocation lists")
struct RevocationListParsingTests {
  typealias Fields = RevocationListFields

  /// A list that is refused, and why.
  struct Refused: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let field: RevocationListError.Field
    let reason: RevocationListError.Reason
    let bytes: [UInt8]

    init(
      _ name: String, _ field: RevocationListError.Field, _ reason: RevocationListError.Reason,
      _ change: (inout Fields) -> Void
    ) {
      (testDescription, self.field, self.reason) = (name, field, reason)
      bytes = Fields.with(change)
    }
  }

  @Test("Every field is read where it stands")
  func fields() throws {
    let bytes = Fields.with {
      $0.issuer = DER.name(("O", "Example"), ("CN", "CA"))
      $0.entries = [
        Fields.entry(5), Fields.entry(-3, on: DER.generalizedTime("20500101000000Z"), [Fields.reason(1)]),
        Fields.entry(
          6, on: DER.utcTime("251115000000Z"),
          [DER.extension("2.5.29.24", DER.generalizedTime("20250101000000Z")), DER.extension("1.2.3", DER.null)]),
      ]
      $0.extensions = [
        Fields.number(300), DER.extension("2.5.29.35", DER.sequence(DER.context(0, constructed: false, [1, 2]))),
        Fields.scope(DER.context(1, constructed: false, [0xFF])), DER.extension("1.2.3", DER.null),
      ]
    }
    let list = try CertificateRevocationList(der: bytes, source: "ca.crl")
    #expect(list.version == 2)
    #expect(list.issuer.description == "CN=CA,O=Example")
    #expect(list.thisUpdate.description == "2025-12-01T00:00:00Z")
    #expect(list.nextUpdate?.description == "2026-02-01T00:00:00Z")
    #expect(list.number == [1, 44])
    #expect(list.entryCount == 3)
    #expect(!list.isDelta)
    #expect(list.source == "ca.crl")
    #expect(list.layout.keyIdentifier.map { Array(bytes[$0.range]) } == [1, 2])
    let scope = try #require(list.issuingDistributionPoint)
    #expect(scope.onlyContainsUserCertificates && !scope.onlyContainsAuthorityCertificates && !scope.isIndirect)
    var entries: [RevokedEntry] = []
    list.forEachEntry { _, entry, _ in
      entries.append(entry)
      return true
    }
    #expect(entries.map { $0.reason } == [nil, .keyCompromise, nil])
    #expect(entries.map { Array(bytes[$0.serialNumber]) } == [[5], [0xFD], [6]])
    #expect(entries[2].invalidityDate?.description == "2025-01-01T00:00:00Z")
  }

  @Test("A list without the optional fields, and one without entries in their field, are read")
  func smallest() throws {
    let bare = try CertificateRevocationList(
      der: Fields.with {
        ($0.version, $0.nextUpdate, $0.extensions) = (nil, nil, nil)
      })
    #expect(bare.version == 1 && bare.nextUpdate == nil && bare.number == nil && bare.entryCount == 0)
    #expect(try CertificateRevocationList(der: Fields.with { $0.entries = [] }).entryCount == 0)
  }

  static let refused: [Refused] = [
    Refused("version 1 written out", .version, .unsupportedVersion) { $0.version = DER.integer(0) },
    Refused("version 3", .version, .unsupportedVersion) { $0.version = DER.integer(2) },
    Refused("extensions of an entry in version 1", .revokedCertificates, .fieldNeedsLaterVersion) {
      ($0.version, $0.extensions) = (nil, nil)
      $0.entries = [Fields.entry(1), Fields.entry(2, [Fields.reason(1)])]
    },
    Refused("extensions in version 1", .crlExtensions, .fieldNeedsLaterVersion) { $0.version = nil },
    Refused("another algorithm outside", .signature, .signatureAlgorithmMismatch) {
      $0.signatureAlgorithm = TestKey.algorithm
    },
    Refused("a time with a fraction", .thisUpdate, .encoding(.invalidTime)) {
      $0.thisUpdate = DER.generalizedTime("20251201000000.5Z")
    },
    Refused("an unknown critical extension", .crlExtensions, .unknownCriticalExtension(OID(0x2A03, count: 2))) {
      $0.extensions = [Fields.number(1), DER.extension("1.2.3", critical: true, DER.null)]
    },
    Refused(
      "an unknown critical extension of an entry", .revokedCertificates,
      .unknownCriticalExtension(OID(0x2A03, count: 2))
    ) { $0.entries = [Fields.entry(1, [DER.extension("1.2.3", critical: true, DER.null)])] },
    Refused("an extension twice", .crlExtensions, .duplicateExtension(.crlNumber)) {
      $0.extensions = [Fields.number(1), DER.extension("1.2.3", DER.null), Fields.number(1)]
    },
    Refused("an entry's extension twice", .revokedCertificates, .duplicateExtension(.crlReason)) {
      $0.entries = [Fields.entry(1, [Fields.reason(1), Fields.reason(1)])]
    },
    Refused("no extension in their list", .crlExtensions, .encoding(.emptyCollection)) { $0.extensions = [] },
    Refused("a negative number", .crlExtensions, .encoding(.integerOutOfRange)) { $0.extensions = [Fields.number(-1)] },
    Refused("a number of 21 bytes", .crlExtensions, .encoding(.integerOutOfRange)) {
      $0.extensions = [DER.extension("2.5.29.20", DER.integer(unsigned: [UInt8](repeating: 1, count: 21)))]
    },
    Refused("an empty scope", .crlExtensions, .encoding(.emptyCollection)) { $0.extensions = [Fields.scope()] },
    Refused("the unused reason 7", .revokedCertificates, .encoding(.integerOutOfRange)) {
      $0.entries = [Fields.entry(1, [Fields.reason(7)])]
    },
    Refused("an entry without a date", .revokedCertificates, .encoding(.truncated)) {
      $0.entries = [DER.sequence(DER.integer(1))]
    },
    Refused("an entry with a field too many", .revokedCertificates, .encoding(.trailingData)) {
      $0.entries = [
        DER.sequence(DER.integer(1), DER.utcTime("251115000000Z"), DER.sequence(Fields.reason(1)), DER.null)
      ]
    },
    Refused("an entry without extensions in their list", .revokedCertificates, .encoding(.emptyCollection)) {
      $0.entries = [DER.sequence(DER.integer(1), DER.utcTime("251115000000Z"), DER.sequence())]
    },
    Refused("a field too many", .tbsCertList, .encoding(.trailingData)) { $0.afterExtensions = [DER.null] },
    Refused("a signature that is not whole bytes", .signatureValue, .encoding(.partialByte)) {
      $0.signatureValue = DER.bitString([0x10], unusedBits: 4)
    },
  ]

  @Test("What breaks a rule is refused with its field", arguments: refused)
  func refusals(_ one: Refused) {
    let error = #expect(throws: RevocationListError.self) { try CertificateRevocationList(der: one.bytes) }
    #expect(error?.reason == one.reason)
    #expect(error?.field == one.field)
    #expect(error.map { one.bytes.indices.contains($0.offset) } == true)
  }

  @Test("A list cut short anywhere is refused, and one with a byte behind it too")
  func truncation() {
    let bytes = Fields.with { $0.entries = [Fields.entry(1, [Fields.reason(1)])] }
    for count in bytes.indices {
      #expect(throws: RevocationListError.self) { try CertificateRevocationList(der: Array(bytes[..<count])) }
    }
    #expect(throws: RevocationListError.self) { try CertificateRevocationList(der: bytes + [0]) }
  }

  @Test("An entry inherits the issuer that the last one before it names, in an indirect list")
  func certificateIssuers() throws {
    let (first, second) = (DER.name(("CN", "First")), DER.name(("CN", "Second")))
    for isIndirect in [true, false] {
      let list = try CertificateRevocationList(
        der: Fields.with {
          $0.entries = [
            Fields.entry(1), Fields.entry(1, [Fields.certificateIssuer(first)]), Fields.entry(2),
            Fields.entry(1, [Fields.certificateIssuer(second)]),
          ]
          if isIndirect { $0.extensions?.append(Fields.scope(DER.context(4, constructed: false, [0xFF]))) }
        })
      #expect(list.layout.namesCertificateIssuers)
      let index = RevocationIndex(list)
      func issuers(of serialNumber: [UInt8]) -> [String] {
        var texts: [String] = []
        index.forEachEntry(of: list, serialNumber.span, 0..<serialNumber.count) { bytes, entry, issuer in
          if entry != nil { texts.append(issuer?.describe(bytes).joined() ?? "its own") }
          return true
        }
        return texts
      }
      let named = ["its own", "directory name:CN=First", "directory name:CN=Second"]
      #expect(issuers(of: [1]) == (isIndirect ? named : ["its own", "its own", "its own"]))
      #expect(issuers(of: [2]) == [isIndirect ? "directory name:CN=First" : "its own"])
      #expect(issuers(of: [3]) == [])
    }
  }
}
