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

  /// On one line nothing stands between what a value is made of, and the same is read.
  @Test func valuesOnOneLine() throws {
    let value = JSONValue.object([
      ("a", .array([.number(-1), .null, .bool(true), .array([]), .object([])])),
      ("\"", .object([("b", .string("\n"))])),
    ])
    #expect(value.line == #"{"a":[-1,null,true,[],{}],"\"":{"b":"\n"}}"#)
    let objects = try [value.line, value.text].map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSObject
    }
    #expect(objects[0] == objects[1])
  }
}
