import CertificateEncoding

/// The bytes that certificates are offsets into: one buffer for a whole file or bundle, shared and never changed.
package final class ByteArena: Sendable {
  /// The most bytes that an arena may hold, so that an offset fits 32 bits with its sign on every machine.
  package static let maximumByteCount = Int(Int32.max)

  /// All bytes of the arena.
  package let bytes: [UInt8]
  /// What a person would call the place that the bytes came from, such as a file's path; `nil` for bytes from memory.
  package let source: String?

  /// Creates an arena of `bytes`.
  package init(_ bytes: [UInt8], source: String? = nil) {
    self.bytes = bytes
    self.source = source
  }

  /// Calls `body` with the range and the place of each DER object, as they stand one after another in a file.
  ///
  /// What can't be divided any further is the last one, and is not whole; reading it says what is wrong with it.
  package func forEachObject(_ body: (Range<Int>, _ position: Certificate.Position, _ isWhole: Bool) -> Void) {
    let array = bytes
    var reader = DERReader(0..<array.count)
    var block = 0
    while !reader.isAtEnd {
      block += 1
      let position = Certificate.Position(block: block, line: 0)
      guard let element = try? reader.read(array.span) else {
        return body(reader.position..<array.count, position, false)
      }
      body(element.encoded, position, true)
    }
  }

  /// Whether a part holds the same bytes as a part of another buffer; false where one is out of bounds.
  @inline(__always)
  package func equals(_ range: Range<Int>, _ other: Span<UInt8>, _ otherRange: Range<Int>) -> Bool {
    let own = bytes
    return own.span.equals(range, other, otherRange)
  }

  /// Whether a part is all that the arena holds, as of a DER file with one object.
  package func isWhole(_ part: ArenaRange) -> Bool { part.range.count == bytes.count }
}

/// A part of an arena in eight bytes.
package struct ArenaRange: Sendable, Hashable {
  private let start: UInt32
  private let length: UInt32

  /// Creates the part; offsets beyond ``ByteArena/maximumByteCount`` are brought down to it.
  package init(_ range: Range<Int>) {
    start = UInt32(clamping: range.lowerBound)
    length = UInt32(clamping: range.count)
  }

  /// Creates the part of so many bytes, which lies within an arena.
  @inline(__always)
  init(start: UInt32, count: UInt32) {
    self.start = start
    length = count
  }

  /// No byte at all.
  package static let empty = ArenaRange(0..<0)

  /// The part as a range of offsets.
  package var range: Range<Int> {
    let lower = Int(truncatingIfNeeded: start)
    return lower..<lower + Int(truncatingIfNeeded: length)
  }

  package var isEmpty: Bool { length == 0 }
}

extension Span<UInt8> {
  /// Whether two parts of two buffers hold the same bytes; false where one is out of bounds.
  package func equals(_ range: Range<Int>, _ other: Span<UInt8>, _ otherRange: Range<Int>) -> Bool {
    guard range.count == otherRange.count, range.upperBound <= count, otherRange.upperBound <= other.count else {
      return false
    }
    let left = unsafe extracting(range).bytes
    let right = unsafe other.extracting(otherRange).bytes
    let count = left.byteCount
    var position = 0
    guard count >= 8 else {
      while position < count {
        // The call checks that the byte is within its span.
        guard
          unsafe left.unsafeLoad(fromByteOffset: position, as: UInt8.self)
            == right.unsafeLoad(fromByteOffset: position, as: UInt8.self)
        else { return false }
        position &+= 1
      }
      return true
    }
    // Any bytes are a number, and each load checks that they are within its span.
    while count &- position > 8 {
      guard
        unsafe left.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
          == right.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      else { return false }
      position &+= 8
    }
    // The last eight bytes, of which some may have been compared before.
    return unsafe left.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      == right.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
  }
}
