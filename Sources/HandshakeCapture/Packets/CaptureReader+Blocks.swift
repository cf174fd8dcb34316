import Platform

/// Blocks of the format pcapng (draft-ietf-opsawg-pcapng).
extension CaptureReader {
  private static let sectionHeader: UInt32 = 0x0A0D_0D0A
  private static let interfaceDescription: UInt32 = 1
  private static let oldPacket: UInt32 = 2
  private static let simplePacket: UInt32 = 3
  private static let enhancedPacket: UInt32 = 6
  private static let decryptionSecrets: UInt32 = 10
  /// The type of secrets that a key log for TLS is ("TLSK").
  private static let tlsKeyLog: UInt32 = 0x544C_534B

  /// Reads blocks up to one that holds a frame or a key log.
  mutating func nextBlock() throws(CaptureError) -> CaptureItem? {
    while true {
      let offset = input.offset
      guard try Self.demand(12, of: &input) else {
        guard input.availableCount == 0 else { throw CaptureError(.cutOff(in: .block), offset: offset) }
        return nil
      }
      if let item = try block(offset) { return item }
    }
  }

  private mutating func block(_ offset: Int64) throws(CaptureError) -> CaptureItem? {
    guard case .blocks(var order, var interfaces) = format else { return nil }
    let (type, count) = try head(&order, offset)
    if type == Self.sectionHeader {
      // A section begins anew with its own byte order and its own interfaces.
      interfaces = []
    }
    format = .blocks(order, [])
    defer { format = .blocks(order, interfaces) }
    let part = Self.part(type)
    guard let part else {
      try skip(count, offset)
      return nil
    }
    guard count <= Self.maximumBlockByteCount || part == .section else {
      // A key log or a packet of such a size isn't read, and what comes behind it is.
      try skip(count, offset)
      return part == .interface ? addUnknownInterface(&interfaces, offset) : .unreadable(part, offset: offset)
    }
    guard count <= Self.maximumBlockByteCount else { throw CaptureError(.malformed(part), offset: offset) }
    guard try Self.demand(count, of: &input) else { throw CaptureError(.cutOff(in: part), offset: offset) }
    let range = input.take(count)
    let array = input.bytes
    let bytes = array.span
    // §3.1: the length stands again at the end, so that a file can be read backward.
    guard order.number32(bytes, range.upperBound - 4) == UInt32(truncatingIfNeeded: count) else {
      throw CaptureError(.malformed(part), offset: offset)
    }
    let body = BlockBody(order: order, range: range.lowerBound + 8..<range.upperBound - 4)
    switch type {
    case Self.sectionHeader:
      guard let version = body.version(bytes) else { throw CaptureError(.malformed(.section), offset: offset) }
      guard version.major == 1 else {
        throw CaptureError(.unknownVersion(major: version.major, minor: version.minor), offset: offset)
      }
      return nil
    case Self.interfaceDescription:
      guard let interface = body.interface(bytes) else { return addUnknownInterface(&interfaces, offset) }
      guard interfaces.count < Self.maximumInterfaceCount else { return .unreadable(.interface, offset: offset) }
      interfaces.append(interface)
      return nil
    case Self.decryptionSecrets:
      guard let (kind, secrets) = body.secrets(bytes) else { return .unreadable(.secrets, offset: offset) }
      return kind == Self.tlsKeyLog ? .keyLog(secrets) : nil
    default:
      let frame =
        switch type {
        case Self.enhancedPacket: body.enhancedPacket(bytes, interfaces)
        case Self.oldPacket: body.oldPacket(bytes, interfaces)
        default: body.simplePacket(bytes, interfaces)
        }
      guard let frame else { return .unreadable(.packet, offset: offset) }
      return .frame(frame)
    }
  }

  /// Takes note of an interface that can't be read, so that those behind it keep their numbers.
  private func addUnknownInterface(_ interfaces: inout [Interface], _ offset: Int64) -> CaptureItem {
    if interfaces.count < Self.maximumInterfaceCount {
      interfaces.append(Interface(linkType: .unreadable, keptByteCount: 0))
    }
    return .unreadable(.interface, offset: offset)
  }

  /// The type of the block that begins here and the count of its bytes; a section's header tells its byte order.
  private func head(_ order: inout ByteOrder, _ offset: Int64) throws(CaptureError) -> (UInt32, Int) {
    let array = input.bytes
    let bytes = array.span
    let start = input.position
    var type = order.number32(bytes, start)
    if ByteOrder.bigEndian.number32(bytes, start) == Self.sectionHeader {
      type = Self.sectionHeader
      switch ByteOrder.bigEndian.number32(bytes, start + 8) {
      case 0x1A2B_3C4D: order = .bigEndian
      case 0x4D3C_2B1A: order = .littleEndian
      default: throw CaptureError(.malformed(.section), offset: offset)
      }
    }
    let count = order.number32(bytes, start + 4)
    guard count >= 12, count % 4 == 0, count <= UInt32(Int32.max) else {
      throw CaptureError(.malformed(Self.part(type) ?? .block), offset: offset)
    }
    return (type, Int(count))
  }

  private mutating func skip(_ count: Int, _ offset: Int64) throws(CaptureError) {
    let isWhole: Bool
    do throws(FileError) {
      isWhole = try input.skip(count)
    } catch {
      throw CaptureError(.file(error.reason), offset: input.offset)
    }
    guard isWhole else { throw CaptureError(.cutOff(in: .block), offset: offset) }
  }

  /// What a block is called; `nil` for one that isn't looked into.
  private static func part(_ type: UInt32) -> CaptureError.Part? {
    switch type {
    case sectionHeader: .section
    case interfaceDescription: .interface
    case oldPacket, simplePacket, enhancedPacket: .packet
    case decryptionSecrets: .secrets
    default: nil
    }
  }
}
