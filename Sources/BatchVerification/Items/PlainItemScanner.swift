import Platform

/// Reads an item of JSON whose line is plain: printable ASCII, the members of ``ItemFields`` once each, strings with the
/// escapes of one letter only, numbers without fraction and exponent.
///
/// Whatever else a line has, the scanner gives up and says nothing of it, so that what it reads is what the reader of JSON
/// would read, in a tenth of the time.
struct PlainItemScanner {
  private var offset = 0
  private var isPlain: Bool

  init(_ line: Span<UInt8>) {
    // Two reductions without a branch, which the compiler does with vectors.
    var lowest = UInt8.max
    var highest = UInt8.min
    for index in line.indices {
      lowest = min(lowest, line[index])
      highest = max(highest, line[index])
    }
    isPlain = lowest >= 0x20 && highest < 0x7F
  }

  /// The members; `nil` if the line is not plain.
  mutating func fields(_ line: Span<UInt8>) -> ItemFields? {
    guard isPlain, line.count <= ItemSplitter.maximumItemByteCount else { return nil }
    var fields = ItemFields()
    guard take("{", line), !take("}", line) else { return nil }
    repeat {
      guard let range = string(line), let member = Self.member(line, range), !fields.has(member), take(":", line) else {
        return nil
      }
      guard read(member, line, into: &fields) else { return nil }
    } while take(",", line)
    guard take("}", line), offset == line.count else { return nil }
    return fields
  }

  /// The member of a name; `nil` if there is none.
  private static func member(_ line: Span<UInt8>, _ range: Range<Int>) -> ItemFields.Member? {
    func spells(_ text: StaticString) -> Bool {
      range.count == text.utf8CodeUnitCount && line.holds(text, at: range.lowerBound)
    }
    if spells("chain") { return .chain }
    if spells("id") { return .identifier }
    if spells("hostname") { return .hostname }
    if spells("ip") { return .address }
    if spells("at") { return .moment }
    if spells("purpose") { return .purpose }
    if spells("email") { return .mailbox }
    return nil
  }

  /// Reads the value of a member; false if it is not plain.
  private mutating func read(_ member: ItemFields.Member, _ line: Span<UInt8>, into fields: inout ItemFields) -> Bool {
    switch member {
    case .identifier:
      guard let identifier = identifier(line), identifier.byteCount <= ItemIdentifier.maximumByteCount else {
        return false
      }
      fields.identifier = identifier
      return true
    case .chain:
      guard offset < line.count else { return false }
      if line[offset] == UInt8(ascii: "\"") {
        guard let text = unescapedString(line) else { return false }
        fields.chain = .text(text)
      } else {
        guard let elements = elements(line) else { return false }
        fields.chain = .elements(elements)
      }
      return true
    default:
      guard let text = text(line) else { return false }
      return fields.set(member, text)
    }
  }

  private mutating func identifier(_ line: Span<UInt8>) -> ItemIdentifier? {
    guard offset < line.count else { return nil }
    if line[offset] == UInt8(ascii: "\"") { return text(line).map(ItemIdentifier.string) }
    let start = offset
    if line[offset] == UInt8(ascii: "-") { offset += 1 }
    let digits = offset
    while offset < line.count, (0x30...0x39).contains(line[offset]) { offset += 1 }
    // A zero is a number, and starts none.
    guard offset > digits, offset == digits + 1 || line[digits] != 0x30 else { return nil }
    let end = offset
    skipSpaces(line)
    // What follows a number closely would belong to it.
    guard end < offset || end < line.count && (line[end] == UInt8(ascii: ",") || line[end] == UInt8(ascii: "}")) else {
      return nil
    }
    return .number(String(decoding: line.array(start..<end), as: UTF8.self))
  }

  private mutating func elements(_ line: Span<UInt8>) -> [[UInt8]]? {
    guard take("[", line) else { return nil }
    var elements: [[UInt8]] = []
    if take("]", line) { return elements }
    repeat {
      guard elements.count < ItemFields.maximumElementCount, let element = unescapedString(line) else { return nil }
      elements.append(element)
    } while take(",", line)
    return take("]", line) ? elements : nil
  }

  private mutating func text(_ line: Span<UInt8>) -> String? {
    string(line).map { String(decoding: line.array($0), as: UTF8.self) }
  }

  /// Goes over a string without an escape, and the spaces behind it; its range between the quotes.
  private mutating func string(_ line: Span<UInt8>) -> Range<Int>? {
    guard offset < line.count, line[offset] == UInt8(ascii: "\""),
      let end = ByteSearch.first(UInt8(ascii: "\""), in: line, from: offset + 1)
    else { return nil }
    let range = offset + 1..<end
    // Names and the like are short.
    for index in range where line[index] == UInt8(ascii: "\\") { return nil }
    offset = end + 1
    skipSpaces(line)
    return range
  }

  /// Goes over a string and the spaces behind it; its text, with the escapes of one letter undone.
  private mutating func unescapedString(_ line: Span<UInt8>) -> [UInt8]? {
    guard offset < line.count, line[offset] == UInt8(ascii: "\"") else { return nil }
    var start = offset + 1
    guard var quote = ByteSearch.first(UInt8(ascii: "\""), in: line, from: start) else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(quote - start)
    while let escape = ByteSearch.first(UInt8(ascii: "\\"), in: line.extracting(0..<quote), from: start) {
      text.append(line, start..<escape)
      // The quotes that were found may be the ones that are escaped; they are part of the line in any case.
      switch line[escape + 1] {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
      case UInt8(ascii: "\\"): text.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "\""):
        text.append(UInt8(ascii: "\""))
        guard let next = ByteSearch.first(UInt8(ascii: "\""), in: line, from: quote + 1) else { return nil }
        quote = next
      default: return nil
      }
      start = escape + 2
    }
    text.append(line, start..<quote)
    offset = quote + 1
    skipSpaces(line)
    return text
  }

  /// Goes over a character that has a meaning of its own, and the spaces around it; false if something else comes.
  private mutating func take(_ character: Unicode.Scalar, _ line: Span<UInt8>) -> Bool {
    skipSpaces(line)
    guard offset < line.count, line[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    skipSpaces(line)
    return true
  }

  private mutating func skipSpaces(_ line: Span<UInt8>) {
    while offset < line.count, line[offset] == 0x20 { offset += 1 }
  }
}

extension [UInt8] {
  /// Appends the bytes of a range.
  fileprivate mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    append(addingCapacity: range.count) { output in
      for offset in range { output.append(bytes[offset]) }
    }
  }
}
