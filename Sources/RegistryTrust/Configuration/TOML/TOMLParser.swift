/// The reader of a TOML document: expressions, keys, arrays and inline tables.
///
/// The grammar is the ABNF of TOML 1.0.0; each function names the rules that it reads.
struct TOMLParser {
  var cursor: TextCursor
  private(set) var headers: [TOMLDocument.Header] = []
  private var builder = TOMLBuilder()

  init(_ bytes: [UInt8]) throws(TOMLError) {
    let start = TextPosition(line: 1, column: 1)
    guard bytes.count <= TOMLDocument.maximumByteCount else { throw TOMLError(reason: .tooLarge, position: start) }
    cursor = TextCursor(bytes)
    if let offset = TextCursor.malformedUTF8(in: bytes) {
      throw TOMLError(reason: .malformedUTF8, position: cursor.place(of: offset))
    }
    guard !cursor.starts(with: "\u{FEFF}") else { throw TOMLError(reason: .byteOrderMark, position: start) }
  }

  /// `toml = expression *( newline expression )`.
  mutating func document() throws(TOMLError) -> TOMLTable {
    var table = TOMLBuilder.root
    var depth = 1
    while true {
      skipSpace()
      switch cursor.next {
      case nil: return builder.table(TOMLBuilder.root)
      case UInt8(ascii: "["):
        let header = try header(&table)
        depth = 1 + header.count
      case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
      default: try pair(into: table, depth: depth)
      }
      try lineEnd()
    }
  }

  /// Makes a table, and returns its name: `table = std-table / array-table`.
  private mutating func header(_ table: inout Int) throws(TOMLError) -> [TOMLKeyPart] {
    cursor.skip()
    // "Array of Tables": the two brackets stand together.
    let isArray = cursor.take("[")
    skipSpace()
    let position = cursor.place
    // An array of tables is a level of its own.
    let header = try key(depth: isArray ? 2 : 1)
    if isArray {
      guard cursor.take("]]") else { throw unexpected(.arrayOfTablesEnd) }
      table = try builder.append(header)
    } else {
      guard cursor.take("]") else { throw unexpected(.tableEnd) }
      table = try builder.define(header)
    }
    headers.append(TOMLDocument.Header(name: header.map(\.text), isArrayOfTables: isArray, position: position))
    return header
  }

  /// `keyval = key keyval-sep val`.
  private mutating func pair(into table: Int, depth: Int) throws(TOMLError) {
    let key = try key(depth: depth)
    guard cursor.take("=") else { throw unexpected(.equals) }
    skipSpace()
    let value = try value(depth: depth + key.count)
    try builder.set(key, to: value, in: table)
  }

  /// `key = simple-key / dotted-key`, and the white space after it.
  private mutating func key(depth: Int) throws(TOMLError) -> [TOMLKeyPart] {
    var parts: [TOMLKeyPart] = []
    repeat {
      skipSpace()
      let position = cursor.place
      guard depth + parts.count < TOMLDocument.maximumDepth else {
        throw TOMLError(reason: .nestedTooDeeply, position: position)
      }
      parts.append(TOMLKeyPart(text: try simpleKey(), position: position))
      skipSpace()
    } while cursor.take(".")
    return parts
  }

  /// `simple-key = quoted-key / unquoted-key`.
  private mutating func simpleKey() throws(TOMLError) -> String {
    switch cursor.next {
    case UInt8(ascii: "\""):
      guard !cursor.starts(with: "\"\"\"") else { throw error(.multiLineKey) }
      return try basicString()
    case UInt8(ascii: "'"):
      guard !cursor.starts(with: "'''") else { throw error(.multiLineKey) }
      return try literalString()
    default:
      let start = cursor.offset
      while let next = cursor.next, next.isBareKeyCharacter { cursor.skip() }
      guard cursor.offset > start else { throw unexpected(.key) }
      return cursor.text(start..<cursor.offset)
    }
  }

  /// `val = string / boolean / array / inline-table / date-time / float / integer`.
  private mutating func value(depth: Int) throws(TOMLError) -> TOMLValue {
    let position = cursor.place
    let content: TOMLValue.Content =
      switch cursor.next {
      case UInt8(ascii: "\""):
        .string(cursor.starts(with: "\"\"\"") ? try multiLineBasicString() : try basicString())
      case UInt8(ascii: "'"):
        .string(cursor.starts(with: "'''") ? try multiLineLiteralString() : try literalString())
      case UInt8(ascii: "["): .array(try array(depth: depth))
      case UInt8(ascii: "{"): .table(try inlineTable(position, depth: depth))
      default: try plainValue()
      }
    return TOMLValue(content: content, position: position)
  }

  /// `array = array-open [ array-values ] ws-comment-newline array-close`.
  private mutating func array(depth: Int) throws(TOMLError) -> [TOMLValue] {
    guard depth < TOMLDocument.maximumDepth else { throw error(.nestedTooDeeply) }
    cursor.skip()
    var elements: [TOMLValue] = []
    while true {
      try skipLines()
      if cursor.take("]") { return elements }
      elements.append(try value(depth: depth + 1))
      try skipLines()
      if cursor.take("]") { return elements }
      guard cursor.take(",") else { throw unexpected(.arrayNext) }
    }
  }

  /// `inline-table = inline-table-open [ inline-table-keyvals ] inline-table-close`.
  private mutating func inlineTable(_ position: TextPosition, depth: Int) throws(TOMLError) -> TOMLTable {
    guard depth < TOMLDocument.maximumDepth else { throw error(.nestedTooDeeply) }
    cursor.skip()
    let table = builder.addInlineTable(position)
    try skipSpaceInInlineTable()
    if cursor.take("}") { return builder.removeTable(table) }
    while true {
      try pair(into: table, depth: depth)
      try skipSpaceInInlineTable()
      if cursor.take("}") { return builder.removeTable(table) }
      let comma = cursor.offset
      guard cursor.take(",") else { throw unexpected(.inlineTableNext) }
      try skipSpaceInInlineTable()
      if cursor.next == UInt8(ascii: "}") {
        throw TOMLError(reason: .trailingComma, position: cursor.place(of: comma))
      }
    }
  }
}

extension TOMLParser {
  /// `ws = *wschar`.
  private mutating func skipSpace() {
    while let next = cursor.next, next == 0x20 || next == 0x09 { cursor.skip() }
  }

  /// The white space in an inline table, where TOML 1.0.0 allows no line end ("Inline Table").
  private mutating func skipSpaceInInlineTable() throws(TOMLError) {
    skipSpace()
    if let next = cursor.next, next == 0x0A || next == 0x0D || next == UInt8(ascii: "#") {
      throw error(.lineEndInInlineTable)
    }
  }

  /// `ws-comment-newline = *( wschar / [ comment ] newline )`.
  private mutating func skipLines() throws(TOMLError) {
    while true {
      skipSpace()
      if cursor.next == UInt8(ascii: "#") { try comment() }
      guard try newline() else { return }
    }
  }

  /// The end of an expression: `ws [ comment ]`, and `newline` or the end of the file.
  private mutating func lineEnd() throws(TOMLError) {
    skipSpace()
    if cursor.next == UInt8(ascii: "#") { try comment() }
    guard try newline() || cursor.next == nil else { throw unexpected(.lineEnd) }
  }

  /// `newline = %x0A / %x0D.0A`.
  mutating func newline() throws(TOMLError) -> Bool {
    if cursor.take("\n") { return true }
    guard cursor.next == 0x0D else { return false }
    guard cursor.peek(1) == 0x0A else { throw error(.controlCharacter(0x0D)) }
    cursor.skip(2)
    return true
  }

  /// `comment = comment-start-symbol *non-eol`.
  ///
  /// The ABNF lets U+007F through, the text of "Comment" does not; the text is followed.
  private mutating func comment() throws(TOMLError) {
    while let next = cursor.next, next != 0x0A, !(next == 0x0D && cursor.peek(1) == 0x0A) {
      guard !next.isForbiddenControl else { throw error(.controlCharacter(next)) }
      cursor.skip()
    }
  }

  /// An error at the cursor.
  mutating func error(_ reason: TOMLError.Reason) -> TOMLError {
    TOMLError(reason: reason, position: cursor.place)
  }

  /// The error that the next character is not what the grammar calls for.
  mutating func unexpected(_ expectation: TOMLError.Expectation) -> TOMLError {
    if let next = cursor.next, next.isForbiddenControl, next != 0x0A, !(next == 0x0D && cursor.peek(1) == 0x0A) {
      return error(.controlCharacter(next))
    }
    return error(.expected(expectation, found: cursor.scalar))
  }
}

extension UInt8 {
  /// `unquoted-key = 1*( ALPHA / DIGIT / %x2D / %x5F )`.
  fileprivate var isBareKeyCharacter: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }

  /// A control character other than the tab.
  var isForbiddenControl: Bool { (self < 0x20 && self != 0x09) || self == 0x7F }
}
