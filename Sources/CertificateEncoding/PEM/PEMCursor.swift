/// A place in a text, and the line that it is on.
struct PEMCursor {
  /// The offset of the next byte.
  var position = 0
  /// The number of the line that `position` is on, from 1.
  var line = 1
  /// Where that line starts.
  var lineStart = 0

  /// How far into its line `position` is.
  var indentation: Int { position - lineStart }

  /// Skips white space within a line, and the byte-order mark that a file starts with, and one of several joined files.
  mutating func skipIndentation(_ bytes: Span<UInt8>) {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), 0x09, 0x0B, 0x0C: position += 1
      case 0xEF where bytes.starts(with: "\u{FEFF}", at: position): position += 3
      default: return
      }
    }
  }

  /// Skips the rest of the line, and its end.
  mutating func skipLine(_ bytes: Span<UInt8>) {
    var offset = position
    while offset < bytes.count {
      let byte = bytes[offset]
      // All text but a few control characters is told by the first comparison.
      if byte <= 0x0D, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        position = offset
        skipLineEnd(bytes)
        return
      }
      // Below the count; this loop passes over every explanation there is, and a check would double its time.
      offset &+= 1
    }
    position = bytes.count
  }

  /// Whether a line end is next.
  func isAtLineEnd(_ bytes: Span<UInt8>) -> Bool {
    position < bytes.count && (bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r"))
  }

  /// Skips a line end, which is next: LF, CR, or CR and LF.
  mutating func skipLineEnd(_ bytes: Span<UInt8>) {
    let isPair =
      bytes[position] == UInt8(ascii: "\r") && position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "\n")
    position += isPair ? 2 : 1
    lineStart = position
    line += 1
  }

  /// Moves to the next boundary, wherever in a line it is, and returns it; moves to the end if there is none.
  mutating func findBoundary(_ bytes: Span<UInt8>) -> PEMBoundary? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "-"):
        if let boundary = PEMBoundary(bytes, at: position) { return boundary }
        position += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        skipLineEnd(bytes)
      default:
        position += 1
      }
    }
    return nil
  }
}

extension PEMCursor {
  /// Skips the headers that may follow a BEGIN (RFC 1421 §4.4), up to the blank line which ends them, and returns
  /// whether they say that the contents are encrypted; `nil`, and nothing skipped, if there are none.
  ///
  /// Where the blank line is missing, the first line that is neither a header nor indented further than the BEGIN,
  /// as continuation lines are, ends the headers too.
  mutating func skipHeaders(_ bytes: Span<UInt8>, indentation: Int) -> Bool? {
    var ahead = self
    ahead.skipIndentation(bytes)
    while ahead.isAtLineEnd(bytes) {
      ahead.skipLineEnd(bytes)
      ahead.skipIndentation(bytes)
    }
    guard ahead.isAtHeader(bytes) else { return nil }
    var isEncrypted = false
    while ahead.position < bytes.count, !ahead.isAtLineEnd(bytes), PEMBoundary(bytes, at: ahead.position) == nil,
      ahead.isAtHeader(bytes) || ahead.indentation > indentation
    {
      if ahead.isAtEncryptedProcessType(bytes) { isEncrypted = true }
      ahead.skipLine(bytes)
      ahead.skipIndentation(bytes)
    }
    self = ahead
    return isEncrypted
  }

  /// Whether a name and a colon follow.
  private func isAtHeader(_ bytes: Span<UInt8>) -> Bool {
    // Longer than any name that RFC 1421 has, and short enough to look at twice.
    let limit = position + min(64, bytes.count - position)
    for offset in position..<limit {
      switch bytes[offset] {
      case UInt8(ascii: ":"): return offset > position
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        continue
      default: return false
      }
    }
    return false
  }

  /// Whether `Proc-Type: 4,ENCRYPTED` follows (RFC 1421 §4.6.1.1).
  private func isAtEncryptedProcessType(_ bytes: Span<UInt8>) -> Bool {
    var ahead = self
    return ahead.skip("Proc-Type:", bytes) && ahead.skip("4", bytes) && ahead.skip(",", bytes)
      && ahead.skip("ENCRYPTED", bytes)
  }

  /// Skips `word` and the white space behind it; false if it is not next.
  private mutating func skip(_ word: String, _ bytes: Span<UInt8>) -> Bool {
    guard bytes.starts(with: word, at: position) else { return false }
    position += word.utf8.count
    skipIndentation(bytes)
    return true
  }
}
