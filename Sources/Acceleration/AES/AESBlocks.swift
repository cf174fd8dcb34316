// AES with instructions that do a round each.
//
// FIPS 197. Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2: AESENC, AESENCLAST, AESDEC, AESDECLAST
// and AESIMC. Gueron 2010, "Intel Advanced Encryption Standard (AES) New Instructions Set": a round takes several cycles,
// and one can begin in each, so that eight blocks are on their way at once.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Encrypts `count` blocks of 16 bytes at `blocks`, each by itself, with `rounds` + 1 round keys of 16 bytes at `keys`.
  @inline(never)
  public func encryptBlocksUsingAES(
    _ keys: UnsafeRawPointer, _ rounds: Int, _ blocks: UnsafeMutableRawPointer, _ count: Int
  ) {
    // Bounds: 16 bytes are read and written for each block that is left, 128 for each eight.
    var place = unsafe blocks
    var left = count
    while left >= 8 {
      unsafe encryptEight(
        keys, rounds, load(place), load(place + 16), load(place + 32), load(place + 48), load(place + 64),
        load(place + 80), load(place + 96), load(place + 112), adding: false, place)
      unsafe place += 128
      left &-= 8
    }
    while left > 0 {
      unsafe store(encrypted(keys, rounds, load(place)), place)
      unsafe place += 16
      left &-= 1
    }
  }

  /// Decrypts `count` blocks of 16 bytes at `blocks`, each by itself, with the round keys of encryption.
  @inline(never)
  public func decryptBlocksUsingAES(
    _ keys: UnsafeRawPointer, _ rounds: Int, _ blocks: UnsafeMutableRawPointer, _ count: Int
  ) {
    // Bounds: as above; of the keys, those from 0 to `rounds` are read.
    var place = unsafe blocks
    var left = count
    while left > 0 {
      // Four at a time; fewer at the end, of which the first stands for those that there are not.
      let second = unsafe left > 1 ? place + 16 : place
      let third = unsafe left > 2 ? place + 32 : place
      let fourth = unsafe left > 3 ? place + 48 : place
      var key = unsafe load(keys + 16 * rounds)
      var a = unsafe vector(load(place) ^ key)
      var b = unsafe vector(load(second) ^ key)
      var c = unsafe vector(load(third) ^ key)
      var d = unsafe vector(load(fourth) ^ key)
      var round = rounds &- 1
      while round > 0 {
        // §5.3.5, the equivalent inverse cipher: InvMixColumns of the round key comes before it is added.
        let roundKey = unsafe _mm_aesimc_si128(vector(load(keys + 16 * round)))
        a = _mm_aesdec_si128(a, roundKey)
        b = _mm_aesdec_si128(b, roundKey)
        c = _mm_aesdec_si128(c, roundKey)
        d = _mm_aesdec_si128(d, roundKey)
        round &-= 1
      }
      key = unsafe load(keys)
      unsafe store(block(_mm_aesdeclast_si128(d, vector(key))), fourth)
      unsafe store(block(_mm_aesdeclast_si128(c, vector(key))), third)
      unsafe store(block(_mm_aesdeclast_si128(b, vector(key))), second)
      unsafe store(block(_mm_aesdeclast_si128(a, vector(key))), place)
      unsafe place += 64
      left &-= 4
    }
  }

  /// Takes `count` blocks at `blocks` into a chain: each is added to the 16 bytes at `value`, which are then encrypted.
  @inline(never)
  public func chainBlocksUsingAES(
    _ keys: UnsafeRawPointer, _ rounds: Int, _ value: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, _ count: Int
  ) {
    // Bounds: 16 bytes are read for each block that is left.
    var state = unsafe load(value)
    var place = unsafe blocks
    var left = count
    while left > 0 {
      state = unsafe encrypted(keys, rounds, state ^ load(place))
      unsafe place += 16
      left &-= 1
    }
    unsafe store(state, value)
  }

  /// Adds to `count` bytes at `bytes` the encryptions of the 16 bytes at `counter` and of those that follow.
  ///
  /// The last four bytes of a counter are a number, from the high byte on, which grows by one (SP 800-38D §6.2).
  @inline(never)
  public func addKeystreamUsingAES(
    _ keys: UnsafeRawPointer, _ rounds: Int, _ counter: UnsafeRawPointer, _ bytes: UnsafeMutableRawPointer, _ count: Int
  ) {
    // Bounds: 128 bytes are read and written while so many are left, then 16, then one by one.
    let first = unsafe load(counter)
    var number = UInt32(truncatingIfNeeded: first.y &>> 32).byteSwapped
    var place = unsafe bytes
    var left = count
    while left >= 128 {
      unsafe encryptEight(
        keys, rounds, numbered(first, number), numbered(first, number &+ 1), numbered(first, number &+ 2),
        numbered(first, number &+ 3), numbered(first, number &+ 4), numbered(first, number &+ 5),
        numbered(first, number &+ 6), numbered(first, number &+ 7), adding: true, place)
      number &+= 8
      unsafe place += 128
      left &-= 128
    }
    while left > 0 {
      let keystream = unsafe encrypted(keys, rounds, numbered(first, number))
      number &+= 1
      if left >= 16 {
        unsafe store(load(place) ^ keystream, place)
        unsafe place += 16
        left &-= 16
        continue
      }
      var (word, index) = (keystream.x, 0)
      while index < left {
        if index == 8 { word = keystream.y }
        let byte = unsafe place.load(fromByteOffset: index, as: UInt8.self) ^ UInt8(truncatingIfNeeded: word)
        unsafe place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
        word &>>= 8
        index &+= 1
      }
      left = 0
    }
  }

  /// A counter with another number.
  @inline(__always)
  private func numbered(_ counter: Block, _ number: UInt32) -> Block {
    Block(counter.x, counter.y & 0xFFFF_FFFF | UInt64(number.byteSwapped) &<< 32)
  }

  /// The encryption of a block.
  @inline(__always)
  private func encrypted(_ keys: UnsafeRawPointer, _ rounds: Int, _ plain: Block) -> Block {
    var state = unsafe vector(plain ^ load(keys))
    var key = unsafe keys + 16
    let last = unsafe keys + 16 * rounds
    while unsafe key < last {
      state = unsafe _mm_aesenc_si128(state, vector(load(key)))
      unsafe key += 16
    }
    return unsafe block(_mm_aesenclast_si128(state, vector(load(last))))
  }

  /// Writes the encryptions of eight blocks to the 128 bytes at `place`, or adds them to these.
  @inline(__always)
  private func encryptEight(
    _ keys: UnsafeRawPointer, _ rounds: Int, _ p0: Block, _ p1: Block, _ p2: Block, _ p3: Block, _ p4: Block,
    _ p5: Block, _ p6: Block, _ p7: Block, adding: Bool, _ place: UnsafeMutableRawPointer
  ) {
    let first = unsafe load(keys)
    var (a, b, c, d) = (vector(p0 ^ first), vector(p1 ^ first), vector(p2 ^ first), vector(p3 ^ first))
    var (e, f, g, h) = (vector(p4 ^ first), vector(p5 ^ first), vector(p6 ^ first), vector(p7 ^ first))
    var next = unsafe keys + 16
    let end = unsafe keys + 16 * rounds
    while unsafe next < end {
      let key = unsafe vector(load(next))
      a = _mm_aesenc_si128(a, key)
      b = _mm_aesenc_si128(b, key)
      c = _mm_aesenc_si128(c, key)
      d = _mm_aesenc_si128(d, key)
      e = _mm_aesenc_si128(e, key)
      f = _mm_aesenc_si128(f, key)
      g = _mm_aesenc_si128(g, key)
      h = _mm_aesenc_si128(h, key)
      unsafe next += 16
    }
    let last = unsafe vector(load(end))
    unsafe put(_mm_aesenclast_si128(a, last), adding, place)
    unsafe put(_mm_aesenclast_si128(b, last), adding, place + 16)
    unsafe put(_mm_aesenclast_si128(c, last), adding, place + 32)
    unsafe put(_mm_aesenclast_si128(d, last), adding, place + 48)
    unsafe put(_mm_aesenclast_si128(e, last), adding, place + 64)
    unsafe put(_mm_aesenclast_si128(f, last), adding, place + 80)
    unsafe put(_mm_aesenclast_si128(g, last), adding, place + 96)
    unsafe put(_mm_aesenclast_si128(h, last), adding, place + 112)
  }

  @inline(__always)
  private func put(_ result: __m128i, _ adding: Bool, _ place: UnsafeMutableRawPointer) {
    unsafe store(adding ? block(result) ^ load(place) : block(result), place)
  }
#endif
