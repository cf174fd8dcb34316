// RSA-2048 with AVX-512 IFMA, eight numbers at a time, a modulus to each lane.
//
// Digit i of all eight numbers is vector i of n = 40; R = 2^2080. Products and reduction go by columns, two at a time
// (the method FIPS of Koç, Acar and Kaliski, "Analyzing and comparing Montgomery multiplication algorithms", 1996). As in
// RSAPower.swift the quotient digit is the column's digit itself, for all columns but the last, by
//   scaled = (m · inverse + 1) / 2^52   with   inverse = −1/m mod 2^52.
//
// Bounds: the digits but the last add less than (1 + 2^-50) · R · m, the last less than R · m. So factors below 4m give
// results below 16m² / R + (2 + 2^-50) · m < 3m, as 16m <= 2^-28 · R. A column gathers at most 40 products from the
// factors and 41 from the reduction, their low halves and the high halves of the column below: 162 · 2^52 with the
// carries, below 2^60.

#if arch(x86_64)
  /// The sums of a column and the next one, in all lanes; high halves belong one column higher.
  struct LaneColumns {
    var low = Vector(), high = Vector()
    var nextLow = Vector(), nextHigh = Vector()

    @inline(__always)
    mutating func add(_ a: Vector, _ b: Vector) {
      addLow(&low, a, b)
      addHigh(&high, a, b)
    }

    @inline(__always)
    mutating func addToNext(_ a: Vector, _ b: Vector) {
      addLow(&nextLow, a, b)
      addHigh(&nextHigh, a, b)
    }

    /// Adds a[i] · b[column − i] to the column and a[i] · b[column + 1 − i] to the next, for i from `first` to below
    /// `end`; all of that is in memory.
    @inline(__always)
    mutating func addProducts(
      _ a: Vectors, _ b: Vectors, _ column: Int, _ first: Int, _ end: Int
    ) {
      guard first < end else { return }
      let last = unsafe a + end
      var (a, b) = unsafe (a + first, b + (column &- first))
      var above = unsafe b[1]
      // Every other digit has sums of its own: a sum takes one product in four cycles.
      var (otherLow, otherHigh, otherNextLow, otherNextHigh) = (Vector(), Vector(), Vector(), Vector())
      while unsafe a + 1 < last {
        let (digit, other) = unsafe (a[0], b[0])
        add(digit, other)
        addToNext(digit, above)
        let (digit1, other1) = unsafe (a[1], b[-1])
        addLow(&otherLow, digit1, other1)
        addHigh(&otherHigh, digit1, other1)
        addLow(&otherNextLow, digit1, other)
        addHigh(&otherNextHigh, digit1, other)
        above = other1
        unsafe a += 2
        unsafe b += -2
      }
      if unsafe a < last {
        let (digit, other) = unsafe (a[0], b[0])
        add(digit, other)
        addToNext(digit, above)
      }
      low = low &+ otherLow
      high = high &+ otherHigh
      nextLow = nextLow &+ otherNextLow
      nextHigh = nextHigh &+ otherNextHigh
    }

    @inline(__always)
    mutating func double() {
      low = low &+ low
      high = high &+ high
      nextLow = nextLow &+ nextLow
      nextHigh = nextHigh &+ nextHigh
    }
  }

  /// Moduli and memory of eight powers.
  ///
  /// All are rows of `count` vectors, but `product`, which has twice as many.
  @safe
  struct LanePower {
    let modulus: Vectors
    let scaled: Vectors
    let product: Vectors
    let quotient: Vectors
    let inverse: Vector

    /// How many digits a number has; even.
    static var count: Int { @inline(__always) get { 40 } }

    /// Computes what the moduli are scaled to.
    @inline(__always)
    func scale() {
      // Digit by digit, modulus · inverse + 1, whose lowest digit is zero.
      var (high, carry) = (Vector(), Vector(repeating: 1))
      for index in 0..<Self.count {
        let digit = unsafe modulus[index]
        var low = high &+ carry
        high = Vector()
        addLow(&low, digit, inverse)
        addHigh(&high, digit, inverse)
        if index > 0 { unsafe scaled[index &- 1] = low & digitMask }
        carry = low &>> 52
      }
      unsafe scaled[Self.count &- 1] = high &+ carry
    }

    /// product = a².
    @inline(__always)
    private func formSquare(_ a: Vectors) {
      let count = Self.count
      var above = Vector()
      var column = 0
      while column < 2 &* count {
        // Products of two different digits once, doubled afterwards: i < column / 2, and i = column / 2 for the next.
        var sums = LaneColumns()
        let middle = column &>> 1
        var first = 0
        if column >= count {
          // The lowest i of this column has nothing to meet in the next.
          first = column &- count &+ 1
          if first < middle { unsafe sums.add(a[first], a[count &- 1]) }
          first &+= 1
        }
        unsafe sums.addProducts(a, a, column, first, middle)
        let digit = unsafe a[middle]
        if middle &+ 1 < count { unsafe sums.addToNext(digit, a[middle &+ 1]) }
        sums.double()
        sums.add(digit, digit)
        unsafe product[column] = sums.low &+ above
        unsafe product[column &+ 1] = sums.nextLow &+ sums.high
        above = sums.nextHigh
        column &+= 2
      }
    }

    /// product = a · b.
    @inline(__always)
    private func formProduct(_ a: Vectors, _ b: Vectors) {
      let count = Self.count
      var above = Vector()
      var column = 0
      while column < 2 &* count {
        var sums = LaneColumns()
        if column < count {
          unsafe sums.addProducts(a, b, column, 0, column &+ 1)
          unsafe sums.addToNext(a[column &+ 1], b[0])
        } else {
          let first = column &- count &+ 1
          unsafe sums.add(a[first], b[count &- 1])
          unsafe sums.addProducts(a, b, column, first &+ 1, count)
        }
        unsafe product[column] = sums.low &+ above
        unsafe product[column &+ 1] = sums.nextLow &+ sums.high
        above = sums.nextHigh
        column &+= 2
      }
    }

    /// result = product / R mod m.
    @inline(__always)
    private func reduce(_ result: Vectors) {
      let count = Self.count
      var (above, carry) = (Vector(), Vector())
      var column = 0
      while column < count {
        // Column k holds quotient[i] · scaled[k − 1 − i].
        var sums = LaneColumns()
        unsafe sums.addProducts(quotient, scaled, column &- 1, 0, column)
        let low = unsafe product[column] &+ sums.low &+ above &+ carry
        let digit = low & digitMask
        unsafe quotient[column] = digit
        unsafe sums.addToNext(digit, scaled[0])
        var next = unsafe product[column &+ 1] &+ sums.nextLow &+ sums.high &+ (low &>> 52)
        if column &+ 2 < count {
          unsafe quotient[column &+ 1] = next & digitMask
        } else {
          // The last digit by its exact quotient.
          var last = Vector()
          addLow(&last, next, inverse)
          unsafe quotient[column &+ 1] = last
          unsafe addLow(&next, last, modulus[0])
          unsafe addHigh(&sums.nextHigh, last, modulus[0])
        }
        carry = next &>> 52
        above = sums.nextHigh
        column &+= 2
      }
      let last = unsafe quotient[count &- 1]
      while column < 2 &* count {
        var sums = LaneColumns()
        let first = column &- count
        if first < count &- 1 {
          // The lowest i of this column has nothing to meet in the next.
          unsafe sums.add(quotient[first], scaled[count &- 1])
          unsafe sums.addProducts(quotient, scaled, column &- 1, first &+ 1, count &- 1)
        }
        if first &+ 1 < count { unsafe sums.add(last, modulus[first &+ 1]) }
        if first &+ 2 < count { unsafe sums.addToNext(last, modulus[first &+ 2]) }
        let low = unsafe product[column] &+ sums.low &+ above &+ carry
        let next = unsafe product[column &+ 1] &+ sums.nextLow &+ sums.high &+ (low &>> 52)
        unsafe result[first] = low & digitMask
        unsafe result[first &+ 1] = next & digitMask
        carry = next &>> 52
        above = sums.nextHigh
        column &+= 2
      }
    }

    /// value = value² / R mod m.
    @inline(never)
    func square(_ value: Vectors) {
      unsafe formSquare(value)
      unsafe reduce(value)
    }

    /// result = a · b / R mod m.
    @inline(never)
    func multiply(
      _ result: Vectors, _ a: Vectors, _ b: Vectors
    ) {
      unsafe formProduct(a, b)
      unsafe reduce(result)
    }
  }

  /// Lane `lane` of `count` vectors = as many words.
  @inline(__always)
  private func scatter(
    _ vectors: Vectors, _ lane: Int, _ words: UnsafePointer<UInt64>, _ count: Int
  ) {
    let lanes = unsafe vectors.words + lane
    for index in 0..<count { unsafe lanes[8 &* index] = words[index] }
  }

  /// results[l] = bases[l]^65537 mod moduli[l], for eight lanes l of 32 limbs each, one after the other.
  ///
  /// Each base is below its modulus, and ``prepareRSA2048IFMA(_:_:_:_:_:)`` made each key, of 168 words. There is room
  /// for 2,648 words at `memory`.
  @inline(never)
  public func powerRSA2048LanesIFMA(
    _ results: UnsafeMutablePointer<UInt64>, _ bases: UnsafePointer<UInt64>, _ moduli: UnsafePointer<UInt64>,
    _ keys: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    let count = LanePower.count
    let start = unsafe Vectors(aligned(memory))
    // Modulus, scaled, base, value, square: 40 vectors each; 80 of product, 40 of quotient. Then 48 words of digits,
    // of which those beyond the 40th stay zero, and 33 limbs: 2,641 words, and 7 for the alignment.
    let (base, value, square) = unsafe (start + 2 &* count, start + 3 &* count, start + 4 &* count)
    let digits = unsafe (start + 8 &* count).words
    let limbs = unsafe digits + 48
    for index in 0..<48 { unsafe digits[index] = 0 }
    var inverses = Vector()
    for lane in 0..<8 {
      // A key's modulus, inverse and square are where `Layout(count: 5)` says; R is the same.
      let key = unsafe keys + 168 &* lane
      unsafe scatter(start, lane, key + 8, count)
      unsafe scatter(square, lane, key + 8 &* 15, count)
      inverses[lane] = unsafe key[8 &* 13]
      unsafe convert(digits, count, fromLimbs: bases + 32 &* lane, 32)
      unsafe scatter(base, lane, digits, count)
    }
    let power = unsafe LanePower(
      modulus: start, scaled: start + count, product: start + 5 &* count, quotient: start + 7 &* count,
      inverse: inverses)
    power.scale()
    // base · R mod m, its power 2^16 times R, and that times base / R.
    unsafe power.multiply(value, base, square)
    for _ in 0..<16 { unsafe power.square(value) }
    unsafe power.multiply(value, value, base)
    for lane in 0..<8 {
      let lanes = unsafe value.words + lane
      for index in 0..<count { unsafe digits[index] = lanes[8 &* index] }
      unsafe convert(limbs, 33, fromDigits: digits)
      unsafe reduceVarTime(limbs, modulus: moduli + 32 &* lane, 32)
      for index in 0..<32 { unsafe results[32 &* lane &+ index] = limbs[index] }
    }
  }
#endif
