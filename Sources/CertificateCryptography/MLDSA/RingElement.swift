/// A polynomial of the ring R_q, or of T_q after the number-theoretic transform (FIPS 204 §2.3): 256 coefficients.
///
/// Coefficients are kept modulo q without being reduced at each step; each function says how large they come in and
/// go out. q is below 2^23, so that 512 q still fits 32 bits.
struct RingElement {
  var coefficients = InlineArray<256, UInt32>(repeating: 0)

  /// The modulus (FIPS 204 §4, table 1): 2^23 − 2^13 + 1.
  static var q: UInt32 { 8_380_417 }

  /// x · 2^(−32) mod q, below 2q, for an x below 2^32 · q (Montgomery 1985).
  ///
  /// x + m · q is divisible by 2^32 and below 2^33 · q, which is less than 2^56.
  @inline(__always)
  static func reduce(_ x: UInt64) -> UInt32 {
    assert(x < UInt64(q) << 32)
    let m = UInt32(truncatingIfNeeded: x) &* negatedInverse
    return UInt32(truncatingIfNeeded: (x &+ UInt64(m) &* UInt64(q)) &>> 32)
  }

  /// −q^(−1) mod 2^32.
  static var negatedInverse: UInt32 { 4_236_238_847 }

  /// x mod q, below q, for a public x below 2q; of what is secret the minimum could become a jump.
  @inline(__always)
  static func normalize(_ x: UInt32) -> UInt32 {
    assert(x < 2 * q)
    return min(x, x &- q)
  }

  /// x mod q, below q, for a secret x below 2q.
  @inline(__always)
  static func normalizeSecret(_ x: UInt32) -> UInt32 {
    assert(x < 2 * q)
    let difference = x &- q
    // Both are below 2^31, so that the highest bit tells that x is below q.
    let isBelow = Mask.ofBit(UInt64(difference &>> 31))
    return UInt32(truncatingIfNeeded: Mask.select(isBelow, UInt64(x), UInt64(difference)))
  }
}

extension RingElement {
  /// The transform NTT, in place (FIPS 204 algorithm 41).
  ///
  /// Coefficients come in below 2q and go out below 18q: each of the eight layers adds less than 2q.
  mutating func transform() {
    let q = Self.q
    var span = coefficients.mutableSpan
    unsafe span.withUnsafeMutableBufferPointer { coefficients in
      unsafe Self.zetas.span.withUnsafeBufferPointer { zetas in
        guard let coefficients = coefficients.baseAddress, let zetas = zetas.baseAddress else { return }
        // There are 256 coefficients and 256 roots. In each layer the blocks of 2 · length coefficients, a power of two,
        // fill the 256, and there are 1 + 2 + … + 128 = 255 of them in all layers.
        var index = 0
        var length = 128
        while length >= 1 {
          var start = 0
          while start < 256 {
            index &+= 1
            let zeta = unsafe UInt64(zetas[index])
            let (low, high) = unsafe (coefficients + start, coefficients + start + length)
            for j in 0..<length {
              // zeta < q, and the coefficient is below 2^32.
              let t = unsafe Self.reduce(zeta &* UInt64(high[j]))
              let u = unsafe low[j]
              assert(u < 16 * q)
              unsafe high[j] = u &+ 2 &* q &- t
              unsafe low[j] = u &+ t
            }
            start &+= 2 &* length
          }
          length /= 2
        }
      }
    }
  }

  /// The inverse transform of what is public, in place (FIPS 204 algorithm 42), multiplied by 2^32.
  ///
  /// Coefficients come in below 2q and go out below q.
  mutating func transformBack() {
    transformBackUnreduced()
    var span = coefficients.mutableSpan
    for index in span.indices { span[index] = Self.normalize(span[index]) }
  }

  /// The inverse transform of what is secret, as ``transformBack()``.
  mutating func transformSecretBack() {
    transformBackUnreduced()
    var span = coefficients.mutableSpan
    for index in span.indices { span[index] = Self.normalizeSecret(span[index]) }
  }

  /// The inverse transform, of which coefficients come in and go out below 2q.
  ///
  /// The bound doubles with each of the eight layers, to 512q at the end, which is less than 2^32.
  private mutating func transformBackUnreduced() {
    var span = coefficients.mutableSpan
    unsafe span.withUnsafeMutableBufferPointer { coefficients in
      unsafe Self.zetas.span.withUnsafeBufferPointer { zetas in
        guard let coefficients = coefficients.baseAddress, let zetas = zetas.baseAddress else { return }
        // The same blocks as in the transform, and the same roots, from the last to the second.
        var bound = 2 * Self.q
        var index = 256
        var length = 1
        while length < 256 {
          var start = 0
          while start < 256 {
            index &-= 1
            let zeta = unsafe UInt64(zetas[index])
            let (low, high) = unsafe (coefficients + start, coefficients + start + length)
            for j in 0..<length {
              let (u, v) = unsafe (low[j], high[j])
              assert(u < bound && v < bound)
              unsafe low[j] = u &+ v
              // Steps 9 and 13: −zeta · (u − v).
              unsafe high[j] = Self.reduce(zeta &* UInt64(v &+ bound &- u))
            }
            start &+= 2 &* length
          }
          // After the last layer it wraps, and is not used any more.
          bound = bound &+ bound
          length *= 2
        }
        // Steps 21 to 24: 256^(−1), with 2^64 so that the product's reduction leaves 2^32.
        for j in 0..<256 {
          unsafe coefficients[j] = Self.reduce(Self.scale &* UInt64(coefficients[j]))
        }
      }
    }
  }

  /// 2^64 / 256 mod q.
  static var scale: UInt64 { 41_978 }

  /// zeta^BitRev8(k) · 2^32 mod q for each k, with the root of unity zeta = 1753 (FIPS 204 appendix B).
  static let zetas: InlineArray<256, UInt32> = {
    let q = UInt64(RingElement.q)
    var powers = InlineArray<256, UInt64>(repeating: (1 << 32) % q)
    for exponent in 1..<256 { powers[exponent] = powers[exponent - 1] * 1753 % q }
    return InlineArray { index in
      UInt32(truncatingIfNeeded: powers[Int(UInt8(truncatingIfNeeded: index).bitReversed)])
    }
  }()
}

extension UInt8 {
  /// The bits in the opposite order (FIPS 204 algorithm 43, BitRev8).
  fileprivate var bitReversed: UInt8 {
    var (rest, reversed) = (self, UInt8(0))
    for _ in 0..<8 {
      reversed = reversed << 1 | rest & 1
      rest >>= 1
    }
    return reversed
  }
}
