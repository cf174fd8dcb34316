/// The key derivation function scrypt (RFC 7914).
///
/// It reads its memory in an order that depends on the passphrase, as its definition has it (§5): no program can compute it
/// without that. Everything else takes no notice of secrets.
package enum Scrypt {
  /// What a derivation costs.
  package struct Cost: Sendable, Hashable {
    /// N, a power of two: how many blocks of memory there are.
    package let blockCount: Int
    /// r, the size of a block in units of 128 bytes.
    package let blockSize: Int
    /// p, how often all of it is done.
    package let parallelization: Int

    /// Creates the cost; `nil` if N is no power of two above 1, or r or p is not above 0, or N is not below 2^(16r) (RFC 7914
    /// §2).
    package init?(blockCount: Int, blockSize: Int, parallelization: Int) {
      guard blockCount > 1, blockCount & (blockCount - 1) == 0, blockSize > 0, parallelization > 0 else { return nil }
      // For r = 1 alone can N be too large for its block.
      guard blockSize > 1 || blockCount < 1 << 16 else { return nil }
      self.blockCount = blockCount
      self.blockSize = blockSize
      self.parallelization = parallelization
    }

    /// How many bytes of memory it takes: N blocks, p blocks, and two to work with; `Int.max` if Int cannot say.
    package var byteCount: Int {
      let (blocks, first) = blockCount.addingReportingOverflow(parallelization)
      let (all, second) = blocks.addingReportingOverflow(2)
      let (units, third) = all.multipliedReportingOverflow(by: blockSize)
      let (bytes, fourth) = units.multipliedReportingOverflow(by: 128)
      return first || second || third || fourth ? Int.max : bytes
    }

    /// How much work it is, in units of 128 bytes that are written and read: N · r · p, and 8 · r · p for PBKDF2, which
    /// makes and takes the p blocks by ten steps of SHA-256 for each 128 bytes; `Int.max` if Int cannot say.
    package var work: Int {
      let (passes, first) = blockCount.addingReportingOverflow(8)
      let (units, second) = passes.multipliedReportingOverflow(by: blockSize)
      let (all, third) = units.multipliedReportingOverflow(by: parallelization)
      return first || second || third ? Int.max : all
    }
  }

  /// Derives `count` bytes from a passphrase (RFC 7914 §6); whoever takes the cost from a file bounds it first.
  package static func key(
    passphrase: Span<UInt8>, salt: Span<UInt8>, cost: Cost, count: Int
  ) -> SecretBytes {
    // Step 1.
    let blockByteCount = 128 * cost.blockSize
    let mixed = SecretBytes(count: cost.parallelization * blockByteCount) { blocks in
      PBKDF2.derive(.sha256, passphrase, salt, 1, into: &blocks)
      // Step 2, in place.
      var memory = SecretMemory<UInt32>(count: 32 * cost.blockSize * (cost.blockCount + 2))
      for part in 0..<cost.parallelization { mix(&blocks, at: part * blockByteCount, cost, &memory) }
    }
    // Step 3.
    let key = mixed.withBytes {
      PBKDF2.key(.sha256, passphrase: passphrase, salt: $0, iterationCount: 1, count: count)
    }
    Wipe.stack()
    return key
  }

  /// scryptROMix (RFC 7914 §5) of the block at `start`, in place.
  @inline(never)
  private static func mix(
    _ bytes: inout MutableSpan<UInt8>, at start: Int, _ cost: Cost, _ memory: inout SecretMemory<UInt32>
  ) {
    let wordCount = 32 * cost.blockSize
    memory.withMutableSpan { memory in
      unsafe memory.withUnsafeMutableBufferPointer { memory in
        guard let blocks = memory.baseAddress else { return }
        precondition(
          memory.count == wordCount * (cost.blockCount + 2) && bytes.count - start >= 4 * wordCount,
          "memory for all blocks and two more")
        // Bounds: there are N + 2 blocks of `wordCount` words. Block N is X, block N + 1 is Y.
        let x = unsafe blocks + wordCount * cost.blockCount
        let y = unsafe x + wordCount
        // Step 1. Words are little-endian.
        for index in 0..<wordCount {
          var word: UInt32 = 0
          for byte in 0..<4 {
            word |= UInt32(bytes[start + 4 * index + byte]) &<< UInt32(truncatingIfNeeded: 8 * byte)
          }
          unsafe x[index] = word
        }
        // Step 2.
        for number in 0..<cost.blockCount {
          unsafe (blocks + wordCount * number).update(from: x, count: wordCount)
          unsafe mixBlock(x, y, cost.blockSize)
        }
        // Step 3. Integerify is the last 64 bytes as a number, of which N, a power of two, leaves the low bits.
        let mask = UInt32(truncatingIfNeeded: cost.blockCount - 1)
        for _ in 0..<cost.blockCount {
          let number = unsafe Int(truncatingIfNeeded: x[wordCount - 16] & mask)
          let block = unsafe blocks + wordCount * number
          for index in 0..<wordCount { unsafe x[index] ^= block[index] }
          unsafe mixBlock(x, y, cost.blockSize)
        }
        // Step 4.
        for index in 0..<wordCount {
          for byte in 0..<4 {
            bytes[start + 4 * index + byte] = unsafe UInt8(
              truncatingIfNeeded: x[index] &>> UInt32(truncatingIfNeeded: 8 * byte))
          }
        }
      }
    }
  }

  /// scryptBlockMix (RFC 7914 §4) of the 32 · `blockSize` words at `block`, in place; `scratch` has as many.
  @inline(never)
  private static func mixBlock(
    _ block: UnsafeMutablePointer<UInt32>, _ scratch: UnsafeMutablePointer<UInt32>, _ blockSize: Int
  ) {
    let count = 2 * blockSize
    // Step 1. Each part is 16 words, and the last one lies before 16 · count.
    var x = InlineArray<16, UInt32>(repeating: 0)
    for index in 0..<16 { x[index] = unsafe block[16 * (count - 1) + index] }
    // Step 2. The parts of even number come first in the result (step 3), those of odd number behind them.
    for number in 0..<count {
      for index in 0..<16 { unsafe x[index] ^= block[16 * number + index] }
      salsa(&x)
      let place = 16 * (number / 2 + (number & 1) * blockSize)
      for index in 0..<16 { unsafe scratch[place + index] = x[index] }
    }
    unsafe block.update(from: scratch, count: 16 * count)
  }

  /// The Salsa20/8 core (RFC 7914 §3).
  @inline(__always)
  private static func salsa(_ words: inout InlineArray<16, UInt32>) {
    var (x0, x1, x2, x3) = (words[0], words[1], words[2], words[3])
    var (x4, x5, x6, x7) = (words[4], words[5], words[6], words[7])
    var (x8, x9, x10, x11) = (words[8], words[9], words[10], words[11])
    var (x12, x13, x14, x15) = (words[12], words[13], words[14], words[15])
    for _ in 0..<4 {
      quarter(&x0, &x4, &x8, &x12)
      quarter(&x5, &x9, &x13, &x1)
      quarter(&x10, &x14, &x2, &x6)
      quarter(&x15, &x3, &x7, &x11)
      quarter(&x0, &x1, &x2, &x3)
      quarter(&x5, &x6, &x7, &x4)
      quarter(&x10, &x11, &x8, &x9)
      quarter(&x15, &x12, &x13, &x14)
    }
    let mixed: InlineArray<16, UInt32> = [x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15]
    for index in 0..<16 { words[index] &+= mixed[index] }
  }

  @inline(__always)
  private static func quarter(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32, _ d: inout UInt32) {
    b ^= rotate(a &+ d, 7)
    c ^= rotate(b &+ a, 9)
    d ^= rotate(c &+ b, 13)
    a ^= rotate(d &+ c, 18)
  }

  @inline(__always)
  private static func rotate(_ x: UInt32, _ count: UInt32) -> UInt32 { x &<< count | x &>> (32 &- count) }
}
