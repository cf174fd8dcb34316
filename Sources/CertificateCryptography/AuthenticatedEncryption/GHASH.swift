/// The hash function GHASH of the mode GCM (SP 800-38D §6.4): a polynomial whose coefficients are blocks, at the secret
/// place H.
///
/// A block is an element of the field of 2^128 elements, modulo x^128 + x^7 + x^2 + x + 1. Its first bit, which is the high
/// bit of its first byte, is the coefficient of 1 (§6.3). So the number that the sixteen bytes make from the high byte on
/// has them from its high bit down.
struct GHASH {
  /// What has been taken, times H: the high word of that number, and the low one.
  var high: UInt64 = 0, low: UInt64 = 0
  /// H, and what is made of it.
  let key: Key

  /// H, the hash subkey, as secret as the cipher's key.
  struct Key: Sendable {
    /// H as it is, 16 bytes, and for the kernel with instructions its powers.
    let bytes: SecretBytes
    /// What multiplies.
    let kernel: Kernel

    /// Prepares a subkey.
    init(_ subkey: InlineArray<16, UInt8>, kernel: Kernel = .current) {
      self.kernel = kernel
      switch kernel {
      case .plain: bytes = SecretBytes(subkey.span)
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        case .pclmulqdq: bytes = GHASH.powersUsingPCLMULQDQ(subkey)
      #endif
      }
    }
  }

  /// Creates the function of a subkey, which has taken nothing yet.
  init(_ key: Key) { self.key = key }

  /// Takes the next bytes; zeros fill the last block.
  mutating func update(_ bytes: Span<UInt8>) {
    let whole = bytes.count / 16 * 16
    if whole > 0 { updateBlocks(bytes.extracting(0..<whole)) }
    guard whole < bytes.count else { return }
    var last = InlineArray<16, UInt8>(repeating: 0)
    for index in whole..<bytes.count { last[index - whole] = bytes[index] }
    updateBlocks(last.span)
  }

  /// Takes the block that ends the input of GCM: the counts of bits of two strings (§7.1, step 5).
  mutating func update(bitCountOf first: Int, _ second: Int) {
    var last = InlineArray<16, UInt8>(repeating: 0)
    var span = last.mutableSpan
    span.storeLittleEndian((UInt64(first) &* 8).byteSwapped, at: 0)
    span.storeLittleEndian((UInt64(second) &* 8).byteSwapped, at: 8)
    updateBlocks(last.span)
  }

  private mutating func updateBlocks(_ blocks: Span<UInt8>) {
    switch key.kernel {
    case .plain: updatePlain(blocks)
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      case .pclmulqdq: updateUsingPCLMULQDQ(blocks)
    #endif
    }
  }

  /// The value as a block.
  var value: InlineArray<16, UInt8> {
    var value = InlineArray<16, UInt8>(repeating: 0)
    var span = value.mutableSpan
    span.storeLittleEndian(high.byteSwapped, at: 0)
    span.storeLittleEndian(low.byteSwapped, at: 8)
    return value
  }

  /// Y = (Y + X) · H for each block X (§6.4).
  private mutating func updatePlain(_ blocks: Span<UInt8>) {
    key.bytes.withBytes { subkey in
      let h1 = subkey.littleEndianWord(at: 0).byteSwapped
      let h0 = subkey.littleEndianWord(at: 8).byteSwapped
      let (r1, r0) = (CarrylessProduct.reversed(h1), CarrylessProduct.reversed(h0))
      var start = 0
      while start < blocks.count {
        let y1 = high ^ blocks.littleEndianWord(at: start).byteSwapped
        let y0 = low ^ blocks.littleEndianWord(at: start + 8).byteSwapped
        (high, low) = Self.product(y1, y0, h1, h0, r1, r0)
        start += 16
      }
    }
  }

  /// The product of two elements, the second of which comes with its words reversed.
  ///
  /// Three products of words instead of four (Karatsuba and Ofman 1962). Of each the high half is the low half of the
  /// product of the reversed words, reversed, and one bit further down.
  @inline(__always)
  private static func product(
    _ y1: UInt64, _ y0: UInt64, _ h1: UInt64, _ h0: UInt64, _ r1: UInt64, _ r0: UInt64
  ) -> (high: UInt64, low: UInt64) {
    let (q1, q0) = (CarrylessProduct.reversed(y1), CarrylessProduct.reversed(y0))
    let low = CarrylessProduct.low(y0, h0)
    let high = CarrylessProduct.low(y1, h1)
    let middle = CarrylessProduct.low(y0 ^ y1, h0 ^ h1) ^ low ^ high
    let lowOver = CarrylessProduct.low(q0, r0)
    let highOver = CarrylessProduct.low(q1, r1)
    let middleOver = CarrylessProduct.low(q0 ^ q1, r0 ^ r1) ^ lowOver ^ highOver
    // The 255 bits of the product, one place up, so that the highest of 256 is the coefficient of 1.
    let p0 = low
    let p1 = CarrylessProduct.reversed(lowOver) &>> 1 ^ middle
    let p2 = high ^ CarrylessProduct.reversed(middleOver) &>> 1
    let p3 = CarrylessProduct.reversed(highOver) &>> 1
    let v0 = p0 &<< 1
    var (v3, v2, v1) = (p3 &<< 1 | p2 &>> 63, p2 &<< 1 | p1 &>> 63, p1 &<< 1 | p0 &>> 63)
    // x^128 is x^7 + x^2 + x + 1: a word goes two words up, as it is and by 1, 2 and 7 places down, of which bits reach
    // the word below.
    v2 ^= v0 ^ v0 &>> 1 ^ v0 &>> 2 ^ v0 &>> 7
    v1 ^= v0 &<< 63 ^ v0 &<< 62 ^ v0 &<< 57
    v3 ^= v1 ^ v1 &>> 1 ^ v1 &>> 2 ^ v1 &>> 7
    v2 ^= v1 &<< 63 ^ v1 &<< 62 ^ v1 &<< 57
    return (v3, v2)
  }
}
