/// Pieces of a stream that wait for what comes before them, in order and without overlaps.
///
/// They lie in short lists, so that what is put in or taken out moves few others, in whatever order the pieces come.
struct SegmentBuffer: Sendable {
  /// How many pieces may wait; a gap in a recording seldom leaves a hundred behind it.
  static let maximumPieceCount = 4096
  /// How many bytes may wait: the largest window of most systems.
  static let maximumByteCount = 8 << 20
  /// How many pieces a list may have before it becomes two.
  static let maximumListCount = 128
  /// What a piece takes beside its bytes.
  private static let overhead = 96

  /// A piece of the stream, and where it begins.
  struct Piece: Sendable {
    let start: Int64
    var bytes: [UInt8]
    /// Whether it may have been damaged on its way.
    var isDoubtful = false

    var end: Int64 { start + Int64(bytes.count) }
  }

  /// Where a piece is.
  private struct Place {
    var list: Int
    var index: Int
  }

  /// The pieces; no list is empty.
  private(set) var lists: [[Piece]] = []
  private(set) var pieceCount = 0
  private(set) var byteCount = 0
  private var doubtfulCount = 0
  /// Whether something came twice, and not the same both times.
  private(set) var hasConflict = false
  /// Whether something damaged was replaced by what came later.
  private(set) var hasReplacement = false

  /// Whether nothing waits.
  var isEmpty: Bool { pieceCount == 0 }
  /// How much memory is taken.
  var heldByteCount: Int { byteCount + pieceCount * Self.overhead }
  /// Whether more is here than may wait.
  var isOverfull: Bool { byteCount > Self.maximumByteCount || pieceCount > Self.maximumPieceCount }

  /// Keeps the bytes that are not here yet; of what is here, the first version counts that isn't doubtful.
  mutating func insert(_ bytes: Span<UInt8>, at start: Int64, isDoubtful: Bool = false) {
    let end = start + Int64(bytes.count)
    let replaced = isDoubtful || doubtfulCount == 0 ? [] : removeDoubtful(start..<end, bytes)
    add(bytes, start, isDoubtful)
    for piece in replaced {
      let array = piece.bytes
      if piece.start < start { add(array.span.extracting(..<Int(start - piece.start)), piece.start, true) }
      if piece.end > end { add(array.span.extracting(Int(end - piece.start)...), end, true) }
    }
  }

  /// Puts in what isn't here, and compares the rest.
  private mutating func add(_ bytes: Span<UInt8>, _ start: Int64, _ isDoubtful: Bool) {
    var position = start
    let end = start + Int64(bytes.count)
    var place = find(start)
    while position < end {
      let nextStart = piece(place).map { min($0.start, end) } ?? end
      if position < nextStart {
        let part = bytes.extracting(Int(position - start)..<Int(nextStart - start))
        put(part, at: position, before: &place, isDoubtful)
        position = nextStart
      }
      guard position < end, let known = piece(place) else { break }
      let stop = min(known.end, end)
      // Two versions of which one was damaged are no attack.
      if !hasConflict, known.isDoubtful == isDoubtful {
        let part = bytes.extracting(Int(position - start)..<Int(stop - start))
        hasConflict = !part.equals(known.bytes, from: Int(position - known.start))
      }
      position = stop
      place = after(place)
    }
  }

  /// The first piece that ends behind a position.
  private func find(_ position: Int64) -> Place {
    let list = Self.firstIndex(lists.count) { lists[$0].last.map { $0.end > position } ?? true }
    guard list < lists.count else { return Place(list: list, index: 0) }
    return Place(list: list, index: Self.firstIndex(lists[list].count) { lists[list][$0].end > position })
  }

  /// The first index below `count` for which `holds` is true, as it then is for all that follow.
  private static func firstIndex(_ count: Int, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func piece(_ place: Place) -> Piece? {
    guard place.list < lists.count, place.index < lists[place.list].count else { return nil }
    return lists[place.list][place.index]
  }

  private func after(_ place: Place) -> Place {
    place.index + 1 < lists[place.list].count
      ? Place(list: place.list, index: place.index + 1) : Place(list: place.list + 1, index: 0)
  }

  /// Puts a piece in front of another, or at the end of the one before if it goes on there.
  private mutating func put(
    _ bytes: Span<UInt8>, at start: Int64, before place: inout Place, _ isDoubtful: Bool
  ) {
    byteCount += bytes.count
    // A list begins with the piece that is looked for only if what comes before is in another.
    let previous =
      place.index > 0
      ? Place(list: place.list, index: place.index - 1)
      : Place(list: place.list - 1, index: (place.list > 0 ? lists[place.list - 1].count : 0) - 1)
    if previous.list >= 0, lists[previous.list][previous.index].end == start,
      lists[previous.list][previous.index].isDoubtful == isDoubtful
    {
      return lists[previous.list][previous.index].bytes.append(copying: bytes)
    }
    let piece = Piece(start: start, bytes: Array(copying: bytes), isDoubtful: isDoubtful)
    pieceCount += 1
    doubtfulCount += isDoubtful ? 1 : 0
    if place.list == lists.count {
      if lists.isEmpty { lists.append([]) }
      place = Place(list: lists.count - 1, index: lists[lists.count - 1].count)
    }
    lists[place.list].insert(piece, at: place.index)
    place.index += 1
    if lists[place.list].count > Self.maximumListCount {
      let half = Self.maximumListCount / 2
      lists.insert(Array(lists[place.list][half...]), at: place.list + 1)
      lists[place.list].removeSubrange(half...)
      if place.index >= half { place = Place(list: place.list + 1, index: place.index - half) }
    }
    if place.index == lists[place.list].count { place = Place(list: place.list + 1, index: 0) }
  }

  private mutating func remove(_ place: Place) -> Piece {
    let piece = lists[place.list].remove(at: place.index)
    if lists[place.list].isEmpty { lists.remove(at: place.list) }
    pieceCount -= 1
    byteCount -= piece.bytes.count
    doubtfulCount -= piece.isDoubtful ? 1 : 0
    return piece
  }

  /// Takes out the doubtful pieces that reach into a range for which there are better bytes now.
  private mutating func removeDoubtful(_ range: Range<Int64>, _ bytes: Span<UInt8>) -> [Piece] {
    var removed: [Piece] = []
    var place = find(range.lowerBound)
    while let piece = piece(place), piece.start < range.upperBound {
      guard piece.isDoubtful else {
        place = after(place)
        continue
      }
      removed.append(remove(place))
      let both = max(range.lowerBound, piece.start)..<min(range.upperBound, piece.end)
      let better = bytes.extracting(Int(both.lowerBound - range.lowerBound)..<Int(both.upperBound - range.lowerBound))
      if !better.equals(piece.bytes, from: Int(both.lowerBound - piece.start)) { hasReplacement = true }
      // What follows has come to the same place, or to the next list.
      if lists.indices.contains(place.list), place.index == lists[place.list].count {
        place = Place(list: place.list + 1, index: 0)
      }
    }
    return removed
  }

  /// Gives the piece that begins at a position, or before it; a doubtful one only up to what the receiver confirmed.
  mutating func removeFirst(at position: Int64, confirmed: Int64) -> Piece? {
    guard let first = lists.first?.first, first.start <= position, !first.isDoubtful || first.end <= confirmed else {
      return nil
    }
    return remove(Place(list: 0, index: 0))
  }

  /// Takes what is doubtful for what was sent, as nothing better will come.
  mutating func acceptDoubtful() {
    guard doubtfulCount > 0 else { return }
    for list in lists.indices {
      for index in lists[list].indices { lists[list][index].isDoubtful = false }
    }
    doubtfulCount = 0
  }

  /// Takes away everything.
  mutating func removeAll() {
    lists = []
    (pieceCount, byteCount, doubtfulCount) = (0, 0, 0)
  }
}

extension Span<UInt8> {
  /// Whether these are the bytes of an array from a place on, of which it has as many.
  func equals(_ other: [UInt8], from start: Int) -> Bool {
    for index in indices where other[start + index] != self[index] { return false }
    return true
  }
}
