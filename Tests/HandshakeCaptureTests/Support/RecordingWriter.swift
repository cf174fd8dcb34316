@testable import HandshakeCapture

/// Writes numbers and frames as recordings have them.
struct RecordingWriter {
  let order: ByteOrder
  private(set) var bytes: [UInt8] = []

  /// Begins with nothing.
  init(_ order: ByteOrder = .littleEndian) { self.order = order }

  /// A recording in the format pcap.
  static func pcap(
    _ frames: [[UInt8]], link: LinkType = .ethernet, order: ByteOrder = .littleEndian, nanoseconds: Bool = false,
    time: UInt32 = 1_767_225_600
  ) -> [UInt8] {
    var writer = RecordingWriter(order)
    writer.add32(nanoseconds ? 0xA1B2_3C4D : 0xA1B2_C3D4)
    writer.add16(2)
    writer.add16(4)
    for number in [0, 0, 262_144, UInt32(link.rawValue)] { writer.add32(number) }
    for (index, frame) in frames.enumerated() {
      writer.add32(time)
      writer.add32(UInt32(index))
      writer.add32(UInt32(frame.count))
      writer.add32(UInt32(frame.count))
      writer.add(frame)
    }
    return writer.bytes
  }

  mutating func add(_ bytes: [UInt8]) { self.bytes += bytes }

  mutating func add16(_ number: UInt16) {
    let bytes = [UInt8(number >> 8), UInt8(number & 0xFF)]
    self.bytes += order == .bigEndian ? bytes : bytes.reversed()
  }

  mutating func add32(_ number: UInt32) {
    let halves = [UInt16(number >> 16), UInt16(number & 0xFFFF)]
    for half in order == .bigEndian ? halves : halves.reversed() { add16(half) }
  }

  /// A block of the format pcapng.
  mutating func addBlock(_ type: UInt32, _ body: (inout RecordingWriter) -> Void) {
    var inner = RecordingWriter(order)
    body(&inner)
    inner.bytes += [UInt8](repeating: 0, count: (4 - inner.bytes.count % 4) % 4)
    let count = UInt32(inner.bytes.count + 12)
    add32(type)
    add32(count)
    bytes += inner.bytes
    add32(count)
  }

  mutating func addSection() {
    addBlock(0x0A0D_0D0A) {
      $0.add32(0x1A2B_3C4D)
      $0.add16(1)
      $0.add16(0)
      $0.add32(.max)
      $0.add32(.max)
    }
  }

  /// - Parameters:
  ///   - link: the type of its frames.
  ///   - resolution: how its clock counts; `nil` to say nothing of that.
  ///   - offset: the seconds that its clock is behind; `nil` to say nothing of that.
  mutating func addInterface(_ link: LinkType, resolution: UInt8? = nil, offset: Int32? = nil) {
    let isBig = order == .bigEndian
    addBlock(1) {
      $0.add16(link.rawValue)
      $0.add16(0)
      $0.add32(0)
      if let resolution {
        $0.add16(9)
        $0.add16(1)
        $0.add([resolution, 0, 0, 0])
      }
      if let offset {
        $0.add16(14)
        $0.add16(8)
        let words = [UInt32(bitPattern: offset >> 31), UInt32(bitPattern: offset)]
        for word in isBig ? words : words.reversed() { $0.add32(word) }
      }
      $0.add32(0)
    }
  }

  mutating func addPacket(_ frame: [UInt8], interface: UInt32 = 0, time: UInt64 = 0) {
    addBlock(6) {
      $0.add32(interface)
      $0.add32(UInt32(time >> 32))
      $0.add32(UInt32(truncatingIfNeeded: time))
      $0.add32(UInt32(frame.count))
      $0.add32(UInt32(frame.count))
      $0.add(frame)
    }
  }

  mutating func addSecrets(_ text: [UInt8], kind: UInt32 = 0x544C_534B) {
    addBlock(10) {
      $0.add32(kind)
      $0.add32(UInt32(text.count))
      $0.add(text)
    }
  }
}

extension RecordingWriter {
  /// A segment of TCP in a packet of IPv4.
  static func packet4(
    from source: UInt16, to destination: UInt16, sequence: UInt32, flags: TCPSegment.Flags = .ack, _ data: [UInt8]
  ) -> [UInt8] {
    var writer = RecordingWriter(.bigEndian)
    writer.add([0x45, 0])
    writer.add16(UInt16(40 + data.count))
    writer.add([0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2])
    return writer.bytes + segment(from: source, to: destination, sequence: sequence, flags: flags, data)
  }

  /// A segment of TCP by itself.
  static func segment(
    from source: UInt16, to destination: UInt16, sequence: UInt32, flags: TCPSegment.Flags = .ack, _ data: [UInt8]
  ) -> [UInt8] {
    var writer = RecordingWriter(.bigEndian)
    writer.add16(source)
    writer.add16(destination)
    writer.add32(sequence)
    writer.add32(0)
    writer.add([0x50, flags.rawValue, 0xFF, 0xFF, 0, 0, 0, 0])
    return writer.bytes + data
  }

  /// The same packet with another port of the client, and the checksum as it is before a network card computes it.
  static func moved(_ packet: [UInt8], clientPort: UInt16) -> [UInt8] {
    var copy = packet
    let isServer = packet[20] == 1 && packet[21] == 187
    copy.replaceSubrange(
      isServer ? 22..<24 : 20..<22, with: [UInt8(clientPort >> 8), UInt8(truncatingIfNeeded: clientPort)])
    (copy[36], copy[37]) = (0, 0)
    return copy
  }

  /// A packet in a frame of Ethernet.
  static func ethernet(_ packet: [UInt8], tags: [UInt8] = [], type: [UInt8] = [0x08, 0x00]) -> [UInt8] {
    [UInt8](repeating: 2, count: 12) + tags + type + packet
  }
}
