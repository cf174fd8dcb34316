/// A cursor over the bytes of a configuration file, which are known to be UTF-8, and that counts lines where asked.
struct TextCursor {
  /// The file.
  let bytes: [UInt8]
  /// The offset of the next byte.
  private(set) var offset = 0

  // The place that was told last. The next one is nearly always further on, so that counting goes over a file once.
  private var knownOffset = 0
  private var knownLine = 1
  private var knownColumn = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next byte; `nil` at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The byte that stands `distance` after the next one; `nil` beyond the end.
  func peek(_ distance: Int) -> UInt8? {
    distance < bytes.count - offset ? bytes[offset + distance] : nil
  }

  /// Goes `count` bytes on, at most to the end.
  mutating func skip(_ count: Int = 1) {
    offset += min(count, bytes.count - offset)
  }

  /// Goes over `word` if that is what follows.
  mutating func take(_ word: StaticString) -> Bool {
    guard starts(with: word) else { return false }
    offset += word.utf8CodeUnitCount
    return true
  }

  /// Goes over the bytes that follow as long as they are such, and returns them.
  mutating func take(while isSuch: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = offset
    while offset < bytes.count, isSuch(bytes[offset]) { offset += 1 }
    return bytes[start..<offset]
  }

  /// Whether `word` follows.
  func starts(with word: StaticString) -> Bool {
    guard word.utf8CodeUnitCount <= bytes.count - offset else { return false }
    return word.withUTF8Buffer { word in
      // A literal's buffer holds as many bytes as its count says, and the check above keeps `offset + index` inside.
      for index in 0..<word.count where unsafe word[index] != bytes[offset + index] { return false }
      return true
    }
  }

  /// The scalar at the cursor; `nil` at the end.
  var scalar: Unicode.Scalar? {
    guard let next else { return nil }
    let length = next < 0x80 ? 1 : next < 0xE0 ? 2 : next < 0xF0 ? 3 : 4
    let end = min(offset + length, bytes.count)
    return String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first
  }

  /// The start of the text of a range of the file, for an error.
  func excerpt(_ range: Range<Int>) -> String {
    let text = text(range).unicodeScalars
    guard let end = text.index(text.startIndex, offsetBy: 64, limitedBy: text.endIndex), end < text.endIndex else {
      return String(text)
    }
    return String(text[..<end]) + "…"
  }

  /// The text of a range of the file.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The place of the next byte.
  var place: TextPosition {
    mutating get { place(of: offset) }
  }

  /// The place of the byte at `offset`.
  mutating func place(of offset: Int) -> TextPosition {
    if offset < knownOffset { (knownOffset, knownLine, knownColumn) = (0, 1, 1) }
    while knownOffset < min(offset, bytes.count) {
      let byte = bytes[knownOffset]
      if byte == 0x0A {
        knownLine += 1
        knownColumn = 1
      } else if byte & 0xC0 != 0x80 {
        knownColumn += 1
      }
      knownOffset += 1
    }
    return TextPosition(line: knownLine, column: knownColumn)
  }

  /// How many bytes the scalar at `offset` has; 0 if no well-formed one starts there (Unicode 17, table 3-7).
  static func scalarWidth(in bytes: [UInt8], at offset: Int) -> Int {
    let first = bytes[offset]
    let width: Int
    // What the second byte may be; those behind it are from 80 to BF.
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case ..<0x80: return 1
    case 0xC2...0xDF: width = 2
    case 0xE0: (width, second) = (3, 0xA0...0xBF)
    case 0xED: (width, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: width = 3
    case 0xF0: (width, second) = (4, 0x90...0xBF)
    case 0xF4: (width, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: width = 4
    default: return 0
    }
    guard width <= bytes.count - offset, second.contains(bytes[offset + 1]) else { return 0 }
    for index in offset + 2..<offset + width where bytes[index] & 0xC0 != 0x80 { return 0 }
    return width
  }

  /// The offset of the first byte that is not part of well-formed UTF-8; `nil` if all are.
  static func malformedUTF8(in bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
