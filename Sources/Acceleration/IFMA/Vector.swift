#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight numbers of 64 bits, which are multiplied as 52 bits.
  typealias Vector = SIMD8<UInt64>

  /// The largest digit, in every lane: a digit has 52 bits.
  @inline(__always)
  var digitMask: Vector { Vector(repeating: (1 &<< 52) &- 1) }

  /// sum += (a · b) mod 2^52, of the low 52 bits of each lane.
  @inline(__always)
  func addLow(_ sum: inout Vector, _ a: Vector, _ b: Vector) {
    // Bits are bits, here and below: both types are 512 of them.
    sum = unsafe unsafeBitCast(
      _mm512_madd52lo_epu64(
        unsafeBitCast(sum, to: __m512i.self), unsafeBitCast(a, to: __m512i.self), unsafeBitCast(b, to: __m512i.self)),
      to: Vector.self)
  }

  /// sum += ⌊a · b / 2^52⌋, of the low 52 bits of each lane.
  @inline(__always)
  func addHigh(_ sum: inout Vector, _ a: Vector, _ b: Vector) {
    sum = unsafe unsafeBitCast(
      _mm512_madd52hi_epu64(
        unsafeBitCast(sum, to: __m512i.self), unsafeBitCast(a, to: __m512i.self), unsafeBitCast(b, to: __m512i.self)),
      to: Vector.self)
  }

  // Lanes are moved by intrinsics alone. Lists of lanes, SIMD8(x[1], x[0], …), are torn apart when another operation
  // stands before them, and take the compiler minutes.

  /// Each lane of `x` one lane higher, and the highest of `below` in the lowest.
  @inline(__always)
  func raised(_ x: Vector, _ below: Vector) -> Vector {
    unsafe unsafeBitCast(
      _mm512_permutex2var_epi64(
        unsafeBitCast(x, to: __m512i.self), _mm512_set_epi64(6, 5, 4, 3, 2, 1, 0, 15),
        unsafeBitCast(below, to: __m512i.self)),
      to: Vector.self)
  }

  /// One lane of `x` in all lanes.
  @inline(__always)
  func spread(_ x: Vector, lane: Int64) -> Vector {
    unsafe unsafeBitCast(
      _mm512_permutexvar_epi64(_mm512_set1_epi64(lane), unsafeBitCast(x, to: __m512i.self)), to: Vector.self)
  }

  /// The lanes of `x` that `order` names, zero where the bit of `lanes` is not set.
  @inline(__always)
  func selected(_ x: Vector, _ order: __m512i, lanes: UInt8) -> Vector {
    unsafe unsafeBitCast(
      _mm512_maskz_permutexvar_epi64(lanes, order, unsafeBitCast(x, to: __m512i.self)), to: Vector.self)
  }

  /// A number in the highest lane, and zeros.
  @inline(__always)
  func highest(_ value: UInt64) -> Vector {
    unsafe unsafeBitCast(_mm512_set_epi64(Int64(truncatingIfNeeded: value), 0, 0, 0, 0, 0, 0, 0), to: Vector.self)
  }

  /// The lanes of `x`, a bit each, that share a bit with those of `bits`.
  @inline(__always)
  func lanes(of x: Vector, with bits: UInt64) -> UInt32 {
    unsafe UInt32(
      truncatingIfNeeded: _mm512_test_epi64_mask(
        unsafeBitCast(x, to: __m512i.self), unsafeBitCast(Vector(repeating: bits), to: __m512i.self)))
  }

  /// `x` plus 1 in the lanes whose bit of `lanes` is set.
  @inline(__always)
  func incremented(_ x: Vector, lanes: UInt32) -> Vector {
    unsafe unsafeBitCast(
      _mm512_mask_add_epi64(
        unsafeBitCast(x, to: __m512i.self), UInt8(truncatingIfNeeded: lanes), unsafeBitCast(x, to: __m512i.self),
        unsafeBitCast(Vector(repeating: 1), to: __m512i.self)),
      to: Vector.self)
  }

  /// Where vectors stand one after the other, in memory that is bound to words.
  ///
  /// They are read and written as raw bytes: memory has one type at a time, and the callers have given it theirs.
  @unsafe
  struct Vectors {
    let words: UnsafeMutablePointer<UInt64>

    @inline(__always)
    init(_ words: UnsafeMutablePointer<UInt64>) { unsafe self.words = words }

    /// Vectors that are only read.
    @inline(__always)
    init(reading words: UnsafePointer<UInt64>) { unsafe self.words = UnsafeMutablePointer(mutating: words) }

    /// Vector `index` from here on, which is in memory, at no particular alignment.
    subscript(index: Int) -> Vector {
      @inline(__always) get {
        unsafe UnsafeRawPointer(words).loadUnaligned(fromByteOffset: 64 &* index, as: Vector.self)
      }
      @inline(__always) nonmutating set {
        unsafe UnsafeMutableRawPointer(words).storeBytes(of: newValue, toByteOffset: 64 &* index, as: Vector.self)
      }
    }

    @inline(__always)
    static func + (vectors: Vectors, count: Int) -> Vectors { unsafe Vectors(vectors.words + 8 &* count) }

    @inline(__always)
    static func += (vectors: inout Vectors, count: Int) { unsafe vectors = vectors + count }

    @inline(__always)
    static func < (left: Vectors, right: Vectors) -> Bool { unsafe left.words < right.words }
  }

  /// The first of `words` that stands at a multiple of 64 bytes; up to seven stand before it.
  @inline(__always)
  func aligned(_ words: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<UInt64> {
    // Words stay words.
    unsafe UnsafeMutableRawPointer(words).alignedUp(toMultipleOf: 64).assumingMemoryBound(to: UInt64.self)
  }

  /// The eight digits that start `digits` digits after `start`, at no particular alignment; all eight are in memory.
  @inline(__always)
  func load(_ start: Vectors, _ digits: Int) -> Vector {
    unsafe UnsafeRawPointer(start.words).loadUnaligned(fromByteOffset: 8 &* digits, as: Vector.self)
  }
#endif
