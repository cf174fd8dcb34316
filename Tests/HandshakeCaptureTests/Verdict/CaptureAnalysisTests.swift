import TestSupport
import Testing

@testable import HandshakeCapture

@Suite("Recordings as a whole")
struct CaptureAnalysisTests {
  static let folder = "clients"
  static let names = ["openssl-openssl-1.3-p256.pcap", "openssl-openssl-1.2-p256.pcap"]

  /// The packets of a recording on a raw link.
  private static func packets(_ name: String) throws -> [[UInt8]] {
    let read = ReadRecording(try HandshakeVectors.bytes("\(folder)/\(name)"))
    #expect(read.error == nil && read.frames.allSatisfy { $0.frame.linkType == .raw })
    return read.frames.map { $0.bytes }
  }

  /// Whether a packet comes from port 443.
  private static func isServer(_ packet: [UInt8]) -> Bool { packet[20] == 1 && packet[21] == 187 }

  private static func run(_ bytes: [UInt8], keyLog: Bool = true) throws -> CaptureReport {
    try HandshakeVectors.report(
      bytes, keyLog: keyLog ? HandshakeVectors.keyLog("\(folder)/keylog.txt") : KeyLog(), HandshakeVectors.examiner())
  }

  @Test("Packets in any order, and some of them twice, change nothing", arguments: names)
  func shuffled(name: String) throws {
    let packets = try Self.packets(name)
    var generator = RepeatableGenerator(seed: 3)
    for round in 0..<Soak.count(20) {
      let shuffled = (packets + packets.filter { _ in Bool.random(using: &generator) }).shuffled(using: &generator)
      let report = try Self.run(RecordingWriter.pcap(shuffled, link: .raw))
      // A connection may seem to be two if its SYN comes last of all; its handshake is told once.
      #expect(report.connections.contains { $0.verdict == .pass }, "round \(round)")
      #expect(!report.connections.contains { $0.verdict == .fail }, "round \(round)")
    }
  }

  @Test("A recording that begins after the SYN packets will do", arguments: names)
  func middle(name: String) throws {
    let packets = try Self.packets(name).filter { $0[33] & 2 == 0 }
    let report = try Self.run(RecordingWriter.pcap(packets, link: .raw))
    #expect(report.connections.map { $0.verdict } == [.pass])
  }

  @Test("Without one packet nothing fails, and what is lost is told", arguments: names)
  func lost(name: String) throws {
    let packets = try Self.packets(name)
    for index in packets.indices {
      var some = packets
      some.remove(at: index)
      let report = try Self.run(RecordingWriter.pcap(some, link: .raw))
      #expect(!report.connections.contains { $0.verdict == .fail }, "without packet \(index)")
    }
  }

  @Test("Cut off at any byte, a recording fails at nothing", arguments: names)
  func cutOff(name: String) throws {
    let bytes = try HandshakeVectors.bytes("\(Self.folder)/\(name)")
    for count in stride(from: 24, to: bytes.count, by: 97) {
      let report = try Self.run(Array(bytes.prefix(count)))
      #expect(!report.connections.contains { $0.verdict == .fail }, "cut off at \(count)")
      #expect(report.problem == nil || report.problem?.isCutOff == true)
    }
  }

  @Test("Secrets that the recording brings after the packets are used as well")
  func lateSecrets() throws {
    let log = try HandshakeVectors.bytes("\(Self.folder)/keylog.txt")
    for isLate in [false, true] {
      var writer = RecordingWriter(.bigEndian)
      writer.addSection()
      writer.addInterface(.raw)
      if !isLate { writer.addSecrets(log) }
      for name in Self.names { for packet in try Self.packets(name) { writer.addPacket(packet) } }
      if isLate { writer.addSecrets(log) }
      let report = try HandshakeVectors.report(writer.bytes, keyLog: KeyLog(), HandshakeVectors.examiner())
      // At the time that the packets have, 1970, no certificate holds; nothing else is wrong.
      #expect(report.connections.count == Self.names.count)
      for connection in report.connections {
        #expect(connection.steps[.serverFinished]?.outcome == .pass)
        #expect(connection.steps[.clientFinished]?.outcome == .pass)
        #expect(connection.steps[.serverProof]?.outcome == .pass)
      }
    }
  }

  /// The packets of a recording, with another port of the client's.
  private static func moved(_ packets: [[UInt8]]) -> [[UInt8]] {
    packets.map { packet in
      var copy = packet
      let offset = isServer(packet) ? 22 : 20
      (copy[offset], copy[offset + 1]) = (3, 9)
      return copy
    }
  }

  @Test("Beside TLS that can't be looked at, not everything passes, and a note says so", arguments: names)
  func untold(name: String) throws {
    let packets = try Self.packets(name)
    let whole = try Self.run(RecordingWriter.pcap(packets, link: .raw))
    #expect(whole.verdict == .pass && whole.notes.isEmpty)
    let other = Self.moved(packets)
    // The server alone, and a connection whose beginning was not recorded.
    let data = try #require(other.lastIndex { $0.count > 60 })
    for (more, note) in [
      (other.filter(Self.isServer), "whose client's side"), (Array(other[data...]), "before the recording"),
    ] {
      let report = try Self.run(RecordingWriter.pcap(packets + more, link: .raw))
      #expect(report.connections.map { $0.verdict } == [.pass])
      #expect(report.verdict == .notCheckable)
      #expect(report.notes.contains { $0.contains(note) })
    }
  }

  @Test("What stands before TLS is told")
  func behindOthers() throws {
    var packets = try Self.packets(Self.names[0])
    let hello = try #require(packets.firstIndex { !Self.isServer($0) && $0.count > 100 })
    let sequence = packets[hello][24..<28].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    // Before the client's first byte, in a recording that begins in the middle.
    packets.removeAll { $0[33] & 2 != 0 }
    let greeting = Array("STARTTLS\r\n".utf8)
    let port = UInt16(packets[0][20]) << 8 | UInt16(packets[0][21])
    var first = RecordingWriter.packet4(
      from: port, to: 443, sequence: sequence &- UInt32(greeting.count), greeting)
    first.replaceSubrange(12..<20, with: packets[0][12..<20])
    let report = try Self.run(RecordingWriter.pcap([first] + packets, link: .raw))
    #expect(report.connections.map { $0.verdict } == [.pass])
    #expect(report.connections.first?.notes.contains { $0.contains("behind 10 other bytes") } == true)
  }

  @Test("A segment that was damaged on its way and came again is no fault", arguments: names)
  func damaged(name: String) throws {
    let packets = try Self.packets(name)
    for (index, packet) in packets.enumerated() where packet.count > 60 {
      for place in [packet.count - 1, 45] {
        var copy = packet
        copy[place] ^= 0xFF
        let before = Array(packets[..<index])
        let report = try Self.run(RecordingWriter.pcap(before + [copy] + packets[index...], link: .raw))
        #expect(report.connections.map { $0.verdict } == [.pass], "packet \(index), byte \(place)")
        // Tickets come after what is looked at.
        guard packet.count > 200 else { continue }
        let isTold = report.connections.first?.notes.contains { $0.contains("damaged on its way") }
        #expect(isTold == true, "packet \(index), byte \(place)")
      }
    }
  }

  @Test("Checksums that are all wrong, as those of joined segments are, are no fault either", arguments: names)
  func stale(name: String) throws {
    let packets = try Self.packets(name).map { packet in
      var copy = packet
      copy[36] ^= 0xFF
      return copy
    }
    let report = try Self.run(RecordingWriter.pcap(packets, link: .raw))
    #expect(report.connections.map { $0.verdict } == [.pass])
  }

  @Test("Another version of what was already looked at is told")
  func conflict() throws {
    var packets = try Self.packets(Self.names[0])
    let index = try #require(packets.firstIndex { !Self.isServer($0) && $0.count > 200 })
    var other = packets[index]
    // The checksum stays right: two numbers change places.
    let (first, second) = (Array(other[60..<62]), Array(other[62..<64]))
    other.replaceSubrange(60..<64, with: second + first)
    try #require(first != second)
    packets.insert(other, at: index + 1)
    let report = try Self.run(RecordingWriter.pcap(packets, link: .raw))
    #expect(report.connections.map { $0.verdict } == [.pass])
    #expect(report.connections.first?.notes.contains { $0.contains("not the same") } == true)
  }

  @Test("Connections of which no secret is known leave room for the one of which there is one")
  func sealedStrangers() throws {
    let packets = try Self.packets(Self.names[0])
    let start: UInt64 = 1_767_225_600_000_000
    let last = try #require(packets.last { Self.isServer($0) && $0.count > 60 })
    var writer = RecordingWriter()
    writer.addSection()
    writer.addInterface(.raw)
    let count = 30
    for number in 0..<count {
      for packet in packets {
        var copy = RecordingWriter.moved(packet, clientPort: UInt16(20_000 + number))
        // The random number of the hello, which the key log must not know.
        if !Self.isServer(packet), packet.count > 200 { copy[51] = UInt8(number) }
        // No end is recorded.
        if copy[33] & 1 == 0 { writer.addPacket(copy, time: start) }
      }
      // Data follows, a hundred kilobytes of it.
      var header = Array(RecordingWriter.moved(last, clientPort: UInt16(20_000 + number)).prefix(40))
      var sequence = ByteOrder.bigEndian.number32(last.span, 24) &+ UInt32(last.count - 40)
      (header[2], header[3]) = (0, 0)
      let data = [23, 3, 3, 0x40, 0] + [UInt8](repeating: 0, count: 0x4000)
      for _ in 0..<6 {
        for index in 0..<4 { header[24 + index] = UInt8(truncatingIfNeeded: sequence >> UInt32(24 - 8 * index)) }
        writer.addPacket(header + data, time: start)
        sequence &+= UInt32(data.count)
      }
    }
    for packet in packets { writer.addPacket(packet, time: start) }
    var limits = ConversationTable.Limits()
    (limits.byteCount, limits.sideByteCount) = (1 << 20, 1 << 13)
    let report = try CaptureAnalysis.run(
      pieces(of: writer.bytes, size: 1 << 16), keyLog: HandshakeVectors.keyLog("\(Self.folder)/keylog.txt"),
      examiner: HandshakeVectors.examiner(), limits: limits)
    #expect(report.connections.count == count + 1)
    #expect(report.connections.last?.verdict == .pass)
    #expect(report.connections.dropLast().allSatisfy { $0.verdict == .notCheckable })
  }

  @Test("What is wrong with a recording's own key logs and parts is told, and the rest is verified")
  func passedOver() throws {
    var writer = RecordingWriter()
    writer.addSection()
    writer.addInterface(.raw)
    writer.addPacket([1, 2, 3], interface: 9)
    writer.addSecrets(Array("CLIENT_RANDOM 00 11\nCLIENT_RANDOM 00\nCLIENT_RANDOM 00 11\n".utf8))
    writer.addSecrets(try HandshakeVectors.bytes("\(Self.folder)/keylog.txt"))
    for packet in try Self.packets(Self.names[0]) { writer.addPacket(packet, time: 1_767_225_600_000_000) }
    var given = KeyLog()
    let bytes = Array("CLIENT_RANDOM 00 11\n".utf8)
    given.insert(bytes.span)
    let report = try HandshakeVectors.report(writer.bytes, keyLog: given, HandshakeVectors.examiner())
    #expect(report.connections.map { $0.verdict } == [.pass])
    #expect(report.unreadableCount == 1 && report.problem == nil)
    #expect(report.verdict == .notCheckable && !report.isWhole)
    #expect(report.ownProblemCounts == [.random: 2, .fields: 1])
    #expect(report.notes.contains { $0.hasPrefix("1 malformed part of the recording passed over") })
    #expect(report.notes.contains { $0.hasPrefix("2 lines of the recording's own key logs left out") })
  }

  @Test("Another protocol is told as such")
  func strangers() throws {
    let packets = (0..<20).map {
      RecordingWriter.packet4(from: 1000, to: 80, sequence: UInt32($0 * 5), Array("GET /".utf8))
    }
    let report = try Self.run(RecordingWriter.pcap(packets, link: .raw))
    #expect(report.connections.isEmpty && report.conversationCount == 1 && report.verdict == .notCheckable)
    #expect(report.notes.contains { $0.contains("no TLS handshake") })
  }

  @Test("A client whom somebody answers in another protocol isn't followed")
  func noServer() throws {
    var packets = try Self.packets(Self.names[0])
    let server = try #require(packets.firstIndex { Self.isServer($0) && $0.count > 200 })
    packets[server].replaceSubrange(40..<60, with: Array("HTTP/1.1 400 Bad Req".utf8))
    let report = try Self.run(RecordingWriter.pcap(packets, link: .raw))
    #expect(report.connections.map { $0.verdict } == [.notCheckable])
    #expect(report.connections.first?.steps[.parameters]?.outcome == .notCheckable)
    #expect(report.connections.first?.steps[.parameters]?.reason == "what answers the client is no TLS")
  }

  @Test("Ten thousand connections at once are all told, each right, in bounded memory")
  func many() throws {
    let packets = try Self.packets(Self.names[0])
    let count = 10_000
    var frames: [[UInt8]] = []
    // The hellos only: each connection has its own ports, all are open at the same time, and none is ever finished.
    for packet in packets.prefix(5) {
      for index in 0..<count {
        var copy = packet
        let isServer = Self.isServer(packet)
        let port = UInt16(20_000 + index)
        (copy[isServer ? 22 : 20], copy[isServer ? 23 : 21]) = (UInt8(port >> 8), UInt8(port & 0xFF))
        frames.append(copy)
      }
    }
    let report = try Self.run(RecordingWriter.pcap(frames, link: .raw), keyLog: false)
    #expect(report.connections.count == count && report.evictedCount == 0)
    #expect(report.connections.enumerated().allSatisfy { $0.element.client.port == UInt16(20_000 + $0.offset) })
    #expect(report.connections.allSatisfy { $0.verdict == .notCheckable })
  }
}
