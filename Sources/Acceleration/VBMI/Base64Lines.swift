// Base64 with AVX-512 VBMI: a line of PEM, 64 characters, is one vector.
//
// RFC 4648 §4. After Muła and Lemire, "Base64 encoding and decoding at almost the speed of a memory copy", 2020: one
// permutation of bytes looks up all characters, two multiplications join the sextets, another permutation packs them.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Decodes whole groups of four characters, and skips the LF, or CR and LF, behind 64 characters or fewer; returns how
  /// many bytes were written to `output`.
  ///
  /// It stops before the first group that holds anything but the 64 characters, before the end of the `count` bytes at
  /// `text`, and where no 64 bytes are left of the `room` bytes at `output`: it writes so many at a time. Up to 64
  /// bytes behind those that count hold what comes of the text that it stopped before, which may be worth keeping secret:
  /// the caller clears them where that matters. `progress` has three words: how many bytes of text were read, how
  /// many line ends were among them, and where the last of these ended, all from `text` on.
  @inline(never)
  public func decodeBase64LinesUsingVBMI(
    _ text: UnsafeRawPointer, _ count: Int, _ output: UnsafeMutableRawPointer, _ room: Int,
    _ progress: UnsafeMutablePointer<Int>
  ) -> Int {
    // Bytes 0 to 63 and 64 to 127 of a table: the sextet of each character of the alphabet, else 0x80.
    let lower = constant(
      0x8080_8080_8080_8080, 0x8080_8080_8080_8080, 0x8080_8080_8080_8080, 0x8080_8080_8080_8080,
      0x8080_8080_8080_8080, 0x3F80_8080_3E80_8080, 0x3B3A_3938_3736_3534, 0x8080_8080_8080_3D3C)
    let upper = constant(
      0x0605_0403_0201_0080, 0x0E0D_0C0B_0A09_0807, 0x1615_1413_1211_100F, 0x8080_8080_8019_1817,
      0x201F_1E1D_1C1B_1A80, 0x2827_2625_2423_2221, 0x302F_2E2D_2C2B_2A29, 0x8080_8080_8033_3231)
    // Three bytes of every four, the highest first, and zeros from a fourth.
    let order = constant(
      0x090A_0405_0600_0102, 0x1610_1112_0C0D_0E08, 0x1C1D_1E18_191A_1415, 0x292A_2425_2620_2122,
      0x3630_3132_2C2D_2E28, 0x3C3D_3E38_393A_3435, 0x0303_0303_0303_0303, 0x0303_0303_0303_0303)
    var source = unsafe text
    let end = unsafe text + count
    var target = unsafe output
    let roomEnd = unsafe output + room
    var lineCount = 0
    var lineStart = unsafe text
    // Bounds: a pass reads 64 bytes, or what is left of them by a mask, and writes 64 bytes, while so many are left. A
    // byte behind the characters is read while one is left, two while two are.
    while unsafe source < end, unsafe roomEnd - target >= 64 {
      let left = unsafe end - source
      let characters =
        unsafe left >= 64
        ? source.loadUnaligned(as: __m512i.self) : _mm512_maskz_loadu_epi8(__mmask64(1) << UInt64(left) &- 1, source)
      let sextets = _mm512_permutex2var_epi8(lower, characters, upper)
      // The look-up ignores a character's high bit. Bytes that are not there are zeros, and no characters.
      let faults = _mm512_movepi8_mask(_mm512_or_si512(sextets, characters))
      // Sextets a, b, c, d: a * 64 + b and c * 64 + d in 16 bits each, then the former times 4,096 and the latter.
      let pairs = _mm512_maddubs_epi16(sextets, _mm512_set1_epi32(0x0140_0140))
      let groups = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x0001_1000))
      unsafe target.storeBytes(of: _mm512_permutexvar_epi8(order, groups), as: __m512i.self)
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

  /// A vector of eight words, the lowest bytes first.
  @inline(__always)
  private func constant(
    _ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64, _ f: UInt64, _ g: UInt64, _ h: UInt64
  ) -> __m512i {
    // Both types are 64 bytes without padding.
    unsafe unsafeBitCast(SIMD8(a, b, c, d, e, f, g, h), to: __m512i.self)
  }
#endif
