import Platform

/// A file that is read once from its beginning, with a piece of it in memory at a time.
struct ByteInput {
  /// How many bytes are asked for at a time.
  static let pieceByteCount = 1 << 18

  private let source: CaptureSource
  /// The piece in memory; ranges from ``take(_:)`` lie in it until the next demand.
  private(set) var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Where in the file the next byte stands.
  private(set) var offset: Int64 = 0

  /// Takes a file that was not read yet.
  init(_ source: @escaping CaptureSource) { self.source = source }

  /// How many bytes are in memory that were not taken.
  var availableCount: Int { bytes.count - start }

  /// Where the next byte lies in ``bytes``.
  var position: Int { start }

  /// Sees to it that `count` bytes are in memory; false if the file ends before.
  mutating func demand(_ count: Int) throws(FileError) -> Bool {
    while availableCount < count {
      guard !isAtEnd else { return false }
      let piece = try source(Self.pieceByteCount)
      if piece.isEmpty {
        isAtEnd = true
      } else if availableCount == 0 {
        (bytes, start) = (piece, 0)
      } else {
        bytes.removeSubrange(..<start)
        bytes += piece
        start = 0
      }
    }
    return true
  }

  /// Goes on behind `count` bytes, which are in memory, and tells where in ``bytes`` they lie.
  mutating func take(_ count: Int) -> Range<Int> {
    precondition(count >= 0 && count <= availableCount, "what is taken was demanded")
    let range = start..<start + count
    start += count
    offset += Int64(count)
    return range
  }

  /// Goes on behind `count` bytes, in memory or not; false if the file ends before.
  mutating func skip(_ count: Int) throws(FileError) -> Bool {
    var rest = count
    while rest > 0 {
      guard try demand(1) else { return false }
      rest -= take(min(rest, availableCount)).count
    }
    return true
  }
}
