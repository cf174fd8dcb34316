// RSA-2048 with AVX2: base^65537 mod m for moduli of up to 2,048 bits.
//
// Numbers have n = 80 digits of 28 bits, four to a vector, and R = 2^2240. Sixteen columns of a product are summed at a
// time in four vectors, so that one broadcast digit serves four multiplications. The reduction is Montgomery's without a
// last subtraction, in blocks of four digits: the quotient of a block is its digits times −1/m mod 2^112. With
//   inverse = −1/m mod 2^112   and   scaled = (m · inverse + 1) / 2^112
// that product comes for nothing: to add block · inverse · m is to drop the block and add block · scaled above it.
//
// Bounds:
// * Digits are carried twice, not to the end: they stay below 2^28 + 2^9, and a block below 2^112 · (1 + 2^-18).
// * Quotients are below 2^112 · (1 + 2^-18) · inverse for a block, together below R · 2^112 · (1 + 2^-17). So T / R mod m
//   comes out below T / R + 2^2160 · (1 + 2^-17). For factors below 2^2161, T / R is below 2^2082: so are the products.
// * A column gathers at most 80 products from the factors and 74 from the reduction, as scaled <= m has 74 digits:
//   154 · (2^28 + 2^9)² < 2^63.3. With a carry below 2^37 that stays below 2^64.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  // No type here is private: the methods of a private type become weak symbols when several threads compile.

  typealias RSAVector = SIMD4<UInt64>

  /// How many digits a number has.
  private let digitCount = 80
  /// How many words a number takes in memory: it is read from up to 16 digits before its start to 16 beyond its end.
  private let paddedCount = 112
  /// How far apart the four copies of `scaled` are.
  private let copyStride = 96

  /// The products of the low 32 bits of each lane.
  @inline(__always)
  private func product(_ a: RSAVector, _ b: RSAVector) -> RSAVector {
    // Bits are bits, here and below: both types are 256 of them.
    unsafe unsafeBitCast(
      _mm256_mul_epu32(unsafeBitCast(a, to: __m256i.self), unsafeBitCast(b, to: __m256i.self)), to: RSAVector.self)
  }

  @inline(__always)
  private func load(_ digits: UnsafePointer<UInt64>) -> RSAVector {
    unsafe UnsafeRawPointer(digits).loadUnaligned(as: RSAVector.self)
  }

  @inline(__always)
  private func store(_ vector: RSAVector, _ digits: UnsafeMutablePointer<UInt64>) {
    unsafe UnsafeMutableRawPointer(digits).storeBytes(of: vector, as: RSAVector.self)
  }

  /// One digit in all lanes, and also in their upper halves, which are not multiplied: that is one instruction, where a
  /// broadcast of 64 bits became two shuffles.
  @inline(__always)
  private func broadcast(_ digit: UnsafePointer<UInt64>) -> RSAVector {
    unsafe unsafeBitCast(
      _mm256_set1_epi32(UnsafeRawPointer(digit).load(as: Int32.self)), to: RSAVector.self)
  }

  /// The lanes (3, 0, 1, 2); the intrinsic keeps the shuffle whole.
  @inline(__always)
  private func rotated(_ x: RSAVector) -> RSAVector {
    unsafe unsafeBitCast(
      _mm256_permutevar8x32_epi32(unsafeBitCast(x, to: __m256i.self), _mm256_set_epi32(5, 4, 3, 2, 1, 0, 7, 6)),
      to: RSAVector.self)
  }

  @inline(__always)
  private func vector(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) -> RSAVector { RSAVector(a, b, c, d) }

  /// The sums of sixteen columns, four to a vector.
  struct RSAColumns {
    var s0 = RSAVector(), s1 = RSAVector(), s2 = RSAVector(), s3 = RSAVector()

    /// Adds a digit times the sixteen digits from `row` on.
    @inline(__always)
    mutating func add(_ digit: RSAVector, _ row: UnsafePointer<UInt64>) {
      s0 = unsafe s0 &+ product(digit, load(row))
      s1 = unsafe s1 &+ product(digit, load(row + 4))
      s2 = unsafe s2 &+ product(digit, load(row + 8))
      s3 = unsafe s3 &+ product(digit, load(row + 12))
    }

    /// Adds a[i] · b[column − i + l] to column l, for i from `first` to below `end`.
    ///
    /// The digits of `b` from column − end + 1 to column − first + 15 are in memory.
    @inline(__always)
    mutating func addProducts(
      _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ column: Int, _ first: Int, _ end: Int
    ) {
      var index = first
      while index &+ 1 < end {
        unsafe add(broadcast(a + index), b + (column &- index))
        unsafe add(broadcast(a + (index &+ 1)), b + (column &- index &- 1))
        index &+= 2
      }
      if index < end { unsafe add(broadcast(a + index), b + (column &- index)) }
    }

    /// Adds quotient[i] · scaled[column − i − 4 + l] to column l, for i from `first` to below `end`.
    ///
    /// All three are multiples of 4. Copy k of `scaled` is moved up by k digits, so that every load is aligned; its
    /// digits up to column − first + 11 are in memory.
    @inline(__always)
    mutating func addQuotient(
      _ quotient: UnsafePointer<UInt64>, _ scaled: UnsafePointer<UInt64>, _ column: Int, _ first: Int, _ end: Int
    ) {
      var index = first
      var row = unsafe scaled + (column &- first &- 4)
      while index < end {
        unsafe add(broadcast(quotient + index), row)
        unsafe add(broadcast(quotient + (index &+ 1)), row + copyStride)
        unsafe add(broadcast(quotient + (index &+ 2)), row + 2 &* copyStride)
        unsafe add(broadcast(quotient + (index &+ 3)), row + 3 &* copyStride)
        index &+= 4
        unsafe row -= 4
      }
    }
  }

  /// Stores the four digits that four sums come to, after two carries.
  ///
  /// The sums and the carry are below 2^64 together. The first carry leaves digits below 2^28 + 2^36, the second leaves
  /// them below 2^28 + 2^9. `carry` holds in its lowest lane, below 2^37, what comes in and what leaves.
  @inline(__always)
  private func carryOut(_ sums: RSAVector, _ carry: inout RSAVector, _ digits: UnsafeMutablePointer<UInt64>) {
    let mask = RSAVector(repeating: (1 &<< 28) &- 1)
    let lowest = vector(.max, 0, 0, 0)
    let total = sums &+ carry
    let first = rotated(total &>> 28)
    let once = (total & mask) &+ (first & ~lowest)
    let second = rotated(once &>> 28)
    let twice = (once & mask) &+ (second & ~lowest)
    carry = (first &+ second) & lowest
    unsafe store(twice, digits)
  }

  /// RSAMemory of a multiplication: 80 words of quotient, and four copies of `scaled` after four words of zeros.
  @safe
  struct RSAReduction {
    let quotient: UnsafeMutablePointer<UInt64>
    let scaled: UnsafePointer<UInt64>

    /// Adds the reduction to the sums of the columns from `column` on, and carries: quotient digits come out of the
    /// lower half of the columns, digits of the result out of the upper half.
    @inline(__always)
    func finish(
      _ column: Int, _ columns: RSAColumns, _ result: UnsafeMutablePointer<UInt64>, _ carry: inout RSAVector
    ) {
      var columns = columns
      if column < digitCount {
        unsafe columns.addQuotient(quotient, scaled, column, 0, column)
        // The digits that are found here act on the later blocks of these columns.
        let digits = unsafe quotient + column
        unsafe carryOut(columns.s0, &carry, digits)
        for k in 0..<4 {
          let digit = unsafe broadcast(digits + k), row = unsafe scaled - k
          columns.s1 = unsafe columns.s1 &+ product(digit, load(row))
          columns.s2 = unsafe columns.s2 &+ product(digit, load(row + 4))
          columns.s3 = unsafe columns.s3 &+ product(digit, load(row + 8))
        }
        unsafe carryOut(columns.s1, &carry, digits + 4)
        for k in 4..<8 {
          let digit = unsafe broadcast(digits + k), row = unsafe scaled - (k &- 4)
          columns.s2 = unsafe columns.s2 &+ product(digit, load(row))
          columns.s3 = unsafe columns.s3 &+ product(digit, load(row + 4))
        }
        unsafe carryOut(columns.s2, &carry, digits + 8)
        for k in 8..<12 {
          let digit = unsafe broadcast(digits + k), row = unsafe scaled - (k &- 8)
          columns.s3 = unsafe columns.s3 &+ product(digit, load(row))
        }
        unsafe carryOut(columns.s3, &carry, digits + 12)
      } else {
        unsafe columns.addQuotient(quotient, scaled, column, column &- digitCount, digitCount)
        let digits = unsafe result + (column &- digitCount)
        unsafe carryOut(columns.s0, &carry, digits)
        unsafe carryOut(columns.s1, &carry, digits + 4)
        unsafe carryOut(columns.s2, &carry, digits + 8)
        unsafe carryOut(columns.s3, &carry, digits + 12)
      }
    }

    /// result = a² / R mod m; `result` is another number than `a`.
    @inline(never)
    func square(_ result: UnsafeMutablePointer<UInt64>, _ a: UnsafePointer<UInt64>) {
      var carry = RSAVector()
      var column = 0
      let (above0, above2) = (vector(0, .max, .max, .max), vector(0, 0, 0, .max))
      while column < 2 &* digitCount {
        var c = RSAColumns()
        // Products of two different digits once, doubled afterwards. a[i] meets a[column − i + l] in column l, and is
        // the lower for i < column / 2 in all lanes.
        let half = column &>> 1
        unsafe c.addProducts(a, a, column, column < digitCount ? 0 : column &- digitCount &+ 1, half)
        // a[half + d] meets a[half − d + l]: it is the lower where l > 2d.
        let g = unsafe a + half
        var digit = unsafe broadcast(g)
        c.s0 = unsafe c.s0 &+ product(digit, load(g) & above0)
        c.s1 = unsafe c.s1 &+ product(digit, load(g + 4))
        c.s2 = unsafe c.s2 &+ product(digit, load(g + 8))
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 12))
        digit = unsafe broadcast(g + 1)
        c.s0 = unsafe c.s0 &+ product(digit, load(g - 1) & above2)
        c.s1 = unsafe c.s1 &+ product(digit, load(g + 3))
        c.s2 = unsafe c.s2 &+ product(digit, load(g + 7))
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 11))
        digit = unsafe broadcast(g + 2)
        c.s1 = unsafe c.s1 &+ product(digit, load(g + 2) & above0)
        c.s2 = unsafe c.s2 &+ product(digit, load(g + 6))
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 10))
        digit = unsafe broadcast(g + 3)
        c.s1 = unsafe c.s1 &+ product(digit, load(g + 1) & above2)
        c.s2 = unsafe c.s2 &+ product(digit, load(g + 5))
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 9))
        digit = unsafe broadcast(g + 4)
        c.s2 = unsafe c.s2 &+ product(digit, load(g + 4) & above0)
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 8))
        digit = unsafe broadcast(g + 5)
        c.s2 = unsafe c.s2 &+ product(digit, load(g + 3) & above2)
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 7))
        digit = unsafe broadcast(g + 6)
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 6) & above0)
        digit = unsafe broadcast(g + 7)
        c.s3 = unsafe c.s3 &+ product(digit, load(g + 5) & above2)
        c.s0 = c.s0 &+ c.s0
        c.s1 = c.s1 &+ c.s1
        c.s2 = c.s2 &+ c.s2
        c.s3 = c.s3 &+ c.s3
        // The squares, in the even columns.
        let (d0, d1) = unsafe (vector(g[0], 0, g[1], 0), vector(g[2], 0, g[3], 0))
        let (d2, d3) = unsafe (vector(g[4], 0, g[5], 0), vector(g[6], 0, g[7], 0))
        c.s0 = c.s0 &+ product(d0, d0)
        c.s1 = c.s1 &+ product(d1, d1)
        c.s2 = c.s2 &+ product(d2, d2)
        c.s3 = c.s3 &+ product(d3, d3)
        unsafe finish(column, c, result, &carry)
        column &+= 16
      }
    }

    /// result = a · b / R mod m; `result` is another number than `a` and `b`.
    @inline(never)
    func multiply(
      _ result: UnsafeMutablePointer<UInt64>, _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>
    ) {
      var carry = RSAVector()
      var column = 0
      while column < 2 &* digitCount {
        var columns = RSAColumns()
        let isLower = column < digitCount
        unsafe columns.addProducts(
          a, b, column, isLower ? 0 : column &- digitCount &+ 1, isLower ? column &+ 16 : digitCount)
        unsafe finish(column, columns, result, &carry)
        column &+= 16
      }
    }
  }

  /// Four numbers and a reduction in the memory to work in.
  @safe
  struct RSAMemory {
    let base: UnsafeMutablePointer<UInt64>
    let value: UnsafeMutablePointer<UInt64>
    let other: UnsafeMutablePointer<UInt64>
    let square: UnsafeMutablePointer<UInt64>
    let reduction: RSAReduction

    /// Lays out `memory`, 928 words, with zeros around the numbers and the copies of `scaled`, 80 digits.
    @inline(__always)
    init(_ memory: UnsafeMutablePointer<UInt64>, scaled: UnsafePointer<UInt64>) {
      // Rows that start at a multiple of 32 bytes are faster to read.
      let start = unsafe UnsafeMutableRawPointer(memory).alignedUp(toMultipleOf: 64).assumingMemoryBound(
        to: UInt64.self)
      for index in 0..<920 { unsafe start[index] = 0 }
      unsafe base = start + 16
      unsafe value = base + paddedCount
      unsafe other = value + paddedCount
      unsafe square = other + paddedCount
      // 4 · 112 = 448 words so far; then 80, and from 528 on the copies with eight zeros before them.
      let quotient = unsafe start + 4 &* paddedCount
      let copies = unsafe quotient + (digitCount &+ 8)
      for k in 0..<4 {
        for index in 0..<digitCount { unsafe copies[k &* copyStride &+ index &+ k] = scaled[index] }
      }
      // The copies are read up to digit 91: 448 + 80 + 8 + 3 · 96 + 92 = 916 words. 7 more are for the alignment.
      reduction = unsafe RSAReduction(quotient: quotient, scaled: UnsafePointer(copies))
    }

    /// value = value^(2^count) · R / R^(2^count) mod m; an even count.
    @inline(__always)
    func squareValue(_ count: Int) {
      var index = 0
      while index < count {
        unsafe reduction.square(other, value)
        unsafe reduction.square(value, other)
        index &+= 2
      }
    }
  }

  /// key = what ``powerRSA2048AVX2(_:_:_:_:_:)`` needs of a modulus.
  ///
  /// `modulus` is odd and has 32 limbs, `negatedInverse` is −modulus^(−1) mod 2^64, and `start` is 2^2310 mod modulus.
  /// There is room for 160 words at `key` and 928 at `memory`.
  @inline(never)
  public func prepareRSA2048AVX2(
    _ key: UnsafeMutablePointer<UInt64>, _ modulus: UnsafePointer<UInt64>, _ negatedInverse: UInt64,
    _ start: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    // The key: 80 digits of scaled, 80 of R² mod m. The digits of the modulus are there for a while.
    let square = unsafe key + digitCount
    unsafe convert(square, digitCount, fromLimbs: modulus, 32)
    unsafe scale(key, modulus: square, digitCount, negatedInverse: negatedInverse)
    let memory = unsafe RSAMemory(memory, scaled: key)
    unsafe convert(memory.other, digitCount, fromLimbs: start, 32)
    // R · 2^a becomes R · 2^(2a): 2310 = 2240 + 70, and 70 · 2^5 = 2240.
    unsafe memory.reduction.square(memory.value, memory.other)
    memory.squareValue(4)
    for index in 0..<digitCount { unsafe square[index] = memory.value[index] }
  }

  /// result = a number that is base^65537 mod modulus, in 35 limbs: below 2^2161.
  ///
  /// `base` is below `modulus`, both of 32 limbs, and `key` made for it; there is room for 928 words at `memory`.
  @inline(never)
  public func powerRSA2048AVX2(
    _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ key: UnsafePointer<UInt64>,
    _ memory: UnsafeMutablePointer<UInt64>
  ) {
    let memory = unsafe RSAMemory(memory, scaled: key)
    unsafe convert(memory.base, digitCount, fromLimbs: base, 32)
    for index in 0..<digitCount { unsafe memory.square[index] = key[digitCount &+ index] }
    // base · R mod m, its power 2^16 times R, and that times base / R.
    unsafe memory.reduction.multiply(memory.value, memory.base, memory.square)
    memory.squareValue(16)
    unsafe memory.reduction.multiply(memory.other, memory.base, memory.value)
    unsafe convert(result, 35, fromDigits: memory.other, digitCount)
  }
#endif
