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
