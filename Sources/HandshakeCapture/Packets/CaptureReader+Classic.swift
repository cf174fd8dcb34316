import Platform

extension CaptureReader {
  /// Reads the header of a file in the format pcap (draft-ietf-opsawg-pcap §4).
  static func header(
    _ input: inout ByteInput, _ order: ByteOrder, nanosecondsPerUnit: UInt32
  ) throws(CaptureError) -> Format {
    guard try demand(24, of: &input) else { throw CaptureError(.cutOff(in: .fileHeader), offset: 0) }
    let range = input.take(24)
    let array = input.bytes
    let header = array.span.extracting(range)
    let (major, minor) = (order.number16(header, 4), order.number16(header, 6))
    guard major == 2, minor == 4 else {
      throw CaptureError(.unknownVersion(major: Int(major), minor: Int(minor)), offset: 4)
    }
    // The high bits tell of a frame check sequence, which stands behind the packet and is left there.
    let linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: order.number32(header, 20)))
    return .classic(order, nanosecondsPerUnit: nanosecondsPerUnit, linkType)
  }

  /// Reads one frame of a file in the format pcap (draft-ietf-opsawg-pcap §5).
  mutating func nextFrame(
    _ order: ByteOrder, _ unit: UInt32, _ linkType: LinkType
  ) throws(CaptureError) -> CaptureItem? {
    let offset = input.offset
    guard try Self.demand(16, of: &input) else {
      guard input.availableCount == 0 else { throw CaptureError(.cutOff(in: .packet), offset: offset) }
      return nil
    }
    let head = input.take(16)
    let (seconds, fraction, count, wholeCount) = numbers(order, head)
    guard count <= Self.maximumFrameByteCount else { throw CaptureError(.malformed(.packet), offset: offset) }
    guard try Self.demand(Int(count), of: &input) else { throw CaptureError(.cutOff(in: .packet), offset: offset) }
    // A fraction of more than a second is somebody's mistake, and no reason to lose the packet.
    let nanoseconds = min(UInt64(fraction) * UInt64(unit), 999_999_999)
    return .frame(
      CaptureFrame(
        linkType: linkType,
        time: CaptureTime(seconds: Int64(seconds), nanoseconds: UInt32(truncatingIfNeeded: nanoseconds)),
        range: input.take(Int(count)), isShortened: wholeCount > count))
  }

  /// The four numbers in front of a frame.
  private func numbers(_ order: ByteOrder, _ range: Range<Int>) -> (UInt32, UInt32, UInt32, UInt32) {
    let array = input.bytes
    let head = array.span.extracting(range)
    return (
      order.number32(head, 0), order.number32(head, 4), order.number32(head, 8), order.number32(head, 12)
    )
  }
}
