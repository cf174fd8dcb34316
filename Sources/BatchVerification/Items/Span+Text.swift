import Platform

extension Span<UInt8> {
  /// Whether the byte is a space, a tab or a carriage return: what a line may have around it.
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// The offset of the first byte from `start` on that is no space; the count if there is none.
  func firstNonSpace(from start: Int) -> Int {
    var offset = start
    while offset < count, Self.isSpace(self[offset]) { offset += 1 }
    return offset
  }

  /// The offset of the last byte that is no space; -1 if there is none.
  var lastNonSpace: Int {
    var offset = count - 1
    while offset >= 0, Self.isSpace(self[offset]) { offset -= 1 }
    return offset
  }

  /// Where the first line ends: the offset of its line feed, or the count.
  var lineEnd: Int { ByteSearch.first(0x0A, in: self, from: 0) ?? count }

  /// Whether `text` stands at `offset`, which may be out of bounds.
  func holds(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, text.utf8CodeUnitCount <= count - offset else { return false }
    return text.withUTF8Buffer { text in
      // A literal's buffer holds as many bytes as its count says, and the check above keeps `offset + index` inside.
      for index in 0..<text.count where unsafe text[index] != self[offset + index] { return false }
      return true
    }
  }

  /// The bytes of a range, in an array of their own.
  func array(_ range: Range<Int>) -> [UInt8] {
    [UInt8](capacity: range.count) { output in
      for offset in range { output.append(self[offset]) }
    }
  }
}
