import CertificateVerification
import TestSupport
import Testing

@Suite("DNS names in certificates")
struct DNSPatternTests {
  @Test(
    "Well-formed names are told apart",
    arguments: [
      ("example.com", .exact),
      ("localhost", .exact),
      ("EXAMPLE.com", .exact),
      ("_a.b-c.example", .exact),
      ("xn--mnchen-3ya.de", .exact),
      ("1.2.3.4a", .exact),
      ("*.example.com", .wildcard(hasSingleLabelSuffix: false)),
      ("*.a.b.c.example.com", .wildcard(hasSingleLabelSuffix: false)),
      ("*.com", .wildcard(hasSingleLabelSuffix: true)),
      ("*.xn--p1ai", .wildcard(hasSingleLabelSuffix: true)),
    ] as [(String, DNSPattern.Validity)])
  func acceptsWellFormedNames(text: String, expected: DNSPattern.Validity) {
    #expect(validity(text) == expected)
    #expect(expected.isWellFormed)
    #expect(expected.wildcardHasSingleLabelSuffix == (expected == .wildcard(hasSingleLabelSuffix: true)))
  }

  @Test(
    "Malformed names are refused with the reason and the offset",
    arguments: [
      ("", .empty, 0),
      (".", .emptyLabel, 0),
      (".example.com", .emptyLabel, 0),
      ("a..b", .emptyLabel, 2),
      ("example.com.", .trailingDot, 11),
      ("example.com..", .emptyLabel, 12),
      ("*.", .trailingDot, 1),
      ("*", .wildcardWithoutSuffix, 0),
      ("a.*", .wildcardNotLeftmost, 2),
      ("www.*.example", .wildcardNotLeftmost, 4),
      ("*.*.example", .wildcardNotLeftmost, 2),
      ("ba*.example.com", .partialWildcard, 2),
      ("*ba.example.com", .partialWildcard, 0),
      ("**.example.com", .partialWildcard, 0),
      ("xn--*.example.com", .partialWildcard, 4),
      ("a.b*.example.com", .partialWildcard, 3),
      ("m\u{FC}nchen.de", .nonASCII, 1),
      ("*.m\u{FC}nchen.de", .nonASCII, 3),
      ("example.com\0", .nulByte, 11),
      ("example.com\0*.org", .nulByte, 11),
      ("exa mple.com", .invalidCharacter(0x20), 3),
      ("example.com:443", .invalidCharacter(0x3A), 11),
      ("?.example.com", .invalidCharacter(0x3F), 0),
      ("-a.example", .hyphenAtLabelEdge, 0),
      ("a-.example", .hyphenAtLabelEdge, 1),
      ("-", .hyphenAtLabelEdge, 0),
      ("192.0.2.7", .numericLastLabel, 8),
      ("*.1", .numericLastLabel, 2),
    ] as [(String, DNSPattern.Malformation, Int)])
  func refusesMalformedNames(text: String, malformation: DNSPattern.Malformation, offset: Int) throws {
    #expect(validity(text) == .malformed(malformation, offset: offset))
    #expect(validity(text, before: "xyz") == .malformed(malformation, offset: offset + 3))
    #expect(!validity(text).isWellFormed)
    #expect(!validity(text).wildcardHasSingleLabelSuffix)
    for peer in ["example.com", "www.example.com", "localhost", "a.b", "xn--a.example.com", "www.example"] {
      #expect(!matches(text, try DNSName(peer)))
    }
  }

  @Test("A label has up to 63 bytes and a name up to 253")
  func boundsLengths() {
    let label = String(repeating: "a", count: 63)
    #expect(validity(label) == .exact)
    #expect(validity("x." + label + "a") == .malformed(.labelTooLong, offset: 2))
    let longest = "\(label).\(label).\(label).\(String(repeating: "b", count: 61))"
    #expect(validity(longest) == .exact)
    #expect(validity(longest + "b") == .malformed(.tooLong, offset: 0))
  }

  @Test(
    "A name matches itself in any case, and a wildcard exactly one label",
    arguments: [
      ("example.com", "example.com", true),
      ("EXAMPLE.Com", "example.cOM", true),
      ("example.com", "example.com.", true),
      ("localhost", "LOCALHOST", true),
      ("example.com", "www.example.com", false),
      ("www.example.com", "example.com", false),
      ("example.com", "example.org", false),
      ("example.com", "example-com", false),
      ("a_b.example", "a_b.example", true),
      // Bytes that differ by the bit of the case, and are no letters.
      ("a_b.example", "a\u{7F}b.example", nil),
      ("*.example.com", "www.example.com", true),
      ("*.EXAMPLE.com", "WWW.example.COM", true),
      ("*.example.com", "example.com", false),
      ("*.example.com", "a.b.example.com", false),
      ("*.example.com", "www.example.org", false),
      ("*.example.com", "xn--mnchen-3ya.example.com", true),
      ("*.example.com", "m\u{FC}nchen.example.com", true),
      ("*.com", "example.com", true),
      ("*.com", "com", false),
      ("*.m\u{FC}nchen.de", "www.m\u{FC}nchen.de", false),
      ("*.xn--mnchen-3ya.de", "www.m\u{FC}nchen.de", true),
      ("xn--mnchen-3ya.de", "m\u{FC}nchen.de", true),
      ("*.", "localhost", false),
      ("*", "localhost", false),
      ("", "localhost", false),
    ] as [(String, String, Bool?)])
  func matchesNames(presented: String, peer: String, expected: Bool?) throws {
    guard let expected else {
      #expect(throws: DNSNameError.self) { try DNSName(peer) }
      return
    }
    let reference = try DNSName(peer)
    #expect(matches(presented, reference) == expected)
  }

  @Test("A range that leaves the buffer holds no name")
  func staysInsideTheBuffer() throws {
    let reference = try DNSName("a.example")
    let bytes = Array("a.example".utf8)
    for range in [-1..<8, 0..<10, 1..<10, 9..<18] {
      let isMatch = DNSPattern.matches(bytes.span, range, reference)
      #expect(!isMatch)
      let validity = DNSPattern.validity(bytes.span, range)
      #expect(!validity.isWellFormed)
    }
  }

  @Test("What matches is well-formed, whatever the bytes")
  func matchesOnlyWellFormedNames() throws {
    let references = try ["a", "a.b", "a.b.a", "b.x"].map { try DNSName($0) }
    let alphabet = Array("abAB.*-x\0\u{7F}".utf8) + [0xC3, 0xE1]
    var generator = RepeatableGenerator(seed: 7)
    var matched = 0
    for _ in 0..<50_000 {
      let count = Int.random(in: 0...5, using: &generator)
      let bytes = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
      for reference in references where DNSPattern.matches(bytes.span, 0..<count, reference) {
        matched += 1
        let validity = DNSPattern.validity(bytes.span, 0..<count)
        #expect(validity.isWellFormed, "\(bytes)")
      }
    }
    #expect(matched > 100)
  }
}

// The macros of the test library take no span, so these do.

private func validity(_ text: String, before prefix: String = "") -> DNSPattern.Validity {
  let bytes = Array((prefix + text + "z").utf8)
  return DNSPattern.validity(bytes.span, prefix.utf8.count..<bytes.count - 1)
}

private func matches(_ presented: String, _ reference: DNSName) -> Bool {
  let bytes = Array((">" + presented + "<").utf8)
  return DNSPattern.matches(bytes.span, 1..<bytes.count - 1, reference)
}
