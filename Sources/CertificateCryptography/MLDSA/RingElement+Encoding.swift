extension RingElement {
  /// t1 · 2^13 for the ten bits that each coefficient of t1 has, below q (FIPS 204 algorithm 18, SimpleBitUnpack).
  ///
  /// The largest is 1023 · 2^13 = q − 1.
  init(scaledKeyPart bytes: Span<UInt8>) {
    precondition(bytes.count == 320, "256 times ten bits")
    for index in 0..<64 {
      var group: UInt64 = 0
      for offset in 0..<5 { group |= UInt64(bytes[5 * index + offset]) &<< UInt64(truncatingIfNeeded: 8 * offset) }
      for offset in 0..<4 {
        let value = UInt32(truncatingIfNeeded: group &>> UInt64(truncatingIfNeeded: 10 * offset)) & 0x3FF
        coefficients[4 * index + offset] = value &<< 13
      }
    }
  }

  /// A polynomial of the response z, below q; `nil` if a coefficient reaches `responseBound` in absolute value.
  ///
  /// FIPS 204 algorithm 19, BitUnpack, of γ1 less each coefficient; and the norm of algorithm 8, step 13.
  init?(response bytes: Span<UInt8>, _ set: MLDSAPublicKey.ParameterSet) {
    let bitCount = set.maskBitCount
    precondition(bytes.count == 32 * bitCount, "256 times as many bits")
    let (bound, limit) = (set.maskBound, set.responseBound)
    let mask = UInt64(1) &<< UInt64(truncatingIfNeeded: bitCount) &- 1
    var (buffer, available, offset): (UInt64, Int, Int) = (0, 0, 0)
    for index in 0..<256 {
      while available < bitCount {
        buffer |= UInt64(bytes[offset]) &<< UInt64(truncatingIfNeeded: available)
        available += 8
        offset += 1
      }
      let value = UInt32(truncatingIfNeeded: buffer & mask)
      buffer &>>= UInt64(truncatingIfNeeded: bitCount)
      available -= bitCount
      // The coefficient is bound − value, from −(bound − 1) to bound.
      let isNegative = value > bound
      let magnitude = isNegative ? value - bound : bound - value
      guard magnitude < limit else { return nil }
      coefficients[index] = isNegative ? Self.q - magnitude : magnitude
    }
  }
}
