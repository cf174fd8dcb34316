import CertificateVerification
import Foundation
import Testing

@Suite struct JSONValueTests {
  /// What is not visible is escaped, and what is stays as it is; both are read as what was written.
  @Test(arguments: [
    ("\u{2800}", "\\u2800"), ("\u{2801}", "\u{2801}"), ("\u{202E}", "\\u202e"), ("\u{FEFF}", "\\ufeff"),
    ("\u{1B}", "\\u001b"), ("\"\\\n", "\\\"\\\\\\n"), ("日本", "日本"),
  ])
  func stringsAreEscaped(_ text: String, _ escaped: String) throws {
    let json = JSONValue.array([.string(text)]).text
    #expect(json == "[\n  \"\(escaped)\"\n]")
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String] == [text])
  }
}
