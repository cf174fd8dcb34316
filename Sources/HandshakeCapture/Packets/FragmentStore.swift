import CertificateEncoding

/// IP packets of which some fragments are not there yet (RFC 791 §3.2, RFC 8200 §4.5).
struct FragmentStore {
  /// How many packets wait at a time, and how many fragments each may have; more than a host keeps.
  static let maximumPacketCount = 256
  static let maximumFragmentCount = 64
  /// The largest payload that a packet can have.
  static let maximumByteCount = 65_535

  /// What the fragments of one packet have in common.
  struct Key: Sendable, Hashable {
    let source: IPAddress
    let destination: IPAddress
    let transport: UInt8
    let identifier: UInt32
  }

  private struct Packet {
    var parts: [(start: Int, bytes: [UInt8])] = []
    var count: Int?
    /// Whether fragments overlapped, so that whatever else comes of it is dropped.
    var isVoid = false
    let number: Int
  }

  private var packets: [Key: Packet] = [:]
  private var number = 0

  /// Takes a fragment; gives the payload of its packet if that is whole now.
  ///
  /// Fragments that overlap make the packet void, as RFC 5722 §3 demands of IPv6: only an attack has them. A fragment that
  /// merely comes twice is no harm.
  mutating func add(_ bytes: Span<UInt8>, at start: Int, hasMore: Bool, of key: Key) -> [UInt8]? {
    guard start + bytes.count <= Self.maximumByteCount, !bytes.isEmpty else { return nil }
    if packets[key] == nil {
      if packets.count >= Self.maximumPacketCount,
        let oldest = packets.min(by: { $0.value.number < $1.value.number })?.key
      {
        packets[oldest] = nil
      }
      number += 1
      packets[key] = Packet(number: number)
    }
    guard var packet = packets.removeValue(forKey: key) else { return nil }
    guard !packet.isVoid else {
      packets[key] = packet
      return nil
    }
    let range = start..<start + bytes.count
    if packet.parts.contains(where: { $0.start == start && $0.bytes.count == bytes.count }) {
      packets[key] = packet
      return nil
    }
    guard !packet.parts.contains(where: { range.overlaps($0.start..<$0.start + $0.bytes.count) }),
      packet.parts.count < Self.maximumFragmentCount
    else {
      // RFC 5722 §3: the fragments that came and those that will.
      (packet.parts, packet.isVoid) = ([], true)
      packets[key] = packet
      return nil
    }
    packet.parts.append((start, Array(copying: bytes)))
    if !hasMore { packet.count = range.upperBound }
    if let count = packet.count, packet.parts.reduce(0, { $0 + $1.bytes.count }) == count {
      packet.parts.sort { $0.start < $1.start }
      let whole = packet.parts.flatMap { $0.bytes }
      // Nothing overlaps, so that as many bytes as there should be lie without a gap if the last one ends there.
      guard let last = packet.parts.last, last.start + last.bytes.count == count else { return nil }
      return whole
    }
    packets[key] = packet
    return nil
  }
}
