@testable import RegistryTrust
import Testing

/// What TOML 1.0.0 forbids, each with the reason and the place that is to be told.
@Suite("TOML: errors")
struct TOMLErrorTests {
  private func check(
    _ text: String, _ reason: TOMLError.Reason, _ line: Int, _ column: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    check(Array(text.utf8), reason, line, column, sourceLocation: sourceLocation)
  }

  private func check(
    _ bytes: [UInt8], _ reason: TOMLError.Reason, _ line: Int, _ column: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do throws(TOMLError) {
      _ = try TOMLDocument(bytes)
      Issue.record("read: \(String(decoding: bytes, as: UTF8.self))", sourceLocation: sourceLocation)
    } catch {
      #expect(error.reason == reason, sourceLocation: sourceLocation)
      #expect(error.position == TextPosition(line: line, column: column), sourceLocation: sourceLocation)
      #expect(error.description.hasPrefix("line \(line), column \(column): "), sourceLocation: sourceLocation)
    }
  }

  private func place(_ line: Int, _ column: Int) -> TextPosition { TextPosition(line: line, column: column) }

  @Test("The file: encoding, control characters, line ends")
  func file() {
    check([0x61, 0x3D, 0x0A, 0x22, 0xC3, 0x22], .malformedUTF8, 2, 2)
    check([0x61, 0x3D, 0x22, 0xED, 0xA0, 0x80, 0x22], .malformedUTF8, 1, 4)
    check("\u{FEFF}a = 1", .byteOrderMark, 1, 1)
    check("# \u{0}", .controlCharacter(0), 1, 3)
    check("# \u{7F}", .controlCharacter(0x7F), 1, 3)
    check("# a\rb", .controlCharacter(0x0D), 1, 4)
    check("a = 1\rb = 2", .controlCharacter(0x0D), 1, 6)
    check("a = 1\u{C}", .controlCharacter(0x0C), 1, 6)
    check("a = \u{0}", .controlCharacter(0), 1, 5)
  }

  @Test("Pairs: a key, the sign and a value on one line")
  func pairs() {
    check("key = # INVALID", .expected(.value, found: "#"), 1, 7)
    check("key =", .expected(.value, found: nil), 1, 6)
    check("key =\n1", .expected(.value, found: "\n"), 1, 6)
    check("key\n= 1", .expected(.equals, found: "\n"), 1, 4)
    check("first = \"Tom\" last = \"P\"", .expected(.lineEnd, found: "l"), 1, 15)
    check("a = 1 b = 2", .expected(.lineEnd, found: "b"), 1, 7)
    check("= \"no key\"", .expected(.key, found: "="), 1, 1)
    check("a. = 1", .expected(.key, found: "="), 1, 4)
    check(".a = 1", .expected(.key, found: "."), 1, 1)
    check("a..b = 1", .expected(.key, found: "."), 1, 3)
    check("a b = 1", .expected(.equals, found: "b"), 1, 3)
    check("é = 1", .expected(.key, found: "é"), 1, 1)
    check("\"\"\"key\"\"\" = 1", .multiLineKey, 1, 1)
    check("'''key''' = 1", .multiLineKey, 1, 1)
    check("a = b", .malformedValue("b"), 1, 5)
    check("ca = /etc/ca.crt", .malformedValue("/etc/ca.crt"), 1, 6)
  }

  @Test("Keys are set once")
  func duplicates() {
    check("name = 1\nname = 2", .duplicateKey("name", first: place(1, 1)), 2, 1)
    check("spelling = 1\n\"spelling\" = 2", .duplicateKey("spelling", first: place(1, 1)), 2, 1)
    check("fruit.apple = 1\nfruit.apple.smooth = true", .notATable("apple", first: place(1, 7)), 2, 7)
    check("a.b = 1\na = 2", .duplicateKey("a", first: place(1, 1)), 2, 1)
    check("v = { a = 1, a = 2 }", .duplicateKey("a", first: place(1, 7)), 1, 14)
    check("v = { a.b = 1, a = 2 }", .duplicateKey("a", first: place(1, 7)), 1, 16)
  }

  @Test("Tables are defined once")
  func tables() {
    check("[fruit]\n[fruit]", .tableDefinedTwice("fruit", first: place(1, 2)), 2, 2)
    check("[a.b]\n[a]\n[a]", .tableDefinedTwice("a", first: place(2, 2)), 3, 2)
    check("[fruit]\napple = 1\n[fruit.apple]", .duplicateKey("apple", first: place(2, 1)), 3, 8)
    check("[fruit]\napple = 1\n[fruit.apple.x]", .notATable("apple", first: place(2, 1)), 3, 8)
    check("[f]\na.c = 1\n[f.a]", .tableDefinedTwice("a", first: place(2, 1)), 3, 4)
    check("[f]\na.t.s = 1\n[f.a.t]", .tableDefinedTwice("t", first: place(2, 3)), 3, 6)
    check("[a.b.c]\nz = 9\n[a]\nb.c.t = 1", .tableDefinedTwice("c", first: place(1, 6)), 4, 3)
    check("[a.b.c]\n[a]\nb.d = 1\n[a.b]", .tableDefinedTwice("b", first: place(1, 4)), 4, 4)
    check("[]", .expected(.key, found: "]"), 1, 2)
    check("[a.]", .expected(.key, found: "]"), 1, 4)
    check("[a", .expected(.tableEnd, found: nil), 1, 3)
    check("[a b]", .expected(.tableEnd, found: "b"), 1, 4)
    check("[a]]", .expected(.lineEnd, found: "]"), 1, 4)
    check("[a] b = 1", .expected(.lineEnd, found: "b"), 1, 5)
  }

  @Test("Inline tables are closed, on one line, and without a last comma")
  func inlineTables() {
    check("type = { name = 1 }\ntype.edible = false", .tableDefinedTwice("type", first: place(1, 1)), 2, 1)
    check("[p]\ntype.name = 1\ntype = { edible = false }", .duplicateKey("type", first: place(2, 1)), 3, 1)
    check("a = {}\n[a]", .tableDefinedTwice("a", first: place(1, 1)), 2, 2)
    check("a = {}\n[a.b]", .notATable("a", first: place(1, 1)), 2, 2)
    check("v = { a = {}, a.b = 1 }", .tableDefinedTwice("a", first: place(1, 7)), 1, 15)
    check("v = { a = 1, }", .trailingComma, 1, 12)
    check("v = { a = 1\n}", .lineEndInInlineTable, 1, 12)
    check("v = {\na = 1 }", .lineEndInInlineTable, 1, 6)
    check("v = { a = 1, # no\n b = 2 }", .lineEndInInlineTable, 1, 14)
    check("v = { a = 1 b = 2 }", .expected(.inlineTableNext, found: "b"), 1, 13)
    check("v = { , }", .expected(.key, found: ","), 1, 7)
    check("v = {", .expected(.key, found: nil), 1, 6)
  }

  @Test("Arrays of tables are made by their headers alone")
  func arraysOfTables() {
    check("[fruit.physical]\n[[fruit]]", .notAnArrayOfTables("fruit", first: place(1, 2)), 2, 3)
    check("fruits = []\n[[fruits]]", .notAnArrayOfTables("fruits", first: place(1, 1)), 2, 3)
    check("[[f]]\n[[f.v]]\n[f.v]", .tableDefinedTwice("v", first: place(2, 5)), 3, 4)
    check("[[f]]\n[f.p]\n[[f.p]]", .notAnArrayOfTables("p", first: place(2, 4)), 3, 5)
    check("[[f]]\n[f]", .tableDefinedTwice("f", first: place(1, 3)), 2, 2)
    check("[[a.b]]\n[a]\nb.y = 2", .notATable("b", first: place(1, 5)), 3, 1)
    check("[[a]", .expected(.arrayOfTablesEnd, found: "]"), 1, 4)
    check("[ [a]]", .expected(.key, found: "["), 1, 3)
    check("[[a] ]", .expected(.arrayOfTablesEnd, found: "]"), 1, 4)
  }

  @Test("Strings")
  func strings() {
    check("a = \"x", .unterminatedString, 1, 5)
    check("a = 'x", .unterminatedString, 1, 5)
    check("a = \"\"\"x\"\"\n", .unterminatedString, 1, 5)
    check("a = '''x''", .unterminatedString, 1, 5)
    check("a = \"x\ny\"", .lineEndInString, 1, 7)
    check("a = 'x\r\ny'", .lineEndInString, 1, 7)
    check("a = \"x\u{1}\"", .controlCharacter(1), 1, 7)
    check("a = 'x\u{7F}'", .controlCharacter(0x7F), 1, 7)
    check("a = \"\"\"\nx\ry\"\"\"", .controlCharacter(0x0D), 2, 2)
    check("a = '''\n\u{B}'''", .controlCharacter(0x0B), 2, 1)
    check("a = \"\\q\"", .invalidEscape("q"), 1, 6)
    check("a = \"\\é\"", .invalidEscape("é"), 1, 6)
    check("a = \"\\", .invalidEscape(nil), 1, 6)
    check("a = \"\"\"x\\ y\"\"\"", .invalidEscape(" "), 1, 9)
    check("a = \"\\ud800\"", .invalidCodePoint, 1, 6)
    check("a = \"\\U00110000\"", .invalidCodePoint, 1, 6)
    check("a = \"\\u12\"", .invalidCodePoint, 1, 6)
    check("a = \"\\uD83D\\uDE00\"", .invalidCodePoint, 1, 6)
    check("a = '''15 apostrophes: '''''''", .expected(.lineEnd, found: "'"), 1, 29)
    check("a = \"\"\"six: \"\"\"\"\"\"", .expected(.lineEnd, found: "\""), 1, 18)
  }

  @Test(
    "Numbers",
    arguments: [
      ("_1", TOMLError.Reason.misplacedUnderscore("_1")), ("1_", .misplacedUnderscore("1_")),
      ("1__0", .misplacedUnderscore("1__0")), ("0x_1", .misplacedUnderscore("0x_1")), ("01", .leadingZero("01")),
      ("-01", .leadingZero("-01")), ("0_1", .leadingZero("0_1")), ("03.14", .leadingZero("03.14")),
      ("+0x1", .malformedValue("+0x1")), ("0X1", .malformedValue("0X1")), ("0o8", .malformedValue("0o8")),
      ("0b2", .malformedValue("0b2")), ("0xg", .malformedValue("0xg")), ("0x", .malformedValue("0x")),
      (".7", .malformedValue(".7")), ("7.", .malformedValue("7.")), ("3.e+20", .malformedValue("3.e+20")),
      ("1e", .malformedValue("1e")), ("1.2.3", .malformedValue("1.2.3")), ("1e2.3", .malformedValue("1e2.3")),
      ("1_.0", .misplacedUnderscore("1_.0")), ("1._0", .misplacedUnderscore("1._0")),
      ("1e_1", .misplacedUnderscore("1e_1")), ("Inf", .malformedValue("Inf")), ("--1", .malformedValue("--1")),
      ("+", .malformedValue("+")), ("True", .malformedValue("True")), ("truefalse", .malformedValue("truefalse")),
      ("9223372036854775808", .integerOutOfRange("9223372036854775808")),
      ("-9223372036854775809", .integerOutOfRange("-9223372036854775809")),
      ("0x8000000000000000", .integerOutOfRange("0x8000000000000000")),
    ])
  func numbers(_ text: String, _ reason: TOMLError.Reason) {
    check("v = \(text)", reason, 1, 5)
  }

  @Test(
    "Dates and times that do not exist",
    arguments: [
      "1979-02-30", "1900-02-29", "2023-02-29", "1979-13-01", "1979-00-01", "1979-04-31", "1979-05-00", "24:00:00",
      "07:60:00", "07:32:61", "07:32", "7:32:00".replacing("7:", with: "07:3:"), "1979-05-27T07:32", "1979-5-27",
      "1979-05-27T", "1979-05-27T07:32:00.", "1979-05-27T07:32:00+24:00", "1979-05-27T07:32:00-00:60",
      "1979-05-27T07:32:00Z1", "07:32:00Z", "1979-05-27x07:32:00", "1979-05-27 07:32", "00:00:00.x",
    ])
  func datesAndTimes(_ text: String) {
    check("v = \(text)", .invalidDateTime(text), 1, 5)
  }

  @Test("A date, two spaces and a time are no date and time")
  func twoSpaces() {
    check("v = 1979-05-27  07:32:00", .expected(.lineEnd, found: "0"), 1, 17)
  }

  @Test("Arrays")
  func arrays() {
    check("a = [1, 2", .expected(.arrayNext, found: nil), 1, 10)
    check("a = [1 2]", .expected(.arrayNext, found: "2"), 1, 8)
    check("a = [,1]", .expected(.value, found: ","), 1, 6)
    check("a = [1,,2]", .expected(.value, found: ","), 1, 8)
    check("a = [1]]", .expected(.lineEnd, found: "]"), 1, 8)
    check("a = [1] \"x\"", .expected(.lineEnd, found: "\""), 1, 9)
  }

  @Test("An error quotes no more than the start of a long value")
  func excerpt() {
    let long = String(repeating: "x", count: 65)
    check("a = \(long.dropLast())", .malformedValue(String(long.dropLast())), 1, 5)
    check("a = \(long)x", .malformedValue(long.dropLast() + "…"), 1, 5)
  }

  @Test("What stands in a file cannot move a terminal's cursor in a message")
  func display() {
    let error = #expect(throws: TOMLError.self) { try TOMLDocument(Array("\"a\u{202E}\" = 1\n\"a\u{202E}\" = 2".utf8)) }
    #expect(error?.description == "line 2, column 1: this key is already set at line 1, column 1: a\\u{202E}")
  }
}
