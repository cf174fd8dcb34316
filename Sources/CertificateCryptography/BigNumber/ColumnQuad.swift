/// Four neighboring columns of products of digits, the lowest first, which are summed at once.
///
/// Four columns meet one digit of a factor with four neighbors of the other: that makes four sums that don't wait for
/// each other, and one load of the digit for four products. Their eight words and the two pointers are all that the
/// registers of x86-64 hold.
struct ColumnQuad {
  var first: DigitColumn
  var second: DigitColumn
  var third: DigitColumn
  var fourth: DigitColumn

  /// Creates four columns of a number each.
  @inline(__always)
  init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    self.first = DigitColumn(first)
    self.second = DigitColumn(second)
    self.third = DigitColumn(third)
    self.fourth = DigitColumn(fourth)
  }

  /// Adds to column c the products Σ a[i] · b[c − i] for 0 ≤ i < `count`.
  ///
  /// `a` points at `count` digits, and `b` at the fourth last of `count` + 3: it is read from b[1 − count] to b[3].
  @inline(__always)
  mutating func addRows(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, count: Int) {
    // One row a turn: LLVM reorders longer bodies until the sums no longer fit the registers. A comparison of pointers
    // ends the loop, as indices would cost a register and slower addresses.
    var (a, b) = unsafe (a, b)
    let end = unsafe a + count
    // Local sums stay in registers.
    var (first, second, third, fourth) = (first, second, third, fourth)
    while unsafe a < end {
      let digit = unsafe a[0]
      unsafe first.add(digit, times: b[0])
      unsafe second.add(digit, times: b[1])
      unsafe third.add(digit, times: b[2])
      unsafe fourth.add(digit, times: b[3])
      unsafe a += 1
      unsafe b -= 1
    }
    (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
  }
}
