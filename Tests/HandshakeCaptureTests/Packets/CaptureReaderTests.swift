import Platform
import Testing

@testable import HandshakeCapture

@Suite("Recordings: pcap and pcapng")
struct CaptureReaderTests {
  static let frames: [[UInt8]] = [[1, 2, 3], [], [UInt8](repeating: 7, count: 3000)]

  @Test("pcap is read in both byte orders and both resolutions", arguments: [ByteOrder.littleEndian, .bigEndian])
  func pcap(order: ByteOrder) {
    for nanoseconds in [false, true] {
      let bytes = RecordingWriter.pcap(Self.frames, link: .raw, order: order, nanoseconds: nanoseconds)
      for size in [1, 7, 100_000] {
        let read = ReadRecording(bytes, size: size)
        #expect(read.error == nil)
        #expect(read.frames.map { $0.bytes } == Self.frames)
        #expect(read.frames.allSatisfy { $0.frame.linkType == .raw && !$0.frame.isShortened })
        #expect(read.frames[2].frame.time == CaptureTime(seconds: 1_767_225_600, nanoseconds: nanoseconds ? 2 : 2000))
      }
    }
  }

  @Test("pcapng has sections of either byte order, each with its interfaces and their clocks")
  func sections() {
    var bytes: [UInt8] = []
    for order in [ByteOrder.littleEndian, .bigEndian] {
      var writer = RecordingWriter(order)
      writer.addSection()
      writer.addInterface(.ethernet)
      writer.addInterface(.raw, resolution: 9, offset: -1)
      writer.addInterface(.null, resolution: 0x80 | 10)
      writer.addBlock(0x0BAD) { $0.add([1, 2, 3, 4]) }
      writer.addPacket([1], interface: 0, time: 5_000_001)
      writer.addPacket([2], interface: 1, time: 5_000_000_001)
      writer.addPacket([3], interface: 2, time: 1024 * 5 + 512)
      bytes += writer.bytes
    }
    let read = ReadRecording(bytes, size: 11)
    #expect(read.error == nil)
    #expect(read.frames.map { $0.bytes } == [[1], [2], [3], [1], [2], [3]])
    for half in 0..<2 {
      let frames = read.frames[half * 3..<half * 3 + 3].map { $0.frame }
      #expect(frames.map { $0.linkType } == [.ethernet, .raw, .null])
      #expect(
        frames.map { $0.time } == [
          CaptureTime(seconds: 5, nanoseconds: 1000), CaptureTime(seconds: 4, nanoseconds: 1),
          CaptureTime(seconds: 5, nanoseconds: 500_000_000),
        ])
    }
  }

  @Test("Key logs come out of blocks of secrets, and other secrets don't")
  func secrets() {
    var writer = RecordingWriter()
    writer.addSection()
    writer.addSecrets(Array("CLIENT_RANDOM".utf8))
    writer.addSecrets([1, 2, 3], kind: 0x5757_4B4C)
    let read = ReadRecording(writer.bytes)
    #expect(read.keyLogs == [Array("CLIENT_RANDOM".utf8)])
    #expect(read.error == nil)
  }

  @Test("Simple and obsolete packets are read")
  func otherPackets() {
    var writer = RecordingWriter()
    writer.addSection()
    writer.addInterface(.raw)
    writer.addBlock(3) {
      $0.add32(3)
      $0.add([9, 8, 7])
    }
    writer.addBlock(2) {
      $0.add16(0)
      $0.add16(4)
      $0.add32(0)
      $0.add32(1_000_000)
      $0.add32(2)
      $0.add32(10)
      $0.add([5, 6])
    }
    let read = ReadRecording(writer.bytes)
    #expect(read.frames.map { $0.bytes } == [[9, 8, 7], [5, 6]])
    #expect(read.frames.first?.frame.time == nil)
    #expect(read.frames.last?.frame.time == CaptureTime(seconds: 1, nanoseconds: 0))
    #expect(read.frames.last?.frame.isShortened == true)
  }

  @Test("A recording that is cut off gives what is there, and says where it ends")
  func cutOff() throws {
    let whole = RecordingWriter.pcap([[1, 2, 3], [4, 5, 6]], link: .raw)
    for count in 0..<whole.count {
      let read = ReadRecording(Array(whole.prefix(count)))
      let complete = count < 24 ? 0 : (count - 24) / 19
      #expect(read.frames.count == complete)
      if count == 0 {
        #expect(read.error?.reason == .empty)
      } else if count < 4 {
        #expect(read.error?.reason == .unknownFormat)
      } else if count >= 24, (count - 24) % 19 == 0 {
        #expect(read.error == nil)
      } else {
        #expect(read.error?.isCutOff == true)
        #expect(read.error?.offset == Int64(count < 24 ? 0 : 24 + complete * 19))
      }
    }
  }

  @Test("What is no recording is refused by what it is")
  func strangers() {
    #expect(ReadRecording(Array("GET / HTTP/1.1\r\n".utf8)).error?.reason == .unknownFormat)
    #expect(ReadRecording([0x1F, 0x8B, 8, 0, 0, 0]).error?.reason == .compressed("gunzip"))
    #expect(ReadRecording([0x28, 0xB5, 0x2F, 0xFD, 0]).error?.reason == .compressed("unzstd"))
    var old = RecordingWriter.pcap([])
    old[4] = 1
    #expect(ReadRecording(old).error?.reason == .unknownVersion(major: 1, minor: 4))
  }

  @Test("Lengths that can't be right end the reading, with the place")
  func malformed() {
    var pcap = RecordingWriter.pcap([[1]], link: .raw)
    pcap[24 + 8 + 3] = 0x7F
    #expect(ReadRecording(pcap).error == CaptureError(.malformed(.packet), offset: 24))
    var lengths = RecordingWriter()
    lengths.addSection()
    let start = Int64(lengths.bytes.count)
    lengths.addInterface(.raw)
    var bytes = lengths.bytes
    bytes[bytes.count - 4] ^= 4
    #expect(ReadRecording(bytes).error == CaptureError(.malformed(.interface), offset: start))
    bytes = lengths.bytes
    bytes[Int(start) + 4] = 11
    #expect(ReadRecording(bytes).error == CaptureError(.malformed(.interface), offset: start))
  }

  @Test("A block that is malformed within its bounds is passed over, with its place, and those behind it are read")
  func skipped() {
    var writer = RecordingWriter()
    writer.addSection()
    var places: [Int64] = []
    func note() { places.append(Int64(writer.bytes.count)) }
    writer.addInterface(.raw)
    note()
    writer.addPacket([1], interface: 3)
    note()
    writer.addBlock(1) { $0.add32(1) }
    writer.addInterface(.ethernet)
    note()
    writer.addBlock(6) { $0.add32(0) }
    note()
    writer.addBlock(10) {
      $0.add32(0x544C_534B)
      $0.add32(1000)
    }
    // More than is read at once.
    note()
    writer.addBlock(6) { $0.add([UInt8](repeating: 0, count: CaptureReader.maximumBlockByteCount)) }
    writer.addPacket([2], interface: 2)
    writer.addPacket([3], interface: 1)
    let read = ReadRecording(writer.bytes, size: 1 << 20)
    #expect(read.error == nil)
    #expect(read.frames.map { $0.bytes } == [[2], [3]])
    // An interface that can't be read keeps its number.
    #expect(read.frames.map { $0.frame.linkType } == [.ethernet, .unreadable])
    #expect(read.unreadable.map { $0.offset } == places)
    let parts: [CaptureError.Part] = [.packet, .interface, .packet, .secrets, .packet]
    #expect(read.unreadable.map { $0.reason } == parts.map { .malformed($0) })
  }

  @Test("What no calendar has is no time")
  func noTime() {
    let last = CaptureClock(resolution: 0, offset: 0).time(253_402_300_799)
    #expect(last?.seconds == 253_402_300_799)
    #expect(CaptureClock(resolution: 0, offset: 0).time(253_402_300_800) == nil)
    for resolution in [UInt8(6), 0x7F, 0xFF] {
      #expect(CaptureClock(resolution: resolution, offset: .max).time(0) == nil)
      #expect(CaptureClock(resolution: resolution, offset: -62_167_219_201).time(0) == nil)
    }
  }

  @Test("A clock of any resolution counts without a trap", arguments: UInt8.min...UInt8.max)
  func clocks(resolution: UInt8) {
    for offset in [0, Int64.max, .min] {
      for units in [0, 1, UInt64.max] {
        let time = CaptureClock(resolution: resolution, offset: offset).time(units)
        #expect(time.map { $0.nanoseconds < 1_000_000_000 } ?? true)
      }
    }
  }
}
