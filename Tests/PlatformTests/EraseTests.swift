import Testing

@testable import Platform

@Suite struct EraseTests {
  @Test(arguments: [0, 1, 7, 4_096])
  func anArrayIsErasedInItsPlace(_ count: Int) {
    var bytes = [UInt8](repeating: 0xA5, count: count)
    let before = address(of: bytes)
    bytes.erase()
    #expect(bytes == [UInt8](repeating: 0, count: count))
    #expect(address(of: bytes) == before, "it is not a copy that is cleared")
  }

  private func address(of bytes: [UInt8]) -> UInt {
    unsafe bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }
}
