/// The small secret polynomials s1 and s2 of an ML-DSA key, one after the other, in memory that is zeroed.
///
/// Each coefficient is kept as η less it, between 0 and 2η, which is how an expanded key has it.
struct SmallCoefficients: ~Copyable {
  private var values: SecretMemory<UInt32>
  private let bound: UInt32

  /// Samples both from the seed ρ' (FIPS 204 algorithm 33, ExpandS).
  init(sampledFrom seed: Span<UInt8>, _ set: MLDSAPublicKey.ParameterSet) {
    let count = set.columnCount + set.rowCount
    bound = set.smallBound
    values = SecretMemory(count: 256 * count)
    for number in 0..<count {
      var function = SHAKE.shake256
      function.update(seed)
      function.update(UInt8(truncatingIfNeeded: number))
      function.update(0)
      sample(&function, at: 256 * number)
    }
  }

  /// Reads both from an expanded key (algorithm 25, steps 3 to 8); `nil` if a coefficient is beyond its bound.
  init?(expandedKey: Span<UInt8>, _ set: MLDSAPublicKey.ParameterSet) {
    let count = set.columnCount + set.rowCount
    bound = set.smallBound
    values = SecretMemory(count: 256 * count)
    let byteCount = 32 * set.smallBitCount
    for number in 0..<count {
      let start = 128 + byteCount * number
      BitPacking.unpack(
        expandedKey.extracting(start..<start + byteCount), bitCount: set.smallBitCount, into: &values,
        at: 256 * number)
    }
    var excess: UInt32 = 0
    // The highest bit of 2η - v tells whether v is above 2η.
    for index in 0..<values.count { excess |= 2 &* bound &- values[index] }
    guard excess &>> 31 == 0 else { return nil }
  }

  /// A polynomial of coefficients between -η and η (algorithm 31, RejBoundedPoly).
  private mutating func sample(_ function: inout SHAKE, at start: Int) {
    var lanes = function.firstLanes()
    var count = 0
    while true {
      // A block of SHAKE256 is 17 lanes of 16 half bytes each. Half a byte is refused with a chance of 1/16, or 7/16.
      for lane in 0..<17 {
        for half in 0..<16 {
          let candidate = UInt32(truncatingIfNeeded: lanes[lane] &>> UInt64(truncatingIfNeeded: 4 * half)) & 15
          // Algorithm 15, CoeffFromHalfByte. What is refused tells nothing of what is kept.
          guard candidate < (bound == 2 ? 15 : 9) else { continue }
          // candidate mod 5, as 205 / 1024 is a fifth and a little more: right for all numbers below 15.
          let folded = candidate &- 5 &* ((candidate &* 205) &>> 10)
          values[start + count] = bound == 2 ? folded : candidate
          count += 1
          if count == 256 { return }
        }
      }
      lanes = function.nextLanes()
    }
  }

  /// One of the polynomials, below q.
  func element(_ number: Int) -> RingElement {
    var element = RingElement()
    for index in 0..<256 {
      let difference = bound &- values[256 * number + index]
      // q is added where the difference is below 0.
      let isNegative = UInt32(truncatingIfNeeded: Mask.ofBit(UInt64(difference &>> 31)))
      element.coefficients[index] = difference &+ RingElement.q & isNegative
    }
    return element
  }

  /// Writes both into an expanded key (algorithm 24, steps 2 to 7).
  func pack(into key: inout MutableSpan<UInt8>, _ set: MLDSAPublicKey.ParameterSet) {
    for number in 0..<set.columnCount + set.rowCount {
      values.withSpan { values in
        BitPacking.pack(
          values.extracting(256 * number..<256 * number + 256), bitCount: set.smallBitCount, into: &key,
          at: 128 + 32 * set.smallBitCount * number)
      }
    }
  }
}
