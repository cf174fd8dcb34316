/// AES as FIPS 197 writes it, byte by byte: slow, and made apart from the module, its S-box computed from the definition.
struct ReferenceAES {
  private let roundKeys: [[UInt8]]

  /// The product in the field of 256 elements (§4.2).
  static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var (sum, multiple) = (0, Int(left))
    for bit in 0..<8 {
      if right >> UInt8(bit) & 1 == 1 { sum ^= multiple }
      multiple = multiple << 1
      if multiple > 0xFF { multiple ^= 0x11B }
    }
    return UInt8(sum)
  }

  /// The S-box (§5.1.1): the inverse, found by trying all, and the affine map bit by bit.
  static let substitutions: [UInt8] = (0...255).map { value in
    let inverse = (1...255).map { UInt8($0) }.first { product(UInt8(value), $0) == 1 } ?? 0
    return (0..<8).reduce(0) { result, bit in
      let sum = [0, 4, 5, 6, 7].reduce(0x63 >> bit) { $0 ^ Int(inverse) >> ((bit + $1) % 8) }
      return result | UInt8((sum & 1) << bit)
    }
  }

  private static let doubled: [UInt8] = (0...255).map { product(UInt8($0), 2) }

  init(key: [UInt8]) {
    let keyWords = key.count / 4
    var words = stride(from: 0, to: key.count, by: 4).map { Array(key[$0..<$0 + 4]) }
    var constant: UInt8 = 1
    for index in keyWords..<4 * (keyWords + 7) {
      var word = words[index - 1]
      if index % keyWords == 0 {
        word = [word[1], word[2], word[3], word[0]].map { Self.substitutions[Int($0)] }
        word[0] ^= constant
        constant = Self.product(constant, 2)
      } else if keyWords > 6, index % keyWords == 4 {
        word = word.map { Self.substitutions[Int($0)] }
      }
      words.append(zip(words[index - keyWords], word).map { $0 ^ $1 })
    }
    roundKeys = stride(from: 0, to: words.count, by: 4).map { Array(words[$0..<$0 + 4].joined()) }
  }

  func encrypt(_ block: [UInt8]) -> [UInt8] {
    var state = add(block, roundKeys[0])
    for round in 1..<roundKeys.count {
      state = state.map { Self.substitutions[Int($0)] }
      // Row r of column c comes from column c + r.
      state = (0..<16).map { state[($0 + $0 % 4 * 4) % 16] }
      if round < roundKeys.count - 1 {
        // A byte a and those below it, b, c and d: 2 · a + 3 · b + c + d.
        state = (0..<16).map { index in
          let column = index / 4 * 4
          let (a, b) = (state[index], state[column + (index + 1) % 4])
          let (c, d) = (state[column + (index + 2) % 4], state[column + (index + 3) % 4])
          return Self.doubled[Int(a)] ^ Self.doubled[Int(b)] ^ b ^ c ^ d
        }
      }
      state = add(state, roundKeys[round])
    }
    return state
  }

  private func add(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { zip(left, right).map { $0 ^ $1 } }
}
