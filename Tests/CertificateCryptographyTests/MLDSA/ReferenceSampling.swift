/// The sampling of FIPS 204 §7.3, byte by byte as the standard writes it, on the sponge for checking.
enum ReferenceSampling {
  /// How many bytes the functions below squeeze, more than they use of it.
  private static let outputByteCount = 1_200

  /// c, with 1 and -1 (algorithm 29, SampleInBall), and how many bytes it took.
  ///
  /// The standard has no weight above 64, for which the signs would not be enough; those that are missing are 1.
  static func challenge(_ seed: [UInt8], weight: Int) -> (coefficients: [Int], byteCount: Int) {
    // Step 3: H is SHAKE256.
    let output = ReferenceKeccak.hash(seed, rate: 136, suffix: 0x1F, count: outputByteCount)
    // Steps 4 and 5: h is the bits of the first eight bytes, the lowest first.
    let signs = (0..<64).map { output[$0 / 8] >> UInt8($0 % 8) & 1 }
    var position = 8
    var c = [Int](repeating: 0, count: 256)
    for i in 256 - weight..<256 {
      // Steps 7 to 10.
      var j = Int(output[position])
      position += 1
      while j > i {
        j = Int(output[position])
        position += 1
      }
      // Steps 11 and 12.
      c[i] = c[j]
      let index = i + weight - 256
      c[j] = index < 64 && signs[index] == 1 ? -1 : 1
    }
    return (c, position)
  }

  /// An element of the matrix's ring (algorithm 30, RejNTTPoly), and how many candidates were rejected for it.
  static func element(_ seed: [UInt8]) -> (coefficients: [Int], rejectedCount: Int) {
    // Step 3: G is SHAKE128.
    let output = ReferenceKeccak.hash(seed, rate: 168, suffix: 0x1F, count: outputByteCount)
    var coefficients: [Int] = []
    var position = 0
    while coefficients.count < 256 {
      if let value = coefficient(output[position], output[position + 1], output[position + 2]) {
        coefficients.append(value)
      }
      position += 3
    }
    return (coefficients, position / 3 - 256)
  }

  /// Algorithm 14, CoeffFromThreeBytes.
  static func coefficient(_ b0: UInt8, _ b1: UInt8, _ b2: UInt8) -> Int? {
    let highest = b2 > 127 ? b2 - 128 : b2
    let z = 65_536 * Int(highest) + 256 * Int(b1) + Int(b0)
    return z < 8_380_417 ? z : nil
  }

  /// The seed of an entry (algorithm 32, ExpandA, step 3).
  static func entrySeed(_ seed: [UInt8], row: Int, column: Int) -> [UInt8] { seed + [UInt8(column), UInt8(row)] }

  /// Â, row by row (algorithm 32, ExpandA).
  static func matrix(_ seed: [UInt8], rowCount: Int, columnCount: Int) -> [[[Int]]] {
    (0..<rowCount).map { row in
      (0..<columnCount).map { column in element(entrySeed(seed, row: row, column: column)).coefficients }
    }
  }
}
