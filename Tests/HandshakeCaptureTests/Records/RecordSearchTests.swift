import Testing

@testable import HandshakeCapture

@Suite("Records of a connection that began before the recording")
struct RecordSearchTests {
  private static func queue(_ bytes: [UInt8]) -> ByteQueue {
    var queue = ByteQueue()
    queue.append(bytes.span)
    return queue
  }

  private static func record(_ count: Int) -> [UInt8] {
    [23, 3, 3, UInt8(count >> 8), UInt8(count & 0xFF)] + [UInt8](repeating: 0x5A, count: count)
  }

  @Test("Records are found at the beginning and behind the rest of another")
  func found() {
    #expect(RecordSearch.hasRecords(Self.queue(Self.record(300))))
    #expect(RecordSearch.hasRecords(Self.queue(Self.record(300) + Self.record(20).prefix(7))))
    let rest = [UInt8](repeating: 0x5A, count: 9000)
    #expect(RecordSearch.hasRecords(Self.queue(rest + Self.record(300) + Self.record(20))))
    #expect(RecordSearch.hasRecords(Self.queue(rest + Self.record(300) + Self.record(20) + Self.record(2).prefix(6))))
  }

  @Test("What is no row of records is none")
  func notFound() {
    #expect(!RecordSearch.hasRecords(Self.queue([])))
    #expect(!RecordSearch.hasRecords(Self.queue(Array("GET / HTTP/1.1\r\n\r\n".utf8))))
    // One record alone that is not at the beginning, one that is cut off, and one that others follow.
    #expect(!RecordSearch.hasRecords(Self.queue([0] + Self.record(300))))
    #expect(!RecordSearch.hasRecords(Self.queue(Array(Self.record(300).dropLast()))))
    #expect(!RecordSearch.hasRecords(Self.queue(Self.record(300) + Array("GET / HTTP/1.1".utf8))))
  }
}
