import Platform

/// How the items of a stream are written.
package enum BatchFormat: String, Sendable, Hashable, CaseIterable {
  /// An object of JSON a line.
  case json
  /// Chains in PEM, with a line of five equals signs before each.
  case pem
}

extension BatchFormat {
  /// The format that the first bytes of a stream decide; `nil` if the lines that are whole decide nothing yet.
  ///
  /// The first line that is the start of an object, a separator or the first line of a PEM block decides, so that whatever
  /// is damaged before it does not. What decides nothing is taken for JSON, which has an item on every line; so is a stream
  /// whose first ``ItemSplitter/maximumItemByteCount`` bytes decide nothing, and one with a line of more that is no object.
  /// Both are asked of lines and not of what was read so far, for the answer must not depend on the size of pieces.
  ///
  /// - Parameters:
  ///   - bytes: the stream so far.
  ///   - start: where the lines begin that were not looked at yet; it moves behind those that decide nothing.
  ///   - isAtEnd: whether the stream ends there.
  static func detect(_ bytes: Span<UInt8>, from start: inout Int, isAtEnd: Bool) -> BatchFormat? {
    let limit = ItemSplitter.maximumItemByteCount
    while start < bytes.count, start <= limit {
      let end = ByteSearch.first(0x0A, in: bytes, from: start)
      let line = bytes.extracting(start..<(end ?? bytes.count))
      if startsObject(line) { return .json }
      if line.count > limit { return .json }
      // What else a line is, its end says.
      guard end != nil || isAtEnd else { break }
      if PEMSeparator.isSeparator(line) || startsBlock(line) { return .pem }
      guard let end else { break }
      start = end + 1
    }
    return isAtEnd || start > limit ? .json : nil
  }

  /// Whether a line starts with `{` and a name in quotes, or the end of the object.
  private static func startsObject(_ line: Span<UInt8>) -> Bool {
    var start = line.firstNonSpace(from: 0)
    guard start < line.count, line[start] == UInt8(ascii: "{") else { return false }
    start = line.firstNonSpace(from: start + 1)
    return start < line.count && (line[start] == UInt8(ascii: "\"") || line[start] == UInt8(ascii: "}"))
  }

  /// Whether a line is the first one of a PEM block; a string of JSON goes on behind it.
  private static func startsBlock(_ line: Span<UInt8>) -> Bool {
    let start = line.firstNonSpace(from: 0)
    let end = line.lastNonSpace + 1
    return start < end && line.holds("-----BEGIN ", at: start) && line.holds("-----", at: end - 5)
  }
}
