// Base64 with AVX2: 32 characters a vector.
//
// RFC 4648 §4. After Muła and Lemire, "Faster Base64 encoding and decoding using AVX2 instructions", 2018: two look-ups
// by the halves of a character tell whether it is in the alphabet, and a third what to add to it.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Decodes whole groups of four characters, and skips the LF, or CR and LF, behind 64 characters or fewer; returns how
  /// many bytes were written to `output`.
  ///
  /// It stops before the first group that holds anything but the 64 characters, before the end of the `count` bytes at
  /// `text`, and where no 56 bytes are left of the `room` bytes at `output`: it writes so many at a time. Up to 56
  /// bytes behind those that count hold what comes of the text that it stopped before, which may be worth keeping secret:
  /// the caller clears them where that matters. `progress` has three words: how many bytes of text were read, how
  /// many line ends were among them, and where the last of these ended, all from `text` on.
  @inline(never)
  public func decodeBase64LinesUsingAVX2(
    _ text: UnsafeRawPointer, _ count: Int, _ output: UnsafeMutableRawPointer, _ room: Int,
    _ progress: UnsafeMutablePointer<Int>
  ) -> Int {
    var source = unsafe text
    let end = unsafe text + count
    var target = unsafe output
    let roomEnd = unsafe output + room
    var lineCount = 0
    var lineStart = unsafe text
    // Bounds: a pass reads 64 bytes, while so many are left, and writes 56 bytes, 32 of them at 24, while so many are
    // left. A byte behind the characters is read while one is left, two while two are.
    while unsafe end - source >= 64, unsafe roomEnd - target >= 56 {
      let (first, second) = unsafe (
        source.loadUnaligned(as: __m256i.self), source.loadUnaligned(fromByteOffset: 32, as: __m256i.self)
      )
      let faults = UInt64(faults(in: second)) << 32 | UInt64(faults(in: first))
      unsafe target.storeBytes(of: decoded(first), as: __m256i.self)
      unsafe target.storeBytes(of: decoded(second), toByteOffset: 24, as: __m256i.self)
      if faults == 0 {
        unsafe source += 64
        unsafe target += 48
      } else {
        let sound = faults.trailingZeroBitCount
        let groups = sound >> 2
        unsafe source += 4 &* groups
        unsafe target += 3 &* groups
        guard groups > 0, sound & 3 == 0 else { break }
      }
      if unsafe source < end, unsafe source.load(as: UInt8.self) == 0x0A {
        unsafe source += 1
      } else if unsafe end - source >= 2, unsafe source.loadUnaligned(as: UInt16.self) == 0x0A0D {
        unsafe source += 2
      } else if faults == 0 {
        continue
      } else {
        break
      }
      lineCount &+= 1
      unsafe lineStart = source
    }
    unsafe progress[0] = unsafe source - text
    unsafe progress[1] = lineCount
    unsafe progress[2] = unsafe lineStart - text
    return unsafe target - output
  }

  /// A bit for each character, set where it is not in the alphabet.
  ///
  /// Each look-up gives the set of classes that a half of a character excludes; a character is in the alphabet if its
  /// halves exclude no class both.
  @inline(__always)
  private func faults(in characters: __m256i) -> UInt32 {
    let byLowerHalf = constant(0x1111_1111_1111_1115, 0x1A1B_1B1B_1A13_1111)
    let byUpperHalf = constant(0x0804_0804_0201_1010, 0x1010_1010_1010_1010)
    let classes = _mm256_and_si256(
      _mm256_shuffle_epi8(byLowerHalf, _mm256_and_si256(characters, _mm256_set1_epi8(0x0F))),
      _mm256_shuffle_epi8(byUpperHalf, upperHalves(of: characters)))
    let isSound = _mm256_cmpeq_epi8(classes, _mm256_setzero_si256())
    return ~UInt32(bitPattern: _mm256_movemask_epi8(isSound))
  }

  /// The 24 bytes of 32 characters of the alphabet, and zeros.
  @inline(__always)
  private func decoded(_ characters: __m256i) -> __m256i {
    // What is added to a character of each upper half, 2 to 7, for its sextet; at place 1, where no character of the
    // alphabet is, for the slash.
    let offsets = constant(0xB9B9_BFBF_0413_1000, 0)
    let isSlash = _mm256_cmpeq_epi8(characters, _mm256_set1_epi8(0x2F))
    let place = _mm256_add_epi8(isSlash, upperHalves(of: characters))
    let sextets = _mm256_add_epi8(characters, _mm256_shuffle_epi8(offsets, place))
    // Sextets a, b, c, d: a * 64 + b and c * 64 + d in 16 bits each, then the former times 4,096 and the latter.
    let pairs = _mm256_maddubs_epi16(sextets, _mm256_set1_epi32(0x0140_0140))
    let groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x0001_1000))
    // Three bytes of every four, the highest first, within each half; then the halves' three words side by side.
    let packed = _mm256_shuffle_epi8(groups, constant(0x090A_0405_0600_0102, 0xFFFF_FFFF_0C0D_0E08))
    return _mm256_permutevar8x32_epi32(
      packed, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7))
  }

  /// The upper half of each character.
  @inline(__always)
  private func upperHalves(of characters: __m256i) -> __m256i {
    _mm256_and_si256(_mm256_srli_epi32(characters, 4), _mm256_set1_epi8(0x0F))
  }

  /// The same two words in both halves of a vector, the lowest bytes first.
  @inline(__always)
  private func constant(_ lower: UInt64, _ upper: UInt64) -> __m256i {
    // Both types are 32 bytes without padding.
    unsafe unsafeBitCast(SIMD4(lower, upper, lower, upper), to: __m256i.self)
  }
#endif
