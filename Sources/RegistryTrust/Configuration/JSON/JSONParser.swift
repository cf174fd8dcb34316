/// The reader of a JSON document; each function names the rule of RFC 8259 that it reads.
struct JSONParser {
  private var cursor: TextCursor
  private(set) var duplicates: [JSONDocument.Duplicate] = []
  /// Where the first of the bytes stood that are not UTF-8, and where each half of a surrogate pair.
  private(set) var repairs: [TextPosition] = []

  init(_ bytes: [UInt8]) throws(JSONError) {
    let start = TextPosition(line: 1, column: 1)
    guard bytes.count <= JSONDocument.maximumByteCount else { throw JSONError(reason: .tooLarge, position: start) }
    cursor = TextCursor(bytes)
    if let offset = TextCursor.malformedUTF8(in: bytes) {
      repairs.append(cursor.place(of: offset))
      cursor = TextCursor(Self.repaired(bytes))
    }
    guard !cursor.starts(with: "\u{FEFF}") else { throw JSONError(reason: .byteOrderMark, position: start) }
  }

  /// The bytes in UTF-8, with U+FFFD for each byte that is not part of it (Go's `utf8.DecodeRune`).
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    // What lies between two places that are repaired is copied at once.
    var (start, offset) = (0, 0)
    while offset < bytes.count {
      let width = TextCursor.scalarWidth(in: bytes, at: offset)
      offset += max(width, 1)
      guard width == 0 else { continue }
      if start < offset - 1 { text += bytes[start..<offset - 1] }
      // U+FFFD.
      for byte: UInt8 in [0xEF, 0xBF, 0xBD] { text.append(byte) }
      start = offset
    }
    text += bytes[start...]
    return text
  }

  /// `JSON-text = ws value ws` (§2).
  mutating func document() throws(JSONError) -> JSONNode {
    skipSpace()
    let root = try value(depth: 0)
    skipSpace()
    guard cursor.next == nil else { throw unexpected(.end) }
    return root
  }

  /// `value = false / null / true / object / array / number / string` (§3).
  private mutating func value(depth: Int) throws(JSONError) -> JSONNode {
    let position = cursor.place
    let content: JSONNode.Content =
      switch cursor.next {
      case UInt8(ascii: "{"): .object(try object(depth: depth + 1))
      case UInt8(ascii: "["): .array(try array(depth: depth + 1))
      case UInt8(ascii: "\""): .string(try string())
      case .some(let next) where next == UInt8(ascii: "-") || next.isDigit: .number(try number())
      case .some(let next) where next.isWordCharacter: try word()
      default: throw unexpected(.value)
      }
    return JSONNode(content: content, position: position)
  }

  /// `object = begin-object [ member *( value-separator member ) ] end-object` (§4).
  private mutating func object(depth: Int) throws(JSONError) -> [JSONNode.Member] {
    guard depth <= JSONDocument.maximumDepth else { throw error(.nestedTooDeeply) }
    cursor.skip()
    skipSpace()
    var members: [JSONNode.Member] = []
    if cursor.take("}") { return members }
    var seen: [ExactText: TextPosition] = [:]
    while true {
      let position = cursor.place
      guard cursor.next == UInt8(ascii: "\"") else { throw unexpected(members.isEmpty ? .nameOrEnd : .name) }
      let name = try string()
      if let first = seen[ExactText(name)] {
        duplicates.append(JSONDocument.Duplicate(name: name, position: position, first: first))
      } else {
        seen[ExactText(name)] = position
      }
      skipSpace()
      guard cursor.take(":") else { throw unexpected(.colon) }
      skipSpace()
      members.append(JSONNode.Member(name: name, position: position, value: try value(depth: depth)))
      if try !goesOn(before: "}", .objectNext) { return members }
    }
  }

  /// `array = begin-array [ value *( value-separator value ) ] end-array` (§5).
  private mutating func array(depth: Int) throws(JSONError) -> [JSONNode] {
    guard depth <= JSONDocument.maximumDepth else { throw error(.nestedTooDeeply) }
    cursor.skip()
    skipSpace()
    var elements: [JSONNode] = []
    if cursor.take("]") { return elements }
    while true {
      elements.append(try value(depth: depth))
      if try !goesOn(before: "]", .arrayNext) { return elements }
    }
  }

  /// Goes over the comma before what comes next, or over the end; `true` for the comma.
  private mutating func goesOn(before end: StaticString, _ expectation: JSONError.Expectation) throws(JSONError) -> Bool
  {
    skipSpace()
    if cursor.take(end) { return false }
    let comma = cursor.offset
    guard cursor.take(",") else { throw unexpected(expectation) }
    skipSpace()
    if cursor.starts(with: end) { throw JSONError(reason: .trailingComma, position: cursor.place(of: comma)) }
    return true
  }

  /// `false`, `null` or `true` (§3).
  private mutating func word() throws(JSONError) -> JSONNode.Content {
    let start = cursor.offset
    while let next = cursor.next, next.isWordCharacter { cursor.skip() }
    switch cursor.text(start..<cursor.offset) {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      throw JSONError(reason: .unknownWord(cursor.excerpt(start..<cursor.offset)), position: cursor.place(of: start))
    }
  }

  /// `number = [ minus ] int [ frac ] [ exp ]` (§6).
  private mutating func number() throws(JSONError) -> String {
    let start = cursor.offset
    _ = cursor.take("-")
    var isWellFormed = cursor.take("0") || takeDigits()
    if cursor.take(".") { isWellFormed = takeDigits() && isWellFormed }
    if cursor.take("e") || cursor.take("E") {
      _ = cursor.take("+") || cursor.take("-")
      isWellFormed = takeDigits() && isWellFormed
    }
    // What follows a number closely belongs to it for whoever wrote it, as in `01`, `1_000` or `0x10`.
    let end = cursor.offset
    while let next = cursor.next, next.isWordCharacter || next == UInt8(ascii: ".") { cursor.skip() }
    guard isWellFormed, cursor.offset == end else {
      throw JSONError(
        reason: .malformedNumber(cursor.excerpt(start..<cursor.offset)), position: cursor.place(of: start))
    }
    return cursor.text(start..<end)
  }

  private mutating func takeDigits() -> Bool {
    let start = cursor.offset
    while let next = cursor.next, next.isDigit { cursor.skip() }
    return cursor.offset > start
  }

  /// `ws = *( %x20 / %x09 / %x0A / %x0D )` (§2).
  private mutating func skipSpace() {
    while let next = cursor.next, next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D { cursor.skip() }
  }

  private mutating func error(_ reason: JSONError.Reason) -> JSONError {
    JSONError(reason: reason, position: cursor.place)
  }

  private mutating func unexpected(_ expectation: JSONError.Expectation) -> JSONError {
    let isComment = cursor.next == UInt8(ascii: "#") || cursor.starts(with: "//") || cursor.starts(with: "/*")
    return error(isComment ? .comment : .expected(expectation, found: cursor.scalar))
  }
}

extension JSONParser {
  /// `string = quotation-mark *char quotation-mark` (§7).
  private mutating func string() throws(JSONError) -> String {
    let start = cursor.offset
    cursor.skip()
    var text: [UInt8] = []
    while let next = cursor.next {
      switch next {
      case UInt8(ascii: "\""):
        cursor.skip()
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(&text)
      case ..<0x20: throw error(.controlCharacter(next))
      default: text += cursor.take { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      }
    }
    throw JSONError(reason: .unterminatedString, position: cursor.place(of: start))
  }

  /// An escape (§7).
  private mutating func escape(_ text: inout [UInt8]) throws(JSONError) {
    let start = cursor.offset
    cursor.skip()
    let character = cursor.scalar
    switch character {
    case "b": text.append(0x08)
    case "t": text.append(0x09)
    case "n": text.append(0x0A)
    case "f": text.append(0x0C)
    case "r": text.append(0x0D)
    case "\"", "\\", "/": text.append(cursor.bytes[cursor.offset])
    case "u":
      guard let scalar = codePoint(start) else {
        throw JSONError(reason: .invalidCodePoint, position: cursor.place(of: start))
      }
      text.append(contentsOf: String(scalar).utf8)
    default: throw JSONError(reason: .invalidEscape(character), position: cursor.place(of: start))
    }
    cursor.skip()
  }

  /// The scalar that `\u` and four digits, or a pair of these, stand for; the cursor goes from `u` to the last digit.
  ///
  /// Of half of a surrogate pair §8.2 says that what becomes of it is unpredictable; in Go it becomes U+FFFD.
  private mutating func codePoint(_ start: Int) -> Unicode.Scalar? {
    guard let first = cursor.hexadecimal(4, after: 1) else { return nil }
    cursor.skip(4)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800...0xDBFF).contains(first), cursor.peek(1) == UInt8(ascii: "\\"), cursor.peek(2) == UInt8(ascii: "u"),
      let second = cursor.hexadecimal(4, after: 3), (0xDC00...0xDFFF).contains(second)
    else {
      repairs.append(cursor.place(of: start))
      return "\u{FFFD}"
    }
    cursor.skip(6)
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

  /// A letter, a digit, or what people join these with.
  fileprivate var isWordCharacter: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
