/// Pieces of a stream that wait for what comes before them, in order and without overlaps.
struct SegmentBuffer: Sendable {
  /// How many pieces may wait; a gap in a recording seldom leaves a hundred behind it.
  static let maximumPieceCount = 4096
  /// How many bytes may wait: the largest window of most systems.
  static let maximumByteCount = 8 << 20
  /// What a piece takes beside its bytes.
  private static let overhead = 64

  /// A piece of the stream, and where it begins.
  struct Piece: Sendable {
    let start: Int64
    var bytes: [UInt8]

    var end: Int64 { start + Int64(bytes.count) }
  }

  private(set) var pieces: [Piece] = []
  private(set) var byteCount = 0
  /// Whether something came twice, and not the same both times.
  private(set) var hasConflict = false

  /// How much memory is taken.
  var heldByteCount: Int { byteCount + pieces.count * Self.overhead }
  /// Whether more is here than may wait.
  var isOverfull: Bool { byteCount > Self.maximumByteCount || pieces.count > Self.maximumPieceCount }

  /// Keeps the bytes that are not here yet; of what is here, the first version counts.
  mutating func insert(_ bytes: Span<UInt8>, at start: Int64) {
    var position = start
    let end = start + Int64(bytes.count)
    // The first piece that ends behind the start.
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].end <= start { low = middle + 1 } else { high = middle }
    }
    var index = low
    while position < end {
      let nextStart = index < pieces.count ? min(pieces[index].start, end) : end
      if position < nextStart {
        let part = bytes.extracting(Int(position - start)..<Int(nextStart - start))
        if index > 0, pieces[index - 1].end == position {
          pieces[index - 1].bytes.append(copying: part)
        } else {
          pieces.insert(Piece(start: position, bytes: Array(copying: part)), at: index)
          index += 1
        }
        byteCount += part.count
        position = nextStart
      }
      guard position < end, index < pieces.count else { break }
      let stop = min(pieces[index].end, end)
      compare(
        bytes, from: Int(position - start)..<Int(stop - start), with: index, at: Int(position - pieces[index].start))
      position = stop
      index += 1
    }
  }

  private mutating func compare(_ bytes: Span<UInt8>, from range: Range<Int>, with index: Int, at offset: Int) {
    guard !hasConflict else { return }
    for place in range where pieces[index].bytes[offset + place - range.lowerBound] != bytes[place] {
      hasConflict = true
      return
    }
  }

  /// Gives the piece that begins at a position, or before it.
  mutating func removeFirst(at position: Int64) -> Piece? {
    guard let first = pieces.first, first.start <= position else { return nil }
    pieces.removeFirst()
    byteCount -= first.bytes.count
    return first
  }

  /// Takes away everything.
  mutating func removeAll() {
    pieces = []
    byteCount = 0
  }
}
