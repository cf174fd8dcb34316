extension RingElement {
  /// The entry of the matrix Â at a row and a column, below q (FIPS 204 algorithm 32, ExpandA).
  ///
  /// The encoding begins with the seed ρ.
  init(matrixEntryOf encoding: Span<UInt8>, row: Int, column: Int) {
    var function = SHAKE.shake128
    function.update(encoding.extracting(0..<MLDSAPublicKey.seedByteCount))
    function.update(UInt8(truncatingIfNeeded: column))
    function.update(UInt8(truncatingIfNeeded: row))
    // Algorithm 30, RejNTTPoly. A block of SHAKE128 is 21 lanes: seven times three, which are eight candidates each.
    var lanes = function.firstLanes()
    var count = 0
    while true {
      for group in 0..<7 {
        let (low, middle, high) = (lanes[3 * group], lanes[3 * group + 1], lanes[3 * group + 2])
        append(low, &count)
        append(low &>> 24, &count)
        append(low &>> 48 | middle &<< 16, &count)
        append(middle &>> 8, &count)
        append(middle &>> 32, &count)
        append(middle &>> 56 | high &<< 8, &count)
        append(high &>> 16, &count)
        append(high &>> 40, &count)
        if count == 256 { return }
      }
      // Five blocks have 280 candidates. They are hashes, of which one in 1,024 is not below q = 2^23 − 8,191: this could
      // only be made long by a seed for which a good part of them fails, and nobody finds such a seed.
      lanes = function.nextLanes()
    }
  }

  /// Takes the lowest three bytes as a coefficient if they are one (FIPS 204 algorithm 14, CoeffFromThreeBytes).
  @inline(__always)
  private mutating func append(_ bytes: UInt64, _ count: inout Int) {
    let candidate = UInt32(truncatingIfNeeded: bytes) & 0x7F_FFFF
    if count < 256, candidate < Self.q {
      coefficients[count] = candidate
      count += 1
    }
  }

  /// −c for the challenge c of a commitment hash (FIPS 204 algorithm 29, SampleInBall), below q.
  ///
  /// It is negated because it is subtracted, and a sum is cheaper.
  init(negatedChallengeOf commitment: Span<UInt8>, weight: Int) {
    var function = SHAKE.shake256
    function.update(commitment)
    var lanes = function.firstLanes()
    // Steps 4 and 5: the first eight bytes are the signs.
    var signs = lanes[0]
    var position = 8
    for index in 256 - weight..<256 {
      var byte: Int
      repeat {
        // A block of SHAKE256 has 136 bytes.
        if position == 136 {
          lanes = function.nextLanes()
          position = 0
        }
        byte = Int(truncatingIfNeeded: lanes[position / 8] &>> UInt64(truncatingIfNeeded: 8 * (position & 7))) & 0xFF
        position += 1
      } while byte > index
      coefficients[index] = coefficients[byte]
      coefficients[byte] = signs & 1 == 1 ? 1 : Self.q - 1
      signs &>>= 1
    }
  }
}
