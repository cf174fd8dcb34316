import CertificateEncoding

/// Finds the IP packet in a frame, whatever stands before it.
enum NetworkPacket {
  /// How many tags and labels may stand before a packet: twice as many as any network stacks.
  private static let maximumTagCount = 8

  /// Where the IP packet begins, up to the frame's end, and its version; `nil` for another protocol.
  static func find(_ bytes: Span<UInt8>, _ frame: Range<Int>, _ linkType: LinkType) -> Range<Int>? {
    switch linkType {
    case .ethernet: return etherType(bytes, frame, at: 12)
    // The protocol stands at the end of the 16 bytes, and at the beginning of the 20.
    case .linuxCooked: return etherType(bytes, frame, at: 14)
    case .linuxCooked2:
      return etherType(bytes, frame, at: 0, payload: 20)
    // The address family tells nothing that the packet doesn't say as well, and has other numbers on every system.
    case .null, .loop: return rest(frame, after: 4)
    case .raw, .rawBSD, .rawOpenBSD, .ipv4, .ipv6: return frame
    default: return nil
    }
  }

  private static func rest(_ frame: Range<Int>, after count: Int) -> Range<Int>? {
    count <= frame.count ? frame.lowerBound + count..<frame.upperBound : nil
  }

  /// Goes on behind an EtherType, and the tags that one may announce.
  private static func etherType(
    _ bytes: Span<UInt8>, _ frame: Range<Int>, at offset: Int, payload: Int? = nil
  ) -> Range<Int>? {
    var offset = offset
    var payload = payload ?? offset + 2
    for _ in 0...maximumTagCount {
      guard payload <= frame.count, offset + 2 <= frame.count else { return nil }
      switch ByteOrder.bigEndian.number16(bytes, frame.lowerBound + offset) {
      case 0x0800, 0x86DD: return rest(frame, after: payload)
      // IEEE 802.1Q and 802.1ad: two bytes of tag, and the next EtherType.
      case 0x8100, 0x88A8, 0x9100:
        offset = payload + 2
        payload += 4
      // RFC 2516 §4 and RFC 1661: six bytes of PPPoE, and the protocol of PPP.
      case 0x8864:
        guard payload + 8 <= frame.count else { return nil }
        let inner = ByteOrder.bigEndian.number16(bytes, frame.lowerBound + payload + 6)
        return inner == 0x0021 || inner == 0x0057 ? rest(frame, after: payload + 8) : nil
      default: return nil
      }
    }
    return nil
  }
}
