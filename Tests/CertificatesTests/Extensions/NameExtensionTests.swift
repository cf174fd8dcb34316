import CertificateEncoding
import Certificates
import TestSupport
import Testing

/// subjectAltName, issuerAltName, the key identifiers, and the forms of a GeneralName.
@Suite struct NameExtensionTests {
  @Test func readsEachFormOfAName() throws {
    let value = DER.sequence(
      DER.otherName("1.3.6.1.4.1.311.20.2.3", DER.utf8("me@example.com")), DER.mailbox("me@example.com"),
      DER.dnsName("*.example.com"), DER.context(3, DER.sequence()),
      DER.directoryName(DER.name(("C", "NL"), ("CN", "a,b"))),
      DER.context(5, DER.context(1, DER.utf8("x"))), DER.uri("spiffe://example.com/a"), DER.ipAddress([192, 0, 2, 7]),
      DER.ipAddress([0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1]), DER.registeredID("1.2.3.4"),
      DER.otherName("1.2.3", DER.null))
    #expect(
      try lines(.subjectAltName, value) == [
        "other name:userPrincipalName=me@example.com", "email:me@example.com", "DNS:*.example.com", "X.400:#3000",
        "directory name:CN=a\\,b,C=NL", "EDI party:#A1030C0178", "URI:spiffe://example.com/a", "IP:192.0.2.7",
        "IP:2001:db8::1", "registered ID:1.2.3.4", "other name:1.2.3=#0500",
      ])
  }

  @Test func givesTheRangesOfTheContents() throws {
    let value = DER.sequence(
      DER.dnsName("a.b"), DER.directoryName(DER.name(("CN", "x"))), DER.otherName("1.2.3", DER.utf8("y")))
    let names = try SubjectAltName(value.span, 0..<value.count).names
    var reader = names.makeReader()
    #expect(reader.next(value.span) == .dnsName(4..<7))
    #expect(reader.next(value.span) == .directoryName(9..<23))
    #expect(reader.next(value.span) == .otherName(try #require(OID("1.2.3")), 31..<34))
    #expect(reader.next(value.span) == nil)
    let asked: [GeneralName] = [.dnsName(4..<7), .dnsName(4..<8)]
    #expect(asked.map { name in names.contains(value.span) { $0 == name } } == [true, false])
  }

  @Test func escapesWhatStrangersWrite() throws {
    let value = DER.sequence(
      DER.dnsName("a\u{1B}[2Jb"), DER.uri("http://a\\b"), DER.otherName("1.2.3", DER.utf8("é\u{202E}x\n")),
      DER.mailbox("a\u{0}@b"))
    #expect(
      try lines(.issuerAltName, value) == [
        "DNS:a\\u{1B}[2Jb", "URI:http://a\\u{5C}b", "other name:1.2.3=\\u{E9}\\u{202E}x\\u{A}", "email:a\\u{0}@b",
      ])
  }

  @Test(
    arguments: [
      ([0, 0, 0, 0, 0, 0, 0, 0], "::"), ([0, 0, 0, 0, 0, 0, 0, 1], "::1"), ([1, 0, 0, 0, 0, 0, 0, 0], "1::"),
      ([0x2001, 0xDB8, 0, 1, 1, 1, 1, 1], "2001:db8:0:1:1:1:1:1"), ([0x2001, 0, 0, 1, 0, 0, 0, 1], "2001:0:0:1::1"),
      ([0x2001, 0xDB8, 0, 0, 1, 0, 0, 1], "2001:db8::1:0:0:1"), ([1, 2, 3, 4, 5, 6, 7, 0xFFFF], "1:2:3:4:5:6:7:ffff"),
    ] as [([Int], String)])
  func writesAddressesAsRFC5952(_ groups: [Int], _ text: String) throws {
    let bytes = groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try lines(.subjectAltName, DER.sequence(DER.ipAddress(bytes))) == ["IP:" + text])
  }

  @Test func readsKeyIdentifiers() throws {
    let value = DER.sequence(
      DER.implicit(0, DER.octetString([1, 2])), DER.context(1, DER.directoryName(DER.name(("CN", "Root")))),
      DER.implicit(2, DER.integer(unsigned: [0x80])))
    let identifier = try AuthorityKeyIdentifier(value.span, 0..<value.count)
    #expect(identifier.keyIdentifier == 4..<6)
    #expect(identifier.serialNumber == value.count - 2..<value.count)
    #expect(
      identifier.describe(value.span) == ["key 01:02", "issuer directory name:CN=Root", "serial number 00:80"])
    let empty = DER.sequence()
    #expect(try AuthorityKeyIdentifier(empty.span, 0..<2).describe(empty.span).isEmpty)
    let subject = DER.octetString([7, 8])
    #expect(try SubjectKeyIdentifier(subject.span, 0..<4).keyIdentifier == 2..<4)
  }

  @Test func answersManyNamesQuickly() throws {
    let start = ContinuousClock().now
    let value = DER.sequence((0..<20_000).map { DER.dnsName("host\($0).example.com") })
    let names = try SubjectAltName(value.span, 0..<value.count).names
    var count = 0
    names.forEach(value.span) { _ in count += 1 }
    #expect(count == 20_000)
    #expect(ContinuousClock().now - start < .seconds(10))
  }

  // A structure inside a value of any type is not looked into, however deep it is.
  @Test func doesNotDescend() throws {
    var deep = DER.null
    for _ in 0..<2000 { deep = DER.sequence(deep) }
    let value = DER.sequence(DER.otherName("1.2.3", deep), DER.context(3, deep))
    #expect(try lines(.subjectAltName, value).count == 2)
  }

  private static let refused: [RefusedExtension] = [
    RefusedExtension(.subjectAltName, "no name", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(.subjectAltName, "DNS name", DER.sequence(DER.dnsName("aé")), .invalidString, at: 5),
    RefusedExtension(.subjectAltName, "mailbox", DER.sequence(DER.mailbox("é")), .invalidString, at: 4),
    RefusedExtension(.subjectAltName, "URI", DER.sequence(DER.uri("é")), .invalidString, at: 4),
    RefusedExtension(.subjectAltName, "address", DER.sequence(DER.ipAddress([1, 2, 3])), .invalidString, at: 2),
    RefusedExtension(
      .subjectAltName, "address and mask",
      DER.sequence(DER.dnsName("a"), DER.ipAddress([UInt8](repeating: 0, count: 8))),
      .invalidString, at: 5),
    RefusedExtension(
      .subjectAltName, "unknown form", DER.sequence(DER.context(9, constructed: false, [])),
      .unexpectedTag(expected: .contextPrimitive(2), found: .contextPrimitive(9)), at: 2),
    RefusedExtension(
      .subjectAltName, "constructed string", DER.sequence(DER.context(2, DER.ia5("a"))),
      .unexpectedTag(expected: .contextPrimitive(2), found: .contextConstructed(2)), at: 2),
    RefusedExtension(
      .subjectAltName, "string without a tag", DER.sequence(DER.ia5("a")),
      .unexpectedTag(expected: .contextPrimitive(2), found: .ia5String), at: 2),
    RefusedExtension(.subjectAltName, "identifier", DER.sequence([0x88, 0]), .emptyValue, at: 2),
    RefusedExtension(
      .subjectAltName, "other name without value", DER.sequence(DER.context(0, DER.oid("1.2.3"))),
      .unexpectedTag(expected: .contextConstructed(0), found: nil), at: 8),
    RefusedExtension(
      .subjectAltName, "other name with two values",
      DER.sequence(DER.context(0, DER.oid("1.2.3") + DER.context(0, DER.null + DER.null))), .trailingData, at: 12),
    RefusedExtension(
      .subjectAltName, "other name with a third field",
      DER.sequence(DER.context(0, DER.oid("1.2.3") + DER.context(0, DER.null) + DER.null)), .trailingData, at: 12),
    RefusedExtension(
      .subjectAltName, "directory name", DER.sequence(DER.directoryName(DER.sequence(DER.set()))), .emptyCollection,
      at: 6),
    RefusedExtension(
      .subjectAltName, "two directory names", DER.sequence(DER.directoryName(DER.name() + DER.name())),
      .trailingData, at: 6),
    RefusedExtension(
      .authorityKeyIdentifier, "issuer alone", DER.sequence(DER.context(1, DER.dnsName("a"))),
      .unexpectedTag(expected: .contextPrimitive(2), found: nil), at: 7),
    RefusedExtension(
      .authorityKeyIdentifier, "serial number alone", DER.sequence(DER.implicit(2, DER.integer(1))),
      .unexpectedTag(expected: .contextConstructed(1), found: .contextPrimitive(2)), at: 2),
    RefusedExtension(
      .authorityKeyIdentifier, "no issuer",
      DER.sequence(DER.context(1, []), DER.implicit(2, DER.integer(1))), .emptyCollection, at: 2),
    RefusedExtension(
      .authorityKeyIdentifier, "padded serial number",
      DER.sequence(DER.context(1, DER.dnsName("a")), DER.context(2, constructed: false, [0, 1])),
      .nonMinimalInteger, at: 9),
    RefusedExtension(
      .authorityKeyIdentifier, "unknown field", DER.sequence(DER.context(3, constructed: false, [])),
      .trailingData, at: 2),
  ]

  @Test(arguments: refused)
  func refuses(_ refused: RefusedExtension) { refused.check() }
}
