#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Sixteen bytes, a block.
  typealias Block = SIMD2<UInt64>

  // Bits are bits, here and below: both types are 128 of them, without padding.

  @inline(__always)
  func vector(_ block: Block) -> __m128i { unsafe unsafeBitCast(block, to: __m128i.self) }

  @inline(__always)
  func block(_ vector: __m128i) -> Block { unsafe unsafeBitCast(vector, to: Block.self) }

  /// The block at `place`, 16 bytes that the caller has there.
  @inline(__always)
  func load(_ place: UnsafeRawPointer) -> Block { unsafe place.loadUnaligned(as: Block.self) }

  /// Writes a block to `place`, 16 bytes that the caller has there.
  @inline(__always)
  func store(_ block: Block, _ place: UnsafeMutableRawPointer) { unsafe place.storeBytes(of: block, as: Block.self) }

  /// The bytes from the other end.
  @inline(__always)
  func reversed(_ bytes: Block) -> Block {
    let order = Block(0x0809_0A0B_0C0D_0E0F, 0x0001_0203_0405_0607)
    return block(_mm_shuffle_epi8(vector(bytes), vector(order)))
  }

  /// The halves in the other order.
  @inline(__always)
  func swapped(_ halves: Block) -> Block { Block(halves.y, halves.x) }
#endif
