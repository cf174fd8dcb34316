import TestSupport
import Testing

@testable import CertificateCryptography

@Suite("AES: every kernel gives what the standard says")
struct AESTests {
  static let kernels = AES.Kernel.allCases.filter { $0.isUsable }

  @Test("The kernel that is used is a usable one")
  func current() {
    #expect(AES.Kernel.current.isUsable && AES.Kernel.plain.isUsable)
    #expect(AES(key: [UInt8](repeating: 0, count: 16).span).kernel == AES.Kernel.current)
  }

  private func changed(
    _ blocks: [UInt8], _ cipher: AES, _ change: (AES, inout MutableSpan<UInt8>) -> Void
  ) -> [UInt8] {
    var blocks = blocks
    var span = blocks.mutableSpan
    change(cipher, &span)
    return blocks
  }

  private func encrypted(_ blocks: [UInt8], _ cipher: AES) -> [UInt8] { changed(blocks, cipher) { $0.encrypt(&$1) } }
  private func decrypted(_ blocks: [UInt8], _ cipher: AES) -> [UInt8] { changed(blocks, cipher) { $0.decrypt(&$1) } }

  @Test(
    "FIPS 197 appendix C: one block, with a key of each length",
    arguments: kernels,
    [
      (16, "69c4e0d86a7b0430d8cdb78070b4c55a"), (24, "dda97ca4864cdfe06eaf70a0ec0d7191"),
      (32, "8ea2b7ca516745bfeafc49904b496089"),
    ])
  func standard(_ kernel: AES.Kernel, _ vector: (Int, String)) {
    let key = (0..<vector.0).map { UInt8($0) }
    let cipher = AES(key: key.span, kernel: kernel)
    let plain = (0..<16).map { UInt8($0 * 0x11) }
    #expect(encrypted(plain, cipher) == bytes(hexadecimal: vector.1))
    #expect(decrypted(bytes(hexadecimal: vector.1), cipher) == plain)
  }

  @Test("The S-box of all bytes is that of the definition, and its inverse undoes it")
  func substitutions() {
    #expect(ReferenceAES.substitutions[0] == 0x63 && ReferenceAES.substitutions[0x53] == 0xED)
    for start in stride(from: 0, to: 256, by: 128) {
      let all = (start..<start + 128).map { UInt8($0) }
      var blocks = SlicedBlocks(all.span, at: 0)
      blocks.substitute()
      var written = [UInt8](repeating: 0, count: 128)
      var span = written.mutableSpan
      blocks.write(to: &span, at: 0)
      #expect(written == all.map { ReferenceAES.substitutions[Int($0)] })
      blocks.substituteBack()
      var again = [UInt8](repeating: 0, count: 128)
      var spanAgain = again.mutableSpan
      blocks.write(to: &spanAgain, at: 0)
      #expect(again == all)
    }
  }

  @Test("Random keys and every count of blocks to 40, against the standard's own words", arguments: kernels)
  func counts(_ kernel: AES.Kernel) {
    var generator = RepeatableGenerator(seed: 197)
    for count in 0...40 {
      let key = generator.bytes([16, 24, 32][count % 3])
      let (cipher, reference) = (AES(key: key.span, kernel: kernel), ReferenceAES(key: key))
      let plain = generator.bytes(16 * count)
      let expected = stride(from: 0, to: plain.count, by: 16).flatMap { reference.encrypt(Array(plain[$0..<$0 + 16])) }
      #expect(encrypted(plain, cipher) == expected, "\(count) blocks")
      #expect(decrypted(expected, cipher) == plain, "\(count) blocks")
    }
  }

  @Test("Counters go on modulo 2^32, and every count of bytes to 300 is taken", arguments: kernels)
  func counters(_ kernel: AES.Kernel) {
    var generator = RepeatableGenerator(seed: 38)
    let key = generator.bytes(32)
    let (cipher, reference) = (AES(key: key.span, kernel: kernel), ReferenceAES(key: key))
    for first in [0, 1, 0xFE, 0xFFFF_FFF3, UInt32.max] {
      let fixed = generator.bytes(12)
      func block(_ number: UInt32) -> [UInt8] { fixed + (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) } }
      let keystream = (0..<19).flatMap { reference.encrypt(block(first &+ $0)) }
      let start = InlineArray<16, UInt8> { block(first)[$0] }
      for count in 0...300 {
        let made = changed([UInt8](repeating: 0x5A, count: count), cipher) { $0.applyKeystream(from: start, to: &$1) }
        #expect(made == keystream.prefix(count).map { $0 ^ 0x5A }, "\(count) bytes from \(first)")
      }
    }
  }

  @Test("Chains of every count of bytes to 70, in both directions", arguments: kernels)
  func chains(_ kernel: AES.Kernel) {
    var generator = RepeatableGenerator(seed: 62)
    let (key, vector) = (generator.bytes(16), generator.bytes(16))
    let (cipher, reference) = (AES(key: key.span, kernel: kernel), ReferenceAES(key: key))
    for count in 0...70 {
      let message = generator.bytes(count)
      let padded = message + [UInt8](repeating: 0, count: (16 - count % 16) % 16)
      var (state, text) = (vector, [UInt8]())
      for start in stride(from: 0, to: padded.count, by: 16) {
        state = reference.encrypt(zip(state, padded[start..<start + 16]).map { $0 ^ $1 })
        text += state
      }
      var value = InlineArray<16, UInt8> { vector[$0] }
      cipher.chain(&value, message.span)
      #expect((0..<16).map { value[$0] } == state, "\(count) bytes")
      let plain = changed(text, cipher) { cipher, span in
        cipher.decryptCBC(text.span, initializationVector: vector.span, into: &span)
      }
      #expect(plain == padded, "\(count) bytes")
    }
  }

  @Test("Blocks between pages that cannot be read", arguments: kernels)
  func pageEnds(_ kernel: AES.Kernel) throws {
    let memory = try #require(GuardedMemory())
    let key = [UInt8](repeating: 7, count: 16)
    let cipher = AES(key: key.span, kernel: kernel)
    for count in 1...17 {
      for size in [16 * count, 16 * count - 5] {
        let expected = changed([UInt8](repeating: 9, count: size), cipher) {
          $0.applyKeystream(from: InlineArray(repeating: 3), to: &$1)
        }
        let isSame = unsafe memory.withBytes { page in
          for start in [0, page.count - size] {
            let part = unsafe UnsafeMutableBufferPointer(rebasing: page[start..<start + size])
            unsafe part.update(repeating: 9)
            var span = unsafe part.mutableSpan
            cipher.applyKeystream(from: InlineArray(repeating: 3), to: &span)
            guard unsafe Array(part) == expected else { return false }
            guard size % 16 == 0 else { continue }
            cipher.encrypt(&span)
            cipher.decrypt(&span)
            guard unsafe Array(part) == expected else { return false }
          }
          return true
        }
        #expect(isSame, "\(size) bytes")
      }
    }
  }
}
