import TestSupport
import Testing

@testable import CertificateCryptography

/// The processor's own instructions against the plain code, which the other tests hold to the standard.
@Suite("Digests: every kernel gives what the plain one gives")
struct KernelTests {
  static let kernels256 = SHA256.Kernel.allCases.filter { $0.isUsable }
  static let kernels512 = SHA512.Kernel.allCases.filter { $0.isUsable }

  private func digest(_ message: Span<UInt8>, _ kernel: SHA256.Kernel) -> Digest {
    var hasher = SHA256()
    hasher.kernel = kernel
    hasher.update(message)
    return hasher.finalize()
  }

  private func digest(_ message: Span<UInt8>, _ kernel: SHA512.Kernel) -> Digest {
    var hasher = SHA512()
    hasher.kernel = kernel
    hasher.update(message)
    return hasher.finalize()
  }

  @Test("The kernel that is used is a usable one")
  func current() {
    #expect(SHA256.Kernel.current.isUsable)
    #expect(SHA512.Kernel.current.isUsable)
    #expect(SHA256().kernel == SHA256.Kernel.current)
    #expect(SHA512().kernel == SHA512.Kernel.current)
    #expect(SHA256.Kernel.plain.isUsable && SHA512.Kernel.plain.isUsable)
  }

  @Test("Every length up to 300 bytes, and some of several blocks, from every place of a word")
  func everyLength() {
    var generator = RepeatableGenerator(seed: 256)
    let bytes = generator.bytes(2_100)
    for count in Array(0...300) + [1_023, 1_024, 1_025, 1_200, 1_500, 2_047, 2_048] {
      let start = count % 17
      let message = bytes.span.extracting(start..<start + count)
      let (of256, of512) = (digest(message, SHA256.Kernel.plain), digest(message, SHA512.Kernel.plain))
      for kernel in Self.kernels256 { #expect(digest(message, kernel) == of256, "\(kernel), \(count) bytes") }
      for kernel in Self.kernels512 { #expect(digest(message, kernel) == of512, "\(kernel), \(count) bytes") }
    }
  }

  @Test("Blocks between pages that cannot be read")
  func pageEnds() throws {
    let memory = try #require(GuardedMemory())
    unsafe memory.withBytes { bytes in
      var generator = RepeatableGenerator(seed: 4_096)
      for index in bytes.indices { unsafe bytes[index] = UInt8(truncatingIfNeeded: generator.next()) }
      let page = unsafe bytes.span
      for count in 1...9 {
        for message in [page.count - 128 * count..<page.count, 0..<128 * count, page.count - 64 * count..<page.count] {
          let message = page.extracting(message)
          for kernel in Self.kernels256 { #expect(digest(message, kernel) == digest(message, SHA256.Kernel.plain)) }
          for kernel in Self.kernels512 { #expect(digest(message, kernel) == digest(message, SHA512.Kernel.plain)) }
        }
      }
    }
  }

  @Test("Random hash values and blocks, all ones and all zeros among them")
  func randomBlocks() {
    var generator = RepeatableGenerator(seed: 512)
    for round in 0..<Soak.count(400) {
      let blockCount = Int(generator.next() % 6)
      let start = Int(generator.next() % 33)
      var bytes = generator.bytes(start + 128 * blockCount)
      // One in four of words that carry, or that do not.
      if round % 8 < 2 { for index in bytes.indices { bytes[index] = round % 8 == 0 ? 0xFF : 0 } }
      let blocks = bytes.span.extracting(start...)
      var (state256, state512) = (InlineArray<8, UInt32>(repeating: .max), InlineArray<8, UInt64>(repeating: .max))
      if round % 3 != 0 {
        for index in 0..<8 {
          state512[index] = generator.next()
          state256[index] = UInt32(truncatingIfNeeded: state512[index])
        }
      }
      var (plain256, plain512) = (state256, state512)
      SHA256.compress(&plain256, blocks, with: .plain)
      SHA512.compress(&plain512, blocks, with: .plain)
      for kernel in Self.kernels256 {
        var state = state256
        SHA256.compress(&state, blocks, with: kernel)
        #expect((0..<8).allSatisfy { state[$0] == plain256[$0] }, "\(kernel), round \(round)")
      }
      for kernel in Self.kernels512 {
        var state = state512
        SHA512.compress(&state, blocks, with: kernel)
        #expect((0..<8).allSatisfy { state[$0] == plain512[$0] }, "\(kernel), round \(round)")
      }
    }
  }

  @Test("Bytes behind the last whole block are not taken")
  func wholeBlocksOnly() {
    let bytes = [UInt8](repeating: 7, count: 128 + 127)
    for kernel in Self.kernels256 {
      var (state, longer) = (InlineArray<8, UInt32>(repeating: 1), InlineArray<8, UInt32>(repeating: 1))
      SHA256.compress(&state, bytes.span.extracting(0..<64), with: kernel)
      SHA256.compress(&longer, bytes.span.extracting(0..<127), with: kernel)
      #expect((0..<8).allSatisfy { state[$0] == longer[$0] }, "\(kernel)")
    }
    for kernel in Self.kernels512 {
      var (state, longer) = (InlineArray<8, UInt64>(repeating: 1), InlineArray<8, UInt64>(repeating: 1))
      SHA512.compress(&state, bytes.span.extracting(0..<128), with: kernel)
      SHA512.compress(&longer, bytes.span, with: kernel)
      #expect((0..<8).allSatisfy { state[$0] == longer[$0] }, "\(kernel)")
      SHA512.compress(&state, bytes.span.extracting(0..<0), with: kernel)
      #expect((0..<8).allSatisfy { state[$0] == longer[$0] }, "\(kernel), no block")
    }
  }
}
