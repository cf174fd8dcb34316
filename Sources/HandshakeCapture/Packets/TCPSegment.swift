/// What a packet says of a TCP connection (RFC 9293 §3.1); its range lies in the bytes of the packet.
struct TCPSegment: Sendable, Hashable {
  let source: Endpoint
  let destination: Endpoint
  /// The number of the first byte, or of SYN.
  let sequence: UInt32
  /// The number of the byte that the sender expects next, if the flags have ACK.
  let acknowledgment: UInt32
  let flags: Flags
  /// Where the segment begins, unless it is known to be whole without a checksum.
  var header: Int?
  /// Where the data lies, as far as it was recorded.
  let data: Range<Int>

  /// The control bits.
  struct Flags: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let fin = Flags(rawValue: 0x01)
    static let syn = Flags(rawValue: 0x02)
    static let rst = Flags(rawValue: 0x04)
    static let ack = Flags(rawValue: 0x10)
  }
}
