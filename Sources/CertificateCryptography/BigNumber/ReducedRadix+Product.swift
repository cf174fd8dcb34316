extension ReducedRadix {
  /// product = a · b.
  ///
  /// `a` and `b` have n digits, `product` has 2n.
  @inline(never)
  package static func multiply(
    _ product: UnsafeMutablePointer<UInt64>, _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>
  ) {
    let n = digitCount
    var carry = DigitColumn()
    var k = 0
    if hasPair {
      carry = unsafe store(DigitColumn(a[0], times: b[0]), product)
      unsafe carry.add(a[0], times: b[1])
      unsafe carry.add(a[1], times: b[0])
      carry = unsafe store(carry, product + 1)
      k = 2
    }
    while k < n {
      // Columns k to k + 3 < n hold a[0] · b[k] and so on. The rows of a[0] to a[k] meet all four, those of a[k + 1] to
      // a[k + 3] the last three, two and one.
      var columns = ColumnQuad(0, 0, 0, 0)
      unsafe columns.addRows(a, b + k, count: k &+ 1)
      unsafe columns.second.add(a[k &+ 1], times: b[0])
      unsafe columns.third.add(a[k &+ 1], times: b[1])
      unsafe columns.fourth.add(a[k &+ 1], times: b[2])
      unsafe columns.third.add(a[k &+ 2], times: b[0])
      unsafe columns.fourth.add(a[k &+ 2], times: b[1])
      unsafe columns.fourth.add(a[k &+ 3], times: b[0])
      carry = unsafe store(columns, carry, product + k)
      k &+= 4
    }
    while k <= 2 &* n &- 4 {
      var columns = ColumnQuad(0, 0, 0, 0)
      unsafe addUpperRows(&columns, a, b, k)
      carry = unsafe store(columns, carry, product + k)
      k &+= 4
    }
    if hasPair {
      // Column 2n − 2, and what it carries.
      unsafe carry.add(a[n &- 1], times: b[n &- 1])
      unsafe product[2 &* n &- 1] = store(carry, product + (2 &* n &- 2)).low
    }
  }

  /// product = a².
  ///
  /// `a` and `doubled` have n digits, `product` has 2n. `doubled` is scratch.
  @inline(never)
  package static func square(
    _ product: UnsafeMutablePointer<UInt64>, _ a: UnsafePointer<UInt64>, _ doubled: UnsafeMutablePointer<UInt64>
  ) {
    let n = digitCount
    // Products that occur twice are formed once, with a doubled digit of up to w + 1 < 64 bits.
    for index in 0..<n { unsafe doubled[index] = a[index] &<< 1 }
    let doubled = unsafe UnsafePointer(doubled)
    var carry = DigitColumn()
    var k = 0
    if hasPair {
      carry = unsafe store(DigitColumn(a[0], times: a[0]), product)
      unsafe carry.add(doubled[0], times: a[1])
      carry = unsafe store(carry, product + 1)
      k = 2
    }
    while k < n {
      // Columns k to k + 3 < n: the rows of a[0] to a[k / 2 − 1] meet digits above them in all four.
      var columns = unsafe middle(doubled, a, k)
      unsafe columns.addRows(doubled, a + k, count: k &>> 1)
      carry = unsafe store(columns, carry, product + k)
      k &+= 4
    }
    while k <= 2 &* n &- 8 {
      // Columns k to k + 3 >= n: the rows of a[first] to a[k / 2 − 1], of which the first three are short, as
      // `addUpperRows` has them. There are k / 2 − first = n − 1 − k / 2 >= 3 rows; the rows of four read a[n − 1] down to
      // a[k / 2 + 1].
      let first = k &- n &+ 1
      var columns = unsafe middle(doubled, a, k)
      let (d0, d1, d2) = unsafe (doubled[first], doubled[first &+ 1], doubled[first &+ 2])
      let (a1, a2, a3) = unsafe (a[n &- 1], a[n &- 2], a[n &- 3])
      columns.first.add(d0, times: a1)
      columns.first.add(d1, times: a2)
      columns.first.add(d2, times: a3)
      columns.second.add(d1, times: a1)
      columns.second.add(d2, times: a2)
      columns.third.add(d2, times: a1)
      unsafe columns.addRows(doubled + (first &+ 3), a + (n &- 4), count: (k &>> 1) &- first &- 3)
      carry = unsafe store(columns, carry, product + k)
      k &+= 4
    }
    // The last five columns or three have few products: a[i] · a[j] with i + j = k.
    while k < 2 &* n &- 1 {
      var (i, j) = (k &- n &+ 1, n &- 1)
      while i < j {
        unsafe carry.add(doubled[i], times: a[j])
        i &+= 1
        j &-= 1
      }
      if i == j { unsafe carry.add(a[i], times: a[i]) }
      carry = unsafe store(carry, product + k)
      k &+= 1
    }
    unsafe product[k] = carry.low
  }

  /// The products in columns k to k + 3 of a square that have a factor from a[k / 2] on and none below.
  ///
  /// k is even, and k / 2 + 3 < n.
  @inline(__always)
  private static func middle(
    _ doubled: UnsafePointer<UInt64>, _ a: UnsafePointer<UInt64>, _ k: Int
  ) -> ColumnQuad {
    let half = k &>> 1
    let (a0, a1, a2, a3) = unsafe (a[half], a[half &+ 1], a[half &+ 2], a[half &+ 3])
    let (d0, d1) = unsafe (doubled[half], doubled[half &+ 1])
    var columns = ColumnQuad(0, 0, 0, 0)
    columns.first.add(a0, times: a0)
    columns.second.add(d0, times: a1)
    columns.third.add(d0, times: a2)
    columns.third.add(a1, times: a1)
    columns.fourth.add(d0, times: a3)
    columns.fourth.add(d1, times: a2)
    return columns
  }
}
