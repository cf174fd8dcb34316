/// Inversion modulo an odd prime by the division steps of Bernstein and Yang 2019, "Fast constant-time gcd computation and
/// modular inversion", in variable time.
///
/// It starts from f = n and g = the value, and steps until g is 0 and f is 1 or -1; d and e say what f and g are as multiples
/// of the value modulo n. Which steps there are depends on the low bits only, so that 62 at a time are worked out on one
/// limb, as a matrix that is then applied to all limbs.
struct DivisionSteps {
  /// A number in limbs of 62 bits, the lowest first, of which the highest has the sign.
  private typealias Number = InlineArray<9, Int64>

  /// What 62 steps do: 2^62 times the new f is u · f + v · g, and 2^62 times the new g is q · f + r · g.
  ///
  /// A step at most doubles |u| + |v| and |q| + |r|, which therefore are 2^62 at most.
  private struct Matrix {
    var u: Int64 = 1
    var v: Int64 = 0
    var q: Int64 = 0
    var r: Int64 = 1
  }

  private static var mask: Int64 { (1 &<< 62) &- 1 }

  /// How many limbs the numbers have: enough for -2n and 2n.
  private let count: Int
  private let modulus: Number
  /// 1 / n modulo 2^62.
  private let inverse: UInt64

  /// Creates the inversion modulo `modulus`, n, an odd prime of `bitCount` bits, up to 556, from -1 / n modulo 2^64.
  init(modulus: CurveInteger, bitCount: Int, negatedInverse: UInt64) {
    precondition(bitCount > 0 && bitCount <= 62 * 9 - 2, "2n fits with its sign")
    count = (bitCount + 2 + 61) / 62
    self.modulus = Self.number(modulus)
    inverse = 0 &- negatedInverse
  }

  /// 1 / `value` modulo n, for a value between 1 and n - 1.
  func inverseVarTime(_ value: CurveInteger) -> CurveInteger {
    var (f, g) = (modulus, Self.number(value))
    var (d, e) = (Number(repeating: 0), Number(repeating: 0))
    e[0] = 1
    // The paper's -δ, which starts at -1. Its theorem 11.2 ends the loop: g is 0 after at most (49 · bits + 80) / 17 steps,
    // where from 46 bits on, 57 will do for 80.
    var eta = -1
    var isDone = false
    while !isDone {
      let matrix = Self.matrix(UInt64(bitPattern: f[0]), UInt64(bitPattern: g[0]), &eta)
      apply(matrix, &f, &g)
      applyModulo(matrix, &d, &e)
      isDone = true
      for index in 0..<count where g[index] != 0 { isDone = false }
    }
    // f is the greatest common divisor, 1, or -1; d is above -2n and below n, and once it has the sign of f, either that or
    // above -n and below 2n. It takes up to two additions from -2n and one from -n, or else a single subtraction.
    let isNegative = f[count - 1] < 0
    var carry: Int64 = 0
    for index in 0..<count {
      carry &+= isNegative ? 0 &- d[index] : d[index]
      d[index] = index == count - 1 ? carry : carry & Self.mask
      carry &>>= 62
    }
    while d[count - 1] < 0 { add(&d, sign: 1) }
    if isNotBelowModulus(d) { add(&d, sign: -1) }
    return Self.integer(d)
  }

  /// The matrix of 62 steps from the low limbs of f, which is odd, and g; their higher bits don't matter.
  private static func matrix(_ lowF: UInt64, _ lowG: UInt64, _ eta: inout Int) -> Matrix {
    var (f, g) = (lowF, lowG)
    var matrix = Matrix()
    var rest = 62
    while true {
      // As long as g is even, a step halves it, which is to double the row of f.
      let zeros = min(g.trailingZeroBitCount, rest)
      let shift = UInt64(truncatingIfNeeded: zeros)
      g &>>= shift
      matrix.u &<<= Int64(truncatingIfNeeded: zeros)
      matrix.v &<<= Int64(truncatingIfNeeded: zeros)
      eta &-= zeros
      rest &-= zeros
      if rest == 0 { return matrix }
      if eta < 0 {
        // The step that exchanges: f becomes g, and g becomes -f.
        eta = 0 &- eta
        (f, g) = (g, 0 &- f)
        (matrix.u, matrix.q) = (matrix.q, 0 &- matrix.u)
        (matrix.v, matrix.r) = (matrix.r, 0 &- matrix.v)
      }
      // The next steps, as many as keep η from becoming negative, add f to g where g is odd. All at once, that is the
      // multiple of f that clears as many bits of g: its factor is -g / f modulo 2^6 at most.
      let limit = min(eta &+ 1, rest, 6)
      // f · (f² - 2) is -1 / f modulo 2^6: for f² = 1 + 8t, f² · (f² - 2) = 64t² - 1.
      let factor = f &* (f &* f &- 2) &* g & (1 &<< UInt64(truncatingIfNeeded: limit) &- 1)
      g &+= f &* factor
      matrix.q &+= matrix.u &* Int64(bitPattern: factor)
      matrix.r &+= matrix.v &* Int64(bitPattern: factor)
    }
  }

  /// f and g after the steps of `matrix`.
  ///
  /// A column is at most 2^62 · 2^62 in magnitude, and with its carry below 2^125.
  private func apply(_ matrix: Matrix, _ f: inout Number, _ g: inout Number) {
    var columnF = Self.column(matrix.u, f[0], matrix.v, g[0])
    var columnG = Self.column(matrix.q, f[0], matrix.r, g[0])
    // The lowest limbs become 0 by the choice of the steps.
    columnF &>>= 62
    columnG &>>= 62
    for index in 1..<count {
      columnF &+= Self.column(matrix.u, f[index], matrix.v, g[index])
      columnG &+= Self.column(matrix.q, f[index], matrix.r, g[index])
      f[index - 1] = Int64(truncatingIfNeeded: columnF) & Self.mask
      g[index - 1] = Int64(truncatingIfNeeded: columnG) & Self.mask
      columnF &>>= 62
      columnG &>>= 62
    }
    f[count - 1] = Int64(truncatingIfNeeded: columnF)
    g[count - 1] = Int64(truncatingIfNeeded: columnG)
  }

  /// d and e after the steps of `matrix`, modulo n; both stay above -2n and below n.
  ///
  /// With n added to those that are negative, both are between -n and n, and what the matrix makes of them between -2^62 · n
  /// and 2^62 · n. Then k · n is taken away so that 2^62 divides the rest, where k is between 0 and 2^62 - 1. A column has three
  /// products of at most 2^124 and 2^125 in magnitude, and stays below 2^127 with its carry.
  private func applyModulo(_ matrix: Matrix, _ d: inout Number, _ e: inout Number) {
    let (signD, signE) = (d[count - 1] &>> 63, e[count - 1] &>> 63)
    var multipleD = (matrix.u & signD) &+ (matrix.v & signE)
    var multipleE = (matrix.q & signD) &+ (matrix.r & signE)
    var columnD = Self.column(matrix.u, d[0], matrix.v, e[0])
    var columnE = Self.column(matrix.q, d[0], matrix.r, e[0])
    multipleD &-= quotient(columnD, multipleD)
    multipleE &-= quotient(columnE, multipleE)
    columnD &+= Self.product(modulus[0], multipleD)
    columnE &+= Self.product(modulus[0], multipleE)
    columnD &>>= 62
    columnE &>>= 62
    for index in 1..<count {
      columnD &+= Self.column(matrix.u, d[index], matrix.v, e[index]) &+ Self.product(modulus[index], multipleD)
      columnE &+= Self.column(matrix.q, d[index], matrix.r, e[index]) &+ Self.product(modulus[index], multipleE)
      d[index - 1] = Int64(truncatingIfNeeded: columnD) & Self.mask
      e[index - 1] = Int64(truncatingIfNeeded: columnE) & Self.mask
      columnD &>>= 62
      columnE &>>= 62
    }
    d[count - 1] = Int64(truncatingIfNeeded: columnD)
    e[count - 1] = Int64(truncatingIfNeeded: columnE)
    assert(isInRange(d) && isInRange(e), "both stay above -2n and below n")
  }

  /// Whether a value is at least -2n and below n.
  private func isInRange(_ value: Number) -> Bool {
    var (sum, difference) = (value, value)
    add(&sum, sign: 1)
    add(&sum, sign: 1)
    add(&difference, sign: -1)
    return sum[count - 1] >= 0 && difference[count - 1] < 0
  }

  /// The k for which 2^62 divides column + (multiple - k) · n.
  @inline(__always)
  private func quotient(_ column: Int128, _ multiple: Int64) -> Int64 {
    let low = UInt64(truncatingIfNeeded: column) &* inverse &+ UInt64(bitPattern: multiple)
    return Int64(bitPattern: low) & Self.mask
  }

  @inline(__always)
  private static func product(_ left: Int64, _ right: Int64) -> Int128 {
    Int128(truncatingIfNeeded: left) &* Int128(truncatingIfNeeded: right)
  }

  @inline(__always)
  private static func column(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Int128 {
    product(a, b) &+ product(c, d)
  }

  /// value += n or value -= n.
  private func add(_ value: inout Number, sign: Int64) {
    var carry: Int64 = 0
    for index in 0..<count {
      carry &+= value[index] &+ sign &* modulus[index]
      value[index] = index == count - 1 ? carry : carry & Self.mask
      carry &>>= 62
    }
  }

  /// Whether a value that is not negative is at least n.
  private func isNotBelowModulus(_ value: Number) -> Bool {
    var index = count
    while index > 0 {
      index -= 1
      if value[index] != modulus[index] { return value[index] > modulus[index] }
    }
    return true
  }

  private static func number(_ integer: CurveInteger) -> Number {
    Number { position in
      let (limb, offset) = (62 * position / 64, UInt64(truncatingIfNeeded: 62 * position % 64))
      var bits = integer.limbs[limb] &>> offset
      if offset > 2, limb + 1 < CurveInteger.limbCount { bits |= integer.limbs[limb + 1] &<< (64 &- offset) }
      return Int64(bitPattern: bits) & mask
    }
  }

  /// The number that is not negative and below 2^558, as an integer.
  private static func integer(_ number: Number) -> CurveInteger {
    var limbs = InlineArray<9, UInt64>(repeating: 0)
    for position in 0..<9 {
      let (limb, offset) = (62 * position / 64, UInt64(truncatingIfNeeded: 62 * position % 64))
      let bits = UInt64(bitPattern: number[position])
      limbs[limb] |= bits &<< offset
      if offset > 2, limb + 1 < CurveInteger.limbCount { limbs[limb + 1] |= bits &>> (64 &- offset) }
    }
    return CurveInteger(limbs)
  }
}
