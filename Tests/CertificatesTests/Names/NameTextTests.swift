import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct NameTextTests {
  // The examples of RFC 4514 §4.
  @Test func writesTheExamplesOfRFC4514() throws {
    let domain = [[DER.attribute("DC", "net")], [DER.attribute("DC", "example")]]
    func text(_ last: [[UInt8]]) throws -> String {
      try distinguishedName(DER.name(relativeNames: domain + [last])).description
    }
    #expect(try text([DER.attribute("UID", "jsmith")]) == "UID=jsmith,DC=example,DC=net")
    // DER puts the attributes of a set in the order of their encodings, and so the shorter one comes first.
    #expect(
      try text([DER.attribute("OU", "Sales"), DER.attribute("CN", "J.  Smith")])
        == "OU=Sales+CN=J.  Smith,DC=example,DC=net")
    #expect(
      try text([DER.attribute("CN", "James \"Jim\" Smith, III")])
        == "CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net")
    #expect(try text([DER.attribute("CN", "Before\rAfter")]) == "CN=Before\\0DAfter,DC=example,DC=net")
    #expect(
      try distinguishedName(
        DER.name(relativeNames: [[DER.attribute("1.3.6.1.4.1.1466.0", DER.octetString([0x48, 0x69]))]])
      )
      .description == "1.3.6.1.4.1.1466.0=#04024869")
    // RFC 4514 escapes the letter too; it may stand as it is.
    #expect(try distinguishedName(DER.name(("CN", "Lučić"))).description == "CN=Lučić")
  }

  @Test(arguments: [
    ("", ""), (" ", "\\ "), ("  ", "\\ \\ "), (" a ", "\\ a\\ "), ("a b", "a b"), ("#a#", "\\#a#"),
    ("a+b;c<d>e=f", "a\\+b\\;c\\<d\\>e=f"), ("\\", "\\\\"), ("\u{0}\u{1B}[2J", "\\00\\1B[2J"), ("\u{7F}", "\\7F"),
    ("a\u{202E}b", "a\\E2\\80\\AEb"), ("\u{85}", "\\C2\\85"), ("a\u{2028}", "a\\E2\\80\\A8"),
    ("\u{200B}", "\\E2\\80\\8B"),
    ("a\u{A0}b", "a\\C2\\A0b"), ("\u{E000}", "\\EE\\80\\80"), ("\u{3164}", "\\E3\\85\\A4"),
    ("a\u{2800}b\u{2801}", "a\\E2\\A0\\80b\u{2801}"), ("日本", "日本"), ("🐢", "🐢"),
  ])
  func escapes(_ value: String, _ expected: String) throws {
    #expect(try distinguishedName(DER.name(("CN", value))).description == "CN=" + expected)
  }

  @Test func writesStringsOfEveryTypeAlike() throws {
    for value in [
      DER.utf8("Äb"), DER.teletex("Äb"), DER.bmp("Äb"), DER.universal("Äb"),
    ] {
      #expect(try distinguishedName(commonName(value)).description == "CN=Äb")
    }
    #expect(try distinguishedName(commonName(DER.octetString([0xAB]))).description == "CN=#0401AB")
    #expect(
      try distinguishedName(DER.name(("1.2.3.4", "a"), ("serialNumber", "7"), ("L", "x"), ("ST", "y"), ("STREET", "z")))
        .description == "STREET=z,ST=y,L=x,serialNumber=7,1.2.3.4=#0C0161")
  }

  @Test func writesTheNameWithoutAttributesAsNothing() throws {
    let name = try distinguishedName(DER.name())
    #expect(name.description.isEmpty)
    #expect(name.isEmpty)
    #expect(name.commonName == nil)
    #expect(try !distinguishedName(DER.name(("CN", ""))).isEmpty)
  }

  @Test func givesAttributesInTheOrderOfTheEncoding() throws {
    let name = try distinguishedName(
      DER.name(relativeNames: [
        [DER.attribute("C", "NL")], [DER.attribute("O", "B"), DER.attribute("CN", "a\u{7}")],
        [DER.attribute("1.2.3", DER.null)],
      ]))
    var found: [String] = []
    name.forEachAttribute { index, type, value in found.append("\(index) \(type) \(value)") }
    #expect(found == ["0 2.5.4.6 NL", "1 2.5.4.10 B", "1 2.5.4.3 a\u{7}", "2 1.2.3 #0500"])
    #expect(name.commonName == "a\\u{7}")
    #expect(try distinguishedName(DER.name(("CN", "general"), ("CN", "special"))).commonName == "special")
    #expect(name.withBytes { $0.count } == name.range.count)
  }

  // The short way for Latin letters says what the properties of the characters say.
  @Test func showsExactlyWhatIsVisible() {
    for value in UInt32(0)...0x2FF {
      guard let character = Unicode.Scalar(value) else { continue }
      let properties = character.properties
      let isHidden =
        switch properties.generalCategory {
        case .control, .format, .unassigned: true
        case .spaceSeparator: character != " "
        default: properties.isDefaultIgnorableCodePoint
        }
      #expect(DisplayText.isVisible(character) == !isHidden, "U+\(String(value, radix: 16))")
    }
  }
}
