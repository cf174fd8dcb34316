import TestSupport
import Testing

@testable import CertificateEncoding

@Suite struct ZlibTests {
  /// Streams that `make.py` beside this file made, each with what is in it.
  static let streams: [(compressed: [UInt8], plain: [UInt8])] = ZlibSamples.all

  static func expand(_ bytes: [UInt8], limit: Int = 1 << 20) -> Result<[UInt8], ZlibError> {
    do {
      return .success(try Zlib.expand(bytes.span, 0..<bytes.count, limit: limit))
    } catch {
      return .failure(error)
    }
  }

  static func reason(_ bytes: [UInt8], limit: Int = 1 << 20) -> ZlibError.Reason? {
    if case .failure(let error) = expand(bytes, limit: limit) { error.reason } else { nil }
  }

  @Test(arguments: streams.indices)
  func streamsAreExpanded(_ index: Int) throws {
    let (compressed, plain) = Self.streams[index]
    #expect(try Self.expand(compressed).get() == plain)
    #expect(try Self.expand(compressed, limit: plain.count).get() == plain)
    if !plain.isEmpty { #expect(Self.reason(compressed, limit: plain.count - 1) == .tooLong) }
    #expect(Self.reason(compressed + [0]) == .trailingData)
    for count in compressed.indices { #expect(Self.reason(Array(compressed[..<count])) == .truncated) }
    // Whatever is changed, the checksum or something before it is against it.
    for offset in compressed.indices {
      for bit in 0..<8 {
        var damaged = compressed
        damaged[offset] ^= 1 << UInt8(bit)
        if case .success(let other) = Self.expand(damaged) {
          // The level of compression in the header is a remark, and the bits that fill a byte mean nothing.
          #expect(other == plain, "byte \(offset), bit \(bit)")
        }
      }
    }
  }

  @Test func everyRuleIsHeld() {
    // RFC 1950 §2.2: another method, a window of 64 KB, a dictionary, a header that is no multiple of 31.
    #expect(Self.reason([0x79, 0x9C, 3, 0, 0, 0, 0, 1]) == .header)
    #expect(Self.reason([0x88, 0x1C, 3, 0, 0, 0, 0, 1]) == .header)
    #expect(Self.reason([0x78, 0xBB, 3, 0, 0, 0, 0, 1]) == .header)
    #expect(Self.reason([0x78, 0x9D, 3, 0, 0, 0, 0, 1]) == .header)
    #expect(Self.reason([0x78, 0x9C, 3, 0, 0, 0, 0, 1]) == nil)
    #expect(Self.reason([0x78, 0x9C, 3, 0, 0, 0, 0, 2]) == .checksum)
    // RFC 1951 §3.2.3: the type 3 is reserved.
    #expect(Self.reason([0x78, 0x9C, 7, 0, 0, 0, 0, 1]) == .blockType)
    // §3.2.4: a length and a complement that don't go together.
    #expect(Self.reason([0x78, 0x9C, 1, 1, 0, 0xFF, 0xFF, 65, 0, 0, 0, 0]) == .storedLength)
    // §3.2.5: the fixed code has the distance symbols 30 and 31, and the lengths 286 and 287, which stand for nothing.
    // Bits from the lowest: 1, 01, then a length of 3 (0000001) and a distance of one byte, before which there is none.
    #expect(Self.reason([0x78, 0x9C, 0x03, 0x02, 0, 0, 0, 0, 0]) == .distance)
    #expect(Self.reason([0x78, 0x9C, 0x1B, 0x03, 0, 0, 0, 0, 0]) == .symbol)
    #expect(Self.reason([]) == .truncated && Self.reason([0x78]) == .truncated)
  }

  @Test func codesAreComplete() {
    #expect(PrefixCode([1, 1][...]) != nil && PrefixCode([1, 2, 2][...]) != nil)
    #expect(PrefixCode([1][...]) == nil && PrefixCode([1, 1, 1][...]) == nil && PrefixCode([2, 2, 2][...]) == nil)
    #expect(PrefixCode([0, 0][...]) == nil)
    // One distance, or none.
    #expect(PrefixCode([1][...], mayBeIncomplete: true) != nil && PrefixCode([0][...], mayBeIncomplete: true) != nil)
    #expect(
      PrefixCode([2][...], mayBeIncomplete: true) == nil && PrefixCode([1, 2][...], mayBeIncomplete: true) == nil)
  }

  @Test func aBombStaysSmall() {
    // A run of a million zeros in a thousand bytes: no more than the limit is ever kept.
    #expect(Self.reason(ZlibSamples.zeros, limit: 1000) == .tooLong)
    #expect((try? Self.expand(ZlibSamples.zeros, limit: 1 << 20).get())?.count == 1_000_000)
  }

  /// Blocks with nothing in them cost work that no limit of bytes knows of.
  @Test func aFloodOfEmptyBlocksIsRefused() {
    // Fixed codes, each of 3 bits and the 7 zeros of the end: ten bits a block, so that four take five bytes.
    let four: [UInt8] = [0x02, 0x08, 0x20, 0x80, 0x00]
    func stream(_ count: Int) -> [UInt8] {
      [0x78, 0x9C] + Array(repeatElement(four, count: count).joined()) + [3, 0, 0, 0, 0, 1]
    }
    #expect(Self.reason(stream(10)) == nil)
    #expect(Self.reason(stream(100_000)) == .tooManyBlocks)
  }

  @Test func noiseIsRefused() {
    var generator = RepeatableGenerator(seed: 1950)
    for _ in 0..<Soak.count(2000) {
      let bytes = [0x78, 0x9C] + generator.bytes(64)
      if case .success = Self.expand(bytes, limit: 4096) { Issue.record("noise has no checksum") }
    }
  }
}
