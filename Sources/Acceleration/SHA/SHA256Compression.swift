// SHA-256 with the SHA extensions: two rounds an instruction, and two for the message schedule.
//
// FIPS 180-4 §6.2.2. Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2: SHA256RNDS2, SHA256MSG1 and
// SHA256MSG2, which fix that one vector holds A, B, E, F and the other C, D, G, H, from the high word down.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  private typealias Words = SIMD4<UInt32>

  /// Takes `count` blocks of 64 bytes at `blocks` into the eight words of the hash value at `state`.
  ///
  /// `constants` are the 64 words K of FIPS 180-4 §4.2.2. Nothing needs to be aligned beyond its own type.
  @inline(never)
  public func compressSHA256UsingSHA(
    _ state: UnsafeMutablePointer<UInt32>, _ blocks: UnsafeRawPointer, _ count: Int, _ constants: UnsafePointer<UInt32>
  ) {
    // Bounds: the state has words 0 to 7. A block is read at 0, 16, 32 and 48, 16 bytes each, while blocks are left; the
    // constants at 16 times 0 to 15, 16 bytes each, which are their 256 bytes.
    let constants = unsafe UnsafeRawPointer(constants)
    var abef = unsafe Words(state[5], state[4], state[1], state[0])
    var cdgh = unsafe Words(state[7], state[6], state[3], state[2])
    var block = unsafe blocks
    var left = count
    while left > 0 {
      let (abefBefore, cdghBefore) = (abef, cdgh)
      // Step 1, the first sixteen words of the schedule, which count from their high byte.
      var w0 = unsafe bigEndianWords(block)
      var w1 = unsafe bigEndianWords(block + 16)
      var w2 = unsafe bigEndianWords(block + 32)
      var w3 = unsafe bigEndianWords(block + 48)
      // Step 3. The first sixteen rounds, then sixteen in each pass, each of whose words replaces the one 16 before it.
      unsafe fourRounds(&abef, &cdgh, w0, constants)
      unsafe fourRounds(&abef, &cdgh, w1, constants + 16)
      unsafe fourRounds(&abef, &cdgh, w2, constants + 32)
      unsafe fourRounds(&abef, &cdgh, w3, constants + 48)
      var next = unsafe constants + 64
      let end = unsafe constants + 256
      while unsafe next < end {
        w0 = scheduled(w0, w1, w2, w3)
        unsafe fourRounds(&abef, &cdgh, w0, next)
        w1 = scheduled(w1, w2, w3, w0)
        unsafe fourRounds(&abef, &cdgh, w1, next + 16)
        w2 = scheduled(w2, w3, w0, w1)
        unsafe fourRounds(&abef, &cdgh, w2, next + 32)
        w3 = scheduled(w3, w0, w1, w2)
        unsafe fourRounds(&abef, &cdgh, w3, next + 48)
        unsafe next += 64
      }
      // Step 4.
      abef &+= abefBefore
      cdgh &+= cdghBefore
      unsafe block += 64
      left &-= 1
    }
    unsafe (state[0], state[1], state[4], state[5]) = (abef.w, abef.z, abef.y, abef.x)
    unsafe (state[2], state[3], state[6], state[7]) = (cdgh.w, cdgh.z, cdgh.y, cdgh.x)
  }

  /// Four rounds (step 3): the instruction takes the lower two words of W + K, and gives the new A, B, E and F; what
  /// were A, B, E and F are the new C, D, G and H.
  @inline(__always)
  private func fourRounds(_ abef: inout Words, _ cdgh: inout Words, _ w: Words, _ constants: UnsafeRawPointer) {
    // The caller leaves 16 bytes at `constants`.
    let input = unsafe w &+ constants.loadUnaligned(as: Words.self)
    let upper = Words(input.z, input.w, input.x, input.y)
    cdgh = words(_mm_sha256rnds2_epu32(vector(cdgh), vector(abef), vector(input)))
    abef = words(_mm_sha256rnds2_epu32(vector(abef), vector(cdgh), vector(upper)))
  }

  /// W(t) to W(t + 3) out of the sixteen words before them (step 1):
  /// W(t) = sigma1(W(t - 2)) + W(t - 7) + sigma0(W(t - 15)) + W(t - 16).
  @inline(__always)
  private func scheduled(_ w0: Words, _ w1: Words, _ w2: Words, _ w3: Words) -> Words {
    let sevenBefore = Words(w2.y, w2.z, w2.w, w3.x)
    let sum = words(_mm_sha256msg1_epu32(vector(w0), vector(w1))) &+ sevenBefore
    return words(_mm_sha256msg2_epu32(vector(sum), vector(w3)))
  }

  /// The four words at `place`, 16 bytes that the caller leaves there.
  @inline(__always)
  private func bigEndianWords(_ place: UnsafeRawPointer) -> Words {
    let reversal = Words(0x0001_0203, 0x0405_0607, 0x0809_0A0B, 0x0C0D_0E0F)
    return words(_mm_shuffle_epi8(unsafe place.loadUnaligned(as: __m128i.self), vector(reversal)))
  }

  // Both types are 16 bytes without padding.
  @inline(__always)
  private func vector(_ words: Words) -> __m128i { unsafe unsafeBitCast(words, to: __m128i.self) }

  @inline(__always)
  private func words(_ vector: __m128i) -> Words { unsafe unsafeBitCast(vector, to: Words.self) }
#endif
