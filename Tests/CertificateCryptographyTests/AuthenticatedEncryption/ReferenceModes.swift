/// GCM's hash and CCM by the words of SP 800-38D and SP 800-38C: slow, and made apart from the module.
enum ReferenceModes {
  /// The product of two blocks, bit by bit (SP 800-38D §6.3, algorithm 1).
  static func product(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var (sum, multiple) = ([UInt8](repeating: 0, count: 16), right)
    for bit in 0..<128 {
      if left[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1 { sum = zip(sum, multiple).map { $0 ^ $1 } }
      let isReduced = multiple[15] & 1 == 1
      multiple = (0..<16).map { multiple[$0] >> 1 | ($0 > 0 ? multiple[$0 - 1] << 7 : 0) }
      if isReduced { multiple[0] ^= 0xE1 }
    }
    return sum
  }

  /// GHASH of whole blocks, from a value on (§6.4, algorithm 2).
  static func hash(_ subkey: [UInt8], _ blocks: [UInt8], from value: [UInt8]) -> [UInt8] {
    stride(from: 0, to: blocks.count, by: 16).reduce(value) { value, start in
      product(zip(value, blocks[start..<start + 16]).map { $0 ^ $1 }, subkey)
    }
  }

  /// CCM with nonces of 12 bytes (SP 800-38C §6.1, with the formats of §A).
  static func ccm(_ key: [UInt8], _ nonce: [UInt8], _ data: [UInt8], _ plain: [UInt8], tagByteCount: Int) -> [UInt8] {
    let cipher = ReferenceAES(key: key)
    func number(_ value: Int, _ count: Int) -> [UInt8] { (1...count).map { UInt8(value >> (8 * (count - $0)) & 0xFF) } }
    func padded(_ bytes: [UInt8]) -> [UInt8] {
      bytes + [UInt8](repeating: 0, count: (16 - bytes.count % 16) % 16)
    }
    var input = [UInt8((data.isEmpty ? 0 : 1) << 6 | (tagByteCount - 2) / 2 * 8 | 2)] + nonce + number(plain.count, 3)
    if !data.isEmpty {
      input += padded((data.count < 0xFF00 ? number(data.count, 2) : [0xFF, 0xFE] + number(data.count, 4)) + data)
    }
    input += padded(plain)
    var tag = [UInt8](repeating: 0, count: 16)
    for start in stride(from: 0, to: input.count, by: 16) {
      tag = cipher.encrypt(zip(tag, input[start..<start + 16]).map { $0 ^ $1 })
    }
    func keystream(_ index: Int) -> [UInt8] { cipher.encrypt([2] + nonce + number(index, 3)) }
    let text = zip(plain, (0..<(plain.count + 15) / 16).flatMap { keystream($0 + 1) }).map { $0 ^ $1 }
    return text + zip(tag, keystream(0)).map { $0 ^ $1 }.prefix(tagByteCount)
  }
}
