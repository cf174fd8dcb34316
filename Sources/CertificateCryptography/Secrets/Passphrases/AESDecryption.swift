/// AES in the direction of decryption, without a table and without a branch on secrets (FIPS 197).
///
/// Eight bytes of the state are kept in a word, and the S-box is computed for all of them at once: by its definition, an
/// inversion in the field of 256 elements and an affine map. That takes some hundred operations instead of eight reads of a
/// table, whose place in the processor's cache would tell the byte (Bernstein 2005, "Cache-timing attacks on AES"). A private
/// key is a few thousand bytes at most.
struct AESDecryption {
  /// The key schedule w (§5.2): four bytes a word, the first one lowest, up to 15 times four words.
  private var schedule: SecretWords
  private let roundCount: Int

  /// The schedule, which is as secret as the key: zeroed when the last copy goes.
  private typealias SecretWords = SecretBytes

  /// Expands a key of 16, 24 or 32 bytes (FIPS 197 §5.2).
  init(key: Span<UInt8>) {
    precondition(key.count == 16 || key.count == 24 || key.count == 32, "a key of AES")
    let keyWordCount = key.count / 4
    let rounds = keyWordCount + 6
    roundCount = rounds
    schedule = SecretBytes(count: 16 * (rounds + 1)) { schedule in
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
    }
  }

  private static func word(_ bytes: Span<UInt8>, _ offset: Int) -> UInt32 {
    var word: UInt32 = 0
    for byte in 0..<4 { word |= UInt32(bytes[offset + byte]) &<< UInt32(truncatingIfNeeded: 8 * byte) }
    return word
  }

  private static func substitute(_ word: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: PackedBytes(UInt64(word)).substituted.word)
  }

  /// Decrypts a block (FIPS 197 §5.3, InvCipher).
  func decrypt(_ block: inout InlineArray<16, UInt8>) {
    var low = PackedBytes(block.span.littleEndianWord(at: 0))
    var high = PackedBytes(block.span.littleEndianWord(at: 8))
    schedule.withBytes { schedule in
      var round = roundCount
      low.word ^= schedule.littleEndianWord(at: 16 * round)
      high.word ^= schedule.littleEndianWord(at: 16 * round + 8)
      while round > 0 {
        round -= 1
        PackedBytes.shiftRowsBack(&low, &high)
        (low, high) = (low.substitutedBack, high.substitutedBack)
        low.word ^= schedule.littleEndianWord(at: 16 * round)
        high.word ^= schedule.littleEndianWord(at: 16 * round + 8)
        if round > 0 { (low, high) = (low.columnsMixedBack, high.columnsMixedBack) }
      }
    }
    for index in 0..<8 {
      let shift = UInt64(truncatingIfNeeded: 8 * index)
      block[index] = UInt8(truncatingIfNeeded: low.word &>> shift)
      block[8 + index] = UInt8(truncatingIfNeeded: high.word &>> shift)
    }
  }
}
