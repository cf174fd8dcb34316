/// A natural number for checking: schoolbook methods on 32-bit words, the lowest first, slow and short.
public struct Natural: Comparable, Sendable {
  /// The words; none of them for zero.
  public private(set) var words: [UInt32]

  /// Creates a number of words, the lowest first.
  public init(_ words: [UInt32]) {
    self.words = words
    while self.words.last == 0 { self.words.removeLast() }
  }

  /// Creates a number of its value.
  public init(_ value: UInt64) { self.init([UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]) }

  /// Creates a number of limbs, the lowest first.
  public init(limbs: [UInt64]) {
    self.init(limbs.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] })
  }

  /// Creates a number of bytes, the highest first.
  public init(bigEndian bytes: [UInt8]) {
    var words = [UInt32](repeating: 0, count: (bytes.count + 3) / 4)
    for (position, byte) in bytes.reversed().enumerated() { words[position / 4] |= UInt32(byte) << (position % 4 * 8) }
    self.init(words)
  }

  /// How many bits it has.
  public var bitCount: Int { words.isEmpty ? 0 : 32 * words.count - (words.last?.leadingZeroBitCount ?? 0) }

  /// The bit of a place.
  public func bit(_ index: Int) -> UInt32 { index / 32 < words.count ? words[index / 32] >> (index % 32) & 1 : 0 }

  /// The 64 bits from `index` on.
  public func bits(from index: Int) -> UInt64 { (0..<64).reduce(0) { $0 | UInt64(bit(index + $1)) << UInt64($1) } }

  /// The lowest `count` limbs.
  public func limbs(_ count: Int) -> [UInt64] {
    func word(_ index: Int) -> UInt64 { index < words.count ? UInt64(words[index]) : 0 }
    return (0..<count).map { word(2 * $0) | word(2 * $0 + 1) << 32 }
  }

  /// The lowest `count` bytes, the highest first.
  public func bigEndian(_ count: Int) -> [UInt8] {
    (0..<count).reversed().map { index in
      index / 4 < words.count ? UInt8(truncatingIfNeeded: words[index / 4] >> (index % 4 * 8)) : 0
    }
  }

  /// Whether one number is below another.
  public static func < (left: Natural, right: Natural) -> Bool {
    guard left.words.count == right.words.count else { return left.words.count < right.words.count }
    for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }

  /// The sum.
  public static func + (left: Natural, right: Natural) -> Natural {
    var sum: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(left.words.count, right.words.count) + 1 {
      carry += index < left.words.count ? UInt64(left.words[index]) : 0
      carry += index < right.words.count ? UInt64(right.words[index]) : 0
      sum.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return Natural(sum)
  }

  /// The difference; `left` is not below `right`.
  public static func - (left: Natural, right: Natural) -> Natural {
    var difference: [UInt32] = []
    var borrow: Int64 = 0
    for index in left.words.indices {
      let value = Int64(left.words[index]) - (index < right.words.count ? Int64(right.words[index]) : 0) - borrow
      difference.append(UInt32(truncatingIfNeeded: value))
      borrow = value < 0 ? 1 : 0
    }
    return Natural(difference)
  }

  /// The product.
  public static func * (left: Natural, right: Natural) -> Natural {
    var product = [UInt32](repeating: 0, count: left.words.count + right.words.count + 1)
    for (i, a) in left.words.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in right.words.enumerated() {
        carry += UInt64(a) * UInt64(b) + UInt64(product[i + j])
        product[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      product[i + right.words.count] = UInt32(carry)
    }
    return Natural(product)
  }

  /// The number with so many zeros behind it, in binary.
  public static func << (left: Natural, count: Int) -> Natural {
    left * Natural([UInt32](repeating: 0, count: count / 32) + [1 << (count % 32)])
  }

  /// The remainder, bit by bit: the rest is doubled, takes a bit, and loses the divisor if that is not above it.
  public static func % (left: Natural, right: Natural) -> Natural {
    guard left >= right else { return left }
    let divisor = right.words.map { UInt64($0) } + [0]
    var rest = [UInt64](repeating: 0, count: divisor.count)
    for index in (0..<left.bitCount).reversed() {
      var carry = UInt64(left.bit(index))
      var borrow: UInt64 = 0
      var difference = rest
      for word in rest.indices {
        carry |= rest[word] &<< 1
        rest[word] = carry & 0xFFFF_FFFF
        carry &>>= 32
        let value = rest[word] &- divisor[word] &- borrow
        difference[word] = value & 0xFFFF_FFFF
        borrow = value &>> 63
      }
      if borrow == 0 { rest = difference }
    }
    return Natural(rest.map { UInt32($0) })
  }
}
