/// Numbers of a few bits each, packed into bytes from the lowest bit on (FIPS 204 algorithms 16 to 19).
enum BitPacking {
  /// Writes 256 numbers below 2^`bitCount` into 32 · `bitCount` bytes from `start` on.
  static func pack(_ values: Span<UInt32>, bitCount: Int, into bytes: inout MutableSpan<UInt8>, at start: Int) {
    precondition(values.count == 256 && bitCount > 0 && bitCount <= 24, "the numbers of a ring's element")
    var (buffer, available, offset): (UInt64, Int, Int) = (0, 0, start)
    for index in 0..<256 {
      buffer |= UInt64(values[index]) &<< UInt64(truncatingIfNeeded: available)
      available += bitCount
      while available >= 8 {
        bytes[offset] = UInt8(truncatingIfNeeded: buffer)
        buffer &>>= 8
        available -= 8
        offset += 1
      }
    }
  }

  /// Reads 256 numbers of `bitCount` bits from as many bytes as they take.
  static func unpack(_ bytes: Span<UInt8>, bitCount: Int, into values: inout SecretMemory<UInt32>, at start: Int) {
    precondition(bytes.count == 32 * bitCount && bitCount > 0 && bitCount <= 24, "the bytes of a ring's element")
    let mask = UInt64(1) &<< UInt64(truncatingIfNeeded: bitCount) &- 1
    var (buffer, available, offset): (UInt64, Int, Int) = (0, 0, 0)
    for index in 0..<256 {
      while available < bitCount {
        buffer |= UInt64(bytes[offset]) &<< UInt64(truncatingIfNeeded: available)
        available += 8
        offset += 1
      }
      values[start + index] = UInt32(truncatingIfNeeded: buffer & mask)
      buffer &>>= UInt64(truncatingIfNeeded: bitCount)
      available -= bitCount
    }
  }
}
