import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct NameValidationTests {
  @Test func acceptsWhatCertificatesHold() throws {
    let name = DER.name(relativeNames: [
      [DER.attribute("C", "NL")], [DER.attribute("O", "Bäckerei"), DER.attribute("OU", "West")],
      [DER.attribute("2.5.4.3", DER.teletex("Müller"))], [DER.attribute("2.5.4.3", DER.bmp("Żółw"))],
      [DER.attribute("2.5.4.3", DER.universal("🐢"))], [DER.attribute("2.5.4.5", DER.numeric("12 34"))],
      [DER.attribute("2.5.4.3", DER.visible("plain"))], [DER.attribute("2.5.4.3", DER.printable("*.a_b@c & d"))],
      [DER.attribute("1.2.3", DER.sequence(DER.null))], [DER.attribute("2.5.4.3", DER.utf8(""))],
    ])
    #expect(refusal(ofName: name) == nil)
    #expect(refusal(ofName: DER.name()) == nil)
  }

  @Test func returnsWhereTheNameLies() throws {
    let bytes = DER.sequence(DER.name(("CN", "a")), DER.null)
    var reader = DERReader(0..<bytes.count)
    var inside = try reader.enter(.sequence, bytes.span)
    #expect(try DistinguishedName.validate(&inside, bytes.span) == 2..<bytes.count - 2)
    #expect(inside.peek(bytes.span) == .null)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let reason: DERError.Reason
    let offset: Int
  }

  // The value's contents start at offset 13: four headers of two bytes and an OBJECT IDENTIFIER of five.
  private static let refused: [Refused] = [
    Refused(
      testDescription: "no SEQUENCE", bytes: DER.set(), reason: .unexpectedTag(expected: .sequence, found: .set),
      offset: 0),
    Refused(
      testDescription: "no SET", bytes: DER.sequence(DER.null),
      reason: .unexpectedTag(expected: .set, found: .null), offset: 2),
    Refused(testDescription: "empty SET", bytes: DER.sequence(DER.set()), reason: .emptyCollection, offset: 2),
    Refused(
      testDescription: "no attribute", bytes: DER.sequence(DER.set(DER.null)),
      reason: .unexpectedTag(expected: .sequence, found: .null), offset: 4),
    Refused(
      testDescription: "no type", bytes: DER.sequence(DER.set(DER.sequence(DER.utf8("a")))),
      reason: .unexpectedTag(expected: .objectIdentifier, found: .utf8String), offset: 6),
    Refused(
      testDescription: "malformed type", bytes: DER.sequence(DER.set(DER.sequence([0x06, 0x01, 0x80], DER.utf8("")))),
      reason: .invalidObjectIdentifier, offset: 8),
    Refused(
      testDescription: "no value", bytes: DER.sequence(DER.set(DER.sequence(DER.oid("2.5.4.3")))),
      reason: .truncated, offset: 11),
    Refused(
      testDescription: "two values",
      bytes: DER.sequence(DER.set(DER.sequence(DER.oid("2.5.4.3"), DER.utf8("a"), DER.utf8("b")))),
      reason: .trailingData, offset: 14),
    Refused(
      testDescription: "unordered",
      bytes: DER.sequence(
        DER.set(unordered: [DER.attribute("OU", "b"), DER.attribute("CN", "a")])), reason: .unorderedSet, offset: 14),
    Refused(
      testDescription: "unordered by length",
      bytes: DER.sequence(
        DER.set(unordered: [DER.attribute("CN", "aaa"), DER.attribute("CN", "b")])), reason: .unorderedSet, offset: 16),
    Refused(
      testDescription: "PrintableString", bytes: commonName(DER.printable("ab!")), reason: .invalidString, offset: 15),
    Refused(testDescription: "NumericString", bytes: commonName(DER.numeric("1x")), reason: .invalidString, offset: 14),
    Refused(testDescription: "IA5String", bytes: commonName(DER.ia5("é")), reason: .invalidString, offset: 13),
    Refused(
      testDescription: "VisibleString", bytes: commonName(DER.visible("a\t")), reason: .invalidString, offset: 14),
    Refused(
      testDescription: "BMPString, odd", bytes: commonName(DER.raw(tag: 0x1E, contents: [0, 0x61, 0])),
      reason: .invalidString, offset: 15),
    Refused(
      testDescription: "BMPString, surrogate", bytes: commonName(DER.bmp("a🐢")), reason: .invalidString, offset: 15),
    Refused(
      testDescription: "UniversalString, short", bytes: commonName(DER.raw(tag: 0x1C, contents: [0, 0, 0x61])),
      reason: .invalidString, offset: 13),
    Refused(
      testDescription: "UniversalString, beyond", bytes: commonName(DER.raw(tag: 0x1C, contents: [0, 0x11, 0, 0])),
      reason: .invalidString, offset: 13),
  ]

  @Test(arguments: refused)
  func refusesWithReasonAndOffset(_ refused: Refused) {
    #expect(refusal(ofName: refused.bytes) == DERError(refused.reason, at: refused.offset))
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func refusesMalformedUTF8(_ sequence: [UInt8]) {
    let value = DER.raw(tag: 0x0C, contents: [0x61, 0xC3, 0xA9] + sequence)
    #expect(refusal(ofName: commonName(value)) == DERError(.invalidString, at: 16))
  }

  @Test func knowsTheCharactersOfAPrintableString() {
    let allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?" + "*@_&"
    for byte in UInt8.min...UInt8.max {
      let error = refusal(ofName: commonName(DER.raw(tag: 0x13, contents: [byte])))
      #expect(error?.reason == (allowed.utf8.contains(byte) ? nil : .invalidString))
    }
  }

  @Test func acceptsALongNameQuickly() {
    let start = ContinuousClock().now
    #expect(refusal(ofName: DER.name(("CN", String(repeating: "é", count: 524_288)))) == nil)
    #expect(ContinuousClock().now - start < .seconds(10))
  }

  @Test func acceptsTheEndsOfEachUTF8Width() {
    let text = "\u{0}\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
    #expect(refusal(ofName: commonName(DER.utf8(text))) == nil)
  }

  @Test func refusesTooManyAttributes() throws {
    let attributes = (0..<10_000).map { DER.attribute("CN", String(10_000 + $0)) }
    #expect(refusal(ofName: DER.name(relativeNames: [attributes]))?.reason == .tooManyElements)
    #expect(refusal(ofName: DER.name(relativeNames: attributes.map { [$0] }))?.reason == .tooManyElements)
    #expect(refusal(ofName: DER.name(relativeNames: [Array(attributes.prefix(1024))])) == nil)
    #expect(refusal(ofName: DER.name(relativeNames: [Array(attributes.prefix(1025))]))?.reason == .tooManyElements)
  }
}
