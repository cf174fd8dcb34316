import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

@Suite struct DistinguishedNameReadingTests {
  static func bytes(_ text: String, mostGeneralFirst: Bool = false) -> [UInt8]? {
    DistinguishedName(text: text, mostGeneralFirst: mostGeneralFirst).map { name in
      name.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }
  }

  @Test func textsBecomeNames() {
    let name = DER.name(("C", "NL"), ("O", "Example"), ("CN", "Root"))
    #expect(Self.bytes("CN=Root,O=Example,C=NL") == name)
    #expect(Self.bytes(" cn = Root ; o=Example, C = NL") == name)
    #expect(Self.bytes("C = NL, O = Example, CN = Root", mostGeneralFirst: true) == name)
    #expect(Self.bytes("2.5.4.3=Root,OID.2.5.4.10=Example,C=NL") == name)
    #expect(Self.bytes("CN=a,DC=example,DC=com") == DER.name(("DC", "com"), ("DC", "example"), ("CN", "a")))
    #expect(Self.bytes("CN=#0C0461626364") == DER.name(("CN", "abcd")))
    #expect(Self.bytes(#"CN=a\,b\+c\=d\\\ "#) == DER.name(("CN", #"a,b+c=d\ "#)))
    #expect(Self.bytes(#"CN=Lu\C4\8Di\C4\87"#) == DER.name(("CN", "Lučić")))
    #expect(Self.bytes("CN=a=b") == DER.name(("CN", "a=b")))
    #expect(
      Self.bytes("OU=Sales+CN=J. Smith")
        == DER.name(relativeNames: [[DER.attribute("CN", "J. Smith"), DER.attribute("OU", "Sales")]]))
  }

  @Test(arguments: [
    "", " ", "CN", "=a", "nobody=a", "CN=a,", "CN=a,,O=b", "CN=#0", "CN=#", "CN=#zz", "CN=#0C05616263", #"CN=a\"#,
    "1=a",
    "CN=a+", String(repeating: "CN=aaaaaaaaaaaaaaaa,", count: 1000) + "CN=a", "CN=#0C01FF",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(Self.bytes(text) == nil)
  }

  /// What a name is written as, it is read as again.
  @Test func textsComeBack() throws {
    for encoding in [
      DER.name(("C", "NL"), ("O", #" a "b", c;d<e>f#g\ "#), ("CN", "#x")), DER.name(("1.2.3.4", "odd")),
      DER.name(("CN", "tab\tbell\u{7}end\u{202E}")), DER.name(("UID", "u"), ("DC", "example")),
      DER.name(relativeNames: [[DER.attribute("CN", "x"), DER.attribute("OU", "y+z")]]),
    ] {
      let name = DistinguishedName(arena: ByteArena(encoding), range: 0..<encoding.count)
      let again = try #require(DistinguishedName(text: name.description), "\(name.description)")
      #expect(again == name && again.description == name.description)
    }
  }
}
