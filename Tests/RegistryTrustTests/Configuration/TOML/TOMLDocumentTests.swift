@testable import RegistryTrust
import Testing

/// What TOML 1.0.0 defines, production by production; the invalid forms are in ``TOMLErrorTests``.
@Suite("TOML: values")
struct TOMLDocumentTests {
  /// The value of the key `v`.
  private func value(_ text: String) throws -> TOMLValue.Content {
    try #require(try TOMLDocument(Array("v = \(text)".utf8)).root["v"]).value.content
  }

  @Test(
    "Strings of all four forms",
    arguments: [
      (#""""#, ""), (#""a\b\t\n\f\r\"\\b""#, "a\u{8}\t\n\u{C}\r\"\\b"), (#""\u00e9 \U0001F600""#, "é 😀"),
      ("\"tab\tin\"", "tab\tin"), (#"'C:\n "x"'"#, #"C:\n "x""#), ("''", ""),
      ("\"\"\"\nfirst\nsecond\"\"\"", "first\nsecond"), ("\"\"\"first\r\nsecond\"\"\"", "first\nsecond"),
      ("\"\"\"one \\\n\n   \t two\"\"\"", "one two"), ("\"\"\"one \\  \t\r\n two\"\"\"", "one two"),
      ("\"\"\"a\"b\"\"c\"\"\"", "a\"b\"\"c"), ("\"\"\"a\"\"\"\"", "a\""), ("\"\"\"a\"\"\"\"\"", "a\"\""),
      ("\"\"\"\"\"\"", ""), ("\"\"\"\\u0041\\\\\"\"\"", "A\\"),
      ("'''\nraw\\n\n'quoted' ''x'''", "raw\\n\n'quoted' ''x"), ("'''a'''''", "a''"), ("''''''", ""),
    ])
  func strings(_ text: String, _ expected: String) throws {
    guard case .string(let string) = try value(text) else { throw Unexpected() }
    #expect(Array(string.utf8) == Array(expected.utf8))
  }

  @Test(
    "Integers of four bases, at the ends of their range",
    arguments: [
      ("0", 0), ("+0", 0), ("-0", 0), ("+99", 99), ("-17", -17), ("1_000", 1000), ("5_3_4", 534),
      ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
      ("0xDEADBEEF", 0xDEAD_BEEF), ("0xdead_beef", 0xDEAD_BEEF), ("0x0", 0), ("0x00f", 15), ("0o755", 0o755),
      ("0b1101_0110", 0b1101_0110), ("0x7fffffffffffffff", Int64.max),
    ])
  func integers(_ text: String, _ expected: Int64) throws {
    guard case .integer(let number) = try value(text) else { throw Unexpected() }
    #expect(number == expected)
  }

  @Test(
    "Floats",
    arguments: [
      ("1.0", 1.0), ("+1.0", 1), ("3.1415", 3.1415), ("-0.01", -0.01), ("5e+22", 5e22), ("1e06", 1e6), ("-2E-2", -0.02),
      ("6.626e-34", 6.626e-34), ("224_617.445_991_228", 224_617.445_991_228), ("1e1_0", 1e10), ("0e0", 0),
      ("inf", .infinity), ("+inf", .infinity), ("-inf", -.infinity), ("1e400", .infinity), ("0.0_1", 0.01),
    ])
  func floats(_ text: String, _ expected: Double) throws {
    guard case .float(let number) = try value(text) else { throw Unexpected() }
    #expect(number == expected)
  }

  @Test("No number, and the sign of zero", arguments: ["nan", "+nan", "-nan"])
  func noNumber(_ text: String) throws {
    guard case .float(let number) = try value(text), case .float(let zero) = try value("-0.0") else {
      throw Unexpected()
    }
    #expect(number.isNaN)
    #expect(zero.sign == .minus)
  }

  @Test("Booleans, in small letters")
  func booleans() throws {
    guard case .boolean(true) = try value("true"), case .boolean(false) = try value("false") else {
      throw Unexpected()
    }
  }

  @Test("Dates and times of the four kinds")
  func datesAndTimes() throws {
    func parts(_ text: String) throws -> [Int?] {
      guard case .dateTime(let value) = try value(text) else { throw Unexpected() }
      return [
        value.date?.year, value.date?.month, value.date?.day, value.time?.hour, value.time?.minute,
        value.time?.second, value.time?.nanosecond, value.offset,
      ]
    }
    #expect(try parts("1979-05-27T07:32:00Z") == [1979, 5, 27, 7, 32, 0, 0, 0])
    #expect(try parts("1979-05-27t07:32:00z") == [1979, 5, 27, 7, 32, 0, 0, 0])
    #expect(try parts("1979-05-27 07:32:00.25-07:30") == [1979, 5, 27, 7, 32, 0, 250_000_000, -450])
    #expect(try parts("1979-05-27T00:32:00.9999999999") == [1979, 5, 27, 0, 32, 0, 999_999_999, nil])
    #expect(try parts("2000-02-29 # a leap day") == [2000, 2, 29, nil, nil, nil, nil, nil])
    #expect(try parts("23:59:60.5") == [nil, nil, nil, 23, 59, 60, 500_000_000, nil])
    #expect(try parts("0000-01-01T00:00:00+23:59") == [0, 1, 1, 0, 0, 0, 0, 1439])
  }

  @Test("Arrays over several lines, of several types, with comments and a last comma")
  func arrays() throws {
    let text = "[ 1, 'two', [3.0], # a comment\n\r\n { four = 4 }\n , # last\n]"
    guard case .array(let elements) = try value(text) else { throw Unexpected() }
    #expect(elements.count == 4)
    #expect(elements[1].string == "two")
    #expect(elements[2].elements?.count == 1)
    #expect(elements[3].table?.entries.map(\.key) == ["four"])
    #expect(elements[3].position == TextPosition(line: 3, column: 2))
    for text in ["[]", "[ ]", "[\n# nothing\n]"] {
      guard case .array(let elements) = try value(text) else { throw Unexpected() }
      #expect(elements.isEmpty)
    }
  }

  @Test("Inline tables, with dotted keys in them")
  func inlineTables() throws {
    let text = "{ a.b = 1, \"c\" = {}, a.d.e = [ # lines\n] }"
    guard case .table(let table) = try value(text) else { throw Unexpected() }
    #expect(table.entries.map(\.key) == ["a", "c"])
    #expect(table["a"]?.value.table?.entries.map(\.key) == ["b", "d"])
    #expect(table.origin == .inline)
    #expect(table["a"]?.value.table?.origin == .dottedKey)
  }

  @Test("Bytes up to the limit are read, one more is not")
  func largest() throws {
    let largest = [UInt8](repeating: UInt8(ascii: "#"), count: TOMLDocument.maximumByteCount)
    #expect(try TOMLDocument(largest).root.entries.isEmpty)
    #expect(throws: TOMLError.self) { try TOMLDocument(largest + [0x0A]) }
  }

  @Test("Nesting up to the limit is read, one more is not", arguments: ["[]", "{}", "[[", "{a"])
  func deepest(_ form: String) throws {
    func nested(_ depth: Int) -> [UInt8] {
      func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
      let text =
        switch form {
        case "[]": "v = " + many("[", depth) + many("]", depth)
        case "{}": "v = " + many("{ a = ", depth / 2) + "1" + many(" }", depth / 2)
        case "[[": "[[" + many("a.", depth) + "a]]"
        default: "v = { " + many("a.", depth) + "b = 1 }"
        }
      return Array(text.utf8)
    }
    #expect(throws: Never.self) { try TOMLDocument(nested(40)) }
    for depth in [TOMLDocument.maximumDepth * 2, 100_000] {
      let error = #expect(throws: TOMLError.self) { try TOMLDocument(nested(depth)) }
      #expect(error?.reason == .nestedTooDeeply)
    }
  }
}

/// A value of another type than the test wants.
struct Unexpected: Error {}
