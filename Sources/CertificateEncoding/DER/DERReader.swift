/// One element of DER: its tag and where it lies in the buffer.
package struct DERElement: Sendable, Hashable {
  /// The identifier byte.
  package let tag: DERTag
  /// The offset of the identifier byte.
  package let start: Int
  /// Where the contents lie.
  package let contents: Range<Int>

  @inlinable
  package init(tag: DERTag, start: Int, contents: Range<Int>) {
    self.tag = tag
    self.start = start
    self.contents = contents
  }

  /// Where the whole element lies, identifier and length bytes included.
  @inlinable package var encoded: Range<Int> { unsafe Range(uncheckedBounds: (start, contents.upperBound)) }
}

/// A cursor that reads the elements of a DER structure one after the other.
///
/// It holds two integers and a depth, and no bytes: each call is given the buffer, always the same one, and every
/// position is an offset into it. That costs nothing, and spares a lifetime annotation on whatever holds a reader.
///
/// Only the distinguished encoding is accepted (X.690 §10): definite minimal lengths, tag numbers below 31.
package struct DERReader: Sendable {
  /// How many structures may be nested: the deepest that RFC 5280 defines (a policy qualifier's notice numbers, a
  /// distribution point's relative name) stays under 16 levels from the certificate down.
  package static let maximumDepth: UInt8 = 16

  /// The offset of the next element.
  package private(set) var position: Int
  /// Where the structure ends.
  package let end: Int
  private let depth: UInt8

  /// Creates a reader over `range` of the buffer.
  package init(_ range: Range<Int>) {
    self.init(range, depth: 0)
  }

  private init(_ range: Range<Int>, depth: UInt8) {
    position = range.lowerBound
    end = range.upperBound
    self.depth = depth
  }

  /// Whether every element has been read.
  package var isAtEnd: Bool { position >= end }

  /// Reads the next element, whatever its tag.
  package mutating func read(_ bytes: Span<UInt8>) throws(DERError) -> DERElement {
    let limit = min(end, bytes.count)
    let start = position
    guard start >= 0, limit - start >= 2 else { throw DERError(.truncated, at: start) }
    let tag = bytes[start]
    guard tag & 0x1F != 0x1F else { throw DERError(.highTagNumber, at: start) }
    var next = start + 2
    var length = Int(bytes[start + 1])
    if length >= 0x80 {
      length = try longLength(bytes, at: &next, limit: limit)
    }
    guard length <= limit - next else { throw DERError(.truncated, at: start) }
    position = next + length
    return DERElement(tag: DERTag(rawValue: tag), start: start, contents: next..<position)
  }

  /// Reads the length bytes that follow a first one of `80` or more, and moves `next` past them (X.690 §8.1.3.5).
  private func longLength(_ bytes: Span<UInt8>, at next: inout Int, limit: Int) throws(DERError) -> Int {
    let count = Int(bytes[next - 1] & 0x7F)
    guard count != 0 else { throw DERError(.indefiniteLength, at: next - 1) }
    guard count <= 4 else { throw DERError(.lengthTooLarge, at: next - 1) }
    guard limit - next >= count else { throw DERError(.truncated, at: next - 1) }
    var value: UInt32 = 0
    for offset in next..<next + count { value = value << 8 | UInt32(bytes[offset]) }
    // A length below 128 has the short form; a longer one starts with a byte that is not zero.
    guard value >= 0x80, bytes[next] != 0 else { throw DERError(.nonMinimalLength, at: next - 1) }
    next += count
    // On 32-bit machines a length can exceed Int; whatever exceeds it exceeds the buffer too.
    return Int(clamping: value)
  }

  /// Reads the next element, which must have `tag`.
  package mutating func read(_ tag: DERTag, _ bytes: Span<UInt8>) throws(DERError) -> DERElement {
    guard let found = peek(bytes) else {
      throw DERError(.unexpectedTag(expected: tag, found: nil), at: position)
    }
    guard found == tag else {
      throw DERError(.unexpectedTag(expected: tag, found: found), at: position)
    }
    return try read(bytes)
  }

  /// Reads the next element if it has `tag`; otherwise reads nothing and returns `nil`.
  package mutating func readOptional(_ tag: DERTag, _ bytes: Span<UInt8>) throws(DERError) -> DERElement? {
    guard peek(bytes) == tag else { return nil }
    return try read(bytes)
  }

  /// Reads the next element, which must have `tag`, and returns a reader of its contents.
  package mutating func enter(_ tag: DERTag, _ bytes: Span<UInt8>) throws(DERError) -> DERReader {
    let element = try read(tag, bytes)
    return try reader(of: element)
  }

  /// A reader of the contents of an element that this one has read; it counts as one level deeper.
  package func reader(of element: DERElement) throws(DERError) -> DERReader {
    guard depth < Self.maximumDepth else { throw DERError(.nestedTooDeeply, at: element.start) }
    return DERReader(element.contents, depth: depth + 1)
  }

  /// The tag of the next element; `nil` at the end.
  package func peek(_ bytes: Span<UInt8>) -> DERTag? {
    guard position >= 0, position < end, position < bytes.count else { return nil }
    return DERTag(rawValue: bytes[position])
  }

  /// Checks that every element has been read.
  package func finish() throws(DERError) {
    guard isAtEnd else { throw DERError(.trailingData, at: position) }
  }
}
