/// A hasher for SHA-512 (FIPS 180-4 §6.4) and SHA-384 (§6.5).
package struct SHA512: Sendable {
  /// The hash value H, eight words.
  private var state: InlineArray<8, UInt64>
  /// The message's last bytes, which do not fill a block yet.
  private var block: MessageBlock<128>
  /// How many bytes of message have been taken.
  private var byteCount: UInt64
  private let isTruncated: Bool
  /// What takes blocks into the hash value; set otherwise only to compare one with another.
  var kernel = Kernel.current

  /// Creates a hasher for SHA-512, or for SHA-384 if `isTruncatedTo384Bits`.
  package init(isTruncatedTo384Bits isTruncated: Bool = false) {
    state = isTruncated ? Self.truncatedInitialState : Self.initialState
    block = MessageBlock()
    byteCount = 0
    self.isTruncated = isTruncated
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
    return Digest(isTruncated ? .sha384 : .sha512, words: state)
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
  private static var truncatedInitialState: InlineArray<8, UInt64> {
    [
      0xCBBB_9D5D_C105_9ED8, 0x629A_292A_367C_D507, 0x9159_015A_3070_DD17, 0x152F_ECD8_F70E_5939,
      0x6733_2667_FFC0_0B31, 0x8EB4_4A87_6858_1511, 0xDB0C_2E0D_64F9_8FA7, 0x47B5_481D_BEFA_4FA4,
    ]
  }
}
