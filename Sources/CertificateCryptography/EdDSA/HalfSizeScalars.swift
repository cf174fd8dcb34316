/// Two scalars of about half the size of k whose quotient is k, for checking [S]B = R + [k]A in half the doublings.
///
/// Antipa, Brown, Gallant, Lambert, Struik and Vanstone 2005, "Accelerated verification of ECDSA signatures", and Pornin
/// 2020, "Optimized lattice basis reduction in dimension 2, and fast Schnorr and EdDSA signature verification": with
/// numerator = k · denominator modulo the order of the points, the equation times the denominator is
///
///     [denominator · S]B = [denominator]R + [numerator]A
///
/// **It is the same equation, for every R and A of the curve,** torsion included, because of two choices that those
/// papers leave open. The congruence holds modulo N = cofactor · L, which every point's order divides, so that
/// [numerator]A is [denominator · k]A exactly. And the denominator is odd and below L, so that it is coprime to N: a
/// point that it multiplies to the identity was the identity before.
struct HalfSizeScalars<let limbCount: Int> {
  /// The numerator's magnitude.
  let numerator: InlineArray<limbCount, UInt64>
  /// Whether the numerator is negative.
  let isNumeratorNegative: Bool
  /// The denominator: odd, positive and below L.
  let denominator: InlineArray<limbCount, UInt64>

  /// Finds the scalars for a `k` below L and the N above, `multiple`, of 64 · `limbCount` bits at most.
  ///
  /// Euclid's algorithm on N and k, with what it needs of Bézout's coefficients, stopped midway. Each remainder r(i) is
  /// k · t(i) modulo N, and the signs of the t(i) alternate. The first remainder below 2^`halfBitCount` has a |t(i)| of
  /// at most N / r(i - 1) <= N / 2^`halfBitCount`. If that t(i) is even the next one is odd, since
  /// t(i) · r(i - 1) - t(i - 1) · r(i) = N or -N for all i makes neighbors coprime, and at most N / r(i).
  ///
  /// A quotient of 64 bits in Euclid's algorithm is far less likely than a t with more than 32 bits above
  /// `halfBitCount`, which comes of an even t(i) with an r(i) of that many bits less: about one k in 2^34, and in 2^33 for
  /// the larger curve. For these k itself over 1 is taken, which is right for any k and twice as slow. Among them are all
  /// for which the remainder becomes 0 before there is an odd t below L. A signer can search for such a k by trying
  /// messages, and gains nothing but a verification that takes twice as long.
  init(
    _ k: InlineArray<limbCount, UInt64>, multiple: InlineArray<limbCount, UInt64>, halfBitCount: Int
  ) {
    var one = InlineArray<limbCount, UInt64>(repeating: 0)
    one[0] = 1
    // The two rows of the algorithm: the remainders, and the magnitudes of their t.
    var (larger, smaller) = (multiple, k)
    var (largerFactor, smallerFactor) = (InlineArray<limbCount, UInt64>(repeating: 0), one)
    var isNegative = false
    var smallerBitCount = LimbArithmetic.bitCount(smaller)
    var isShort = true
    while smallerBitCount > halfBitCount || smallerFactor[0] & 1 == 0 {
      // larger mod smaller, by estimates of the quotient that are never too high: x / (y + 1) for the highest 64 bits x
      // of the larger, and y, the bits of the smaller in the same places. As y is not 0, an estimate is at least about
      // half the quotient, and soon nothing is left of it.
      let largerBitCount = LimbArithmetic.bitCount(larger)
      guard smallerBitCount > max(0, largerBitCount - 64) else {
        isShort = false
        break
      }
      let x = LimbArithmetic.word(larger, endingAt: largerBitCount)
      let y = LimbArithmetic.word(smaller, endingAt: largerBitCount)
      let quotient = y == .max ? 1 : max(1, x / (y &+ 1))
      // The quotient is at least 1, as smaller <= larger. t(i - 1) - q · t(i) has the magnitude of the sum, since their
      // signs differ. At every moment larger · smallerFactor + smaller · largerFactor = N, so nothing overflows.
      _ = LimbArithmetic.subtractProduct(&larger, smaller, quotient)
      _ = LimbArithmetic.addProduct(&largerFactor, smallerFactor, quotient)
      if LimbArithmetic.isLessVarTime(larger, smaller) {
        swap(&larger, &smaller)
        swap(&largerFactor, &smallerFactor)
        isNegative.toggle()
        smallerBitCount = LimbArithmetic.bitCount(smaller)
      }
    }
    isShort = isShort && LimbArithmetic.bitCount(smallerFactor) <= halfBitCount + 32
    numerator = isShort ? smaller : k
    denominator = isShort ? smallerFactor : one
    isNumeratorNegative = isShort && isNegative
    assert(denominator[0] & 1 == 1, "an odd denominator has an inverse")
  }
}
