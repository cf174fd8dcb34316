// RSA with AVX-512 IFMA, one number at a time: base^65537 mod m for moduli of up to 2,048, 3,072 and 4,096 bits.
//
// Sixteen squarings of base · R and a multiplication by the base, each followed by the reduction of RSAReduction.swift,
// which has the bounds. What is generic over sizes stands in this one file, because debug builds compile each file by
// itself; between the two files only functions without type parameters are called.

#if arch(x86_64)
  // No type here is private: the methods of a private type become weak symbols when several threads compile.

  /// A size of moduli.
  protocol PowerSize {
    /// How many vectors a number has.
    static var vectorCount: Int { get }
    /// How many digits a modulus has, and how many limbs.
    static var digitCount: Int { get }
    static var limbCount: Int { get }
    /// ``Reduction/reduce(_:_:_:_:)`` for the size.
    static func reduce(_ reduction: Reduction, _ result: Vectors, _ product: Vectors)
  }

  // The sizes. 2,048 bits are 40 digits, 5 vectors, and R is 2^2080; 3,072 bits are 60 digits, 8 vectors, and R is
  // 2^3328; 4,096 bits are 79 digits, 10 vectors, and R is 2^4160. A key has 24N + 48 words, and 160N + 232 words are
  // there to work in: that is what ``Layout`` adds up to, and 8 words for an alignment.

  enum PowerOf2048Bits: PowerSize {
    static var vectorCount: Int { @inline(__always) get { 5 } }
    static var digitCount: Int { @inline(__always) get { 40 } }
    static var limbCount: Int { @inline(__always) get { 32 } }
    @inline(__always)
    static func reduce(_ reduction: Reduction, _ result: Vectors, _ product: Vectors) {
      unsafe reduce2048Bits(reduction, result, product)
    }
  }

  enum PowerOf3072Bits: PowerSize {
    static var vectorCount: Int { @inline(__always) get { 8 } }
    static var digitCount: Int { @inline(__always) get { 60 } }
    static var limbCount: Int { @inline(__always) get { 48 } }
    @inline(__always)
    static func reduce(_ reduction: Reduction, _ result: Vectors, _ product: Vectors) {
      unsafe reduce3072Bits(reduction, result, product)
    }
  }

  enum PowerOf4096Bits: PowerSize {
    static var vectorCount: Int { @inline(__always) get { 10 } }
    static var digitCount: Int { @inline(__always) get { 79 } }
    static var limbCount: Int { @inline(__always) get { 64 } }
    @inline(__always)
    static func reduce(_ reduction: Reduction, _ result: Vectors, _ product: Vectors) {
      unsafe reduce4096Bits(reduction, result, product)
    }
  }

  /// Where things stand in a key and in the memory to work in, in vectors, for numbers of `count` vectors.
  ///
  /// A number is followed by a vector of zeros, and follows one, because it is read from up to seven digits before its
  /// start to seven beyond its end.
  struct Layout {
    let count: Int

    // A key: zeros, modulus, zeros, scaled, zeros, inverse, zeros, R² mod m, zeros.
    var modulus: Int { @inline(__always) get { 1 } }
    var scaled: Int { @inline(__always) get { count &+ 2 } }
    var inverse: Int { @inline(__always) get { 2 &* count &+ 3 } }
    var square: Int { @inline(__always) get { 2 &* count &+ 5 } }
    var keyCount: Int { @inline(__always) get { 3 &* count &+ 6 } }

    // Memory: zeros, base, zeros, value, zeros, product, rows of scaled, rows of modulus, rows of inverse, scratch.
    var base: Int { @inline(__always) get { 1 } }
    var value: Int { @inline(__always) get { count &+ 2 } }
    var product: Int { @inline(__always) get { 2 &* count &+ 3 } }
    var scaledRows: Int { @inline(__always) get { 4 &* count &+ 3 } }
    var modulusRows: Int { @inline(__always) get { scaledRows &+ 8 &* (count &+ 1) } }
    var inverseRows: Int { @inline(__always) get { modulusRows &+ 8 &* (count &+ 1) } }
    var scratch: Int { @inline(__always) get { inverseRows &+ 8 } }
    var memoryCount: Int { @inline(__always) get { scratch &+ 1 } }
  }

  /// A key and memory to work in, for one size.
  @safe
  struct Power<Size: PowerSize> {
    let layout: Layout
    let key: Vectors
    let memory: Vectors
    let reduction: Reduction

    /// Spreads out the key, whose square is not read here.
    ///
    /// `key` points at ``Layout/keyCount`` vectors, `memory` at room for one more than ``Layout/memoryCount``.
    @inline(__always)
    init(_: Size.Type, _ key: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>) {
      layout = Layout(count: Size.vectorCount)
      unsafe self.key = Vectors(reading: key)
      // Rows that start at a multiple of 64 bytes are twice as fast to read: that is the one more vector.
      unsafe self.memory = Vectors(aligned(memory))
      unsafe reduction = Reduction(
        scaledRows: self.memory + layout.scaledRows, modulusRows: self.memory + layout.modulusRows,
        inverseRows: self.memory + layout.inverseRows, scratch: self.memory + layout.scratch)
      let (base, value) = (layout.base, layout.value)
      unsafe self.memory[base &- 1] = Vector()
      unsafe self.memory[value &- 1] = Vector()
      unsafe self.memory[value &+ layout.count] = Vector()
      for index in 0..<layout.count {
        unsafe self.memory[base &+ index] = Vector()
      }
      // Row k starts k digits before the number, where there are zeros.
      for k in 0..<8 {
        for index in 0...layout.count {
          let row = k &* (layout.count &+ 1) &+ index
          unsafe self.memory[layout.scaledRows &+ row] = load(self.key + (layout.scaled &+ index), 0 &- k)
          unsafe self.memory[layout.modulusRows &+ row] = load(self.key + (layout.modulus &+ index), 0 &- k)
        }
        unsafe self.memory[layout.inverseRows &+ k] = load(self.key + layout.inverse, 0 &- k)
      }
    }

    /// value = value² / R mod m.
    @inline(__always)
    func square() {
      unsafe squareDigits(memory + layout.product, memory + layout.value, layout.count)
      unsafe Size.reduce(reduction, memory + layout.value, memory + layout.product)
    }

    /// value = a · b / R mod m.
    @inline(__always)
    func multiply(_ a: Vectors, _ b: Vectors) {
      unsafe multiplyDigits(memory + layout.product, a, b, layout.count)
      unsafe Size.reduce(reduction, memory + layout.value, memory + layout.product)
    }

    /// result = base^65537 mod m, all in limbs; `base` is below m.
    @inline(__always)
    func raise(_ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>)
    {
      let number = unsafe memory + layout.base
      unsafe convert(number.words, Size.digitCount, fromLimbs: base, Size.limbCount)
      // base · R mod m, its power 2^16 times R, and that times base / R.
      unsafe multiply(number, key + layout.square)
      for _ in 0..<16 { square() }
      unsafe multiply(memory + layout.value, number)
      unsafe finish(result, modulus)
    }

    /// Stores the value, below 3m, as limbs below m.
    @inline(__always)
    func finish(_ result: UnsafeMutablePointer<UInt64>, _ modulus: UnsafePointer<UInt64>) {
      // The product is no longer needed; it has room for one limb more.
      let limbs = unsafe (memory + layout.product).words
      unsafe convert(limbs, Size.limbCount &+ 1, fromDigits: (memory + layout.value).words)
      unsafe reduceVarTime(limbs, modulus: modulus, Size.limbCount)
      for index in 0..<Size.limbCount { unsafe result[index] = limbs[index] }
    }
  }

  /// Fills in a key, all but the square, and then that: R² mod m out of `start`, which is R · 2^a mod m
  /// where a · 2^squarings is R's exponent.
  @inline(__always)
  private func prepare<Size: PowerSize>(
    _: Size.Type, squarings: Int, _ key: UnsafeMutablePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    _ negatedInverse: UInt64, _ start: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    let layout = Layout(count: Size.vectorCount)
    for index in 0..<8 &* layout.keyCount { unsafe key[index] = 0 }
    let digits = unsafe key + 8 &* layout.modulus
    unsafe convert(digits, Size.digitCount, fromLimbs: modulus, Size.limbCount)
    unsafe scale(
      key + 8 &* layout.inverse, key + 8 &* layout.scaled, modulus: digits, Size.digitCount,
      negatedInverse: negatedInverse)
    let power = unsafe Power(Size.self, key, memory)
    let value = unsafe power.memory + layout.value
    for index in 0..<layout.count { unsafe value[index] = Vector() }
    unsafe convert(value.words, Size.digitCount, fromLimbs: start, Size.limbCount)
    // R · 2^a becomes R · 2^(2a).
    for _ in 0..<squarings { power.square() }
    for index in 0..<8 &* layout.count { unsafe key[8 &* layout.square &+ index] = value.words[index] }
  }

  /// key = what ``powerRSA2048IFMA(_:_:_:_:_:)`` needs of a modulus.
  ///
  /// `modulus` is odd and has 32 limbs, `negatedInverse` is −modulus^(−1) mod 2^64, and `start` is 2^2145 mod modulus.
  /// There is room for 168 words at `key` and 1,032 at `memory`.
  @inline(never)
  public func prepareRSA2048IFMA(
    _ key: UnsafeMutablePointer<UInt64>, _ modulus: UnsafePointer<UInt64>, _ negatedInverse: UInt64,
    _ start: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    // 2145 = 2080 + 65, and 65 · 2^5 = 2080.
    unsafe prepare(PowerOf2048Bits.self, squarings: 5, key, modulus, negatedInverse, start, memory)
  }

  /// result = base^65537 mod modulus, for 32 limbs.
  ///
  /// `base` is below `modulus`, and `key` made for it; there is room for 1,032 words at `memory`.
  @inline(never)
  public func powerRSA2048IFMA(
    _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    _ key: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    unsafe Power(PowerOf2048Bits.self, key, memory).raise(result, base, modulus)
  }

  /// As ``prepareRSA2048IFMA(_:_:_:_:_:)`` for 48 limbs, a `start` of 2^3432 mod modulus, 240 words and 1,512 words.
  @inline(never)
  public func prepareRSA3072IFMA(
    _ key: UnsafeMutablePointer<UInt64>, _ modulus: UnsafePointer<UInt64>, _ negatedInverse: UInt64,
    _ start: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    // 3432 = 3328 + 104, and 104 · 2^5 = 3328.
    unsafe prepare(PowerOf3072Bits.self, squarings: 5, key, modulus, negatedInverse, start, memory)
  }

  /// As ``powerRSA2048IFMA(_:_:_:_:_:)`` for 48 limbs and 1,512 words.
  @inline(never)
  public func powerRSA3072IFMA(
    _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    _ key: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    unsafe Power(PowerOf3072Bits.self, key, memory).raise(result, base, modulus)
  }

  /// As ``prepareRSA2048IFMA(_:_:_:_:_:)`` for 64 limbs, a `start` of 2^4290 mod modulus, 288 words and 1,832 words.
  @inline(never)
  public func prepareRSA4096IFMA(
    _ key: UnsafeMutablePointer<UInt64>, _ modulus: UnsafePointer<UInt64>, _ negatedInverse: UInt64,
    _ start: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    // 4290 = 4160 + 130, and 130 · 2^5 = 4160.
    unsafe prepare(PowerOf4096Bits.self, squarings: 5, key, modulus, negatedInverse, start, memory)
  }

  /// As ``powerRSA2048IFMA(_:_:_:_:_:)`` for 64 limbs and 1,832 words.
  @inline(never)
  public func powerRSA4096IFMA(
    _ result: UnsafeMutablePointer<UInt64>, _ base: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    _ key: UnsafePointer<UInt64>, _ memory: UnsafeMutablePointer<UInt64>
  ) {
    unsafe Power(PowerOf4096Bits.self, key, memory).raise(result, base, modulus)
  }
#endif
