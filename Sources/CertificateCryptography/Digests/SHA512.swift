/// A hasher for SHA-512 (FIPS 180-4 §6.4) and what is cut from it: SHA-384, SHA-512/224 and SHA-512/256 (§6.5 to §6.7).
package struct SHA512: Sendable {
  /// The hash value H, eight words.
  private var state: InlineArray<8, UInt64>
  /// The message's last bytes, which do not fill a block yet.
  private var block: MessageBlock<128>
  /// How many bytes of message have been taken.
  private var byteCount: UInt64
  /// SHA-512, SHA-384, SHA-512/224 or SHA-512/256.
  private let algorithm: HashAlgorithm
  /// What takes blocks into the hash value; set otherwise only to compare one with another.
  var kernel = Kernel.current

  /// Creates a hasher for SHA-512, or for the one of its family that is asked for.
  package init(_ algorithm: HashAlgorithm = .sha512) {
    self.algorithm = algorithm
    block = MessageBlock()
    byteCount = 0
    switch algorithm {
    case .sha384: state = Self.initialStateFor384Bits
    case .sha512_224: state = Self.initialStateFor224Bits
    case .sha512_256: state = Self.initialStateFor256Bits
    default:
      precondition(algorithm == .sha512, "an algorithm of the family of SHA-512")
      state = Self.initialState
    }
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    byteCount &+= UInt64(bytes.count)
    var offset = 0
    if !block.isEmpty {
      block.append(bytes, from: &offset)
      guard block.isFull else { return }
      Self.compress(&state, block.bytes.span, with: kernel)
      block.removeAll()
    }
    let end = bytes.count - (bytes.count - offset) % 128
    if offset < end {
      Self.compress(&state, bytes.extracting(offset..<end), with: kernel)
      offset = end
    }
    block.append(bytes, from: &offset)
  }

  /// Pads the message and returns its digest; the hasher has no further use.
  package mutating func finalize() -> Digest {
    // FIPS 180-4 §5.1.2: the bit 1, zeros, and the length in 128 bits at the end of a block.
    let lengthFits = block.count < 112
    block.appendEnd()
    if !lengthFits {
      Self.compress(&state, block.bytes.span, with: kernel)
      block.fillWithZeros()
    }
    block.setLength(UInt128(byteCount) << 3)
    Self.compress(&state, block.bytes.span, with: kernel)
    return Digest(algorithm, words: state)
  }
}

extension SHA512 {
  /// H(0) of SHA-512.
  ///
  /// The first 64 bits of the fractional parts of the square roots of the first 8 primes (FIPS 180-4 §5.3.5).
  private static var initialState: InlineArray<8, UInt64> {
    [
      0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1,
      0x510E_527F_ADE6_82D1, 0x9B05_688C_2B3E_6C1F, 0x1F83_D9AB_FB41_BD6B, 0x5BE0_CD19_137E_2179,
    ]
  }

  /// H(0) of SHA-384.
  ///
  /// The first 64 bits of the fractional parts of the square roots of the 9th to 16th primes (FIPS 180-4 §5.3.4).
  private static var initialStateFor384Bits: InlineArray<8, UInt64> {
    [
      0xCBBB_9D5D_C105_9ED8, 0x629A_292A_367C_D507, 0x9159_015A_3070_DD17, 0x152F_ECD8_F70E_5939,
      0x6733_2667_FFC0_0B31, 0x8EB4_4A87_6858_1511, 0xDB0C_2E0D_64F9_8FA7, 0x47B5_481D_BEFA_4FA4,
    ]
  }

  /// H(0) of SHA-512/224, which the generation function of FIPS 180-4 §5.3.6 gives (§5.3.6.1).
  private static var initialStateFor224Bits: InlineArray<8, UInt64> {
    [
      0x8C3D_37C8_1954_4DA2, 0x73E1_9966_89DC_D4D6, 0x1DFA_B7AE_32FF_9C82, 0x679D_D514_582F_9FCF,
      0x0F6D_2B69_7BD4_4DA8, 0x77E3_6F73_04C4_8942, 0x3F9D_85A8_6A1D_36C8, 0x1112_E6AD_91D6_92A1,
    ]
  }

  /// H(0) of SHA-512/256, which the generation function of FIPS 180-4 §5.3.6 gives (§5.3.6.2).
  private static var initialStateFor256Bits: InlineArray<8, UInt64> {
    [
      0x2231_2194_FC2B_F72C, 0x9F55_5FA3_C84C_64C2, 0x2393_B86B_6F53_B151, 0x9638_7719_5940_EABD,
      0x9628_3EE2_A88E_FFE3, 0xBE5E_1E25_5386_3992, 0x2B01_99FC_2C85_B8AA, 0x0EB7_2DDC_81C5_2CA2,
    ]
  }
}
