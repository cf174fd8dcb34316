// "Integer", "Float", "Boolean" and the dates and times of TOML 1.0.0.
extension TOMLParser {
  /// A value that has no quotes or brackets.
  mutating func plainValue() throws(TOMLError) -> TOMLValue.Content {
    let start = cursor.offset
    skipPlainCharacters()
    guard cursor.offset > start else { throw unexpected(.value) }
    // "Offset Date-Time": a space may stand between date and time. Only a time can follow a date on its line.
    if cursor.offset - start == 10, isDate(start), cursor.next == 0x20, let next = cursor.peek(1), next.isDigit {
      cursor.skip()
      skipPlainCharacters()
    }
    let text = cursor.text(start..<cursor.offset)
    do throws(PlainValueError) {
      return try Self.plainValue(text, Array(text.utf8))
    } catch {
      let text = cursor.excerpt(start..<cursor.offset)
      let reason: TOMLError.Reason =
        switch error {
        case .malformed: .malformedValue(text)
        case .leadingZero: .leadingZero(text)
        case .underscore: .misplacedUnderscore(text)
        case .range: .integerOutOfRange(text)
        case .dateTime: .invalidDateTime(text)
        }
      throw TOMLError(reason: reason, position: cursor.place(of: start))
    }
  }

  /// Goes over what a number, a date or a word can consist of; more than that, to report a bare word whole.
  private mutating func skipPlainCharacters() {
    while let next = cursor.next {
      switch next {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "/"), 0x80...:
        cursor.skip()
      default: return
      }
    }
  }

  private func isDate(_ start: Int) -> Bool {
    cursor.bytes[start + 4] == UInt8(ascii: "-") && cursor.bytes[start + 7] == UInt8(ascii: "-")
  }

  private enum PlainValueError: Error {
    case malformed, leadingZero, underscore, range, dateTime
  }

  private static func plainValue(_ text: String, _ bytes: [UInt8]) throws(PlainValueError) -> TOMLValue.Content {
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf": return .float(.infinity)
    case "-inf": return .float(-.infinity)
    case "nan", "+nan", "-nan": return .float(.nan)
    default: break
    }
    if bytes.count >= 5, bytes[..<4].allSatisfy(\.isDigit), bytes[4] == UInt8(ascii: "-") {
      guard let dateTime = TOMLDateTime(bytes) else { throw .dateTime }
      return .dateTime(dateTime)
    }
    if bytes.count >= 3, bytes[..<2].allSatisfy(\.isDigit), bytes[2] == UInt8(ascii: ":") {
      guard let dateTime = TOMLDateTime(bytes) else { throw .dateTime }
      return .dateTime(dateTime)
    }
    if bytes.count >= 2, bytes[0] == UInt8(ascii: "0") {
      switch bytes[1] {
      case UInt8(ascii: "x"): return .integer(try integer(bytes[2...], radix: 16))
      case UInt8(ascii: "o"): return .integer(try integer(bytes[2...], radix: 8))
      case UInt8(ascii: "b"): return .integer(try integer(bytes[2...], radix: 2))
      default: break
      }
    }
    return try decimal(bytes)
  }

  /// `hex-int`, `oct-int` and `bin-int`, after their prefix.
  private static func integer(_ digits: ArraySlice<UInt8>, radix: Int) throws(PlainValueError) -> Int64 {
    guard let text = try withoutUnderscores(digits, isDigit: { $0.isDigit(radix: radix) }) else {
      throw .malformed
    }
    // "Integer": a number that loses bits is an error; the prefixed forms have no sign, so the top bit must be free.
    guard let value = Int64(text, radix: radix) else { throw .range }
    return value
  }

  /// `dec-int` and `float`.
  private static func decimal(_ bytes: [UInt8]) throws(PlainValueError) -> TOMLValue.Content {
    var rest = bytes[...]
    var text = ""
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      if sign == UInt8(ascii: "-") { text = "-" }
      rest = rest.dropFirst()
    }
    let isDigit: (UInt8) -> Bool = { $0.isDigit }
    func isGroup(_ byte: UInt8) -> Bool { byte.isDigit || byte == UInt8(ascii: "_") }
    let whole = rest.prefix(while: isGroup)
    rest = rest.dropFirst(whole.count)
    guard let digits = try withoutUnderscores(whole, isDigit: isDigit) else { throw .malformed }
    guard digits.count == 1 || !digits.hasPrefix("0") else { throw .leadingZero }
    text += digits
    if rest.isEmpty {
      guard let value = Int64(text) else { throw .range }
      return .integer(value)
    }
    // float = float-int-part ( exp / frac [ exp ] )
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isGroup)
      rest = rest.dropFirst(1 + fraction.count)
      guard let digits = try withoutUnderscores(fraction, isDigit: isDigit) else { throw .malformed }
      text += "." + digits
    }
    if let exponent = rest.first {
      guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { throw .malformed }
      rest = rest.dropFirst()
      text += "e"
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        text += sign == UInt8(ascii: "-") ? "-" : "+"
        rest = rest.dropFirst()
      }
      guard let digits = try withoutUnderscores(rest, isDigit: isDigit) else { throw .malformed }
      text += digits
    }
    guard let value = Double(text) else { throw .malformed }
    return .float(value)
  }

  /// The digits without the underscores, each of which must stand between two digits; `nil` if there is no digit, or
  /// something that is neither.
  private static func withoutUnderscores(
    _ bytes: ArraySlice<UInt8>, isDigit: (UInt8) -> Bool
  ) throws(PlainValueError) -> String? {
    guard !bytes.isEmpty else { return nil }
    var digits: [UInt8] = []
    var mayHaveUnderscore = false
    var isMisplaced = false
    for byte in bytes {
      if byte == UInt8(ascii: "_") {
        if !mayHaveUnderscore { isMisplaced = true }
        mayHaveUnderscore = false
      } else if isDigit(byte) {
        digits.append(byte)
        mayHaveUnderscore = true
      } else {
        return nil
      }
    }
    guard !isMisplaced, mayHaveUnderscore else { throw .underscore }
    return String(decoding: digits, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

  fileprivate func isDigit(radix: Int) -> Bool {
    Character(Unicode.Scalar(self)).hexDigitValue.map { $0 < radix } ?? false
  }
}
