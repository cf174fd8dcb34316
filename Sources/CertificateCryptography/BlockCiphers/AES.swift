/// The block cipher AES with a key, in both directions (FIPS 197).
///
/// What it computes, and in what order, depends neither on the key nor on the blocks: it has the processor's own
/// instructions for it, or computes with bits (``SlicedBlocks``).
struct AES: Sendable {
  /// The round keys (§5.2) as the standard has them, 16 bytes each, and the same as ``SlicedBlocks``, 64 bytes each; as
  /// secret as the key, and zeroed when the last copy goes.
  let schedule: SecretBytes
  /// Nr, 10 to 14 (§5).
  let roundCount: Int
  /// What encrypts and decrypts.
  let kernel: Kernel

  /// Expands a key of 16, 24 or 32 bytes (§5.2).
  init(key: Span<UInt8>, kernel: Kernel = .current) {
    precondition(key.count == 16 || key.count == 24 || key.count == 32, "a key of AES")
    let keyWordCount = key.count / 4
    let rounds = keyWordCount + 6
    roundCount = rounds
    self.kernel = kernel
    schedule = SecretBytes(count: (16 + 64) * (rounds + 1)) { schedule in
      for index in 0..<key.count { schedule[index] = key[index] }
      var constant: UInt32 = 1
      for index in keyWordCount..<4 * (rounds + 1) {
        var word = Self.word(schedule.span, 4 * (index - 1))
        if index % keyWordCount == 0 {
          // RotWord, SubWord, and Rcon, the powers of x.
          word = Self.substitute(word &>> 8 | word &<< 24) ^ constant
          constant = constant &<< 1 ^ (constant &>> 7 &* 0x11B)
        } else if keyWordCount > 6, index % keyWordCount == 4 {
          word = Self.substitute(word)
        }
        word ^= Self.word(schedule.span, 4 * (index - keyWordCount))
        for byte in 0..<4 {
          schedule[4 * index + byte] = UInt8(truncatingIfNeeded: word &>> UInt32(truncatingIfNeeded: 8 * byte))
        }
      }
      for round in 0...rounds {
        SlicedBlocks(repeating: schedule.span, at: 16 * round)
          .writeKey(to: &schedule, at: 16 * (rounds + 1) + 64 * round)
      }
    }
  }

  private static func word(_ bytes: Span<UInt8>, _ offset: Int) -> UInt32 {
    var word: UInt32 = 0
    for byte in 0..<4 { word |= UInt32(bytes[offset + byte]) &<< UInt32(truncatingIfNeeded: 8 * byte) }
    return word
  }

  /// SubWord (§5.2).
  private static func substitute(_ word: UInt32) -> UInt32 {
    let block = InlineArray<16, UInt8> { UInt8(truncatingIfNeeded: word &>> UInt32(truncatingIfNeeded: $0 % 4 * 8)) }
    var blocks = SlicedBlocks(repeating: block.span, at: 0)
    blocks.substitute()
    var bytes = InlineArray<128, UInt8>(repeating: 0)
    var span = bytes.mutableSpan
    blocks.write(to: &span, at: 0)
    return Self.word(bytes.span, 0)
  }

  /// The key of a round, for eight blocks at once.
  @inline(__always)
  private func key(_ schedule: Span<UInt8>, _ round: Int) -> SlicedBlocks {
    SlicedBlocks(key: schedule, at: 16 * (roundCount + 1) + 64 * round)
  }

  /// Encrypts eight blocks, the 128 bytes from `start` on (§5.1, Cipher).
  func encryptSliced(_ bytes: inout MutableSpan<UInt8>, at start: Int) {
    var blocks = SlicedBlocks(bytes.span, at: start)
    schedule.withBytes { schedule in
      blocks.add(key(schedule, 0))
      for round in 1...roundCount {
        blocks.substitute()
        blocks.shiftRows()
        if round < roundCount { blocks.mixColumns() }
        blocks.add(key(schedule, round))
      }
    }
    blocks.write(to: &bytes, at: start)
  }

  /// Decrypts eight blocks, the 128 bytes from `start` on (§5.3, InvCipher).
  func decryptSliced(_ bytes: inout MutableSpan<UInt8>, at start: Int) {
    var blocks = SlicedBlocks(bytes.span, at: start)
    schedule.withBytes { schedule in
      var round = roundCount
      blocks.add(key(schedule, round))
      while round > 0 {
        round -= 1
        blocks.shiftRowsBack()
        blocks.substituteBack()
        blocks.add(key(schedule, round))
        if round > 0 { blocks.mixColumnsBack() }
      }
    }
    blocks.write(to: &bytes, at: start)
  }
}
