/// An odd number to compute modulo, with the constant that Montgomery's reduction needs.
package struct Modulus: Sendable, Hashable {
  /// The limbs, the lowest first; the highest is not zero.
  package let limbs: [UInt64]
  /// How many bits the number has.
  package let bitCount: Int
  /// −modulus^(−1) mod 2^64.
  package let negatedInverse: UInt64

  /// Creates a modulus from a big-endian magnitude of `bitCount` bits, 65 or more; `nil` if it is even.
  package init?(bigEndian bytes: Span<UInt8>, bitCount: Int) {
    precondition(bitCount > 64, "a modulus has two limbs or more")
    var limbs = [UInt64](repeating: 0, count: (bitCount - 1) / 64 + 1)
    let count = limbs.count
    var span = limbs.mutableSpan
    BigNumber.load(&span, count: count, fromBigEndian: bytes)
    guard limbs[0] & 1 == 1 else { return nil }
    negatedInverse = BigNumber.negatedInverse(of: limbs[0])
    self.limbs = limbs
    self.bitCount = bitCount
  }

  /// How many limbs the number has.
  package var limbCount: Int { limbs.count }

  /// How many bytes the number has without leading zeros.
  package var byteCount: Int { (bitCount + 7) / 8 }
}
