import Testing

@testable import HandshakeCapture

@Suite("Packets: from the link down to TCP")
struct PacketReaderTests {
  static let data: [UInt8] = [10, 20, 30]
  static let packet = RecordingWriter.packet4(from: 1234, to: 443, sequence: 77, data)

  private static func outcome(_ bytes: [UInt8], _ link: LinkType) -> PacketReader.Outcome {
    var reader = PacketReader()
    return reader.read(
      bytes.span, CaptureFrame(linkType: link, time: nil, range: 0..<bytes.count, isShortened: false))
  }

  private static func check(_ bytes: [UInt8], _ link: LinkType, _ comment: Comment? = nil) {
    guard case .segment(let segment) = outcome(bytes, link) else {
      Issue.record(comment ?? "no segment")
      return
    }
    #expect(segment.source.port == 1234 && segment.destination.port == 443 && segment.sequence == 77, comment)
    #expect(Array(bytes[segment.data]) == data, comment)
  }

  @Test("Every link type leads to the packet")
  func links() {
    let cooked = [UInt8](repeating: 0, count: 14) + [0x08, 0x00]
    let cooked2 = [UInt8](arrayLiteral: 0x08, 0x00) + [UInt8](repeating: 0, count: 18)
    Self.check(RecordingWriter.ethernet(Self.packet), .ethernet)
    Self.check(RecordingWriter.ethernet(Self.packet, tags: [0x81, 0, 0, 42]), .ethernet, "VLAN")
    Self.check(RecordingWriter.ethernet(Self.packet, tags: [0x88, 0xA8, 0, 7, 0x81, 0, 0, 42]), .ethernet, "two tags")
    Self.check(RecordingWriter.ethernet([0x11, 0, 0, 1, 0, 45, 0, 0x21] + Self.packet, type: [0x88, 0x64]), .ethernet)
    Self.check(cooked + Self.packet, .linuxCooked)
    Self.check(cooked2 + Self.packet, .linuxCooked2)
    Self.check([2, 0, 0, 0] + Self.packet, .null)
    Self.check([0, 0, 0, 2] + Self.packet, .loop)
    for link in [LinkType.raw, .rawBSD, .rawOpenBSD, .ipv4] { Self.check(Self.packet, link) }
  }

  @Test("The padding of short frames is no data")
  func padding() {
    Self.check(RecordingWriter.ethernet(Self.packet + [0, 0, 0]), .ethernet)
  }

  @Test("A packet of the length 0 goes on to the frame's end")
  func offloaded() {
    var packet = Self.packet
    (packet[2], packet[3]) = (0, 0)
    Self.check(packet, .raw)
  }

  @Test("The extension headers of IPv6 are passed over")
  func version6() {
    let segment = RecordingWriter.segment(from: 1234, to: 443, sequence: 77, Self.data)
    let options: [UInt8] = [60, 0, 1, 4, 0, 0, 0, 0]
    let routing: [UInt8] = [51, 1] + [UInt8](repeating: 0, count: 14)
    let authentication: [UInt8] = [44, 4] + [UInt8](repeating: 0, count: 22)
    let fragment: [UInt8] = [6, 0, 0, 0, 0, 0, 0, 9]
    let destination: [UInt8] = [43, 0, 0, 0, 0, 0, 0, 0]
    let payload = options + destination + routing + authentication + fragment + segment
    let header: [UInt8] = [0x60, 0, 0, 0, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF), 0, 64]
    let addresses = [UInt8](repeating: 0x20, count: 32)
    Self.check(header + addresses + payload, .ipv6)
    Self.check(
      [0x45, 0, 0, UInt8(60 + payload.count), 0, 0, 0, 0, 64, 41, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8] + header
        + addresses + payload, .raw, "within IPv4")
  }

  @Test("Fragments are put together in any order, and overlapping ones are void")
  func fragments() {
    let whole = Array(
      RecordingWriter.packet4(from: 1234, to: 443, sequence: 77, [UInt8](repeating: 9, count: 80))[20...])
    func fragment(_ range: Range<Int>) -> [UInt8] {
      var packet = Array(Self.packet[..<20])
      let field = UInt16(range.lowerBound / 8) | (range.upperBound < whole.count ? 0x2000 : 0)
      (packet[2], packet[3]) = (0, UInt8(20 + range.count))
      (packet[6], packet[7]) = (UInt8(field >> 8), UInt8(field & 0xFF))
      return packet + whole[range]
    }
    func read(_ ranges: [Range<Int>]) -> PacketReader.Outcome? {
      var reader = PacketReader()
      var last: PacketReader.Outcome?
      for range in ranges {
        let bytes = fragment(range)
        let frame = CaptureFrame(linkType: .raw, time: nil, range: 0..<bytes.count, isShortened: false)
        last = reader.read(bytes.span, frame)
      }
      return last
    }
    for ranges in [[0..<48, 48..<100], [48..<100, 0..<48], [48..<96, 96..<100, 48..<96, 0..<48]] {
      guard case .reassembled(let segment, let payload) = read(ranges) else {
        Issue.record("\(ranges) is not put together")
        continue
      }
      #expect(segment.source.port == 1234 && payload == whole && segment.data == 20..<100)
    }
    #expect(read([0..<48, 40..<100]) == .fragment)
    // RFC 5722 §3: nor does anything become of what comes later.
    #expect(read([0..<48, 40..<100, 0..<48, 48..<100]) == .fragment)
    #expect(read([0..<48]) == .fragment)
  }

  @Test("No beginning of a packet is taken for a whole one, and none traps")
  func prefixes() {
    let frame = RecordingWriter.ethernet(Self.packet)
    for count in 0..<14 + 40 { #expect(Self.segment(Array(frame.prefix(count)), .ethernet) == nil) }
    for link in LinkType.known {
      for count in 0..<frame.count { _ = Self.outcome(Array(frame.prefix(count)), link) }
    }
  }

  private static func segment(_ bytes: [UInt8], _ link: LinkType) -> TCPSegment? {
    if case .segment(let segment) = outcome(bytes, link) { segment } else { nil }
  }
}
