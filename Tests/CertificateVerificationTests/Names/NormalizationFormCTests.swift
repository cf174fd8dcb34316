import Foundation
import TestSupport
import Testing

@testable import CertificateVerification

@Suite("Normalization Form C")
struct NormalizationFormCTests {
  @Test("Every character that decomposes is composed again from its parts")
  func composesEveryCharacter() {
    var composed = 0
    for value in 0...0x1_FFFF as ClosedRange<UInt32> {
      // One of 19 syllables is enough of Hangul.
      if (0xAC00...0xD7A3).contains(value), value % 19 != 0 { continue }
      guard let scalar = Unicode.Scalar(value), !scalar.properties.isFullCompositionExclusion else { continue }
      let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
      guard parts.count > 1 else { continue }
      composed += 1
      #expect(NormalizationFormC.compose(parts) == [scalar])
    }
    #expect(composed > 1400)
  }

  @Test("Random runs of letters and marks become what Foundation makes of them, or are refused")
  func agreesWithFoundation() {
    let letters = "aeiouydsnAEIOU\u{EA}\u{E5}\u{1B0}\u{3B1}\u{3C9}\u{1F00}\u{438}\u{304B}\u{9C7}\u{BC6}\u{1100}"
    let marks =
      "\u{300}\u{301}\u{302}\u{308}\u{323}\u{327}\u{328}\u{31B}\u{342}\u{345}\u{3099}\u{9BE}\u{BBE}\u{1161}\u{11A8}"
    let alphabet = Array((letters + marks + marks).unicodeScalars)
    var generator = RepeatableGenerator(seed: 7)
    var agreed = 0
    for _ in 0..<3000 {
      let count = Int.random(in: 1...6, using: &generator)
      let text = (0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
      var string = ""
      string.unicodeScalars.append(contentsOf: text)
      let expected = Array(string.precomposedStringWithCanonicalMapping.unicodeScalars)
      if let result = NormalizationFormC.compose(text) {
        #expect(result == expected, "\(text)")
        agreed += 1
      } else {
        // Only what has a composed character in it may be refused.
        #expect(text.contains { "\u{EA}\u{E5}\u{1B0}\u{1F00}".unicodeScalars.contains($0) }, "\(text)")
      }
    }
    #expect(agreed > 2500)
  }

  @Test("Empty and plain text stay as they are")
  func keepsPlainText() {
    #expect(NormalizationFormC.compose([]) == [])
    let plain = Array("plain-text_1".unicodeScalars)
    #expect(NormalizationFormC.compose(plain) == plain)
  }
}
