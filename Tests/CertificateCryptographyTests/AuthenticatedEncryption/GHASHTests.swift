import TestSupport
import Testing

@testable import CertificateCryptography

@Suite("GHASH: every kernel gives what the standard says")
struct GHASHTests {
  static let kernels = GHASH.Kernel.allCases.filter { $0.isUsable }

  private func hash(_ subkey: [UInt8], _ kernel: GHASH.Kernel, _ parts: [UInt8]...) -> [UInt8] {
    var hash = GHASH(GHASH.Key(InlineArray { subkey[$0] }, kernel: kernel))
    for part in parts { hash.update(part.span) }
    let value = hash.value
    return (0..<16).map { value[$0] }
  }

  @Test("The kernel that is used is a usable one")
  func current() {
    #expect(GHASH.Kernel.current.isUsable && GHASH.Kernel.plain.isUsable)
    #expect(GHASH.Key(InlineArray(repeating: 1)).kernel == GHASH.Kernel.current)
  }

  @Test("Each bit of one factor with each of the other", arguments: kernels)
  func bits(_ kernel: GHASH.Kernel) {
    func bit(_ index: Int) -> [UInt8] { (0..<16).map { $0 == index / 8 ? 0x80 >> UInt8(index % 8) : 0 } }
    for left in 0..<128 {
      for right in stride(from: left % 3, to: 128, by: 3) {
        #expect(hash(bit(left), kernel, bit(right)) == ReferenceModes.product(bit(right), bit(left)))
      }
    }
  }

  @Test("Every count of bytes to 300, all ones and random ones, in one part and two", arguments: kernels)
  func counts(_ kernel: GHASH.Kernel) {
    var generator = RepeatableGenerator(seed: 128)
    for count in 0...300 {
      let ones = [UInt8](repeating: 0xFF, count: max(count, 16))
      let subkey = count % 5 == 0 ? Array(ones.prefix(16)) : generator.bytes(16)
      let message = count % 7 == 0 ? Array(ones.prefix(count)) : generator.bytes(count)
      func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (16 - bytes.count % 16) % 16)
      }
      let zeros = [UInt8](repeating: 0, count: 16)
      #expect(
        hash(subkey, kernel, message) == ReferenceModes.hash(subkey, padded(message), from: zeros), "\(count) bytes")
      let (first, second) = (Array(message.prefix(count / 3)), Array(message.dropFirst(count / 3)))
      #expect(
        hash(subkey, kernel, first, second)
          == ReferenceModes.hash(subkey, padded(first) + padded(second), from: zeros), "\(count) bytes in two parts")
    }
  }
}
