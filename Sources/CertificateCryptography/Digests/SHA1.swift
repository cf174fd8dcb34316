/// A hasher for SHA-1 (FIPS 180-4 §6.1).
package struct SHA1: Sendable {
  /// The hash value H, five words.
  private var state: InlineArray<5, UInt32>
  /// The message's last bytes, which do not fill a block yet.
  private var block: MessageBlock<64>
  /// How many bytes of message have been taken.
  private var byteCount: UInt64

  /// Creates a hasher.
  package init() {
    // FIPS 180-4 §5.3.1.
    state = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    block = MessageBlock()
    byteCount = 0
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    byteCount &+= UInt64(bytes.count)
    var offset = 0
    if !block.isEmpty {
      block.append(bytes, from: &offset)
      guard block.isFull else { return }
      Self.compress(&state, block.bytes.span)
      block.removeAll()
    }
    let end = bytes.count - (bytes.count - offset) % 64
    if offset < end {
      Self.compress(&state, bytes.extracting(offset..<end))
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
      Self.compress(&state, block.bytes.span)
      block.fillWithZeros()
    }
    block.setLength(byteCount &<< 3)
    Self.compress(&state, block.bytes.span)
    return Digest(.sha1, words: state)
  }
}
