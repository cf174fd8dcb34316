import CertificateEncoding
import TestSupport
import Testing

@Suite("Object identifiers")
struct OIDTests {
  @Test(
    arguments: [
      ("0.0", [0x00]), ("0.39", [0x27]), ("1.0", [0x28]), ("1.39", [0x4F]), ("2.0", [0x50]), ("2.39", [0x77]),
      ("2.47", [0x7F]), ("2.48", [0x81, 0x00]), ("2.999", [0x88, 0x37]), ("2.5.29.17", [0x55, 0x1D, 0x11]),
      ("1.2.840.113549.1.1.11", [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B]),
      ("1.3.127", [0x2B, 0x7F]), ("1.3.128", [0x2B, 0x81, 0x00]), ("1.3.16383", [0x2B, 0xFF, 0x7F]),
      ("1.3.18446744073709551615", [0x2B, 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
      ("2.18446744073709551535", [0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
    ] as [(String, [UInt8])])
  func textAndContents(text: String, contents: [UInt8]) throws {
    let parsed = try #require(OID(text))
    #expect(parsed.contents == contents)
    let read = OID(contents: contents.span)
    #expect(read == parsed)
    #expect(read.hashValue == parsed.hashValue)
    #expect(read.description == text)
  }

  @Test(arguments: [
    "", ".", "1", "2", "1.", ".1", "1..2", "3.1", "0.40", "1.40", "1.2.", "1.2.x", "1.2.-3", "1.2.+3", " 1.2", "1.2 ",
    "1.2.18446744073709551616", "2.18446744073709551536", "1,2", "01.2", "1.02", "1.2.00", "1.2.\u{0663}",
  ])
  func whatIsNoIdentifier(text: String) {
    #expect(OID(text) == nil)
  }

  @Test func longIdentifiersCompareByContents() throws {
    for count in 13...18 {
      let contents = [0x2A] + [UInt8](repeating: 0x01, count: count)
      let identifier = OID(contents: contents.span)
      #expect(identifier.contents == contents)
      #expect(identifier.description == "1.2" + String(repeating: ".1", count: count))
      #expect(OID(identifier.description) == identifier)
      let other = contents.dropLast() + [0x02]
      #expect(OID(contents: other.span) != identifier)
      let shorter = Array(contents.dropLast())
      #expect(OID(contents: shorter.span) != identifier)
    }
  }

  @Test func aKnownIdentifierEqualsTheOneThatIsRead() {
    #expect(OID(0x551D11, count: 3) == OID("2.5.29.17"))
    #expect(OID(0x551D11, count: 3).contents == [0x55, 0x1D, 0x11])
    // Leading zero bytes are told apart by the count.
    #expect(OID(0x00, count: 1) != OID(0x00, count: 2))
  }

  @Test func componentsBeyond64BitsAreShownAsUnknown() {
    let wide: [UInt8] = [0x82] + [UInt8](repeating: 0x80, count: 8) + [0x00]
    #expect(OID(contents: ([0x2B] + wide + [0x05]).span).description == "1.3.?.5")
    #expect(OID(contents: (wide + [0x05]).span).description == "2.?.5")
  }

  @Test func randomIdentifiersSurviveTheRoundTrip() throws {
    var generator = RepeatableGenerator(seed: 11)
    for _ in 0..<2000 {
      let root = UInt64.random(in: 0...2, using: &generator)
      var components = [root, UInt64.random(in: 0...(root == 2 ? 1 << 40 : 39), using: &generator)]
      for _ in 0..<Int.random(in: 0...8, using: &generator) {
        components.append(generator.next() >> UInt64.random(in: 0...63, using: &generator))
      }
      let text = components.map(String.init).joined(separator: ".")
      let identifier = try #require(OID(text))
      #expect(identifier.description == text)
      #expect(OID(contents: identifier.contents.span) == identifier)
    }
  }
}
