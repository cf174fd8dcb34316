/// A hash that takes bytes one after the other and mixes eight at a time.
///
/// The mixing is a multiplication to twice the width with the halves folded together, as in Wang Yi's wyhash.
struct NameHash {
  private(set) var value: UInt64
  private var word: UInt64 = 0
  private var shift: UInt64 = 0

  /// Creates the hash of nothing, which ``HashSeed`` decides.
  @inline(__always)
  init(seed: UInt64) { value = seed }

  @inline(__always)
  mutating func absorb(_ byte: UInt8) {
    word |= UInt64(byte) &<< shift
    shift &+= 8
    if shift == 64 { finish() }
  }

  /// Mixes in the bytes of an unfinished word and how many they are.
  @inline(__always)
  mutating func finish() {
    mix(word ^ shift &<< 56)
    (word, shift) = (0, 0)
  }

  @inline(__always)
  mutating func mix(_ word: UInt64) {
    let product = (value ^ word).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    value = product.high ^ product.low &+ 0x9E37_79B9_7F4A_7C15
  }
}
