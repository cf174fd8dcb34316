import CertificateEncoding
import CertificateVerification
import Testing

@Suite("DNS names of peers")
struct DNSNameTests {
  @Test(
    "A host name is brought to the form that certificates hold",
    arguments: [
      ("example.com", "example.com"),
      ("Registry.EXAMPLE.com.", "registry.example.com"),
      ("localhost", "localhost"),
      ("localhost.", "localhost"),
      ("a", "a"),
      ("_service._tcp.example.com", "_service._tcp.example.com"),
      ("my_host-1.example", "my_host-1.example"),
      ("1.2.3.4a", "1.2.3.4a"),
      ("4.example", "4.example"),
      ("XN--MNCHEN-3YA.de", "xn--mnchen-3ya.de"),
      ("xn--a.example", "xn--a.example"),
      ("m\u{FC}nchen.de", "xn--mnchen-3ya.de"),
      ("M\u{DC}NCHEN.de", "xn--mnchen-3ya.de"),
      // The umlaut as a letter and a combining mark.
      ("mu\u{308}nchen.de", "xn--mnchen-3ya.de"),
      ("MU\u{308}NCHEN.DE", "xn--mnchen-3ya.de"),
      ("fa\u{DF}.de", "xn--fa-hia.de"),
      ("\u{3B2}\u{3CC}\u{3BB}\u{3BF}\u{3C2}.com", "xn--nxasmm1c.com"),
      ("\u{65E5}\u{672C}\u{8A9E}\u{3002}jp", "xn--wgv71a119e.jp"),
      ("\u{65E5}\u{672C}\u{8A9E}\u{FF0E}jp\u{FF61}", "xn--wgv71a119e.jp"),
      ("\u{43F}\u{440}\u{438}\u{43C}\u{435}\u{440}.\u{440}\u{444}", "xn--e1afmkfd.xn--p1ai"),
      // Vietnamese with two marks on one letter, in either order.
      ("vie\u{302}\u{323}t.vn", "xn--vit-5kz.vn"),
      ("vie\u{323}\u{302}t.vn", "xn--vit-5kz.vn"),
      ("vi\u{1EC7}t.vn", "xn--vit-5kz.vn"),
      // Hangul as conjoining letters.
      ("\u{1112}\u{1161}\u{11AB}.kr", "xn--6q8b.kr"),
      // The Kelvin sign is a letter k.
      ("\u{212A}.example", "k.example"),
      ("col\u{B7}lecci\u{F3}.cat", "xn--collecci-ioa91d.cat"),
    ])
  func readsNames(text: String, ascii: String) throws {
    let name = try DNSName(text)
    #expect(name.description == ascii)
    #expect(name.ascii == Array(ascii.utf8))
    #expect(try DNSName(ascii) == name)
  }

  @Test(
    "What is no host name is refused with the reason and the label",
    arguments: [
      ("", .empty, nil),
      (".", .emptyLabel, 0),
      ("..", .emptyLabel, 0),
      (".example.com", .emptyLabel, 0),
      ("example..com", .emptyLabel, 1),
      ("example.com..", .emptyLabel, 2),
      ("*.example.com", .wildcard, 0),
      ("*", .wildcard, 0),
      ("w*.example.com", .wildcard, 0),
      ("m\u{FC}*.example.com", .wildcard, 0),
      ("-a.example", .hyphenAtLabelEdge, 0),
      ("example.a-", .hyphenAtLabelEdge, 1),
      ("m\u{FC}-.example", .hyphenAtLabelEdge, 0),
      ("exa mple.com", .invalidCharacter(" "), 0),
      ("example.com\0", .invalidCharacter("\0"), 1),
      ("example.com:443", .invalidCharacter(":"), 1),
      ("user@example.com", .invalidCharacter("@"), 0),
      ("example.com/", .invalidCharacter("/"), 1),
      ("a\u{200D}b.example", .invalidCharacter("\u{200D}"), 0),
      ("\u{FF45}xample.com", .invalidCharacter("\u{FF45}"), 0),
      ("\u{1F4A9}.la", .invalidCharacter("\u{1F4A9}"), 0),
      ("a\u{2044}b.example", .invalidCharacter("\u{2044}"), 0),
      ("\u{301}a.example", .leadingCombiningMark, 0),
      ("xn--\u{FC}.example", .reservedHyphens, 0),
      ("www.ab--\u{FC}.example", .reservedHyphens, 1),
      ("\u{958}.example", .notNormalized, 0),
      ("\u{1E0B}\u{323}.example", .notNormalized, 0),
      ("192.0.2.300", .numericLastLabel, nil),
      ("192.0.2.7.", .numericLastLabel, nil),
      ("1.2.3", .numericLastLabel, nil),
      ("example.42", .numericLastLabel, nil),
      ("7", .numericLastLabel, nil),
    ] as [(String, DNSNameError.Reason, Int?)])
  func refuses(text: String, reason: DNSNameError.Reason, label: Int?) {
    let error = #expect(throws: DNSNameError.self) { try DNSName(text) }
    #expect(error?.reason == reason)
    #expect(error?.label == label)
  }

  @Test("An IP address is refused with that address as the reason", arguments: ["192.0.2.7", "2001:db8::1", "[::1]"])
  func refusesAddresses(text: String) throws {
    let address = try #require(IPAddress(text))
    let error = #expect(throws: DNSNameError.self) { try DNSName(text) }
    #expect(error?.reason == .ipAddress(address))
  }

  @Test("A label has up to 63 bytes and a name up to 253")
  func boundsLengths() throws {
    let label = String(repeating: "a", count: 63)
    #expect(try DNSName(label).ascii.count == 63)
    #expect(throws: DNSNameError.self) { try DNSName(label + "a") }
    let longest = "\(label).\(label).\(label).\(String(repeating: "b", count: 61))"
    #expect(try DNSName(longest).ascii.count == 253)
    #expect(try DNSName(longest + ".").ascii.count == 253)
    let tooLong = #expect(throws: DNSNameError.self) { try DNSName(longest + "b") }
    #expect(tooLong?.reason == .tooLong)
    // 59 bytes of Punycode fit after `xn--`.
    let encodedTooLong = #expect(throws: DNSNameError.self) {
      try DNSName(String(repeating: "a", count: 63) + "\u{FC}.example")
    }
    #expect(encodedTooLong?.reason == .labelTooLong)
    let hostile = #expect(throws: DNSNameError.self) { try DNSName(String(repeating: "u\u{308}", count: 100_000)) }
    #expect(hostile?.reason == .tooLong)
  }
}
