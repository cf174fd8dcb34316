import CertificateEncoding
import Testing

@testable import RegistryTrust

/// What Go's `net/url`, `net` and `time` make of texts, as its version 1.27 was seen to do.
@Suite("Texts that Go reads")
struct ServerURLTests {
  @Test(
    "URLs",
    arguments: [
      ("https://a.example.com:5000/x/y?q=1#f", ["https", "a.example.com:5000", "/x/y", "q=1", "f"]),
      ("HTTP://A.example.com", ["http", "A.example.com", "", "", ""]), ("httpd:5000", ["httpd", "", "", "", ""]),
      ("a.example.com/x", ["", "", "a.example.com/x", "", ""]), ("//a/b", ["", "a", "/b", "", ""]),
      ("///b", ["", "", "///b", "", ""]), ("https:///b", ["https", "", "/b", "", ""]), ("*", ["", "", "*", "", ""]),
      ("https://[::1]:80/", ["https", "[::1]:80", "/", "", ""]),
      ("https://[fe80::1%25en0]", ["https", "[fe80::1%en0]", "", "", ""]),
      ("https://u:p@a/%41%2F", ["https", "a", "/A/", "", ""]),
      ("https://é.example.com", ["https", "é.example.com", "", "", ""]),
      ("https://a?", ["https", "a", "", "", ""]), ("", ["", "", "", "", ""]),
      ("https://a:", ["https", "a:", "", "", ""]),
    ])
  func urls(_ text: String, _ parts: [String]) throws {
    let url = try ServerURL(text)
    #expect([url.scheme, url.host, url.path, url.query, url.fragment] == parts)
    #expect(url.userInformation == (text.contains("@") ? "u:p" : nil))
  }

  @Test(
    "What is no URL",
    arguments: [
      ("https://a\u{1}", ServerURLError.controlCharacter), (":a", .missingScheme), ("1a:b", .colonInFirstSegment),
      ("https://u ser@a", .invalidUserInformation), ("https://a[::1]", .invalidLiteral),
      ("https://[1.2.3.4]", .invalidLiteral),
      ("https://[::1", .missingBracket), ("https://[::1]x", .invalidPort("x")), ("https://a:b", .invalidPort(":b")),
      ("https://a:1:2", .invalidPort(":1:2")), ("https://[g]", .invalidAddress("g")),
      ("https://a/%4", .invalidEscape("%4")),
      ("https://a%41", .invalidEscape("%41")), ("https://a b", .invalidHostCharacter(" ")),
      ("https://a#%", .invalidEscape("%")),
    ])
  func refusals(_ text: String, _ error: ServerURLError) {
    #expect(throws: error) { try ServerURL(text) }
  }

  @Test(
    "Lengths of time",
    arguments: [
      ("0", 0), ("5s", 5_000_000_000), ("+5s", 5_000_000_000), ("-1.5h", -5_400_000_000_000),
      ("1h2m3s", 3_723_000_000_000),
      ("1.000000001s", 1_000_000_001), (".5ms", 500_000), ("5.us", 5_000), ("3µs", 3_000), ("3μs", 3_000), ("1ns", 1),
      ("9223372036854775807ns", Int64.max), ("-9223372036854775808ns", Int64.min), ("0.00000000000000000000001h", 0),
      ("9223372036854775808ns9223372036854775808ns", 0),
    ])
  func durations(_ text: String, _ nanoseconds: Int64) throws {
    #expect(try GoDuration(text).nanoseconds == nanoseconds)
  }

  @Test(
    "What is no length of time",
    arguments: [
      ("", "time: invalid duration \"\""), ("5", "time: missing unit in duration \"5\""),
      ("-", "time: invalid duration \"-\""),
      (".s", "time: invalid duration \".s\""), ("1d", "time: unknown unit \"d\" in duration \"1d\""),
      ("1S\"é", "time: unknown unit \"S\\\"\\xc3\\xa9\" in duration \"1S\\\"\\xc3\\xa9\""),
      ("s", "time: invalid duration \"s\""),
      ("9223372036854775808ns", "time: invalid duration \"9223372036854775808ns\""),
      ("2562048h", "time: invalid duration \"2562048h\""),
      ("99999999999999999999s", "time: invalid duration \"99999999999999999999s\""),
    ])
  func durationRefusals(_ text: String, _ message: String) {
    #expect(throws: GoDuration.Failure(message: message)) { try GoDuration(text) }
  }

  @Test(
    "Hosts with ports",
    arguments: [
      ("a:1", ["a", "1"]), ("a:", ["a", ""]), (":1", ["", "1"]), ("[::1]:5000", ["::1", "5000"]), ("[]:1", ["", "1"]),
      ("a", nil), ("::1", nil), ("[::1]", nil), ("a:b:c", nil), ("[a]b:1", nil), ("[a", nil), ("a]:1", nil),
      ("[[a]:1", nil),
      ("[a]]:1", nil), ("", nil), ("[::1]:1:2", nil),
    ] as [(String, [String]?)])
  func hostsAndPorts(_ text: String, _ parts: [String]?) {
    #expect(HostAndPort(text).map { [$0.host, $0.port] } == parts)
  }

  @Test("Ranges of addresses")
  func ranges() throws {
    func contains(_ range: String, _ address: String) throws -> Bool {
      try #require(NetworkRange(range)).contains(#require(IPAddress(address)))
    }
    #expect(try contains("192.0.2.77/25", "192.0.2.1") && !contains("192.0.2.77/25", "192.0.2.128"))
    #expect(try contains("0.0.0.0/0", "192.0.2.1") && !contains("0.0.0.0/0", "2001:db8::1"))
    #expect(try contains("2001:db8::/33", "2001:db8::1") && !contains("2001:db8::/33", "2001:db8:8000::1"))
    #expect(try contains("192.0.2.1/32", "::ffff:192.0.2.1") && contains("::ffff:192.0.2.1/128", "192.0.2.1"))
    #expect(try contains("::/0", "::1") && !contains("::/0", "192.0.2.1"))
    #expect(NetworkRange("192.0.2.1/08")?.prefixLength == 8)
    for text in [
      "192.0.2.1", "192.0.2.1/", "192.0.2.1/33", "::/129", "a/8", "[::]/8", "192.0.2.1/+8", "192.0.2.1/8/8",
      "fe80::%a/8",
    ] {
      #expect(NetworkRange(text) == nil)
    }
  }

  @Test("Clean paths")
  func paths() {
    for (path, clean) in [
      ("", "."), ("/", "/"), ("//a//b/", "/a/b"), ("a/../..", ".."), ("/../a/.", "/a"), ("./a/./b/../c", "a/c"),
      ("../../a", "../../a"),
    ] {
      #expect(UnixPath.clean(path) == clean)
    }
    #expect(UnixPath.absolute("a", in: "") == "a")
    #expect(UnixPath.absolute("", in: "") == "")
  }
}
