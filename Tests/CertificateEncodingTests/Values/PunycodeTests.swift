import CertificateEncoding
import TestSupport
import Testing

@Suite("Punycode")
struct PunycodeTests {
  @Test(
    "Text and its encoding turn into each other",
    arguments: [
      ("b\u{FC}cher", "bcher-kva"),
      ("m\u{FC}nchen", "mnchen-3ya"),
      ("fa\u{DF}", "fa-hia"),
      ("\u{3B2}\u{3CC}\u{3BB}\u{3BF}\u{3C2}", "nxasmm1c"),
      ("\u{65E5}\u{672C}\u{8A9E}", "wgv71a119e"),
      ("\u{1F4A9}", "ls8h"),
      ("\u{10FFFF}", "dn32g"),
      ("\u{80}", "a"),
      ("plain", "plain-"),
      ("-> $1.00 <-", "-> $1.00 <--"),
      ("\u{43F}\u{440}\u{438}\u{43C}\u{435}\u{440}", "e1afmkfd"),
      ("", ""),
    ])
  func convertsBothWays(text: String, encoded: String) {
    let scalars = Array(text.unicodeScalars)
    let expected = Array(encoded.utf8)
    #expect(Punycode.encode(scalars) == expected)
    #expect(decode(expected, 0..<expected.count) == scalars)
    let padded = [0x2D] + expected + [0x2D]
    #expect(decode(padded, 1..<1 + expected.count) == scalars)
  }

  @Test("Digits are read in either case")
  func readsEitherCase() {
    let encoded = Array("wGV71A119e".utf8)
    #expect(decode(encoded, 0..<encoded.count) == Array("\u{65E5}\u{672C}\u{8A9E}".unicodeScalars))
  }

  @Test(
    "What is not Punycode is refused",
    arguments: [
      "-", "--x\u{E9}", "\u{E9}-a", "b_c", "a!", "kva z",
      "9", "99999999", "zzzzzzzz", "a-99999999999",
      // A surrogate, and one more than the last character.
      "ib9b", "en32g",
    ])
  func refuses(text: String) {
    let bytes = Array(text.utf8)
    #expect(decode(bytes, 0..<bytes.count) == nil)
  }

  @Test("Both directions stop at the length of a label")
  func isBounded() {
    let longest = [Unicode.Scalar](repeating: "a", count: 62)
    #expect(Punycode.encode(longest)?.count == 63)
    #expect(Punycode.encode(longest + ["a"]) == nil)
    #expect(Punycode.encode([Unicode.Scalar](repeating: "\u{10FFFF}", count: 63)) == nil)
    #expect(Punycode.encode([Unicode.Scalar](repeating: "\u{E9}", count: 100_000)) == nil)
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 64)
    #expect(decode(bytes, 0..<63) != nil)
    #expect(decode(bytes, 0..<64) == nil)
    #expect(decode(bytes, 60..<70) == nil)
  }

  @Test("Whatever random text decodes to encodes to that text again")
  func survivesRandomText() {
    var generator = RepeatableGenerator(seed: 7)
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
    var decodedCount = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...20, using: &generator)
      let text = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
      guard let scalars = decode(text, 0..<text.count) else { continue }
      decodedCount += 1
      #expect(Punycode.encode(scalars) == text)
    }
    #expect(decodedCount > 1000)
  }

  @Test("Whatever random characters encode to decodes to them again")
  func survivesRandomCharacters() {
    var generator = RepeatableGenerator(seed: 11)
    for _ in 0..<5000 {
      let count = Int.random(in: 0...12, using: &generator)
      let limit: UInt32 = [0x80, 0x250, 0xFFFF, 0x10FFFF][Int.random(in: 0..<4, using: &generator)]
      let scalars = (0..<count).compactMap { _ in Unicode.Scalar(UInt32.random(in: 1...limit, using: &generator)) }
      guard let encoded = Punycode.encode(scalars) else { continue }
      #expect(decode(encoded, 0..<encoded.count) == scalars)
    }
  }
}

/// Decodes bytes of an array; the macros of the test library take no span.
private func decode(_ bytes: [UInt8], _ range: Range<Int>) -> [Unicode.Scalar]? {
  Punycode.decode(bytes.span, range)
}
