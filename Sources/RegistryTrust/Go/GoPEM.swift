import Platform

/// The blocks of a text as Go's package encoding/pem finds them (`pem.Decode`, Go 1.27).
///
/// It is stricter than RFC 7468 and unlike any other reader, so that clients in Go pass over files that OpenSSL takes: a
/// BEGIN must start its line, so that no byte-order mark or indentation may come before it; an END must start a line,
/// repeat the label and be followed by nothing but white space; contents that are no Base64 lose the block without a
/// word. Between a BEGIN and the next END the last BEGIN counts. Every line with a colon behind a BEGIN is a header.
struct GoPEM {
  /// A block that was found, and where its parts lie in the text.
  struct Block: Equatable {
    /// The bytes of its label.
    let label: [UInt8]
    /// Whether there are headers.
    let hasHeaders: Bool
    /// Where its BEGIN starts.
    let start: Int
    /// The line of its BEGIN, from 1.
    let line: Int
    /// Where the Base64 lies.
    let contents: Range<Int>

    /// The label as text.
    var type: String { String(decoding: label, as: UTF8.self) }

    /// Whether the label is `CERTIFICATE`.
    var isCertificate: Bool { label == GoPEM.certificate }

    /// Whether the label is `PRIVATE KEY` or ends in that behind a space, as Go's package tls wants it.
    var isPrivateKey: Bool { type == "PRIVATE KEY" || type.hasSuffix(" PRIVATE KEY") }
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let end = Array("\n-----END ".utf8)
  private static let dashes = Array("-----".utf8)
  fileprivate static let certificate = Array("CERTIFICATE".utf8)

  /// The blocks, in their order.
  private(set) var blocks: [Block] = []
  /// The lines of the BEGINs that made no block, from 1.
  private(set) var strayLines: [Int] = []

  /// Finds all blocks of a text.
  init(_ text: Span<UInt8>) {
    var position = 0
    while let (block, next) = Self.block(text, from: position) {
      blocks.append(block)
      position = next
    }
    number(text)
  }

  /// Gives each block its line, and notes the other BEGINs.
  private mutating func number(_ text: Span<UInt8>) {
    var line = 1
    var lineEnd = ByteSearch.first(0x0A, in: text, from: 0)
    var index = 0
    var dash = ByteSearch.first(UInt8(ascii: "-"), in: text, from: 0)
    while let offset = dash {
      while let end = lineEnd, end < offset {
        line += 1
        lineEnd = ByteSearch.first(0x0A, in: text, from: end + 1)
      }
      if index < blocks.count, blocks[index].start == offset {
        let block = blocks[index]
        blocks[index] = Block(
          label: block.label, hasHeaders: block.hasHeaders, start: offset, line: line, contents: block.contents)
        index += 1
      } else if text.starts(with: Self.begin, at: offset) {
        strayLines.append(line)
      }
      dash = ByteSearch.first(UInt8(ascii: "-"), in: text, from: offset + 1)
    }
  }

  /// The next block, and where the search for the one after it starts; `nil` if there is none.
  private static func block(_ text: Span<UInt8>, from position: Int) -> (Block, next: Int)? {
    var start = position
    while start <= text.count {
      guard let end = first(Self.end, text, start..<text.count) else { return nil }
      // Behind the END and its space; what fails from here on is tried again from there.
      let trailer = end + Self.end.count
      guard let begin = last(Self.begin, text, start..<end), begin == start || text[begin - 1] == 0x0A else {
        start = trailer
        continue
      }
      let first = Line(text, from: begin + Self.begin.count)
      guard first.end - first.start >= 5, text.starts(with: dashes, at: first.end - 5) else {
        start = trailer
        continue
      }
      let label = first.start..<first.end - 5
      var contents = first.next
      var hasHeaders = false
      while true {
        guard contents < text.count else { return nil }
        let line = Line(text, from: contents)
        guard (line.start..<line.end).contains(where: { text[$0] == UInt8(ascii: ":") }) else { break }
        hasHeaders = true
        contents = line.next
      }
      // Headers without an end before the END have run over it; if they ran over its label as well, that was all.
      if hasHeaders, contents > end {
        guard contents <= trailer else { return nil }
        start = trailer
        continue
      }
      // Whatever isn't known to be public may be a key.
      let isSecret = !(label.count == certificate.count && text.starts(with: certificate, at: label.lowerBound))
      guard isEnd(text, at: trailer, of: label),
        contents >= end || GoBase64.isValid(text, contents..<end, isSecret: isSecret)
      else {
        start = trailer
        continue
      }
      let block = Block(
        label: label.map { text[$0] }, hasHeaders: hasHeaders, start: begin, line: 0,
        contents: contents < end ? contents..<end : end..<end)
      return (block, Line(text, from: trailer - 1).next)
    }
    return nil
  }

  /// Whether the label, five dashes and the end of a line stand at `position`.
  private static func isEnd(_ text: Span<UInt8>, at position: Int, of label: Range<Int>) -> Bool {
    guard text.count - position >= label.count + 5 else { return false }
    for (offset, own) in zip(position..., label) where text[offset] != text[own] { return false }
    guard text.starts(with: dashes, at: position + label.count) else { return false }
    let rest = Line(text, from: position + label.count + 5)
    return rest.start == rest.end
  }

  /// Where `pattern` first occurs whole within `range`.
  private static func first(_ pattern: [UInt8], _ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let part = text.extracting(range)
    var candidate = ByteSearch.first(pattern[0], in: part, from: 0)
    while let offset = candidate {
      if part.starts(with: pattern, at: offset) { return range.lowerBound + offset }
      candidate = ByteSearch.first(pattern[0], in: part, from: offset + 1)
    }
    return nil
  }

  /// Where `pattern` last occurs whole within `range`.
  ///
  /// The search goes forward: Base64 has nothing that a pattern begins with, so that there are few places to look at.
  private static func last(_ pattern: [UInt8], _ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var found: Int?
    var start = range.lowerBound
    while let offset = first(pattern, text, start..<range.upperBound) {
      found = offset
      start = offset + 1
    }
    return found
  }
}

/// A line as Go's package encoding/pem takes it: without its end, and without spaces and tabs before that.
private struct Line {
  let start: Int
  let end: Int
  /// Where the next line starts, or the end of the text.
  let next: Int

  init(_ text: Span<UInt8>, from start: Int) {
    self.start = start
    var end = ByteSearch.first(0x0A, in: text, from: start) ?? text.count
    next = min(end + 1, text.count)
    // A CR counts as part of the line's end only before a LF.
    if end < text.count, end > start, text[end - 1] == 0x0D { end -= 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    self.end = end
  }
}

extension Span<UInt8> {
  /// Whether `pattern` stands at `position`.
  fileprivate func starts(with pattern: [UInt8], at position: Int) -> Bool {
    guard position >= 0, count - position >= pattern.count else { return false }
    for index in pattern.indices where self[position + index] != pattern[index] { return false }
    return true
  }
}
