import CertificateEncoding
import Foundation
import TestSupport
import Testing

@Suite("Base64")
struct Base64Tests {
  private func decode(_ text: String) throws(Base64.Fault) -> [UInt8] {
    let bytes = Array(text.utf8)
    return try Base64.decode(bytes.span)
  }

  // RFC 4648 §10.
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
    ("Zm9vYmFy", "foobar"),
  ])
  func vectors(encoded: String, text: String) throws {
    #expect(try decode(encoded) == Array(text.utf8))
  }

  @Test func everyLengthAsFoundationWritesIt() throws {
    for count in 0...300 {
      let bytes = someBytes(count, seed: UInt64(count))
      #expect(try decode(Data(bytes).base64EncodedString()) == bytes)
      for options in [.lineLength64Characters, .lineLength76Characters] as [Data.Base64EncodingOptions] {
        for end in [.endLineWithLineFeed, .endLineWithCarriageReturn, []] as [Data.Base64EncodingOptions] {
          #expect(try decode(Data(bytes).base64EncodedString(options: options.union(end))) == bytes)
        }
      }
    }
  }

  @Test func randomBytesInRandomLines() throws {
    var generator = RepeatableGenerator(seed: 3)
    for seed in 0..<500 as Range<UInt64> {
      let bytes = someBytes(Int.random(in: 0...3000, using: &generator), seed: seed)
      var text = ""
      var rest = Data(bytes).base64EncodedString()[...]
      while !rest.isEmpty {
        let count = [64, 64, 64, 76, Int.random(in: 1...200, using: &generator)].randomElement(using: &generator) ?? 64
        text += rest.prefix(count) + (["\n", "\r\n", "\r", " ", "\n\n"].randomElement(using: &generator) ?? "")
        rest = rest.dropFirst(count)
      }
      #expect(try decode(text) == bytes)
    }
  }

  @Test func everyByteAtEveryPlaceOfALine() {
    let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for length in [4, 16, 20, 64, 68, 128] {
      for place in 0..<length {
        for byte in UInt8.min ... .max {
          var text = [UInt8](repeating: UInt8(ascii: "A"), count: length)
          text[place] = byte
          let decoded = try? Base64.decode(text.span)
          if alphabet.contains(byte) {
            // As Foundation reads it.
            #expect(decoded == Data(base64Encoded: Data(text)).map { Array($0) })
          } else if byte != UInt8(ascii: "=") || place != length - 1 {
            // White space leaves a group short, too.
            #expect(decoded == nil)
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      ("Zg", .wrongPadding), ("Zg=", .wrongPadding), ("Zg===", .wrongPadding), ("Z", .wrongPadding),
      ("Zm9v=", .wrongPadding), ("=", .wrongPadding), ("Zg==Zg==", .dataAfterPadding), ("Zg=v", .dataAfterPadding),
      ("Zh==", .nonZeroTrailingBits), ("Zm9=", .nonZeroTrailingBits), ("Zm-v", .invalidCharacter),
      ("Zm_v", .invalidCharacter), ("Zm9v\0", .invalidCharacter), ("Zm9v!", .invalidCharacter),
      ("é", .invalidCharacter),
    ] as [(String, Base64.Fault)])
  func faults(text: String, fault: Base64.Fault) {
    #expect(throws: fault) { try decode(text) }
    // Behind whole lines, which take the fast path.
    #expect(throws: fault) { try decode(String(repeating: String(repeating: "A", count: 64) + "\n", count: 3) + text) }
  }
}
