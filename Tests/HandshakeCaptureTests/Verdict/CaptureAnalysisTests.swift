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
