extension Natural {
  /// The number to the power of `exponent`, modulo `modulus`.
  public func power(_ exponent: Natural, modulo modulus: Natural) -> Natural {
    var result = Natural(1)
    for index in (0..<exponent.bitCount).reversed() {
      result = result * result % modulus
      if exponent.bit(index) == 1 { result = result * self % modulus }
    }
    return result
  }

  /// The lowest `count` bits.
  public func lowest(_ count: Int) -> Natural {
    guard count < bitCount else { return self }
    var words = Array(words.prefix((count + 31) / 32))
    if count % 32 != 0, let last = words.popLast() { words.append(last & (1 << UInt32(count % 32) - 1)) }
    return Natural(words)
  }

  /// The largest number whose cube is not above this one.
  public var cubeRoot: Natural {
    var root = Natural(0)
    for bit in (0...bitCount / 3).reversed() {
      let candidate = root + Natural(1) << bit
      if !(self < candidate * candidate * candidate) { root = candidate }
    }
    return root
  }

  /// The number below 2^`bitCount` whose cube has the same lowest bits as this one, which is odd.
  ///
  /// Cubing odd numbers modulo a power of two is a permutation: each bit of the root decides the same bit of the cube.
  public func cubeRoot(ofLowest bitCount: Int) -> Natural {
    var root = Natural(1)
    for bit in 1..<max(bitCount, 1) where (root * root * root).bit(bit) != self.bit(bit) {
      root = root + Natural(1) << bit
    }
    return root
  }
}
