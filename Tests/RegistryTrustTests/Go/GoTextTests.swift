import Testing

@testable import RegistryTrust

@Suite("Go's texts")
struct GoTextTests {
  // What Go 1.27.3's fmt gives for %q.
  @Test(
    "A quoted text has Go's escapes",
    arguments: [
      ("a b", #""a b""#), ("a\"\\", #""a\"\\""#), ("\u{7}\u{8}\u{C}\n\r\t\u{B}", #""\a\b\f\n\r\t\v""#),
      ("\u{1}\u{7F}", #""\x01\x7f""#), ("ü→😀", #""ü→😀""#), ("\u{A0}\u{200B}\u{2028}", #""\u00a0\u200b\u2028""#),
      ("\u{E000}\u{E0001}", #""\ue000\U000e0001""#), ("\u{FFFD}", "\"\u{FFFD}\""),
    ])
  func quotes(text: String, quoted: String) {
    #expect(GoText.quoted(text) == quoted)
  }

  @Test("Bytes that are not UTF-8 are told one by one")
  func bytes() {
    #expect(GoText.quoted([0x61, 0xFF, 0xC3, 0x28, 0xC3, 0xBC]) == #""a\xff\xc3(ü""#)
  }
}
