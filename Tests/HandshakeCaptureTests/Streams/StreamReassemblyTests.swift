import TestSupport
import Testing

@testable import HandshakeCapture

@Suite("TCP: one direction put in order")
struct StreamReassemblyTests {
  static let text = Array("The quick brown fox jumps over the lazy dog".utf8)

  private static func ready(_ stream: StreamReassembly) -> [UInt8] {
    Array(stream.ready.storage[stream.ready.range])
  }

  @Test("Any cutting, order, repetition and overlap gives the same bytes, across the end of the numbers too")
  func anyOrder() {
    var generator = RepeatableGenerator(seed: 1)
    for round in 0..<Soak.count(300) {
      let hasBeginning = round % 2 == 0
      let start = UInt32.max &- UInt32.random(in: 0..<60, using: &generator)
      var ranges: [Range<Int>] = []
      var position = 0
      while position < Self.text.count {
        let end = min(Self.text.count, position + Int.random(in: 1...9, using: &generator))
        ranges.append(max(0, position - Int.random(in: 0...4, using: &generator))..<end)
        position = end
      }
      ranges += ranges.filter { _ in Bool.random(using: &generator) }
      ranges.shuffle(using: &generator)
      var stream = StreamReassembly()
      if hasBeginning { stream.take(start &- 1, .syn, [UInt8]().span) }
      for range in ranges {
        let data = Array(Self.text[range])
        stream.take(start &+ UInt32(range.lowerBound), .ack, data.span)
      }
      #expect(Self.ready(stream) == Self.text, "round \(round)")
      #expect(!stream.hasConflict && !stream.isWaiting)
    }
  }

  @Test("A SYN that is recorded after the data puts the beginning where it belongs")
  func lateSYN() {
    var stream = StreamReassembly()
    stream.take(105, .ack, [5, 6].span)
    stream.take(99, .syn, [UInt8]().span)
    #expect(Self.ready(stream).isEmpty)
    stream.take(100, .ack, [0, 1, 2, 3, 4].span)
    #expect(Self.ready(stream) == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test("Data with the SYN counts from the next number")
  func fastOpen() {
    var stream = StreamReassembly()
    stream.take(99, .syn, [1, 2].span)
    stream.take(102, .ack, [3].span)
    #expect(Self.ready(stream) == [1, 2, 3])
  }

  @Test("The first version of a byte counts, and another one is told")
  func conflict() {
    var stream = StreamReassembly()
    stream.take(99, .syn, [UInt8]().span)
    stream.take(102, .ack, [3, 4].span)
    stream.take(102, .ack, [9, 9, 5].span)
    #expect(stream.hasConflict)
    stream.take(100, .ack, [1, 2].span)
    #expect(Self.ready(stream) == [1, 2, 3, 4, 5])
  }

  @Test("Another version of what was already taken away is told as well, and a probe of one byte isn't")
  func lateConflict() {
    for isTaken in [false, true] {
      var stream = StreamReassembly()
      stream.take(99, .syn, [UInt8]().span)
      stream.take(100, .ack, [1, 2, 3, 4].span)
      if isTaken { stream.removeFirst(3) }
      stream.take(100, .ack, [1, 2, 3, 4, 5].span)
      stream.take(104, .ack, [9].span)
      #expect(!stream.hasConflict)
      stream.take(101, .ack, [2, 9].span)
      #expect(stream.hasConflict)
      #expect(Self.ready(stream) == (isTaken ? [4, 5] : [1, 2, 3, 4, 5]))
    }
  }

  @Test("A segment with a wrong checksum gives way to a better one, in whatever order they come")
  func doubtful() {
    for isFirst in [true, false] {
      var stream = StreamReassembly()
      stream.take(99, .syn, [UInt8]().span)
      let versions: [([UInt8], Bool)] = [([1, 9, 3, 4], true), ([1, 2, 3], false)]
      for (bytes, isDoubtful) in isFirst ? versions : versions.reversed() {
        stream.take(100, .ack, bytes.span, isDoubtful: isDoubtful)
      }
      #expect(Self.ready(stream) == [1, 2, 3])
      #expect(!stream.hasConflict && stream.hasReplacement == isFirst)
      stream.take(103, .ack, [5, 6].span)
      #expect(Self.ready(stream) == [1, 2, 3, 5, 6])
    }
  }

  @Test("A segment with a wrong checksum counts once the receiver confirms it, or nothing more comes")
  func confirmed() {
    for isConfirmed in [true, false] {
      var stream = StreamReassembly()
      stream.take(99, .syn, [UInt8]().span)
      stream.take(100, .ack, [1, 2].span, isDoubtful: true)
      stream.take(102, .ack, [3].span)
      stream.confirm(101)
      #expect(Self.ready(stream).isEmpty)
      if isConfirmed { stream.confirm(102) } else { stream.giveUpWaiting() }
      #expect(Self.ready(stream) == [1, 2, 3])
      #expect(stream.continuation == .open)
    }
  }

  @Test("Damaged copies between the pieces change nothing, in any order")
  func damaged() {
    var generator = RepeatableGenerator(seed: 5)
    for round in 0..<Soak.count(200) {
      var parts: [(range: Range<Int>, isDoubtful: Bool)] = []
      for _ in 0..<20 {
        let start = Int.random(in: 0..<Self.text.count, using: &generator)
        parts.append((start..<min(Self.text.count, start + 7), true))
      }
      for start in stride(from: 0, to: Self.text.count, by: 5) {
        parts.append((start..<min(Self.text.count, start + 6), false))
      }
      var stream = StreamReassembly()
      stream.take(0, .syn, [UInt8]().span)
      for (range, isDoubtful) in parts.shuffled(using: &generator) {
        let bytes = isDoubtful ? range.map { UInt8(truncatingIfNeeded: $0) } : Array(Self.text[range])
        stream.take(UInt32(1 + range.lowerBound), .ack, bytes.span, isDoubtful: isDoubtful)
      }
      #expect(Self.ready(stream) == Self.text, "round \(round)")
      #expect(!stream.hasConflict)
    }
  }

  @Test("A stream that is cut down keeps its beginning and says what became of the rest")
  func cut() {
    var stream = StreamReassembly()
    stream.take(99, .syn, [UInt8]().span)
    stream.take(100, .ack, [UInt8](repeating: 7, count: 100_000).span)
    stream.take(200_101, .ack, [1].span)
    stream.cut(keeping: 1000)
    #expect(stream.ready.count == 1000 && stream.heldByteCount < 5000)
    #expect(stream.continuation == .forgotten && !stream.isWaiting)
    stream.take(1100, .ack, [1, 2, 3].span)
    #expect(stream.ready.count == 1000)
  }

  @Test("What was taken away is kept for comparison up to a limit, and memory is given back")
  func queue() {
    var stream = StreamReassembly()
    stream.take(99, .syn, [UInt8]().span)
    var largest = 0
    for index in 0..<1000 {
      stream.take(UInt32(100 + index * 1000), .ack, [UInt8](repeating: 1, count: 1000).span)
      stream.removeFirst(1000)
      largest = max(largest, stream.heldByteCount)
    }
    #expect(largest <= 8 * ByteQueue.maximumTakenCount)
    stream.forgetTaken()
    #expect(stream.heldByteCount == 0)
  }

  @Test("Pieces lie in short lists, so that none moves many others, and the beginning isn't found earlier without end")
  func lists() {
    for order in [Array(1...4000), Array((1...4000).reversed())] {
      var buffer = SegmentBuffer()
      for index in order { buffer.insert([1].span, at: Int64(index * 2)) }
      #expect(buffer.pieceCount == 4000 && buffer.byteCount == 4000)
      #expect(buffer.lists.allSatisfy { $0.count <= SegmentBuffer.maximumListCount })
      #expect(buffer.lists.count <= 2 * 4000 / (SegmentBuffer.maximumListCount / 2))
      let starts = buffer.lists.flatMap { $0 }.map { $0.start }
      #expect(starts == starts.sorted() && Set(starts).count == 4000)
      var count = 0
      while buffer.removeFirst(at: .max, confirmed: 0) != nil { count += 1 }
      #expect(count == 4000 && buffer.isEmpty && buffer.heldByteCount == 0 && buffer.lists.isEmpty)
    }
    var stream = StreamReassembly()
    for index in 0..<1000 { stream.take(UInt32(10_000 - index), .ack, [1].span) }
    #expect(stream.ready.count < 100)
  }

  @Test("A hole is told once nothing more can come, and what is behind it isn't taken for what follows")
  func hole() {
    var stream = StreamReassembly()
    stream.take(99, .syn, [UInt8]().span)
    stream.take(100, .ack, [1].span)
    stream.take(103, [.ack, .fin], [4].span)
    #expect(stream.continuation == .open)
    stream.giveUpWaiting()
    #expect(stream.continuation == .missing)
    stream.take(101, .ack, [2, 3].span)
    #expect(Self.ready(stream) == [1])
    #expect(stream.continuation == .missing)
  }

  @Test("The end is told when it is reached")
  func end() {
    var stream = StreamReassembly()
    stream.take(99, .syn, [UInt8]().span)
    stream.take(101, [.ack, .fin], [2].span)
    #expect(stream.continuation == .open)
    stream.take(100, .ack, [1].span)
    #expect(stream.continuation == .ended)
  }

  @Test("What waits is bounded, in bytes and in pieces")
  func bounds() {
    var stream = StreamReassembly()
    stream.take(0, .syn, [UInt8]().span)
    let large = [UInt8](repeating: 1, count: 1 << 16)
    for index in 1...1000 { stream.take(UInt32(index) << 16, .ack, large.span) }
    #expect(stream.heldByteCount <= SegmentBuffer.maximumByteCount + 1 << 17)
    #expect(stream.continuation == .missing)
    var crumbs = StreamReassembly()
    crumbs.take(0, .syn, [UInt8]().span)
    for index in 1...10_000 { crumbs.take(UInt32(index * 2 + 1), .ack, [1].span) }
    #expect(crumbs.heldByteCount <= SegmentBuffer.maximumPieceCount * 100)
    #expect(crumbs.continuation == .missing)
  }

  @Test("Another connection between the same ends is told apart by its number")
  func reuse() {
    var stream = StreamReassembly()
    stream.take(99, .syn, [UInt8]().span)
    #expect(!stream.isOther(99))
    #expect(stream.isOther(5000))
    var middle = StreamReassembly()
    middle.take(500, .ack, [1].span)
    #expect(!middle.isOther(499))
    middle.removeFirst(1)
    #expect(!middle.isOther(499))
    #expect(middle.isOther(9))
    #expect(middle.isOther(5000))
  }
}
