// Products by columns, eight columns at a time: lane l of block c is column 8c + l.

#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// product = a², in 2 · `count` vectors of sums below 2^60.
  ///
  /// `a` points at `count` vectors of digits below 2^52 with a vector of zeros behind; `count` <= 10. Products of two
  /// different digits are summed once and doubled.
  @inline(never)
  func squareDigits(_ product: Vectors, _ a: Vectors, _ count: Int) {
    let digits = unsafe a.words
    let zero = Vector()
    var above = zero
    for block in 0..<2 &* count {
      // a[i] meets a[8 · block + l - i] in lane l. For i < 4 · block all lanes have i < 8 · block + l - i; below
      // 8 · (block - count) no lane has a digit to meet.
      let column = 8 &* block
      let middle = 4 &* block
      var (low0, low1, low2, low3) = (zero, zero, zero, zero)
      var (high0, high1, high2, high3) = (zero, zero, zero, zero)
      var index = block < count ? 0 : column &- 8 &* count
      while index < middle {
        // The digits from column - index - 3 >= column / 2 - 2 >= 0 to column - index + 7 <= 8 · count + 7. (middle is
        // a multiple of 4, so column - index >= 4 + column / 2.)
        var row = unsafe load(a, column &- index)
        var digit = unsafe Vector(repeating: digits[index])
        addLow(&low0, row, digit)
        addHigh(&high0, row, digit)
        row = unsafe load(a, column &- index &- 1)
        digit = unsafe Vector(repeating: digits[index &+ 1])
        addLow(&low1, row, digit)
        addHigh(&high1, row, digit)
        row = unsafe load(a, column &- index &- 2)
        digit = unsafe Vector(repeating: digits[index &+ 2])
        addLow(&low2, row, digit)
        addHigh(&high2, row, digit)
        row = unsafe load(a, column &- index &- 3)
        digit = unsafe Vector(repeating: digits[index &+ 3])
        addLow(&low3, row, digit)
        addHigh(&high3, row, digit)
        index &+= 4
      }
      // i = middle + d meets a[middle + l - d]: it is the smaller index in lanes l > 2d.
      let m = unsafe load(a, middle)
      let row0 = selected(m, _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0), lanes: 0b1111_1110)
      let row1 = selected(m, _mm512_set_epi64(6, 5, 4, 3, 2, 1, 0, 0), lanes: 0b1111_1000)
      let row2 = selected(m, _mm512_set_epi64(5, 4, 3, 2, 1, 0, 0, 0), lanes: 0b1110_0000)
      let row3 = selected(m, _mm512_set_epi64(4, 3, 2, 1, 0, 0, 0, 0), lanes: 0b1000_0000)
      let (digit0, digit1) = (spread(m, lane: 0), spread(m, lane: 1))
      let (digit2, digit3) = (spread(m, lane: 2), spread(m, lane: 3))
      addLow(&low0, row0, digit0)
      addHigh(&high0, row0, digit0)
      addLow(&low1, row1, digit1)
      addHigh(&high1, row1, digit1)
      addLow(&low2, row2, digit2)
      addHigh(&high2, row2, digit2)
      addLow(&low3, row3, digit3)
      addHigh(&high3, row3, digit3)
      var low = (low0 &+ low1) &+ (low2 &+ low3)
      var high = (high0 &+ high1) &+ (high2 &+ high3)
      low = low &+ low
      high = high &+ high
      // The squares, in the even columns.
      let diagonal = selected(m, _mm512_set_epi64(0, 3, 0, 2, 0, 1, 0, 0), lanes: 0b0101_0101)
      addLow(&low, diagonal, diagonal)
      addHigh(&high, diagonal, diagonal)
      unsafe product[block] = low &+ raised(high, above)
      above = high
    }
  }

  /// product = a · b, in 2 · `count` vectors of sums below 2^60.
  ///
  /// `a` and `b` point at `count` vectors of digits below 2^52; a vector of zeros stands before and behind `a`.
  @inline(never)
  func multiplyDigits(
    _ product: Vectors, _ a: Vectors, _ b: Vectors, _ count: Int
  ) {
    let digits = unsafe b.words
    let zero = Vector()
    var above = zero
    for block in 0..<2 &* count {
      // b[i] meets a[8 · block + l - i] in lane l, for i from 8 · (block - count) on and below 8 · (block + 1).
      let column = 8 &* block
      var (low0, low1, high0, high1) = (zero, zero, zero, zero)
      var index = block < count ? 0 : column &- 8 &* count
      let end = block < count ? column &+ 8 : 8 &* count
      while index < end {
        // The digits from column - index - 1 >= -7 to column - index + 7 <= 8 · count + 7.
        var row = unsafe load(a, column &- index)
        var digit = unsafe Vector(repeating: digits[index])
        addLow(&low0, row, digit)
        addHigh(&high0, row, digit)
        row = unsafe load(a, column &- index &- 1)
        digit = unsafe Vector(repeating: digits[index &+ 1])
        addLow(&low1, row, digit)
        addHigh(&high1, row, digit)
        index &+= 2
      }
      let high = high0 &+ high1
      unsafe product[block] = low0 &+ low1 &+ raised(high, above)
      above = high
    }
  }
#endif
