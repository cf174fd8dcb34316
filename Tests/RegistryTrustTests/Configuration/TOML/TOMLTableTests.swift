@testable import RegistryTrust
import Testing

/// "Keys", "Table", "Inline Table" and "Array of Tables" of TOML 1.0.0.
@Suite("TOML: tables")
struct TOMLTableTests {
  private func root(_ text: String) throws -> TOMLTable { try TOMLDocument(Array(text.utf8)).root }

  /// A table in a line: keys in their order, `*` for what is no table.
  private func shape(_ table: TOMLTable) -> String {
    table.entries.map { entry in
      switch entry.value.content {
      case .table(let table): "\(entry.key){\(shape(table))}"
      case .array(let elements) where elements.first?.table != nil:
        "\(entry.key)[\(elements.map { shape($0.table ?? table) }.joined(separator: "|"))]"
      default: entry.key
      }
    }.joined(separator: " ")
  }

  @Test("Keys: bare, quoted, dotted, with white space around dots and the sign")
  func keys() throws {
    #expect(
      try shape(root("bare_key-1 = 1\n1234 = 2\n3.14 = 3\n'quoted \"key\"' = 4\n\"\" = 5"))
        == "bare_key-1 1234 3{14} quoted \"key\" ")
    #expect(try shape(root("site . \"example.com\" . 'a' = true\nsite.b=1")) == "site{example.com{a} b}")
    #expect(try shape(root("\"\\u0061\" = 1")) == "a")
    #expect(try shape(root("ʎ = 1".replacing("ʎ", with: "\"ʎ\""))) == "ʎ")
  }

  @Test("Keys are compared by code points: a composed letter is not a decomposed one")
  func canonicalEquivalence() throws {
    let table = try root("\"\u{E9}\" = 1\n\"e\u{301}\" = 2\n")
    #expect(table.entries.count == 2)
    guard case .integer(2)? = table["e\u{301}"]?.value.content else { throw Unexpected() }
  }

  @Test("Tables may be defined in any order, and after the tables below them")
  func order() throws {
    #expect(try shape(root("[x.y.z.w]\n[x]\nk = 1\n[x.y]\nl = 2")) == "x{y{z{w{}} l} k}")
    #expect(try shape(root("[ d . e ]\n[d.e . 'f']\n[b]\n[a]")) == "d{e{f{}}} b{} a{}")
    #expect(try root("[a.b]").entries[0].value.table?.origin == .implicit)
    #expect(try root("[a.b]\n[a]").entries[0].value.table?.origin == .header)
  }

  @Test("A header may lead through tables that dotted keys made")
  func belowDottedKeys() throws {
    #expect(
      try shape(root("[fruit]\napple.color = 1\napple.taste.sweet = 2\n[fruit.apple.texture]\nsmooth = 3"))
        == "fruit{apple{color taste{sweet} texture{smooth}}}")
  }

  @Test("Dotted keys may lead through a table that a header only implied")
  func throughImplied() throws {
    #expect(try shape(root("[a.b.c]\n[a]\nb.d = 1")) == "a{b{c{} d}}")
  }

  @Test("Arrays of tables, and tables and arrays below their last element")
  func arraysOfTables() throws {
    let text = """
      [[fruits]]
      name = "apple"
      [fruits.physical]
      color = "red"
      [[fruits.varieties]]
      name = "a"
      [[fruits.varieties]]
      name = "b"
      [[fruits]]
      [[fruits.varieties]]
      """
    #expect(try shape(root(text)) == "fruits[name physical{color} varieties[name|name]|varieties[]]")
    #expect(try shape(root("[[a]]\n[a.b]\n[[a]]\n[a.b]")) == "a[b{}|b{}]")
  }

  @Test("Every key, value and header has its place, counted in characters")
  func places() throws {
    let document = try TOMLDocument(Array("# é\r\n'é' = 1\n\n [host . \"é\"] # x\n\tk.l = [ 2,\n  3 ]\n[[t]]".utf8))
    let root = document.root
    #expect(root.entries[0].position == TextPosition(line: 2, column: 1))
    #expect(root.entries[0].value.position == TextPosition(line: 2, column: 7))
    let host = try #require(root["host"]?.value.table?.entries.first)
    #expect(host.position == TextPosition(line: 4, column: 10))
    let key = try #require(host.value.table?.entries.first)
    #expect(key.position == TextPosition(line: 5, column: 2))
    let inner = try #require(key.value.table?.entries.first)
    #expect(inner.position == TextPosition(line: 5, column: 4))
    #expect(inner.value.position == TextPosition(line: 5, column: 8))
    #expect(inner.value.elements?.last?.position == TextPosition(line: 6, column: 3))
    #expect(document.headers.map(\.name) == [["host", "é"], ["t"]])
    #expect(document.headers.map(\.isArrayOfTables) == [false, true])
    #expect(document.headers[0].position == TextPosition(line: 4, column: 3))
  }

  @Test(
    "Nothing but comments, white space and line ends is an empty table", arguments: ["", "\n", "# x", "\t \r\n#\n "])
  func empty(_ text: String) throws {
    #expect(try root(text).entries.isEmpty)
  }
}
