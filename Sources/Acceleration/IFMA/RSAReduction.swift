// RSA with AVX-512 IFMA, one number at a time: Montgomery's reduction for moduli of up to 2,048, 3,072 and 4,096 bits.
//
// Numbers have digits of 52 bits, eight to a vector. The reduction is Montgomery's without a last subtraction (Gueron
// and Krasnov, "Software implementation of modular exponentiation, using advanced vector instructions architectures",
// 2012), in blocks of eight digits, a vector each. The quotient of a block is its digits times −1/m mod 2^416. With
//   inverse = −1/m mod 2^416   and   scaled = (m · inverse + 1) / 2^416
// that product comes for nothing: to add block · inverse · m is to drop the block and add block · scaled above it. Only
// the last block needs its exact quotient, so that the result stays small.
//
// Bounds, for numbers of N vectors, R = 2^(416N), and m < R / 2^32:
// * All blocks but the last add quotients below 2^416 · inverse, together less than (1 + 2^-400) · R · m; the last adds
//   less than R · m. So T / R mod m comes out below T / R + (2 + 2^-400) · m, which is below 3m for T < 16m², because
//   16m / R <= 2^-28. Factors below 4m give results below 3m, for ever.
// * A column gathers at most 8N <= 80 products from the factors and 80 from the reduction. Their low and high halves,
//   below 2^52, are summed apart, so that a sum is below 2^60, and two of them with a carry below 2^62.
//
// What is generic over columns stands in this one file, because debug builds compile each file by itself.

#if arch(x86_64)
  // No type here is private: the methods of a private type become weak symbols when several threads compile.

  /// The sums of some vectors of columns, the low and the high halves of the products apart.
  ///
  /// A high half belongs one column higher. Composed from ``OneVector`` and ``TwoParts``, all sums stay in registers.
  protocol Columns {
    /// How many vectors there are.
    static var count: Int { get }
    /// Takes over sums of low halves, `count` vectors of them.
    init(_ sums: Vectors)
    /// Adds digit · row, to `count` vectors.
    mutating func add(_ digit: Vector, _ row: Vectors)
    /// Adds digit · row to all vectors but the highest.
    mutating func addBelowTop(_ digit: Vector, _ row: Vectors)
    /// Moves the sums down by one vector: the lowest leaves, and another comes in at the top.
    mutating func moveDown(_ low: Vector, _ high: Vector) -> (low: Vector, high: Vector)
    /// Adds high halves to the low ones above them.
    ///
    /// `below` has those of the vector below, and the highest vector's are returned.
    mutating func merge(_ below: Vector) -> Vector
    /// Adds to each sum what the sum below has beyond 52 bits, with the ends as in ``merge(_:)``.
    mutating func carry(_ below: Vector) -> Vector
    /// The sums of low halves, or-ed together.
    var union: Vector { get }
    /// ``settleDigits(_:_:)`` from the lowest vector to the highest.
    mutating func settle(_ carry: inout Vector)
    /// Stores the sums of low halves.
    func store(_ digits: Vectors)
  }

  struct OneVector: Columns {
    var low: Vector
    var high: Vector

    static var count: Int { @inline(__always) get { 1 } }
    var union: Vector { @inline(__always) get { low } }

    @inline(__always)
    init(_ sums: Vectors) {
      low = unsafe sums[0]
      high = Vector()
    }

    @inline(__always)
    mutating func add(_ digit: Vector, _ row: Vectors) {
      let row = unsafe row[0]
      addLow(&low, row, digit)
      addHigh(&high, row, digit)
    }

    @inline(__always)
    mutating func addBelowTop(_ digit: Vector, _ row: Vectors) {}

    @inline(__always)
    mutating func moveDown(_ low: Vector, _ high: Vector) -> (low: Vector, high: Vector) {
      let leaving = (self.low, self.high)
      (self.low, self.high) = (low, high)
      return leaving
    }

    @inline(__always)
    mutating func merge(_ below: Vector) -> Vector {
      low = low &+ raised(high, below)
      return high
    }

    @inline(__always)
    mutating func carry(_ below: Vector) -> Vector {
      let carries = low &>> 52
      low = (low & digitMask) &+ raised(carries, below)
      return carries
    }

    @inline(__always)
    mutating func settle(_ carry: inout Vector) {
      low = low &+ raised(Vector(), carry)
      carry = Vector()
      settleDigits(&low, &carry)
    }

    @inline(__always)
    func store(_ digits: Vectors) { unsafe digits[0] = low }
  }

  /// Two parts, one above the other; each does its share.
  struct TwoParts<Lower: Columns, Upper: Columns>: Columns {
    var lower: Lower
    var upper: Upper

    static var count: Int { @inline(__always) get { Lower.count &+ Upper.count } }
    var union: Vector { @inline(__always) get { lower.union | upper.union } }

    @inline(__always)
    init(_ sums: Vectors) {
      lower = unsafe Lower(sums)
      upper = unsafe Upper(sums + Lower.count)
    }

    @inline(__always)
    mutating func add(_ digit: Vector, _ row: Vectors) {
      unsafe lower.add(digit, row)
      unsafe upper.add(digit, row + Lower.count)
    }

    @inline(__always)
    mutating func addBelowTop(_ digit: Vector, _ row: Vectors) {
      unsafe lower.add(digit, row)
      unsafe upper.addBelowTop(digit, row + Lower.count)
    }

    @inline(__always)
    mutating func moveDown(_ low: Vector, _ high: Vector) -> (low: Vector, high: Vector) {
      let middle = upper.moveDown(low, high)
      return lower.moveDown(middle.low, middle.high)
    }

    @inline(__always)
    mutating func merge(_ below: Vector) -> Vector { upper.merge(lower.merge(below)) }

    @inline(__always)
    mutating func carry(_ below: Vector) -> Vector { upper.carry(lower.carry(below)) }

    @inline(__always)
    mutating func settle(_ carry: inout Vector) {
      lower.settle(&carry)
      upper.settle(&carry)
    }

    @inline(__always)
    func store(_ digits: Vectors) {
      unsafe lower.store(digits)
      unsafe upper.store(digits + Lower.count)
    }
  }

  typealias TwoVectors = TwoParts<OneVector, OneVector>
  typealias FiveVectors = TwoParts<TwoVectors, TwoParts<TwoVectors, OneVector>>
  typealias EightVectors = TwoParts<TwoParts<TwoVectors, TwoVectors>, TwoParts<TwoVectors, TwoVectors>>
  typealias TenVectors = TwoParts<FiveVectors, FiveVectors>

  /// Eight digits, each in all lanes of a vector.
  struct SpreadDigits {
    let d0, d1, d2, d3, d4, d5, d6, d7: Vector

    @inline(__always)
    init(_ digits: Vector) {
      (d0, d1, d2, d3) = (
        spread(digits, lane: 0), spread(digits, lane: 1), spread(digits, lane: 2), spread(digits, lane: 3)
      )
      (d4, d5, d6, d7) = (
        spread(digits, lane: 4), spread(digits, lane: 5), spread(digits, lane: 6), spread(digits, lane: 7)
      )
    }

    /// Adds digit k · row k to the sums, for the lowest vector of each row; rows are `stride` vectors apart.
    ///
    /// Everything waits for this vector, so that odd and even digits are summed apart.
    @inline(__always)
    func addToLowest(_ low: inout Vector, _ high: inout Vector, _ rows: Vectors, _ stride: Int) {
      var (oddLow, oddHigh) = (Vector(), Vector())
      unsafe add(d0, rows, &low, &high)
      unsafe add(d1, rows + stride, &oddLow, &oddHigh)
      unsafe add(d2, rows + 2 &* stride, &low, &high)
      unsafe add(d3, rows + 3 &* stride, &oddLow, &oddHigh)
      unsafe add(d4, rows + 4 &* stride, &low, &high)
      unsafe add(d5, rows + 5 &* stride, &oddLow, &oddHigh)
      unsafe add(d6, rows + 6 &* stride, &low, &high)
      unsafe add(d7, rows + 7 &* stride, &oddLow, &oddHigh)
      low = low &+ oddLow
      high = high &+ oddHigh
    }

    @inline(__always)
    private func add(
      _ digit: Vector, _ row: Vectors, _ low: inout Vector, _ high: inout Vector
    ) {
      let row = unsafe row[0]
      addLow(&low, row, digit)
      addHigh(&high, row, digit)
    }

    /// Adds digit k · row k to the columns; the rows are one vector longer, and numbers of `digitCount` digits moved up
    /// by k digits.
    @inline(__always)
    func addToOthers<C: Columns>(_ columns: inout C, _ rows: Vectors, _ digitCount: Int) {
      unsafe add(d0, 0, &columns, rows, digitCount)
      unsafe add(d1, 1, &columns, rows, digitCount)
      unsafe add(d2, 2, &columns, rows, digitCount)
      unsafe add(d3, 3, &columns, rows, digitCount)
      unsafe add(d4, 4, &columns, rows, digitCount)
      unsafe add(d5, 5, &columns, rows, digitCount)
      unsafe add(d6, 6, &columns, rows, digitCount)
      unsafe add(d7, 7, &columns, rows, digitCount)
    }

    @inline(__always)
    private func add<C: Columns>(
      _ digit: Vector, _ k: Int, _ columns: inout C, _ rows: Vectors, _ digitCount: Int
    ) {
      let row = unsafe rows + k &* (C.count &+ 1)
      // The highest vector of the row has digits from 8 · count - k of the number on.
      if digitCount &+ k > 8 &* C.count {
        unsafe columns.add(digit, row)
      } else {
        unsafe columns.addBelowTop(digit, row)
      }
    }
  }

  /// Carries among digits of which some may have reached 2^52, all at once; what leaves the highest is added to the
  /// highest lane of `carry`.
  ///
  /// A digit that is too large sends a carry up, through all digits above it that are 2^52 − 1: what an addition does
  /// with bits. A digit is at most 2^52 + 2^11, so that no digit sends two.
  @inline(__always)
  private func settleDigits(_ digits: inout Vector, _ carry: inout Vector) {
    let sent = lanes(of: digits, with: 1 &<< 52)
    let passed = lanes(of: digits &+ Vector(repeating: 1), with: 1 &<< 52) & ~sent
    let received = ((sent &<< 1) &+ passed) ^ passed
    digits = incremented(digits, lanes: received) & digitMask
    carry = carry &+ highest(UInt64(truncatingIfNeeded: received &>> 8))
  }

  /// The eight digits that the sums of a block come to.
  ///
  /// The highest lane of `below` holds what the block below sends up, on entry, and then what this one does. The sums
  /// are below 2^62 together, so what they send up is below 2^10, and a digit reaches 2^52 once in 2^41.
  @inline(__always)
  private func digits(_ low: Vector, _ high: Vector, _ below: inout Vector) -> Vector {
    let sums = low &+ raised(high, below)
    let carries = sums &>> 52
    var digits = (sums & digitMask) &+ raised(carries, Vector())
    below = high &+ carries
    if lanes(of: digits, with: 1 &<< 52) != 0 { settleDigits(&digits, &below) }
    return digits
  }

  /// What a reduction needs of the modulus, in vectors: rows of N + 1, which hold a number moved up by 0 to 7 digits.
  @safe
  struct Reduction {
    let scaledRows: Vectors
    let modulusRows: Vectors
    /// Eight rows of one vector: the inverse.
    let inverseRows: Vectors
    let scratch: Vectors

    /// result = T / R mod m: below 3m, in digits below 2^52, for the 2N vectors of `product`, sums below 2^61.
    ///
    /// `digitCount` says how many digits the modulus has.
    @inline(__always)
    func reduce<C: Columns>(
      _: C.Type, _ digitCount: Int, _ result: Vectors, _ product: Vectors
    ) {
      let count = C.count
      var below = Vector()
      // The block whose quotient comes next, and the columns of the N blocks above it.
      var block = unsafe digits(product[0], Vector(), &below)
      var columns = unsafe C(product + 1)
      for index in 0..<count &- 1 {
        let quotient = SpreadDigits(block)
        // This only tells the compiler that memory changes, so that it does not load all rows ahead of the loop.
        unsafe scratch[0] = block
        var (low, high) = unsafe columns.moveDown(product[index &+ count &+ 1], Vector())
        unsafe quotient.addToLowest(&low, &high, scaledRows, count &+ 1)
        // The next quotient is on its way while the products of this one fill in above it.
        block = digits(low, high, &below)
        unsafe quotient.addToOthers(&columns, scaledRows + 1, digitCount)
      }
      // The last block by its exact quotient, block · inverse mod 2^416.
      var (low, high, dropped) = (Vector(), Vector(), Vector())
      unsafe SpreadDigits(block).addToLowest(&low, &high, inverseRows, 1)
      let quotient = SpreadDigits(digits(low, high, &dropped))
      (low, high) = (block, Vector())
      unsafe quotient.addToLowest(&low, &high, modulusRows, count &+ 1)
      // The block is now a multiple of 2^416. After one carry its eight digits are below 2^52 + 2^10, and so together
      // 2^416 or nothing.
      let sums = low &+ raised(high, Vector())
      let carries = sums &>> 52
      let rest = (sums & digitMask) &+ raised(carries, Vector())
      let one = highest(1)
      below = below &+ high &+ carries &+ one
      if lanes(of: rest, with: .max) == 0 { below = below &- one }
      unsafe quotient.addToOthers(&columns, modulusRows + 1, digitCount)
      // Nothing leaves at the top: the result is below 3m < R.
      _ = columns.merge(below)
      _ = columns.carry(Vector())
      if lanes(of: columns.union, with: 1 &<< 52) != 0 {
        var carry = Vector()
        columns.settle(&carry)
      }
      unsafe columns.store(result)
    }
  }

  // Free functions: static ones would lose their metatypes to the optimizer and come out as weak symbols.

  /// ``Reduction/reduce(_:_:_:_:)`` for moduli of up to 2,048 bits.
  @inline(never)
  func reduce2048Bits(_ reduction: Reduction, _ result: Vectors, _ product: Vectors) {
    unsafe reduction.reduce(FiveVectors.self, PowerOf2048Bits.digitCount, result, product)
  }

  /// ``Reduction/reduce(_:_:_:_:)`` for moduli of up to 3,072 bits.
  @inline(never)
  func reduce3072Bits(_ reduction: Reduction, _ result: Vectors, _ product: Vectors) {
    unsafe reduction.reduce(EightVectors.self, PowerOf3072Bits.digitCount, result, product)
  }

  /// ``Reduction/reduce(_:_:_:_:)`` for moduli of up to 4,096 bits.
  @inline(never)
  func reduce4096Bits(_ reduction: Reduction, _ result: Vectors, _ product: Vectors) {
    unsafe reduction.reduce(TenVectors.self, PowerOf4096Bits.digitCount, result, product)
  }
#endif
