/// Arithmetic on natural numbers that are secret, in a time that depends on their lengths only.
///
/// A number is a row of 64-bit limbs, the lowest first. Lengths follow from how a key is encoded, where they can be seen
/// anyway; loops run over them, and no limb is ever a condition, an index or a divisor. This is for checking a key, where
/// nothing has to be fast: division goes bit by bit.
enum SecretNumber {
  typealias Limbs = SecretMemory<UInt64>

  /// The number of big-endian `bytes`, in `count` limbs; the bytes that have no room there are passed over.
  static func load(_ bytes: Span<UInt8>, limbCount count: Int) -> Limbs {
    var limbs = Limbs(count: count)
    for position in 0..<min(bytes.count, 8 * count) {
      let byte = UInt64(bytes[bytes.count - 1 - position])
      limbs[position / 8] |= byte &<< UInt64(truncatingIfNeeded: 8 * (position % 8))
    }
    return limbs
  }

  /// How many limbs `bytes` take, at least one.
  static func limbCount(_ bytes: Span<UInt8>) -> Int { max(1, (bytes.count + 7) / 8) }

  /// All ones if both numbers are the same, whatever their lengths.
  static func equality(_ left: borrowing Limbs, _ right: borrowing Limbs) -> UInt64 {
    var difference: UInt64 = 0
    for index in 0..<max(left.count, right.count) {
      difference |= (index < left.count ? left[index] : 0) ^ (index < right.count ? right[index] : 0)
    }
    return Mask.ofZero(difference)
  }

  /// All ones if `left` is below `right`, whatever their lengths.
  static func isLess(_ left: borrowing Limbs, _ right: borrowing Limbs) -> UInt64 {
    var borrow: UInt64 = 0
    for index in 0..<max(left.count, right.count) {
      _ = Limb.subtract(index < left.count ? left[index] : 0, index < right.count ? right[index] : 0, &borrow)
    }
    return Mask.ofBit(borrow)
  }

  /// The difference of both numbers, whichever is the larger one.
  static func distance(_ left: borrowing Limbs, _ right: borrowing Limbs) -> Limbs {
    let count = max(left.count, right.count)
    let isNegative = isLess(left, right)
    var difference = Limbs(count: count)
    var borrow: UInt64 = 0
    for index in 0..<count {
      let (first, second) = (index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
      difference[index] = Limb.subtract(
        Mask.select(isNegative, second, first), Mask.select(isNegative, first, second), &borrow)
    }
    return difference
  }

  /// All ones if any bit is set from the one at `place` on, counted from 0; a place below 0 stands for 0.
  static func hasBits(_ number: borrowing Limbs, from place: Int) -> UInt64 {
    let place = max(place, 0)
    var bits: UInt64 = 0
    for index in 0..<number.count where index >= place / 64 {
      bits |= index == place / 64 ? number[index] &>> UInt64(truncatingIfNeeded: place % 64) : number[index]
    }
    return ~Mask.ofZero(bits)
  }

  /// left · right, in as many limbs as both have together.
  static func product(_ left: borrowing Limbs, _ right: borrowing Limbs) -> Limbs {
    var product = Limbs(count: left.count + right.count)
    for i in 0..<left.count {
      var carry: UInt64 = 0
      for j in 0..<right.count {
        product[i + j] = Limb.multiplyAdd(left[i], right[j], product[i + j], &carry)
      }
      product[i + right.count] = carry
    }
    return product
  }

  /// The number less 1; for 0, the largest of its limbs.
  static func predecessor(_ number: borrowing Limbs) -> Limbs {
    var difference = Limbs(count: number.count)
    var borrow: UInt64 = 1
    for index in 0..<number.count { difference[index] = Limb.subtract(number[index], 0, &borrow) }
    return difference
  }

  /// number mod modulus, for a modulus that is not 0; anything for one that is.
  ///
  /// From the highest bit down, the remainder so far is doubled and takes the bit, which leaves it below twice the
  /// modulus, and the modulus is taken away where that leaves nothing negative.
  static func remainder(_ number: borrowing Limbs, modulus: borrowing Limbs) -> Limbs {
    let count = modulus.count + 1
    var remainder = Limbs(count: count)
    var difference = Limbs(count: count)
    var bit = 64 * number.count
    while bit > 0 {
      bit -= 1
      var carry = number[bit / 64] &>> UInt64(truncatingIfNeeded: bit % 64) & 1
      var borrow: UInt64 = 0
      for index in 0..<count {
        let limb = remainder[index]
        let doubled = limb &<< 1 | carry
        carry = limb &>> 63
        remainder[index] = doubled
        difference[index] = Limb.subtract(doubled, index < modulus.count ? modulus[index] : 0, &borrow)
      }
      let keeps = Mask.ofBit(borrow)
      for index in 0..<count { remainder[index] = Mask.select(keeps, remainder[index], difference[index]) }
    }
    return remainder
  }
}
