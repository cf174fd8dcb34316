import Platform

/// Reads a recording in the format pcap or pcapng frame by frame, in memory that doesn't depend on the file's size.
struct CaptureReader {
  /// The largest frame that is taken; tcpdump's own limit (MAXIMUM_SNAPLEN) is a quarter of it.
  static let maximumFrameByteCount = 1 << 20
  /// The largest block of pcapng that is read at once: a frame and its options, or a key log.
  static let maximumBlockByteCount = 1 << 24
  /// How many interfaces a section may have.
  static let maximumInterfaceCount = 65_536

  /// How the file is written.
  enum Format {
    /// `pcap`: a header, and frames of one kind.
    case classic(ByteOrder, nanosecondsPerUnit: UInt32, LinkType)
    /// `pcapng`: blocks, in sections of an own byte order.
    case blocks(ByteOrder, [Interface])
  }

  /// An interface of a section of pcapng.
  struct Interface: Sendable, Hashable {
    let linkType: LinkType
    /// How many bytes of a frame are kept; 0 for all.
    let keptByteCount: UInt32
    var clock = CaptureClock()
  }

  var input: ByteInput
  var format: Format

  /// The bytes that the ranges of the last item lie in.
  var bytes: [UInt8] { input.bytes }

  /// Reads the beginning of a recording.
  init(_ source: @escaping CaptureSource) throws(CaptureError) {
    var input = ByteInput(source)
    guard try Self.demand(4, of: &input) else {
      let isEmpty = input.availableCount == 0
      throw CaptureError(isEmpty ? .empty : .unknownFormat, offset: 0)
    }
    let array = input.bytes
    let magic = ByteOrder.bigEndian.number32(array.span, input.position)
    switch magic {
    case 0xA1B2_C3D4: (self.input, format) = (input, try Self.header(&input, .bigEndian, nanosecondsPerUnit: 1000))
    case 0xD4C3_B2A1: (self.input, format) = (input, try Self.header(&input, .littleEndian, nanosecondsPerUnit: 1000))
    case 0xA1B2_3C4D: (self.input, format) = (input, try Self.header(&input, .bigEndian, nanosecondsPerUnit: 1))
    case 0x4D3C_B2A1: (self.input, format) = (input, try Self.header(&input, .littleEndian, nanosecondsPerUnit: 1))
    // The number of a section's header reads the same in either order.
    case 0x0A0D_0D0A: (self.input, format) = (input, .blocks(.littleEndian, []))
    default:
      let compression: String? =
        switch magic >> 16 {
        case 0x1F8B: "gunzip"
        case 0x28B5: "unzstd"
        case 0xFD37: "unxz"
        case 0x425A: "bunzip2"
        case 0x0422: "unlz4"
        default: nil
        }
      throw CaptureError(compression.map { .compressed($0) } ?? .unknownFormat, offset: 0)
    }
    self.input = input
  }

  /// The next item; `nil` at the end.
  ///
  /// After an error there is nothing more to read.
  mutating func next() throws(CaptureError) -> CaptureItem? {
    switch format {
    case .classic(let order, let unit, let linkType): try nextFrame(order, unit, linkType)
    case .blocks: try nextBlock()
    }
  }

  /// Sees to it that `count` bytes are in memory; false if the file ends before.
  static func demand(_ count: Int, of input: inout ByteInput) throws(CaptureError) -> Bool {
    do throws(FileError) {
      return try input.demand(count)
    } catch {
      throw CaptureError(.file(error.reason), offset: input.offset)
    }
  }
}
