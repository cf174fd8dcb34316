/// A hasher for SHA-256 (FIPS 180-4 §6.2) and SHA-224 (§6.3).
package struct SHA256: Sendable {
  /// The hash value H, eight words.
  private var state: InlineArray<8, UInt32>
  /// The message's last bytes, which do not fill a block yet.
  private var block: MessageBlock<64>
  /// How many bytes of message have been taken.
  private var byteCount: UInt64
  private let isTruncated: Bool
  /// What takes blocks into the hash value; set otherwise only to compare one with another.
  var kernel = Kernel.current

  /// Creates a hasher for SHA-256, or for SHA-224 if `isTruncatedTo224Bits`.
  package init(isTruncatedTo224Bits isTruncated: Bool = false) {
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
    let end = bytes.count - (bytes.count - offset) % 64
    if offset < end {
      Self.compress(&state, bytes.extracting(offset..<end), with: kernel)
      offset = end
    }
    block.append(bytes, from: &offset)
  }

  /// Pads the message and returns its digest; the hasher has no further use.
  package mutating func finalize() -> Digest {
    // FIPS 180-4 §5.1.1: the bit 1, zeros, and the length in 64 bits at the end of a block.
    let lengthFits = block.count < 56
    block.appendEnd()
    if !lengthFits {
      Self.compress(&state, block.bytes.span, with: kernel)
      block.fillWithZeros()
    }
    block.setLength(byteCount &<< 3)
    Self.compress(&state, block.bytes.span, with: kernel)
    return Digest(isTruncated ? .sha224 : .sha256, words: state)
  }
}

extension SHA256 {
  /// H(0) of SHA-256.
  ///
  /// The first 32 bits of the fractional parts of the square roots of the first 8 primes (FIPS 180-4 §5.3.3).
  private static var initialState: InlineArray<8, UInt32> {
    [
      0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
      0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
  }

  /// H(0) of SHA-224.
  ///
  /// The second 32 bits of the fractional parts of the square roots of the 9th to 16th primes (FIPS 180-4 §5.3.2).
  private static var truncatedInitialState: InlineArray<8, UInt32> {
    [
      0xC105_9ED8, 0x367C_D507, 0x3070_DD17, 0xF70E_5939,
      0xFFC0_0B31, 0x6858_1511, 0x64F9_8FA7, 0xBEFA_4FA4,
    ]
  }
}
