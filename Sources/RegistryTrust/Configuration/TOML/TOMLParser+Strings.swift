// "String" of TOML 1.0.0.
extension TOMLParser {
  /// `basic-string = quotation-mark *basic-char quotation-mark`.
  mutating func basicString() throws(TOMLError) -> String {
    let start = cursor.offset
    cursor.skip()
    var text: [UInt8] = []
    while let next = cursor.next {
      switch next {
      case UInt8(ascii: "\""):
        cursor.skip()
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(&text)
      default: try lineCharacter(next, &text)
      }
    }
    throw TOMLError(reason: .unterminatedString, position: cursor.place(of: start))
  }

  /// `literal-string = apostrophe *literal-char apostrophe`.
  mutating func literalString() throws(TOMLError) -> String {
    let start = cursor.offset
    cursor.skip()
    var text: [UInt8] = []
    while let next = cursor.next {
      if next == UInt8(ascii: "'") {
        cursor.skip()
        return String(decoding: text, as: UTF8.self)
      }
      try lineCharacter(next, &text)
    }
    throw TOMLError(reason: .unterminatedString, position: cursor.place(of: start))
  }

  /// `ml-basic-string = ml-basic-string-delim [ newline ] ml-basic-body ml-basic-string-delim`.
  mutating func multiLineBasicString() throws(TOMLError) -> String {
    let start = cursor.offset
    cursor.skip(3)
    _ = try newline()
    var text: [UInt8] = []
    while let next = cursor.next {
      switch next {
      case UInt8(ascii: "\""):
        if closesMultiLine(next, &text) { return String(decoding: text, as: UTF8.self) }
      case UInt8(ascii: "\\"):
        if try !continuation() { try escape(&text) }
      default: try character(next, &text)
      }
    }
    throw TOMLError(reason: .unterminatedString, position: cursor.place(of: start))
  }

  /// `ml-literal-string = ml-literal-string-delim [ newline ] ml-literal-body ml-literal-string-delim`.
  mutating func multiLineLiteralString() throws(TOMLError) -> String {
    let start = cursor.offset
    cursor.skip(3)
    _ = try newline()
    var text: [UInt8] = []
    while let next = cursor.next {
      if next == UInt8(ascii: "'") {
        if closesMultiLine(next, &text) { return String(decoding: text, as: UTF8.self) }
      } else {
        try character(next, &text)
      }
    }
    throw TOMLError(reason: .unterminatedString, position: cursor.place(of: start))
  }

  /// Takes the quotes at the cursor; `true` if they end the string.
  ///
  /// Three of them do; one or two more before those belong to the string (`mlb-quotes`, `mll-quotes`).
  private mutating func closesMultiLine(_ quote: UInt8, _ text: inout [UInt8]) -> Bool {
    var count = 0
    while count < 5, cursor.peek(count) == quote { count += 1 }
    cursor.skip(count)
    for _ in 0..<(count >= 3 ? count - 3 : count) { text.append(quote) }
    return count >= 3
  }

  /// Takes a character of a string of one line.
  private mutating func lineCharacter(_ next: UInt8, _ text: inout [UInt8]) throws(TOMLError) {
    if next == 0x0A || (next == 0x0D && cursor.peek(1) == 0x0A) { throw error(.lineEndInString) }
    guard !next.isForbiddenControl else { throw error(.controlCharacter(next)) }
    text.append(next)
    cursor.skip()
  }

  /// Takes a character of a string of many lines; a line end becomes a line feed.
  private mutating func character(_ next: UInt8, _ text: inout [UInt8]) throws(TOMLError) {
    if try newline() {
      text.append(0x0A)
      return
    }
    guard !next.isForbiddenControl else { throw error(.controlCharacter(next)) }
    text.append(next)
    cursor.skip()
  }

  /// `mlb-escaped-nl = escape ws newline *( wschar / newline )`; `false`, with nothing taken, if none follows.
  private mutating func continuation() throws(TOMLError) -> Bool {
    var distance = 1
    while let next = cursor.peek(distance), next == 0x20 || next == 0x09 { distance += 1 }
    guard let end = cursor.peek(distance), end == 0x0A || end == 0x0D else { return false }
    // A carriage return alone is refused below, where it stands.
    cursor.skip(distance)
    while true {
      if let next = cursor.next, next == 0x20 || next == 0x09 {
        cursor.skip()
      } else if try !newline() {
        return true
      }
    }
  }

  /// `escaped = escape escape-seq-char`.
  private mutating func escape(_ text: inout [UInt8]) throws(TOMLError) {
    let start = cursor.offset
    cursor.skip()
    let character = cursor.scalar
    switch character {
    case "b": text.append(0x08)
    case "t": text.append(0x09)
    case "n": text.append(0x0A)
    case "f": text.append(0x0C)
    case "r": text.append(0x0D)
    case "\"": text.append(0x22)
    case "\\": text.append(0x5C)
    case "u", "U":
      let count = character == "u" ? 4 : 8
      guard let value = cursor.hexadecimal(count, after: 1), let scalar = Unicode.Scalar(value) else {
        throw TOMLError(reason: .invalidCodePoint, position: cursor.place(of: start))
      }
      text.append(contentsOf: String(scalar).utf8)
      cursor.skip(count)
    default: throw TOMLError(reason: .invalidEscape(character), position: cursor.place(of: start))
    }
    cursor.skip()
  }
}

extension TextCursor {
  /// The number that `count` hexadecimal digits make, `distance` bytes after the next one; `nil` if they are not there.
  func hexadecimal(_ count: Int, after distance: Int) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<count {
      guard let byte = peek(distance + index), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
