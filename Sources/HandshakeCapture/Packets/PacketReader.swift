import CertificateEncoding

/// Takes frames apart down to TCP, and puts fragments of IP packets together.
struct PacketReader {
  /// How many packets may be wrapped in each other.
  private static let maximumTunnelDepth = 4
  /// How many headers of extensions an IPv6 packet may have.
  private static let maximumExtensionCount = 16

  /// What became of a frame.
  enum Outcome: Sendable, Hashable {
    /// A segment of TCP, whose data lies in the frame's bytes.
    case segment(TCPSegment)
    /// A segment of TCP that came in fragments, with the packet's payload that its data lies in.
    case reassembled(TCPSegment, [UInt8])
    /// A fragment whose others are not there yet.
    case fragment
    /// Something else than TCP.
    case other
    /// A header that can't be right, or isn't all there.
    case malformed
  }

  private var fragments = FragmentStore()

  /// Takes one frame apart.
  mutating func read(_ bytes: Span<UInt8>, _ frame: CaptureFrame) -> Outcome {
    guard let packet = NetworkPacket.find(bytes, frame.range, frame.linkType) else { return .other }
    return network(bytes, packet, depth: 0)
  }

  private mutating func network(_ bytes: Span<UInt8>, _ packet: Range<Int>, depth: Int) -> Outcome {
    guard depth < Self.maximumTunnelDepth, let first = packet.first else { return .malformed }
    return switch bytes[first] >> 4 {
    case 4: version4(bytes, packet, depth)
    case 6: version6(bytes, packet, depth)
    default: .other
    }
  }

  /// IPv4 (RFC 791 §3.1).
  private mutating func version4(_ bytes: Span<UInt8>, _ packet: Range<Int>, _ depth: Int) -> Outcome {
    let start = packet.lowerBound
    let headerCount = packet.count >= 20 ? Int(bytes[start] & 0x0F) * 4 : 0
    guard headerCount >= 20, headerCount <= packet.count else { return .malformed }
    let length = Int(ByteOrder.bigEndian.number16(bytes, start + 2))
    guard let source = IPAddress(bytes: bytes.extracting(start + 12..<start + 16)),
      let destination = IPAddress(bytes: bytes.extracting(start + 16..<start + 20))
    else { return .malformed }
    // A network card that cuts segments itself is given packets of any size, with a length of 0. Behind a short packet
    // stands the padding of its frame.
    guard length == 0 || length >= headerCount else { return .malformed }
    let end = length == 0 ? packet.upperBound : min(start + length, packet.upperBound)
    let payload = start + headerCount..<end
    let fragment = ByteOrder.bigEndian.number16(bytes, start + 6)
    let (position, hasMore) = (Int(fragment & 0x1FFF) * 8, fragment & 0x2000 != 0)
    let next = bytes[start + 9]
    guard position > 0 || hasMore else {
      return transport(bytes, payload, next, source, destination, depth)
    }
    // A fragment that the recorder shortened would leave a hole that looks like data.
    guard length > 0, start + length <= packet.upperBound else { return .malformed }
    let key = FragmentStore.Key(
      source: source, destination: destination, transport: next,
      identifier: UInt32(ByteOrder.bigEndian.number16(bytes, start + 4)))
    let whole = fragments.add(bytes.extracting(payload), at: position, hasMore: hasMore, of: key)
    return reassembled(whole, next, source, destination)
  }

  /// IPv6 and its extension headers (RFC 8200 §3, §4).
  private mutating func version6(_ bytes: Span<UInt8>, _ packet: Range<Int>, _ depth: Int) -> Outcome {
    let start = packet.lowerBound
    guard packet.count >= 40, let source = IPAddress(bytes: bytes.extracting(start + 8..<start + 24)),
      let destination = IPAddress(bytes: bytes.extracting(start + 24..<start + 40))
    else { return .malformed }
    let length = Int(ByteOrder.bigEndian.number16(bytes, start + 4))
    let end = length == 0 ? packet.upperBound : min(start + 40 + length, packet.upperBound)
    var next = bytes[start + 6]
    var offset = start + 40
    for _ in 0..<Self.maximumExtensionCount {
      switch next {
      // Hop-by-hop options, routing, destination options, mobility; RFC 4302: authentication, counted in other units.
      case 0, 43, 60, 135, 51:
        guard offset + 8 <= end else { return .malformed }
        let count = next == 51 ? (Int(bytes[offset + 1]) + 2) * 4 : (Int(bytes[offset + 1]) + 1) * 8
        next = bytes[offset]
        guard count <= end - offset else { return .malformed }
        offset += count
      case 44:
        guard offset + 8 <= end else { return .malformed }
        let fragment = ByteOrder.bigEndian.number16(bytes, offset + 2)
        let (position, hasMore) = (Int(fragment & 0xFFF8), fragment & 1 != 0)
        let inner = bytes[offset]
        // RFC 6946: a fragment that is the whole packet is no part of any other.
        guard position > 0 || hasMore else {
          next = inner
          offset += 8
          continue
        }
        guard length > 0, start + 40 + length <= packet.upperBound else { return .malformed }
        let key = FragmentStore.Key(
          source: source, destination: destination, transport: inner,
          identifier: ByteOrder.bigEndian.number32(bytes, offset + 4))
        let whole = fragments.add(bytes.extracting(offset + 8..<end), at: position, hasMore: hasMore, of: key)
        return reassembled(whole, inner, source, destination)
      default: return transport(bytes, offset..<end, next, source, destination, depth)
      }
    }
    return .malformed
  }

  private mutating func transport(
    _ bytes: Span<UInt8>, _ payload: Range<Int>, _ next: UInt8, _ source: IPAddress, _ destination: IPAddress,
    _ depth: Int
  ) -> Outcome {
    switch next {
    case 6: TCPSegment(bytes, payload, from: source, to: destination).map { .segment($0) } ?? .malformed
    // IP within IP (RFC 2003, RFC 4213).
    case 4, 41: network(bytes, payload, depth: depth + 1)
    default: .other
    }
  }

  private func reassembled(
    _ whole: [UInt8]?, _ next: UInt8, _ source: IPAddress, _ destination: IPAddress
  ) -> Outcome {
    guard let whole else { return .fragment }
    guard next == 6 else { return .other }
    guard let segment = TCPSegment(whole.span, 0..<whole.count, from: source, to: destination) else {
      return .malformed
    }
    return .reassembled(segment, whole)
  }
}

extension TCPSegment {
  /// Reads the header of a segment; `nil` if it is malformed (RFC 9293 §3.1).
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, from source: IPAddress, to destination: IPAddress) {
    let start = range.lowerBound
    guard range.count >= 20 else { return nil }
    let headerCount = Int(bytes[start + 12] >> 4) * 4
    guard headerCount >= 20, headerCount <= range.count else { return nil }
    self.init(
      source: Endpoint(address: source, port: ByteOrder.bigEndian.number16(bytes, start)),
      destination: Endpoint(address: destination, port: ByteOrder.bigEndian.number16(bytes, start + 2)),
      sequence: ByteOrder.bigEndian.number32(bytes, start + 4),
      acknowledgment: ByteOrder.bigEndian.number32(bytes, start + 8), flags: Flags(rawValue: bytes[start + 13]),
      header: start,
      data: start + headerCount..<range.upperBound)
  }
}
