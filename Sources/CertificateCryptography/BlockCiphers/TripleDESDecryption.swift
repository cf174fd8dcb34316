/// DES three times in the direction of decryption (SP 800-67 §3), by the text of FIPS 46-3, bit by bit.
///
/// It is slow, and has no table that a secret would be an index of: an output bit of an S-box is chosen from the 64 that
/// there are by halving them six times.
struct TripleDESDecryption {
  /// The round keys of the three keys, 16 each, 48 bits a word, as bytes of memory that is zeroed.
  private let schedule: SecretBytes

  /// Makes the round keys of a key of 24 bytes, whose parity bits do not count.
  init(key: Span<UInt8>) {
    precondition(key.count == 24, "three keys of DES")
    schedule = SecretBytes(count: 8 * 48) { schedule in
      for number in 0..<3 {
        var word: UInt64 = 0
        for index in 0..<8 { word = word &<< 8 | UInt64(key[8 * number + index]) }
        Self.expand(word, into: &schedule, at: 16 * number)
      }
    }
  }

  /// The round keys of one key (FIPS 46-3, "Key schedule calculation").
  private static func expand(_ key: UInt64, into schedule: inout MutableSpan<UInt8>, at start: Int) {
    let chosen = permute(key, 64, permutedChoice1.span)
    var (c, d) = (chosen &>> 28, chosen & 0xFFF_FFFF)
    for round in 0..<16 {
      // One place to the left in four of the rounds, two in the others.
      let count: UInt64 = round == 0 || round == 1 || round == 8 || round == 15 ? 1 : 2
      c = (c &<< count | c &>> (28 &- count)) & 0xFFF_FFFF
      d = (d &<< count | d &>> (28 &- count)) & 0xFFF_FFFF
      let roundKey = permute(c &<< 28 | d, 56, permutedChoice2.span)
      for index in 0..<8 {
        schedule[8 * (start + round) + index] = UInt8(
          truncatingIfNeeded: roundKey &>> UInt64(truncatingIfNeeded: 8 * index))
      }
    }
  }

  /// Decrypts the first eight bytes of a block.
  func decrypt(_ block: inout InlineArray<16, UInt8>) {
    var word: UInt64 = 0
    for index in 0..<8 { word = word &<< 8 | UInt64(block[index]) }
    // SP 800-67 §3.1: decryption by the third key, encryption by the second, decryption by the first.
    schedule.withBytes { schedule in
      word = Self.transform(word, schedule.extracting(256..<384), isDecryption: true)
      word = Self.transform(word, schedule.extracting(128..<256), isDecryption: false)
      word = Self.transform(word, schedule.extracting(0..<128), isDecryption: true)
    }
    for index in 0..<8 {
      block[index] = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: 56 - 8 * index))
    }
  }

  /// Decrypts `text`, whole blocks, that were chained (SP 800-38A §6.2, CBC), into as many bytes of `plain`.
  func decryptCBC(_ text: Span<UInt8>, initializationVector: Span<UInt8>, into plain: inout MutableSpan<UInt8>) {
    for start in stride(from: 0, to: text.count, by: 8) {
      var block = InlineArray<16, UInt8>(repeating: 0)
      for index in 0..<8 { block[index] = text[start + index] }
      decrypt(&block)
      for index in 0..<8 { plain[start + index] = block[index] }
    }
    plain.addChain(text, initializationVector)
  }

  /// DES itself (FIPS 46-3, "Enciphering" and "Deciphering", which takes the round keys from the last to the first).
  private static func transform(_ word: UInt64, _ schedule: Span<UInt8>, isDecryption: Bool) -> UInt64 {
    let start = permute(word, 64, initialPermutation.span)
    var (left, right) = (start &>> 32, start & 0xFFFF_FFFF)
    for round in 0..<16 {
      let key = schedule.littleEndianWord(at: 8 * (isDecryption ? 15 - round : round))
      (left, right) = (right, left ^ mix(right, key))
    }
    // The halves change places at the end.
    let end = right &<< 32 | left
    var result: UInt64 = 0
    // The inverse permutation puts bit i of the result where the permutation took bit i from.
    for index in 0..<64 {
      let bit = end &>> UInt64(truncatingIfNeeded: 63 - index) & 1
      result |= bit &<< UInt64(truncatingIfNeeded: 64 - Int(initialPermutation[index]))
    }
    return result
  }

  /// The cipher function f: 32 bits expanded to 48, the round key, eight S-boxes, and the permutation P.
  private static func mix(_ half: UInt64, _ key: UInt64) -> UInt64 {
    // E: groups of four bits, each with its neighbors at both ends; the first and the last bit are neighbors too.
    let wide = (half & 1) &<< 33 | half &<< 1 | half &>> 31
    var output: UInt64 = 0
    for box in 0..<8 {
      let group = wide &>> UInt64(truncatingIfNeeded: 28 - 4 * box) & 0x3F
      let index = group ^ key &>> UInt64(truncatingIfNeeded: 42 - 6 * box) & 0x3F
      for bit in 0..<4 { output = output &<< 1 | choose(boxes[4 * box + bit], index) }
    }
    return permute(output, 32, permutation.span)
  }

  /// The bit at a secret index of 64.
  @inline(__always)
  private static func choose(_ table: UInt64, _ index: UInt64) -> UInt64 {
    var rest = table
    var width: UInt64 = 32
    var bit: UInt64 = 5
    while width > 0 {
      rest = Mask.select(Mask.ofBit(index &>> bit & 1), rest &>> width, rest)
      width &>>= 1
      bit = bit &- 1
    }
    return rest & 1
  }

  /// The bits of a number of `width` bits that a table names, from 1 for the highest.
  private static func permute(_ word: UInt64, _ width: Int, _ table: Span<UInt8>) -> UInt64 {
    var result: UInt64 = 0
    for index in table.indices {
      result = result &<< 1 | word &>> UInt64(truncatingIfNeeded: width - Int(table[index])) & 1
    }
    return result
  }
}

extension TripleDESDecryption {
  /// IP.
  private static let initialPermutation: InlineArray<64, UInt8> = [
    58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24,
    16, 8, 57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39,
    31, 23, 15, 7,
  ]

  /// P.
  private static let permutation: InlineArray<32, UInt8> = [
    16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4,
    25,
  ]

  /// PC-1.
  private static let permutedChoice1: InlineArray<56, UInt8> = [
    57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55,
    47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
  ]

  /// PC-2.
  private static let permutedChoice2: InlineArray<48, UInt8> = [
    14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30,
    40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
  ]

  /// The S-boxes S1 to S8, four words each: bit i of a word is what the box gives for the six bits i, the highest of its four
  /// bits in the first word.
  private static let boxes: InlineArray<32, UInt64> = [
    0x869D_497A_86E6_7619, 0xB0C7_871B_4978_26BD, 0x27E9_D492_609F_1F29, 0x917B_E906_6F81_B478,
    0xE196_196E_69C3_A659, 0x68F9_3C16_9346_C3E9, 0x746A_8B74_6294_9FC3, 0xCD23_5AD2_B865_168F,
    0x9669_2D69_6B9C_90D3, 0xD96A_8635_26F4_794A, 0x76B9_960C_39C2_B749, 0x4B8D_9C63_A965_569A,
    0x92C3_E719_ED90_583E, 0xCB69_718C_74CA_0E97, 0xACD1_168F_692C_CE71, 0x09B7_7C1A_C349_98E7,
    0x429D_CD6A_79E1_348E, 0x695B_9CA1_9166_6B96, 0xC70B_39C6_92F0_5D2B, 0xA4CD_96D2_4B76_B948,
    0xB44A_B695_C9A4_695B, 0xC699_38D6_15E6_9A69, 0x52CB_E13C_6D92_16DA, 0x95A3_6A59_7C3C_A34C,
    0x92C7_61F8_2C96_D966, 0x869C_D966_99E6_43C3, 0x6A95_F41A_9E4B_81F4, 0x348E_9679_4979_69A6,
    0xC17A_BD24_38C7_16B9, 0x394E_96B1_596A_A569, 0xA716_58A7_C8F1_3F0C, 0x9F62_81CD_619C_7C2B,
  ]
}
