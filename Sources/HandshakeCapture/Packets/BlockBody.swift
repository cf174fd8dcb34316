/// The body of a block of the format pcapng, between its lengths (draft-ietf-opsawg-pcapng §4).
///
/// What it says is read from the bytes that its range lies in; `nil` stands for what is malformed.
struct BlockBody {
  let order: ByteOrder
  let range: Range<Int>

  /// The version in a section's header (§4.1).
  func version(_ bytes: Span<UInt8>) -> (major: Int, minor: Int)? {
    guard range.count >= 16 else { return nil }
    return (
      Int(order.number16(bytes, range.lowerBound + 4)), Int(order.number16(bytes, range.lowerBound + 6))
    )
  }

  /// The description of an interface (§4.2).
  func interface(_ bytes: Span<UInt8>) -> CaptureReader.Interface? {
    guard range.count >= 8 else { return nil }
    var interface = CaptureReader.Interface(
      linkType: LinkType(rawValue: order.number16(bytes, range.lowerBound)),
      keptByteCount: order.number32(bytes, range.lowerBound + 4))
    // Options that run beyond the block end the list; what they would say is only about time.
    var offset = range.lowerBound + 8
    while offset + 4 <= range.upperBound {
      let (code, count) = (order.number16(bytes, offset), Int(order.number16(bytes, offset + 2)))
      let value = offset + 4
      guard code != 0, count <= range.upperBound - value else { break }
      switch (code, count) {
      // if_tsresol, if_tsoffset
      case (9, 1): interface.clock.resolution = bytes[value]
      case (14, 8): interface.clock.offset = Int64(bitPattern: order.number64(bytes, value))
      default: break
      }
      // §3.5: values are padded to four bytes.
      offset = value + (count + 3) / 4 * 4
    }
    return interface
  }

  /// The type of secrets, and where they lie (§4.7).
  func secrets(_ bytes: Span<UInt8>) -> (kind: UInt32, range: Range<Int>)? {
    guard range.count >= 8 else { return nil }
    let count = Int(order.number32(bytes, range.lowerBound + 4))
    let start = range.lowerBound + 8
    guard count <= range.upperBound - start else { return nil }
    return (order.number32(bytes, range.lowerBound), start..<start + count)
  }

  /// An Enhanced Packet Block (§4.3).
  func enhancedPacket(_ bytes: Span<UInt8>, _ interfaces: [CaptureReader.Interface]) -> CaptureFrame? {
    guard range.count >= 20 else { return nil }
    let number = Int(order.number32(bytes, range.lowerBound))
    return packet(bytes, interfaces, interface: number)
  }

  /// The obsolete Packet Block (appendix A), which counts the packets that were dropped in half of the interface's number.
  func oldPacket(_ bytes: Span<UInt8>, _ interfaces: [CaptureReader.Interface]) -> CaptureFrame? {
    guard range.count >= 20 else { return nil }
    let number = Int(order.number16(bytes, range.lowerBound))
    return packet(bytes, interfaces, interface: number)
  }

  private func packet(
    _ bytes: Span<UInt8>, _ interfaces: [CaptureReader.Interface], interface number: Int
  ) -> CaptureFrame? {
    guard number < interfaces.count else { return nil }
    let interface = interfaces[number]
    let high = UInt64(order.number32(bytes, range.lowerBound + 4))
    let low = UInt64(order.number32(bytes, range.lowerBound + 8))
    let count = Int(order.number32(bytes, range.lowerBound + 12))
    let wholeCount = Int(order.number32(bytes, range.lowerBound + 16))
    let start = range.lowerBound + 20
    guard count <= range.upperBound - start, count <= CaptureReader.maximumFrameByteCount else { return nil }
    return CaptureFrame(
      linkType: interface.linkType, time: interface.clock.time(high << 32 | low), range: start..<start + count,
      isShortened: wholeCount > count)
  }

  /// A Simple Packet Block (§4.4), which is of the first interface and has no time.
  func simplePacket(_ bytes: Span<UInt8>, _ interfaces: [CaptureReader.Interface]) -> CaptureFrame? {
    guard range.count >= 4, let interface = interfaces.first else { return nil }
    let wholeCount = Int(order.number32(bytes, range.lowerBound))
    let start = range.lowerBound + 4
    let kept = interface.keptByteCount == 0 ? wholeCount : min(wholeCount, Int(interface.keptByteCount))
    guard kept <= range.upperBound - start, kept <= CaptureReader.maximumFrameByteCount else { return nil }
    return CaptureFrame(
      linkType: interface.linkType, time: nil, range: start..<start + kept, isShortened: wholeCount > kept)
  }
}
