import Testing

@testable import CertificateCryptography

@Suite struct SecretBytesTests {
  private static let secret: [UInt8] = [0xDE, 0xAD, 0xBE, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF]

  @Test func nothingOfThemIsPrinted() {
    let bytes = SecretBytes(Self.secret)
    var dumped = ""
    dump(bytes, to: &dumped)
    dump([bytes], to: &dumped)
    let texts = ["\(bytes)", String(reflecting: bytes), "\([bytes])", "\(Optional(bytes) as Any)", dumped]
    for text in texts {
      #expect(text.contains("8"), "the count is told: \(text)")
      #expect(!text.contains("222") && !text.lowercased().contains("de") && !text.contains("173"), "\(text)")
    }
  }

  @Test func comparisonLooksAtEveryByte() {
    let bytes = SecretBytes(Self.secret)
    #expect(bytes.holds(Self.secret))
    for index in Self.secret.indices {
      var other = Self.secret
      other[index] ^= 1
      #expect(!bytes.holds(other))
      other[index] ^= 0x81
      #expect(!bytes.holds(SecretBytes(other)))
    }
    #expect(!bytes.holds(Self.secret.dropLast().map { $0 }))
    #expect(SecretBytes(count: 0) { _ in }.holds([UInt8]()))
  }

  @Test func partsShareTheirBytes() {
    let bytes = SecretBytes(Self.secret)
    let part = bytes.extracting(2..<6).extracting(1..<3)
    #expect(part.count == 2)
    #expect(part.holds([0xEF, 0xDE]))
    #expect(bytes.extracting(8..<8).count == 0)
  }

  /// The allocator hands the same memory out again, most often at once, and nothing may be left in it.
  @Test func memoryIsZeroedWhenItIsReleased() {
    let count = 601
    var (seen, found) = (0, 0)
    for _ in 0..<500 {
      var address: UInt = 0
      do {
        let bytes = SecretBytes(count: count) { bytes in
          for index in bytes.indices { bytes[index] = 0xA5 }
        }
        bytes.withBytes { span in
          unsafe span.withUnsafeBufferPointer { address = UInt(bitPattern: $0.baseAddress) }
        }
      }
      let again = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
      if UInt(bitPattern: again) == address {
        seen += 1
        // The allocator keeps its own notes in the first bytes of what is free.
        for index in 64..<count where unsafe again[index] == 0xA5 { found += 1 }
      }
      unsafe again.deallocate()
    }
    #expect(found == 0)
    #expect(seen > 0, "without the same memory, this test says nothing")
  }

  @Test(arguments: [0, 1, 7, 4_096])
  func anArrayIsWipedInItsPlace(_ count: Int) {
    var bytes = [UInt8](repeating: 0xA5, count: count)
    let before = address(of: bytes)
    bytes.wipe()
    #expect(bytes == [UInt8](repeating: 0, count: count))
    #expect(address(of: bytes) == before, "it is not a copy that is cleared")
  }

  private func address(of bytes: [UInt8]) -> UInt {
    unsafe bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  @Test func aWipeLeavesNothing() {
    var bytes = [UInt8](repeating: 0xA5, count: 100)
    unsafe bytes.withUnsafeMutableBytes { bytes in
      if let start = bytes.baseAddress { unsafe Wipe.clear(start + 1, byteCount: 98) }
    }
    #expect(bytes == [0xA5] + [UInt8](repeating: 0, count: 98) + [0xA5])
  }

  @Test(arguments: [0, 1, 2, 1 << 31, 1 << 32, 1 << 63, .max] as [UInt64])
  func masksAreAllOnesOrNone(_ value: UInt64) {
    #expect(Mask.ofZero(value) == (value == 0 ? .max : 0))
    #expect(Mask.ofEqual(value, 2) == (value == 2 ? .max : 0))
    #expect(Mask.select(.max, value, 7) == value)
    #expect(Mask.select(0, 7, value) == value)
  }
}
