@testable import RegistryTrust
import Testing

/// RFC 8259.
@Suite("JSON")
struct JSONDocumentTests {
  private func root(_ text: String) throws -> JSONNode { try JSONDocument(Array(text.utf8)).root }

  @Test("Values of every type")
  func values() throws {
    let root = try root(" {\"a\" : [ null, true, false, -0.5e+10, \"x\" ], \"b\":{}, \"c\":[]}\r\n")
    #expect(root.members?.map(\.name) == ["a", "b", "c"])
    let elements = try #require(root["a"]?.value.elements)
    guard case .null = elements[0].content, case .boolean(true) = elements[1].content,
      case .boolean(false) = elements[2].content, case .number("-0.5e+10") = elements[3].content
    else { throw Unexpected() }
    #expect(elements[4].string == "x")
    #expect(root["b"]?.value.members?.isEmpty == true)
    #expect(root["c"]?.value.elements?.isEmpty == true)
    #expect(root["d"] == nil)
  }

  @Test(
    "Numbers are kept as text", arguments: ["0", "-0", "10", "1.50", "1e5", "1E-05", "123456789012345678901234567890"])
  func numbers(_ text: String) throws {
    guard case .number(text) = try root(text).content else { throw Unexpected() }
  }

  @Test("Strings: escapes, and pairs of surrogates")
  func strings() throws {
    #expect(try root(#""\"\\\/\b\f\n\r\t\u0041\u00e9\uD83D\uDE00""#).string == "\"\\/\u{8}\u{C}\n\r\tAé😀")
    #expect(try root("\"\u{7F}é\u{2028}\"").string == "\u{7F}é\u{2028}")
    #expect(try root(#""\uDBFF\uDFFF""#).string == "\u{10FFFF}")
  }

  @Test("Names that stand twice are kept, reported, and the last one counts")
  func duplicates() throws {
    let document = try JSONDocument(Array("{\"a\": 1,\n \"b\": {\"a\": 2},\n \"\\u0061\": 3, \"a\": 4}".utf8))
    #expect(document.duplicates.map(\.name) == ["a", "a"])
    #expect(document.duplicates.map(\.position) == [.init(line: 3, column: 2), .init(line: 3, column: 15)])
    #expect(document.duplicates.allSatisfy { $0.first == .init(line: 1, column: 2) })
    guard case .number("4")? = document.root["a"]?.value.content else { throw Unexpected() }
    #expect(try JSONDocument(Array("{\"\u{E9}\": 1, \"e\u{301}\": 2}".utf8)).duplicates.isEmpty)
  }

  @Test(
    "What is refused, why, and where",
    arguments: [
      ("", JSONError.Reason.expected(.value, found: nil), 1, 1), ("  \n ", .expected(.value, found: nil), 2, 2),
      ("{} x", .expected(.end, found: "x"), 1, 4), ("1 2", .expected(.end, found: "2"), 1, 3),
      ("{\"a\" 1}", .expected(.colon, found: "1"), 1, 6), ("{\"a\":}", .expected(.value, found: "}"), 1, 6),
      ("{\"a\":1 \"b\":2}", .expected(.objectNext, found: "\""), 1, 8),
      ("{,}", .expected(.nameOrEnd, found: ","), 1, 2),
      ("{a:1}", .expected(.nameOrEnd, found: "a"), 1, 2), ("{\"a\":1,b:2}", .expected(.name, found: "b"), 1, 8),
      ("{'a':1}", .expected(.nameOrEnd, found: "'"), 1, 2), ("{", .expected(.nameOrEnd, found: nil), 1, 2),
      ("[1 2]", .expected(.arrayNext, found: "2"), 1, 4), ("[1", .expected(.arrayNext, found: nil), 1, 3),
      ("[,]", .expected(.value, found: ","), 1, 2), ("[1,]", .trailingComma, 1, 3),
      ("{\"a\":1,\n}", .trailingComma, 1, 7),
      ("[1] // x", .comment, 1, 5), ("/* x */ 1", .comment, 1, 1), ("# x\n1", .comment, 1, 1),
      ("nul", .unknownWord("nul"), 1, 1), ("True", .unknownWord("True"), 1, 1), ("NaN", .unknownWord("NaN"), 1, 1),
      ("01", .malformedNumber("01"), 1, 1), ("-", .malformedNumber("-"), 1, 1), ("1.", .malformedNumber("1."), 1, 1),
      ("1e+", .malformedNumber("1e+"), 1, 1), ("0x10", .malformedNumber("0x10"), 1, 1),
      ("1_0", .malformedNumber("1_0"), 1, 1), (".5", .expected(.value, found: "."), 1, 1),
      ("+1", .unknownWord("+1"), 1, 1), ("\"a", .unterminatedString, 1, 1), ("\"a\nb\"", .controlCharacter(0x0A), 1, 3),
      ("\"\u{1F}\"", .controlCharacter(0x1F), 1, 2), ("\"é\\x41\"", .invalidEscape("x"), 1, 3),
      ("\"\\", .invalidEscape(nil), 1, 2), ("\"\\u12g4\"", .invalidCodePoint, 1, 2),
      ("\"\\uD800\\u12\"", .invalidCodePoint, 1, 8),
      ("\u{FEFF}1", .byteOrderMark, 1, 1), ("[1\u{B}]", .expected(.arrayNext, found: "\u{B}"), 1, 3),
    ])
  func refusals(_ text: String, _ reason: JSONError.Reason, _ line: Int, _ column: Int) {
    let error = #expect(throws: JSONError.self) { try JSONDocument(Array(text.utf8)) }
    #expect(error?.reason == reason)
    #expect(error?.position == TextPosition(line: line, column: column))
  }

  /// What Go 1.27.3 made of these.
  @Test(
    "What is no text becomes U+FFFD",
    arguments: [
      (Array("\"caf".utf8) + [0xE9, 0x22], "caf\u{FFFD}", 5), ([0x22, 0xE2, 0x82, 0x22], "\u{FFFD}\u{FFFD}", 2),
      ([0x22, 0xF0, 0x9F, 0x98, 0x7A, 0x22], "\u{FFFD}\u{FFFD}\u{FFFD}z", 2),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], "\u{FFFD}\u{FFFD}\u{FFFD}", 2),
      ([0x22, 0xC0, 0x80, 0x22], "\u{FFFD}\u{FFFD}", 2),
      (Array(#""\uD800""#.utf8), "\u{FFFD}", 2), (Array(#""é\uD800\u0041""#.utf8), "é\u{FFFD}A", 3),
      (Array(#""\uDC00\uD83D\uDE00""#.utf8), "\u{FFFD}😀", 2), (Array(#""\uD800\n""#.utf8), "\u{FFFD}\n", 2),
      (Array(#""\uD800\uD800\uDC00""#.utf8), "\u{FFFD}\u{10000}", 2),
    ] as [([UInt8], String, Int)])
  func repairs(_ bytes: [UInt8], _ text: String, _ column: Int) throws {
    let document = try JSONDocument(bytes)
    #expect(document.root.string == text)
    #expect(document.repairs == [TextPosition(line: 1, column: column)])
  }

  @Test("The scalars of UTF-8 are those that the standard library finds")
  func scalarWidths() {
    // All that may begin a scalar, and the bytes at the edges of what may follow.
    let edges: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    var differences: [[UInt8]] = []
    for first in UInt8.min...UInt8.max {
      for second in edges {
        for third in edges {
          for fourth in edges {
            for count in 1...4 {
              let bytes = Array([first, second, third, fourth].prefix(count))
              var decoder = UTF8()
              var iterator = bytes.makeIterator()
              var width = 0
              if case .scalarValue(let scalar) = decoder.decode(&iterator) { width = UTF8.width(scalar) }
              if TextCursor.scalarWidth(in: bytes, at: 0) != width { differences.append(bytes) }
            }
          }
        }
      }
    }
    #expect(differences.isEmpty)
  }

  @Test("Bytes that are not UTF-8 outside of strings, too many bytes, too many levels")
  func limits() throws {
    let malformed = #expect(throws: JSONError.self) { try JSONDocument([0x20, 0x0A, 0xFF, 0x22]) }
    #expect(
      malformed
        == JSONError(reason: .expected(.value, found: "\u{FFFD}"), position: .init(line: 2, column: 1)))
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }
    #expect(throws: Never.self) { try JSONDocument(nested(JSONDocument.maximumDepth)) }
    for depth in [JSONDocument.maximumDepth + 1, 300_000] {
      #expect(throws: JSONError.self) { try JSONDocument(nested(depth)) }
    }
    let spaces = [UInt8](repeating: 0x20, count: JSONDocument.maximumByteCount)
    #expect(throws: Never.self) { try JSONDocument(spaces.dropLast() + [UInt8(ascii: "1")]) }
    let large = #expect(throws: JSONError.self) { try JSONDocument(spaces + [UInt8(ascii: "1")]) }
    #expect(large?.reason == .tooLarge)
  }
}
