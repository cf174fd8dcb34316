/// The sponge of FIPS 202 with the step mappings as §3.2 writes them, on a state that is indexed by x and y.
enum ReferenceKeccak {
  /// The first `count` bytes of the output for a message that is followed by the bits of `suffix`.
  static func hash(_ message: [UInt8], rate: Int, suffix: UInt8, count: Int) -> [UInt8] {
    // §5.1: pad10*1, whose first bit is in the suffix.
    var padded = message + [suffix]
    padded += [UInt8](repeating: 0, count: (rate - padded.count % rate) % rate)
    padded[padded.count - 1] |= 0x80
    var lanes = [[UInt64]](repeating: [UInt64](repeating: 0, count: 5), count: 5)
    for block in stride(from: 0, to: padded.count, by: rate) {
      for index in 0..<rate {
        lanes[index / 8 % 5][index / 40] ^= UInt64(padded[block + index]) << UInt64(index % 8 * 8)
      }
      permute(&lanes)
    }
    var output: [UInt8] = []
    while output.count < count {
      for index in 0..<rate {
        output.append(UInt8(truncatingIfNeeded: lanes[index / 8 % 5][index / 40] >> UInt64(index % 8 * 8)))
      }
      permute(&lanes)
    }
    return Array(output.prefix(count))
  }

  private static func rotate(_ lane: UInt64, _ count: Int) -> UInt64 {
    count == 0 ? lane : lane << UInt64(count) | lane >> UInt64(64 - count)
  }

  private static func permute(_ a: inout [[UInt64]]) {
    for round in 0..<24 {
      // θ
      let c = (0..<5).map { x in a[x].reduce(0, ^) }
      for x in 0..<5 {
        for y in 0..<5 { a[x][y] ^= c[(x + 4) % 5] ^ rotate(c[(x + 1) % 5], 1) }
      }
      // ρ
      var (x, y) = (1, 0)
      for t in 0..<24 {
        a[x][y] = rotate(a[x][y], (t + 1) * (t + 2) / 2 % 64)
        (x, y) = (y, (2 * x + 3 * y) % 5)
      }
      // π and χ
      let b = (0..<5).map { x in (0..<5).map { y in a[(x + 3 * y) % 5][x] } }
      for x in 0..<5 {
        for y in 0..<5 { a[x][y] = b[x][y] ^ (~b[(x + 1) % 5][y] & b[(x + 2) % 5][y]) }
      }
      // ι
      for j in 0...6 where roundBit(j + 7 * round) { a[0][0] ^= 1 << UInt64((1 << j) - 1) }
    }
  }

  /// rc(t) (algorithm 5).
  private static func roundBit(_ t: Int) -> Bool {
    var r: UInt16 = 1
    for _ in 0..<t % 255 {
      r <<= 1
      if r & 0x100 != 0 { r ^= 0x171 }
    }
    return r & 1 == 1
  }
}
