import TestSupport
import Testing

@testable import HandshakeCapture

@Suite("Where TLS begins")
struct HelloSearchTests {
  private static let hello =
    [22, 3, 1] + MessageFields.vector(MessageFields.message(1, MessageFields.ClientHello.with { _ in }), 2)

  @Test("A hello is found in whatever order the bytes before and around it come")
  func anyOrder() {
    let text = Array("CONNECT www.example.com:443 HTTP/1.1\r\n\r\n".utf8) + Self.hello
    var generator = RepeatableGenerator(seed: 2)
    for round in 0..<Soak.count(200) {
      var starts = Array(stride(from: 0, to: text.count, by: Int.random(in: 3...40, using: &generator)))
      let size = starts.count > 1 ? starts[1] : text.count
      // The beginning may turn out to be earlier so many times.
      starts.shuffle(using: &generator)
      guard starts.count < 30 else { continue }
      var stream = StreamReassembly()
      var search = HelloSearch()
      var found: Int?
      for start in starts where found == nil {
        let part = Array(text[start..<min(text.count, start + size)])
        stream.take(UInt32(1000 + start), .ack, part.span)
        found = search.find(.client, in: stream)
      }
      let position = found.map { $0 + Int(stream.first) }
      // Counted from the segment that came first.
      #expect(position == text.count - Self.hello.count - (starts.first ?? 0), "round \(round)")
    }
  }

  @Test("The beginning may move before anything was looked at, and back behind what was")
  func moved() {
    for (text, number) in [([UInt8](repeating: 0, count: 3), UInt32(500)), ([UInt8](repeating: 0, count: 300), 5000)] {
      var stream = StreamReassembly()
      var search = HelloSearch()
      stream.take(1000, .ack, text.span)
      #expect(search.find(.client, in: stream) == nil)
      stream.take(number &- 1, .syn, [UInt8]().span)
      #expect(search.find(.client, in: stream) == nil)
      let before = [UInt8](repeating: 0, count: 100) + Self.hello
      stream.take(number, .ack, before.span)
      #expect(search.find(.client, in: stream) == 100)
    }
  }

  @Test("Bytes in which there is no hello are looked at once, however they come")
  func exhausted() {
    var stream = StreamReassembly()
    var search = HelloSearch()
    let bytes = [UInt8](repeating: 22, count: 1000)
    for index in 0..<70 {
      stream.take(UInt32(100_000 + index * 1000), .ack, bytes.span)
      #expect(search.find(.client, in: stream) == nil)
      #expect(search.isExhausted == (index >= 65))
    }
  }
}
