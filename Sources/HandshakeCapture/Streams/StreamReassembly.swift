/// One direction of a TCP connection: puts the data of its segments in order (RFC 9293 §3.4, §3.10.7.4).
///
/// Segments may come in any order, several times and overlapping; the first version of a byte counts, as it does for the
/// receivers that people use. A segment with a wrong checksum is one that its receiver threw away, or one whose checksum a
/// network card had yet to fill in or made stale by joining segments: it is doubtful, and waits until the receiver
/// confirms it, a better one replaces it, or nothing more comes. The recording may begin in the middle: until something
/// was taken away, data that belongs before what is here is put there.
struct StreamReassembly: Sendable {
  /// How far ahead of what is expected a segment may begin; the largest window (RFC 7323 §2.3).
  private static let maximumDistance: Int64 = 1 << 30
  /// How often the beginning may turn out to be earlier, each time of which moves what is here.
  private static let maximumRewindCount = 32

  /// How the stream goes on behind the bytes that are ready.
  enum Continuation: Sendable, Hashable {
    /// Whatever comes next was not recorded yet.
    case open
    /// The sender said that this is the end.
    case ended
    /// Bytes are missing from the recording.
    case missing
    /// Bytes were given up for want of memory.
    case forgotten
  }

  /// The bytes that are in order, less those that were taken away.
  private(set) var ready = ByteQueue(keepsTaken: true)
  private var waiting = SegmentBuffer()
  /// The number of the byte at position 0.
  private var origin: UInt32?
  /// The position behind the last byte that is in order.
  private var next: Int64 = 0
  /// The position of the first byte, as far as that is known.
  private(set) var first: Int64 = 0
  /// Where the sender said that the stream ends.
  private var end: Int64?
  /// Whether the beginning was recorded.
  private(set) var hasBeginning = false
  private var isTouched = false
  private var rewindCount = 0
  /// Up to where the receiver confirmed that it has everything.
  private var confirmed = Int64.min
  /// Whether the hole in front of what waits is taken for final.
  private var isBroken = false
  /// Whether what came later than the bytes that are ready was given up.
  private var isCut = false
  private var hasLateConflict = false
  /// Whether the data has no further use.
  private(set) var isClosed = false

  /// How much memory is taken.
  var heldByteCount: Int { ready.heldByteCount + waiting.heldByteCount }
  /// Whether something came twice, and not the same both times.
  var hasConflict: Bool { hasLateConflict || waiting.hasConflict }
  /// Whether something was damaged on its way, and came again.
  var hasReplacement: Bool { waiting.hasReplacement }
  /// How the stream goes on behind the bytes that are ready.
  var continuation: Continuation {
    if isCut { return .forgotten }
    if isBroken { return .missing }
    return end.map { next >= $0 } == true ? .ended : .open
  }
  /// Whether something waits for bytes that are missing so far.
  var isWaiting: Bool { !waiting.isEmpty }

  /// Whether a segment with SYN opens another connection than the one that this stream belongs to.
  func isOther(_ sequence: UInt32) -> Bool {
    guard let origin else { return false }
    guard hasBeginning || isTouched else { return distance(sequence &+ 1) > 0 }
    return origin &+ UInt32(truncatingIfNeeded: first) != sequence &+ 1
  }

  /// Takes a segment's data.
  ///
  /// - Parameters:
  ///   - sequence: the number of the segment.
  ///   - flags: its control bits.
  ///   - data: its data, as far as recorded.
  ///   - isDoubtful: whether its checksum is wrong.
  mutating func take(_ sequence: UInt32, _ flags: TCPSegment.Flags, _ data: Span<UInt8>, isDoubtful: Bool = false) {
    guard !isClosed, !isCut else { return }
    // SYN takes a number itself; data may come with it (RFC 7413).
    let number = flags.contains(.syn) ? sequence &+ 1 : sequence
    if origin == nil { origin = number }
    let distance = distance(number)
    guard abs(distance) <= Self.maximumDistance else { return }
    let start = next + distance
    if flags.contains(.syn), !hasBeginning {
      hasBeginning = true
      if start != readyStart, !isTouched { rewind(to: start) }
    } else if start < readyStart, !hasBeginning, !isTouched, !data.isEmpty {
      guard rewindCount < Self.maximumRewindCount else { return }
      rewindCount += 1
      rewind(to: start)
    }
    if flags.contains(.fin) { end = end ?? start + Int64(data.count) }
    guard !isBroken else { return }
    insert(data, at: start, isDoubtful)
    drain()
    if waiting.isOverfull {
      acceptDoubtful()
      if waiting.isOverfull { giveUpWaiting() }
    }
  }

  /// Takes the number of the byte that the receiver expects next.
  mutating func confirm(_ number: UInt32) {
    guard !isClosed, origin != nil else { return }
    let distance = distance(number)
    guard abs(distance) <= Self.maximumDistance, next + distance > confirmed else { return }
    confirmed = next + distance
    if isWaiting { drain() }
  }

  /// Takes what is doubtful for what was sent, as nothing better will come.
  mutating func acceptDoubtful() {
    waiting.acceptDoubtful()
    drain()
  }

  /// How far a number lies ahead of the next byte; numbers wrap around (RFC 9293 §3.4).
  private func distance(_ sequence: UInt32) -> Int64 {
    let expected = (origin ?? sequence) &+ UInt32(truncatingIfNeeded: next)
    return Int64(Int32(bitPattern: sequence &- expected))
  }

  private var readyStart: Int64 { next - Int64(ready.count) }

  /// Begins earlier than it was thought.
  private mutating func rewind(to start: Int64) {
    let array = ready.storage
    waiting.insert(array.span.extracting(ready.range), at: readyStart)
    ready.removeAll()
    (next, first) = (start, start)
  }

  private mutating func insert(_ data: Span<UInt8>, at start: Int64, _ isDoubtful: Bool) {
    let known = Int(clamping: next - start)
    if known <= 0 {
      // Most segments are the next ones, and nothing waits.
      if known == 0, !isWaiting, !isDoubtful {
        ready.append(data)
        next += Int64(data.count)
      } else if !data.isEmpty {
        waiting.insert(data, at: start, isDoubtful: isDoubtful)
      }
      return
    }
    if !isDoubtful, !hasLateConflict { compare(data, at: start) }
    if known < data.count { insert(data.extracting(known...), at: next, isDoubtful) }
  }

  /// Compares data with what is in order already, as far back as that is here.
  private mutating func compare(_ data: Span<UInt8>, at start: Int64) {
    // A byte that was received may come again with any value, to see whether the other end is there (RFC 9293 §3.8.4).
    guard data.count > 1 || start != next - 1 else { return }
    let earliest = next - Int64(ready.storage.count)
    let both = max(start, earliest)..<max(start, earliest, min(next, start + Int64(data.count)))
    guard !both.isEmpty else { return }
    let part = data.extracting(Int(both.lowerBound - start)..<Int(both.upperBound - start))
    hasLateConflict = !part.equals(ready.storage, from: Int(both.lowerBound - earliest))
  }

  private mutating func drain() {
    while let piece = waiting.removeFirst(at: next, confirmed: confirmed) {
      let known = Int(clamping: next - piece.start)
      guard known < piece.bytes.count else { continue }
      let array = piece.bytes
      ready.append(array.span.extracting(known...))
      next = piece.end
    }
  }

  /// Takes away the first bytes that are ready.
  mutating func removeFirst(_ count: Int) {
    isTouched = isTouched || count > 0
    ready.removeFirst(count)
  }

  /// Keeps the first `count` bytes that are ready, and nothing of what comes later.
  mutating func cut(keeping count: Int) {
    guard !isClosed else { return }
    ready.forgetTaken()
    guard ready.count > count || isWaiting else { return }
    next -= Int64(max(0, ready.count - count))
    ready.removeLast(keeping: count)
    waiting.removeAll()
    isCut = true
  }

  /// Compares nothing with what was taken away, from now on.
  mutating func forgetTaken() { ready.forgetTaken() }

  /// Takes the hole in front of what waits for final.
  mutating func giveUpWaiting() {
    acceptDoubtful()
    guard isWaiting else { return }
    isBroken = true
    waiting.removeAll()
  }

  /// Drops everything, and whatever comes.
  mutating func close() {
    isClosed = true
    ready.removeAll()
    waiting.removeAll()
  }
}
