import Testing

@testable import Platform

@Suite("Memory in large pages")
struct LargePagesTests {
  @Test(
    "Advice changes nothing of what a buffer holds or is given",
    arguments: [0, 1, 4096, (8 << 20) - 1, 8 << 20, 21 << 20])
  func advice(byteCount: Int) {
    let bytes = [UInt8](capacity: byteCount + 1) { output in
      output.append(0xA5)
      LargePages.advise(&output)
      output.append(repeating: 0x5A, count: byteCount)
    }
    #expect(bytes.count == byteCount + 1)
    #expect(bytes[0] == 0xA5)
    #expect(bytes.dropFirst().allSatisfy { $0 == 0x5A })
  }
}
