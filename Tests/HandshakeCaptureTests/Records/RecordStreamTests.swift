import TestSupport
import Testing

@testable import HandshakeCapture

@Suite("Records and handshake messages")
struct RecordStreamTests {
  static let message: [UInt8] = [1, 0, 0, 5, 1, 2, 3, 4, 5]

  static func record(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [type, 3, 3, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)] + payload
  }

  private static func stream(_ bytes: [UInt8]) -> RecordStream {
    var stream = RecordStream()
    stream.stream.take(0, .ack, bytes.span)
    return stream
  }

  @Test("Messages are put together from records, however they are cut and joined")
  func cutting() {
    var generator = RepeatableGenerator(seed: 2)
    let messages = (0..<5).map { [UInt8($0), 0, 0, UInt8($0)] + [UInt8](repeating: UInt8($0), count: $0) }
    let all = messages.flatMap { $0 }
    for _ in 0..<Soak.count(100) {
      var bytes: [UInt8] = []
      var rest = all[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...rest.count, using: &generator)
        bytes += Self.record(22, Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      var stream = Self.stream(bytes)
      for message in messages { #expect(stream.next() == .message(message)) }
      #expect(stream.next() == .nothing)
    }
  }

  @Test(
    "What breaks the rules of the record layer is told",
    arguments: [
      (Array("HTTP/1.1 400".utf8), RecordItem.malformed(.header)),
      (record(22, [1, 0, 0, 5, 1]) + record(23, [1]), .malformed(.interleaved)),
      (record(20, [2]), .malformed(.changeCipherSpec)), (record(20, [1]), .changeCipherSpec),
      (record(21, [2]), .malformed(.alert)), (record(21, [2, 40]), .alert(level: 2, description: 40)),
      (record(23, []), .applicationData), ([22, 3, 3, 0, 0], .malformed(.header)),
      ([22, 3, 3, 0x48, 0x01], .malformed(.header)), (record(22, [1, 0, 0]), .nothing),
    ])
  func rules(bytes: [UInt8], expected: RecordItem) {
    var stream = Self.stream(bytes)
    #expect(stream.next() == expected)
  }

  @Test("A message must not begin under one key and end under the next")
  func keyChange() {
    var stream = Self.stream(Self.record(22, Self.message + [2, 0]))
    #expect(stream.next() == .message(Self.message))
    let isClean = stream.change(.unknown)
    #expect(!isClean)
  }

  @Test("TLS is found behind other bytes, and not in others")
  func search() {
    let hello: [UInt8] = [22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]
    func find(_ bytes: [UInt8], _ kind: HelloSearch.Hello = .client) -> Int? {
      var stream = StreamReassembly()
      stream.take(0, .ack, bytes.span)
      var search = HelloSearch()
      return search.find(kind, in: stream)
    }
    #expect(find(hello) == 0)
    #expect(find(Array("EHLO x\r\nSTARTTLS\r\n".utf8) + hello) == 18)
    #expect(find(hello, .server) == nil)
    #expect(find(Array(hello.dropLast())) == nil)
    var other = hello
    other[9] = 4
    #expect(find(other) == nil)
    #expect(find([UInt8](repeating: 22, count: 100_000)) == nil)
  }
}
