import HandshakeVerification
import TestSupport
import Testing

@testable import HandshakeCapture

@Suite("TCP connections: what is kept of them")
struct ConversationTableTests {
  private typealias Fields = MessageFields

  /// Takes a packet of IPv4 as a frame of a raw link.
  private static func take(_ table: inout ConversationTable, _ packet: [UInt8]) {
    var reader = PacketReader()
    let frame = CaptureFrame(linkType: .raw, time: nil, range: 0..<packet.count, isShortened: false)
    guard case .segment(let segment) = reader.read(packet.span, frame) else {
      Issue.record("no segment")
      return
    }
    table.take(segment, packet.span, time: nil, isShortened: false)
  }

  /// A packet back from port 443.
  private static func answer(to port: UInt16, sequence: UInt32, _ data: [UInt8]) -> [UInt8] {
    var packet = RecordingWriter.packet4(from: 443, to: port, sequence: sequence, data)
    packet.replaceSubrange(12..<20, with: Array(packet[16..<20] + packet[12..<16]))
    return packet
  }

  private static func record(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] { [type, 3, 3] + Fields.vector(payload, 2) }

  /// A ClientHello with a random number of its own.
  private static func clientHello(_ number: UInt16) -> [UInt8] {
    var bytes = record(22, Fields.message(1, Fields.ClientHello.with { _ in }))
    (bytes[11], bytes[12]) = (UInt8(number >> 8), UInt8(number & 0xFF))
    return bytes
  }

  /// A table of open connections, each with a ClientHello.
  private static func table(_ count: Int, mayGrow: Bool = true) -> ConversationTable {
    var table = ConversationTable(SecretSource(KeyLog(), mayGrow: mayGrow))
    for number in 0..<UInt16(count) {
      take(&table, RecordingWriter.packet4(from: 1000 + number, to: 443, sequence: 1, clientHello(number)))
    }
    return table
  }

  @Test("An end that opens the same connection again and again fills no list")
  func reopened() {
    var table = ConversationTable(SecretSource(KeyLog(), mayGrow: false))
    for index in 0..<UInt32(5000) {
      Self.take(
        &table, RecordingWriter.packet4(from: 1000, to: 443, sequence: index &* 2_654_435_761, flags: .syn, []))
      #expect(table.entryCount < 100 && table.heldByteCount < 4 * Conversation.baseByteCount)
    }
    #expect(table.count == 5000)
    table.finishAll()
    #expect(table.heldByteCount == 0)
  }

  @Test("Secrets reach the connections that they are of, and no other is looked at")
  func renewals() throws {
    var table = Self.table(300)
    table.advance([])
    #expect(table.renewalCount == 0)
    var random = Fields.random
    (random[0], random[1]) = (0, 7)
    let known = RandomKey(random.span)
    let key = try #require(known)
    table.advance([key])
    #expect(table.renewalCount == 1)
    // The same hello once more, from another end.
    Self.take(&table, RecordingWriter.packet4(from: 9, to: 443, sequence: 1, Self.clientHello(7)))
    table.advance([key])
    #expect(table.renewalCount == 3)
    table.finishAll()
    table.advance([key])
    #expect(table.renewalCount == 3 && table.entryCount == 300 + 1)
  }

  @Test("The oldest connection makes room for the next, and is told of")
  func evicted() {
    var limits = ConversationTable.Limits()
    limits.connectionCount = 8
    var table = ConversationTable(SecretSource(KeyLog(), mayGrow: false), limits)
    for number in 0..<UInt16(20) {
      Self.take(&table, RecordingWriter.packet4(from: 1000 + number, to: 443, sequence: 1, Self.clientHello(number)))
    }
    #expect(table.evictedCount == 12)
    #expect(table.takeFinished().map { $0.number } == Array(0..<12))
    table.finishAll()
    #expect(table.takeFinished().map { $0.number } == Array(12..<20))
  }

  @Test("Everything that strangers can make large is counted, and there is no more of it than may be")
  func bounded() {
    var limits = ConversationTable.Limits()
    limits.byteCount = 2 << 20
    var table = ConversationTable(SecretSource(KeyLog(), mayGrow: false), limits)
    let authorities = (0..<1000).flatMap { _ in [UInt8](arrayLiteral: 0, 2, 0x30, 0) }
    let request = Fields.message(13, Fields.vector([1], 1) + Fields.vector([4, 3], 2) + Fields.vector(authorities, 2))
    let hello = Fields.message(
      2,
      Fields.ServerHello.with {
        $0.suite = 0xC02F
        $0.extensions = nil
      })
    let answer = Self.record(22, hello + Fields.message(11, [0, 0, 0]) + request)
    var largest = 0
    for number in 0..<UInt16(50) {
      let before = table.heldByteCount
      Self.take(&table, RecordingWriter.packet4(from: 1000 + number, to: 443, sequence: 1, Self.clientHello(number)))
      Self.take(&table, Self.answer(to: 1000 + number, sequence: 1, answer))
      // A name of two bytes takes a hundred times as much.
      if number == 0 { #expect(table.heldByteCount - before > 150_000) }
      largest = max(largest, table.heldByteCount)
    }
    #expect(largest > 1 << 20 && largest <= limits.byteCount)
    let stops = table.takeFinished().map { $0.facts.stop?.reason }
    #expect(!stops.isEmpty && stops.allSatisfy { $0 == .memory })
  }

  @Test("A connection of any length streams, though nobody knows yet whether its secret will come")
  func long() {
    var limits = ConversationTable.Limits()
    limits.byteCount = 1 << 20
    var table = ConversationTable(SecretSource(KeyLog(), mayGrow: true), limits)
    Self.take(&table, RecordingWriter.packet4(from: 1000, to: 443, sequence: 1, Self.clientHello(1)))
    var sequence: UInt32 = 1
    func send(_ bytes: [UInt8]) {
      Self.take(&table, Self.answer(to: 1000, sequence: sequence, bytes))
      sequence &+= UInt32(bytes.count)
    }
    send(Self.record(22, Fields.message(2, Fields.ServerHello.with { _ in })))
    let data = (0..<3).flatMap { _ in Self.record(23, [UInt8](repeating: 0, count: 16_384)) }
    var largest = 0
    // Twenty times the limit; a gigabyte with ROOTWARD_SOAK=22000.
    for _ in 0..<Soak.count(400) {
      send(data)
      largest = max(largest, table.heldByteCount)
    }
    #expect(largest > limits.sideByteCount && largest <= limits.byteCount)
    table.finishAll()
    #expect(
      table.takeFinished().map { $0.facts.stop?.reason } == [
        .noSecret(.server, .serverHandshake, knowsConnection: false)
      ])
  }

  @Test("All connections that may be open at a time leave half of the memory for what they send")
  func defaults() {
    let limits = ConversationTable.Limits()
    #expect(limits.connectionCount * Conversation.baseByteCount <= limits.byteCount / 2)
    #expect(MemoryLayout<RecordStream>.size * 2 + 512 < Conversation.baseByteCount)
  }
}
