import CertificateEncoding
import Testing

@testable import HandshakeCapture

@Suite("TCP: checksums")
struct TCPChecksumTests {
  private static func isDoubtful(_ packet: [UInt8], _ link: LinkType = .raw) -> Bool? {
    var reader = PacketReader()
    let frame = CaptureFrame(linkType: link, time: nil, range: 0..<packet.count, isShortened: false)
    guard case .segment(let segment) = reader.read(packet.span, frame) else { return nil }
    return TCPChecksum.isDoubtful(segment, packet.span)
  }

  @Test("What real stacks wrote is right, and any bit that is changed is found")
  func real() throws {
    for (name, offset) in [
      ("clients/openssl-openssl-1.3-p256.pcap", 20), ("clients/openssl-openssl-1.2-p256.pcap", 20),
    ] {
      for frame in ReadRecording(try HandshakeVectors.bytes(name)).frames {
        #expect(Self.isDoubtful(frame.bytes) == false)
        var packet = frame.bytes
        let last = packet.count - 1
        packet[last] ^= 0x10
        #expect(Self.isDoubtful(packet) == true)
        packet[last] ^= 0x10
        // The number of the acknowledgment.
        packet[offset + 9] ^= 1
        #expect(Self.isDoubtful(packet) == true)
      }
    }
  }

  @Test("A checksum that a network card is still to compute is no doubt")
  func unfilled() {
    let data: [UInt8] = [1, 2, 3]
    #expect(Self.isDoubtful(RecordingWriter.packet4(from: 1, to: 2, sequence: 3, data)) == false)
    // C000 + 0201 + C000 + 0202 + 6 + 23, with what is carried.
    var packet = RecordingWriter.packet4(from: 1, to: 2, sequence: 3, data)
    (packet[36], packet[37]) = (0x84, 0x21)
    #expect(Self.isDoubtful(packet) == false)
    packet[37] = 0x22
    #expect(Self.isDoubtful(packet) == true)
  }

  @Test("IPv6 counts its long addresses")
  func version6() {
    // Addresses 2001:db8::1 and ::2, a SYN from port 1 to port 2.
    var header: [UInt8] = [0x60, 0, 0, 0, 0, 20, 6, 64]
    for last in [UInt8(1), 2] { header += [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [last] }
    var segment = RecordingWriter.segment(from: 1, to: 2, sequence: 0, flags: .syn, [])
    // 2 × (2001 + 0DB8) + 3 + 6 + 14 = 5B8F, + 3 + 5002 + FFFF = 1AB93, folded AB94; its complement is 546B.
    (segment[16], segment[17]) = (0x54, 0x6B)
    #expect(Self.isDoubtful(header + segment, .ipv6) == false)
    segment[17] ^= 1
    #expect(Self.isDoubtful(header + segment, .ipv6) == true)
  }
}
