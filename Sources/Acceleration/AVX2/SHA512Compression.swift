// SHA-512 with a message schedule in vectors: two words of each of two blocks at once.
//
// FIPS 180-4 §6.4.2. A block's rounds depend on one another and fill the scalar units; its schedule does not, and
// neither does that of the block after it. So while the first block's rounds run, the vector units make both schedules,
// and the second block's rounds need nothing but loads.
//
// The module for AVX-512 compiles the same file, by a link: there the compiler finds instructions for the rotations.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// W(t) and W(t + 1) of one block, and of the block after it.
  private typealias Words = SIMD4<UInt64>

  /// Takes `count` blocks of 128 bytes at `blocks` into the eight words of the hash value at `state`.
  ///
  /// `constants` are the 80 words K of FIPS 180-4 §4.2.3. Nothing needs to be aligned beyond its own type.
  @inline(never)
  public func compressSHA512(
    _ state: UnsafeMutablePointer<UInt64>, _ blocks: UnsafeRawPointer, _ count: Int, _ constants: UnsafePointer<UInt64>
  ) {
    // W + K of one block and of the other, 80 words each. Up to 1,024 bytes, aligned to 16, such room is on the stack.
    unsafe withUnsafeTemporaryAllocation(byteCount: 640, alignment: 16) { first in
      unsafe withUnsafeTemporaryAllocation(byteCount: 640, alignment: 16) { second in
        guard let first = first.baseAddress, let second = second.baseAddress else { return }
        var block = unsafe blocks
        var left = count
        while left > 0 {
          // The last block of an odd number is its own second, whose inputs are then not used.
          let other = unsafe left > 1 ? block + 128 : block
          unsafe compress(state, block, other, UnsafeRawPointer(constants), first, second)
          guard left > 1 else { return }
          unsafe compress(state, second)
          unsafe block += 256
          left &-= 2
        }
      }
    }
  }

  /// Takes `block` into the hash value, and writes W + K of `block` to `inputs` and of `other` to `otherInputs`.
  @inline(__always)
  private func compress(
    _ state: UnsafeMutablePointer<UInt64>, _ block: UnsafeRawPointer, _ other: UnsafeRawPointer,
    _ constants: UnsafeRawPointer, _ inputs: UnsafeMutableRawPointer, _ otherInputs: UnsafeMutableRawPointer
  ) {
    // Bounds: the caller has 128 bytes at `block` and `other`, which are read at 16 times 0 to 7, and 640 bytes at
    // `constants`, `inputs` and `otherInputs`: 128 of them here, and 128 more in each of the four passes below. The
    // state has words 0 to 7.
    // Step 1, the first sixteen words of the schedule.
    var w0 = unsafe bigEndianWords(block, other)
    var w1 = unsafe bigEndianWords(block + 16, other + 16)
    var w2 = unsafe bigEndianWords(block + 32, other + 32)
    var w3 = unsafe bigEndianWords(block + 48, other + 48)
    var w4 = unsafe bigEndianWords(block + 64, other + 64)
    var w5 = unsafe bigEndianWords(block + 80, other + 80)
    var w6 = unsafe bigEndianWords(block + 96, other + 96)
    var w7 = unsafe bigEndianWords(block + 112, other + 112)
    unsafe store(w0, constants, inputs, otherInputs)
    unsafe store(w1, constants + 16, inputs + 16, otherInputs + 16)
    unsafe store(w2, constants + 32, inputs + 32, otherInputs + 32)
    unsafe store(w3, constants + 48, inputs + 48, otherInputs + 48)
    unsafe store(w4, constants + 64, inputs + 64, otherInputs + 64)
    unsafe store(w5, constants + 80, inputs + 80, otherInputs + 80)
    unsafe store(w6, constants + 96, inputs + 96, otherInputs + 96)
    unsafe store(w7, constants + 112, inputs + 112, otherInputs + 112)
    // Step 2, the working variables, and a XOR b of the round before, which is b XOR c.
    var (a, b, c, d) = unsafe (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = unsafe (state[4], state[5], state[6], state[7])
    var ab = b ^ c
    // Step 3, sixteen rounds in each pass, and the words of the next sixteen. Each round names the variables one place
    // further on instead of moving their values.
    var input = UnsafeRawPointer(inputs)
    var (next, otherNext) = unsafe (inputs + 128, otherInputs + 128)
    var constant = unsafe constants + 128
    var passes = 4
    repeat {
      unsafe round(a, b, &d, e, f, g, &h, &ab, input.load(as: UInt64.self))
      unsafe round(h, a, &c, d, e, f, &g, &ab, input.load(fromByteOffset: 8, as: UInt64.self))
      w0 = scheduled(w0, w1, w4, w5, w7)
      unsafe store(w0, constant, next, otherNext)
      unsafe round(g, h, &b, c, d, e, &f, &ab, input.load(fromByteOffset: 16, as: UInt64.self))
      unsafe round(f, g, &a, b, c, d, &e, &ab, input.load(fromByteOffset: 24, as: UInt64.self))
      w1 = scheduled(w1, w2, w5, w6, w0)
      unsafe store(w1, constant + 16, next + 16, otherNext + 16)
      unsafe round(e, f, &h, a, b, c, &d, &ab, input.load(fromByteOffset: 32, as: UInt64.self))
      unsafe round(d, e, &g, h, a, b, &c, &ab, input.load(fromByteOffset: 40, as: UInt64.self))
      w2 = scheduled(w2, w3, w6, w7, w1)
      unsafe store(w2, constant + 32, next + 32, otherNext + 32)
      unsafe round(c, d, &f, g, h, a, &b, &ab, input.load(fromByteOffset: 48, as: UInt64.self))
      unsafe round(b, c, &e, f, g, h, &a, &ab, input.load(fromByteOffset: 56, as: UInt64.self))
      w3 = scheduled(w3, w4, w7, w0, w2)
      unsafe store(w3, constant + 48, next + 48, otherNext + 48)
      unsafe round(a, b, &d, e, f, g, &h, &ab, input.load(fromByteOffset: 64, as: UInt64.self))
      unsafe round(h, a, &c, d, e, f, &g, &ab, input.load(fromByteOffset: 72, as: UInt64.self))
      w4 = scheduled(w4, w5, w0, w1, w3)
      unsafe store(w4, constant + 64, next + 64, otherNext + 64)
      unsafe round(g, h, &b, c, d, e, &f, &ab, input.load(fromByteOffset: 80, as: UInt64.self))
      unsafe round(f, g, &a, b, c, d, &e, &ab, input.load(fromByteOffset: 88, as: UInt64.self))
      w5 = scheduled(w5, w6, w1, w2, w4)
      unsafe store(w5, constant + 80, next + 80, otherNext + 80)
      unsafe round(e, f, &h, a, b, c, &d, &ab, input.load(fromByteOffset: 96, as: UInt64.self))
      unsafe round(d, e, &g, h, a, b, &c, &ab, input.load(fromByteOffset: 104, as: UInt64.self))
      w6 = scheduled(w6, w7, w2, w3, w5)
      unsafe store(w6, constant + 96, next + 96, otherNext + 96)
      unsafe round(c, d, &f, g, h, a, &b, &ab, input.load(fromByteOffset: 112, as: UInt64.self))
      unsafe round(b, c, &e, f, g, h, &a, &ab, input.load(fromByteOffset: 120, as: UInt64.self))
      w7 = scheduled(w7, w0, w3, w4, w6)
      unsafe store(w7, constant + 112, next + 112, otherNext + 112)
      unsafe input += 128
      unsafe next += 128
      unsafe otherNext += 128
      unsafe constant += 128
      passes &-= 1
    } while passes != 0
    unsafe sixteenRounds(&a, &b, &c, &d, &e, &f, &g, &h, &ab, input)
    unsafe add(a, b, c, d, e, f, g, h, to: state)
  }

  /// Takes the block whose 80 words W + K are at `inputs` into the hash value.
  @inline(__always)
  private func compress(_ state: UnsafeMutablePointer<UInt64>, _ inputs: UnsafeMutableRawPointer) {
    // Bounds: five passes read 128 bytes each, which are the 640 at `inputs`.
    var (a, b, c, d) = unsafe (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = unsafe (state[4], state[5], state[6], state[7])
    var ab = b ^ c
    var input = UnsafeRawPointer(inputs)
    var passes = 5
    repeat {
      unsafe sixteenRounds(&a, &b, &c, &d, &e, &f, &g, &h, &ab, input)
      unsafe input += 128
      passes &-= 1
    } while passes != 0
    unsafe add(a, b, c, d, e, f, g, h, to: state)
  }

  /// Sixteen rounds of step 3; the sixteen words W + K are at `input`.
  @inline(__always)
  private func sixteenRounds(
    _ a: inout UInt64, _ b: inout UInt64, _ c: inout UInt64, _ d: inout UInt64,
    _ e: inout UInt64, _ f: inout UInt64, _ g: inout UInt64, _ h: inout UInt64,
    _ ab: inout UInt64, _ input: UnsafeRawPointer
  ) {
    unsafe round(a, b, &d, e, f, g, &h, &ab, input.load(as: UInt64.self))
    unsafe round(h, a, &c, d, e, f, &g, &ab, input.load(fromByteOffset: 8, as: UInt64.self))
    unsafe round(g, h, &b, c, d, e, &f, &ab, input.load(fromByteOffset: 16, as: UInt64.self))
    unsafe round(f, g, &a, b, c, d, &e, &ab, input.load(fromByteOffset: 24, as: UInt64.self))
    unsafe round(e, f, &h, a, b, c, &d, &ab, input.load(fromByteOffset: 32, as: UInt64.self))
    unsafe round(d, e, &g, h, a, b, &c, &ab, input.load(fromByteOffset: 40, as: UInt64.self))
    unsafe round(c, d, &f, g, h, a, &b, &ab, input.load(fromByteOffset: 48, as: UInt64.self))
    unsafe round(b, c, &e, f, g, h, &a, &ab, input.load(fromByteOffset: 56, as: UInt64.self))
    unsafe round(a, b, &d, e, f, g, &h, &ab, input.load(fromByteOffset: 64, as: UInt64.self))
    unsafe round(h, a, &c, d, e, f, &g, &ab, input.load(fromByteOffset: 72, as: UInt64.self))
    unsafe round(g, h, &b, c, d, e, &f, &ab, input.load(fromByteOffset: 80, as: UInt64.self))
    unsafe round(f, g, &a, b, c, d, &e, &ab, input.load(fromByteOffset: 88, as: UInt64.self))
    unsafe round(e, f, &h, a, b, c, &d, &ab, input.load(fromByteOffset: 96, as: UInt64.self))
    unsafe round(d, e, &g, h, a, b, &c, &ab, input.load(fromByteOffset: 104, as: UInt64.self))
    unsafe round(c, d, &f, g, h, a, &b, &ab, input.load(fromByteOffset: 112, as: UInt64.self))
    unsafe round(b, c, &e, f, g, h, &a, &ab, input.load(fromByteOffset: 120, as: UInt64.self))
  }

  /// One round of step 3: `d` and `h` take the values that become `e` and `a`.
  ///
  /// `bc` is b XOR c and becomes a XOR b, which is that of the next round; `input` is K(t) + W(t).
  @inline(__always)
  private func round(
    _ a: UInt64, _ b: UInt64, _ d: inout UInt64, _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: inout UInt64,
    _ bc: inout UInt64, _ input: UInt64
  ) {
    // FIPS 180-4 §4.1.3. Ch and Maj are written with fewer operations than there.
    let choice = g ^ (e & (f ^ g))
    let t1 = h &+ input &+ choice &+ (rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41))
    let ab = a ^ b
    let majority = b ^ (bc & ab)
    d = d &+ t1
    h = t1 &+ majority &+ (rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39))
    bc = ab
  }

  /// Step 4, the intermediate hash value.
  @inline(__always)
  private func add(
    _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: UInt64,
    to state: UnsafeMutablePointer<UInt64>
  ) {
    unsafe (state[0], state[1]) = unsafe (state[0] &+ a, state[1] &+ b)
    unsafe (state[2], state[3]) = unsafe (state[2] &+ c, state[3] &+ d)
    unsafe (state[4], state[5]) = unsafe (state[4] &+ e, state[5] &+ f)
    unsafe (state[6], state[7]) = unsafe (state[6] &+ g, state[7] &+ h)
  }

  /// W(t) and W(t + 1) out of the sixteen words before them (step 1):
  /// W(t) = sigma1(W(t - 2)) + W(t - 7) + sigma0(W(t - 15)) + W(t - 16).
  ///
  /// `w0` and `w1` are W(t - 16) to W(t - 13), `w4` and `w5` W(t - 8) to W(t - 5), `w7` is W(t - 2) and W(t - 1).
  @inline(__always)
  private func scheduled(_ w0: Words, _ w1: Words, _ w4: Words, _ w5: Words, _ w7: Words) -> Words {
    let (old, sevenBefore) = (straddling(w0, w1), straddling(w4, w5))
    let sigma0 = rotate(old, 1) ^ rotate(old, 8) ^ (old &>> Words(repeating: 7))
    let sigma1 = rotate(w7, 19) ^ rotate(w7, 61) ^ (w7 &>> Words(repeating: 6))
    return w0 &+ sevenBefore &+ sigma0 &+ sigma1
  }

  /// The second word of `lower` and the first of `upper`, of both blocks.
  ///
  /// Written with elements, the whole schedule would be done in scalars; these two become one instruction.
  @inline(__always)
  private func straddling(_ lower: Words, _ upper: Words) -> Words {
    let second = _mm256_unpackhi_epi64(vector(lower), vector(lower))
    return words(_mm256_unpacklo_epi64(second, vector(upper)))
  }

  /// Two words at each of two places, which the caller leaves 16 bytes there.
  @inline(__always)
  private func bigEndianWords(_ place: UnsafeRawPointer, _ other: UnsafeRawPointer) -> Words {
    let (lower, upper) = unsafe (
      place.loadUnaligned(as: SIMD2<UInt64>.self), other.loadUnaligned(as: SIMD2<UInt64>.self)
    )
    let (even, odd) = (0x0001_0203_0405_0607 as UInt64, 0x0809_0A0B_0C0D_0E0F as UInt64)
    let bytes = Words(lower.x, lower.y, upper.x, upper.y)
    return words(_mm256_shuffle_epi8(vector(bytes), vector(Words(even, odd, even, odd))))
  }

  /// Writes W + K of one block to `place` and of the other to `otherPlace`; both have room for 16 bytes, and 16 are read
  /// at `constants`.
  @inline(__always)
  private func store(
    _ w: Words, _ constants: UnsafeRawPointer, _ place: UnsafeMutableRawPointer, _ otherPlace: UnsafeMutableRawPointer
  ) {
    let k = unsafe constants.loadUnaligned(as: SIMD2<UInt64>.self)
    let inputs = w &+ Words(k.x, k.y, k.x, k.y)
    unsafe place.storeBytes(of: SIMD2(inputs.x, inputs.y), as: SIMD2<UInt64>.self)
    unsafe otherPlace.storeBytes(of: SIMD2(inputs.z, inputs.w), as: SIMD2<UInt64>.self)
  }

  /// ROTR (FIPS 180-4 §3.2).
  @inline(__always)
  private func rotate(_ x: UInt64, _ count: UInt64) -> UInt64 { (x &>> count) | (x &<< (64 &- count)) }

  /// ROTR of each word.
  @inline(__always)
  private func rotate(_ x: Words, _ count: UInt64) -> Words {
    // Written with operators, the whole schedule would be done in scalars.
    let (lower, upper) = (Int32(truncatingIfNeeded: count), Int32(truncatingIfNeeded: 64 &- count))
    return words(_mm256_or_si256(_mm256_srli_epi64(vector(x), lower), _mm256_slli_epi64(vector(x), upper)))
  }

  // Both types are 32 bytes without padding.
  @inline(__always)
  private func vector(_ words: Words) -> __m256i { unsafe unsafeBitCast(words, to: __m256i.self) }

  @inline(__always)
  private func words(_ vector: __m256i) -> Words { unsafe unsafeBitCast(vector, to: Words.self) }
#endif
