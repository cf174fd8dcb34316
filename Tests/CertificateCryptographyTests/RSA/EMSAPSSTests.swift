@testable import CertificateCryptography
import TestSupport
import Testing

/// The encoding of RSASSA-PSS, made here as RFC 8017 §9.1.1 says and checked without a key.
@Suite("RSA-PSS: the encoded message")
struct EMSAPSSTests {
  private static let message = Array("From the peer rootward".utf8)

  /// EMSA-PSS-ENCODE (§9.1.1), with what tests want to be wrong.
  private static func encoded(
    _ hash: HashAlgorithm, maskHash: HashAlgorithm, salt: [UInt8], bitCount: Int, separator: UInt8 = 0x01,
    trailer: UInt8 = 0xBC, filling: UInt8 = 0
  ) -> [UInt8] {
    let byteCount = (bitCount + 7) / 8
    let digest = hash.digest(of: message.span).bytes
    let h = hash.digest(of: ([UInt8](repeating: 0, count: 8) + digest + salt).span).bytes
    let zeros = [UInt8](repeating: filling, count: byteCount - salt.count - h.count - 2)
    var block = zeros + [separator] + salt
    for (index, byte) in mask(maskHash, h, block.count).enumerated() { block[index] ^= byte }
    block[0] &= 0xFF >> UInt8(8 * byteCount - bitCount)
    return block + h + [trailer]
  }

  /// MGF1 (§B.2.1).
  private static func mask(_ hash: HashAlgorithm, _ seed: [UInt8], _ count: Int) -> [UInt8] {
    var mask: [UInt8] = []
    var counter: UInt8 = 0
    while mask.count < count {
      mask += hash.digest(of: (seed + [0, 0, 0, counter]).span).bytes
      counter += 1
    }
    return Array(mask.prefix(count))
  }

  private static func isEncoded(
    _ message: [UInt8], _ hash: HashAlgorithm, maskHash: HashAlgorithm, saltByteCount: Int, modulusBitCount: Int
  ) -> Bool {
    let limbCount = (modulusBitCount + 63) / 64
    var limbs = [UInt64](repeating: 0, count: limbCount)
    var span = limbs.mutableSpan
    BigNumber.load(&span, count: limbCount, fromBigEndian: message.span)
    let encoding = EMSAPSS(
      digest: hash.digest(of: Self.message.span), maskHash: maskHash, saltByteCount: saltByteCount)
    return encoding.isEncoded(in: &span, modulusBitCount: modulusBitCount)
  }

  @Test("What is encoded is accepted, at each number of bits", arguments: [1024, 1025, 1026, 1031, 1032, 1033, 2048])
  func sizes(_ bitCount: Int) {
    for (hash, maskHash) in [(HashAlgorithm.sha256, HashAlgorithm.sha256), (.sha1, .sha512), (.sha384, .sha3_256)] {
      for saltByteCount in [0, 1, 20, hash.digestByteCount, (bitCount + 6) / 8 - hash.digestByteCount - 2] {
        var generator = RepeatableGenerator(seed: UInt64(bitCount))
        let salt = generator.bytes(saltByteCount)
        let message = Self.encoded(hash, maskHash: maskHash, salt: salt, bitCount: bitCount - 1)
        func isAccepted(_ message: [UInt8], _ saltByteCount: Int, _ maskHash: HashAlgorithm) -> Bool {
          Self.isEncoded(
            message, hash, maskHash: maskHash, saltByteCount: saltByteCount, modulusBitCount: bitCount)
        }
        #expect(isAccepted(message, saltByteCount, maskHash))
        #expect(!isAccepted(message, saltByteCount + 1, maskHash))
        #expect(!isAccepted(message, saltByteCount - 1, maskHash))
        #expect(!isAccepted(message, saltByteCount, maskHash == .sha256 ? .sha512 : .sha256))
        // §8.1.2 step 2c: a number that is longer than the encoded message, though not than the modulus.
        if bitCount % 8 == 1 { #expect(!isAccepted([1] + message, saltByteCount, maskHash)) }
        for index in message.indices.filter({ $0 % 13 == 0 || $0 > message.count - 3 }) {
          var changed = message
          changed[index] ^= 1
          #expect(!isAccepted(changed, saltByteCount, maskHash), "byte \(index)")
        }
      }
    }
  }

  @Test("Each part of the form is looked at")
  func form() {
    let salt = [UInt8](repeating: 7, count: 32)
    func isAccepted(_ message: [UInt8], saltByteCount: Int = 32) -> Bool {
      Self.isEncoded(message, .sha256, maskHash: .sha256, saltByteCount: saltByteCount, modulusBitCount: 2048)
    }
    let good = Self.encoded(.sha256, maskHash: .sha256, salt: salt, bitCount: 2047)
    #expect(isAccepted(good))
    // Step 4, step 10 (both halves), step 6, and lengths that no message has room for.
    #expect(!isAccepted(Self.encoded(.sha256, maskHash: .sha256, salt: salt, bitCount: 2047, trailer: 0xCC)))
    #expect(!isAccepted(Self.encoded(.sha256, maskHash: .sha256, salt: salt, bitCount: 2047, separator: 0x02)))
    #expect(!isAccepted(Self.encoded(.sha256, maskHash: .sha256, salt: salt, bitCount: 2047, filling: 1)))
    var high = good
    high[0] |= 0x80
    #expect(!isAccepted(high))
    for count in [-1, Int.min, 222 + 1, Int.max] { #expect(!isAccepted(good, saltByteCount: count)) }
  }

  @Test("A SHAKE is its own mask")
  func extendable() {
    // RFC 8692 §3: the mask is as much of the output as there are bytes to mask.
    for hash in [HashAlgorithm.shake128, .shake256] {
      let salt = [UInt8](repeating: 9, count: hash.digestByteCount)
      let digest = hash.digest(of: Self.message.span).bytes
      let h = hash.digest(of: ([UInt8](repeating: 0, count: 8) + digest + salt).span).bytes
      var block = [UInt8](repeating: 0, count: 256 - salt.count - h.count - 2) + [1] + salt
      let mask = ReferenceKeccak.hash(h, rate: hash == .shake128 ? 168 : 136, suffix: 0x1F, count: block.count)
      for index in block.indices { block[index] ^= mask[index] }
      block[0] &= 0x7F
      let isEncoded = Self.isEncoded(
        block + h + [0xBC], hash, maskHash: hash, saltByteCount: salt.count, modulusBitCount: 2048)
      #expect(isEncoded)
    }
  }
}
