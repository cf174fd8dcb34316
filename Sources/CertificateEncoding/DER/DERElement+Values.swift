/// An INTEGER of any size: where its bytes lie, in two's complement, minimal.
package struct DERInteger: Sendable, Hashable {
  /// The bytes, most significant first, the sign byte included.
  package let contents: Range<Int>
  /// Whether the number is below zero.
  package let isNegative: Bool
  /// The bytes without a leading zero that only carries the sign; for zero itself, one zero byte.
  package let magnitude: Range<Int>
}

extension DERElement {
  /// The value of a BOOLEAN (X.690 §11.1).
  package func boolean(_ bytes: Span<UInt8>) throws(DERError) -> Bool {
    guard contents.count == 1 else { throw DERError(.invalidBoolean, at: start) }
    switch bytes[contents.lowerBound] {
    case 0x00: return false
    case 0xFF: return true
    default: throw DERError(.invalidBoolean, at: contents.lowerBound)
    }
  }

  /// The value of an INTEGER of any size (X.690 §8.3).
  package func integer(_ bytes: Span<UInt8>) throws(DERError) -> DERInteger {
    guard let first = contents.first else { throw DERError(.emptyValue, at: start) }
    let isNegative = bytes[first] & 0x80 != 0
    guard contents.count > 1 else {
      return DERInteger(contents: contents, isNegative: isNegative, magnitude: contents)
    }
    // X.690 §8.3.2: the first nine bits are neither all zero nor all one.
    let secondIsHigh = bytes[first + 1] & 0x80 != 0
    if bytes[first] == 0x00 && !secondIsHigh || bytes[first] == 0xFF && secondIsHigh {
      throw DERError(.nonMinimalInteger, at: first)
    }
    let magnitude = bytes[first] == 0 ? first + 1..<contents.upperBound : contents
    return DERInteger(contents: contents, isNegative: isNegative, magnitude: magnitude)
  }

  /// The value of an INTEGER from 0 to `Int32.max`, which is beyond every count that RFC 5280 has.
  package func smallInteger(_ bytes: Span<UInt8>) throws(DERError) -> Int {
    let integer = try integer(bytes)
    guard !integer.isNegative, integer.magnitude.count <= 4 else { throw DERError(.integerOutOfRange, at: start) }
    var value: UInt32 = 0
    for offset in integer.magnitude { value = value << 8 | UInt32(bytes[offset]) }
    guard let small = Int32(exactly: value) else { throw DERError(.integerOutOfRange, at: start) }
    return Int(small)
  }

  /// The bytes of a BIT STRING and how many bits at the end of the last one do not belong to it (X.690 §8.6, §11.2.1).
  package func bitString(_ bytes: Span<UInt8>) throws(DERError) -> (bytes: Range<Int>, unusedBits: Int) {
    guard let first = contents.first else { throw DERError(.invalidBitString, at: start) }
    let unusedBits = Int(bytes[first])
    let range = first + 1..<contents.upperBound
    guard unusedBits <= 7, unusedBits == 0 || !range.isEmpty else { throw DERError(.invalidBitString, at: first) }
    if unusedBits > 0, bytes[range.upperBound - 1] & (1 << unusedBits - 1) != 0 {
      throw DERError(.nonZeroPadding, at: range.upperBound - 1)
    }
    return (range, unusedBits)
  }

  /// The bytes of a BIT STRING that must hold whole bytes, such as a signature or a key.
  package func bitStringOfBytes(_ bytes: Span<UInt8>) throws(DERError) -> Range<Int> {
    let (range, unusedBits) = try bitString(bytes)
    guard unusedBits == 0 else { throw DERError(.partialByte, at: contents.lowerBound) }
    return range
  }

  /// The value of a named BIT STRING of at most 32 bits; bit 0, the first one, is the lowest bit of the result.
  ///
  /// X.690 §11.2.2 wants trailing zero bits removed. Certificates in use break that and lose no meaning by it, so it
  /// is not checked. Bits beyond the 32nd are ignored: no standard names them.
  package func namedBits(_ bytes: Span<UInt8>) throws(DERError) -> UInt32 {
    let (range, _) = try bitString(bytes)
    var value: UInt32 = 0
    for (index, offset) in range.prefix(4).enumerated() {
      value |= UInt32(bytes[offset].bitReversed) << (8 * index)
    }
    return value
  }

  /// Checks that a NULL is empty (X.690 §8.8.2).
  package func null() throws(DERError) {
    guard contents.isEmpty else { throw DERError(.invalidNull, at: start) }
  }

  /// The value of an OBJECT IDENTIFIER (X.690 §8.19).
  package func objectIdentifier(_ bytes: Span<UInt8>) throws(DERError) -> OID {
    guard let last = contents.last else { throw DERError(.emptyValue, at: start) }
    var startsComponent = true
    for offset in contents {
      // X.690 §8.19.2: the first byte of a component is not 80.
      if startsComponent, bytes[offset] == 0x80 { throw DERError(.invalidObjectIdentifier, at: offset) }
      startsComponent = bytes[offset] & 0x80 == 0
    }
    guard startsComponent else { throw DERError(.invalidObjectIdentifier, at: last) }
    return OID(contents: bytes.extracting(contents))
  }
}

extension UInt8 {
  fileprivate var bitReversed: UInt8 {
    var value = self
    value = value >> 4 | value << 4
    value = (value & 0xCC) >> 2 | (value & 0x33) << 2
    return (value & 0xAA) >> 1 | (value & 0x55) << 1
  }
}
