import CertificateCryptography
import TestSupport

/// The hash functions as FIPS 180-4 and FIPS 202 write them, one line for one line of the standard: slow, and made apart
/// from the module, its constants computed from their definitions.
enum ReferenceHash {
  static func digest(_ algorithm: HashAlgorithm, _ message: [UInt8]) -> [UInt8] {
    switch algorithm {
    case .sha1: return sha1(message)
    case .sha224: return Array(sha2(message, .short, Self.secondHalves).prefix(28))
    case .sha256: return sha2(message, .short, Self.squareRoots.prefix(8).map { $0 >> 32 })
    case .sha384: return Array(sha2(message, .long, Array(Self.squareRoots.suffix(8))).prefix(48))
    case .sha512: return sha2(message, .long, Array(Self.squareRoots.prefix(8)))
    case .sha512_224: return Array(sha2(message, .long, generated("SHA-512/224")).prefix(28))
    case .sha512_256: return Array(sha2(message, .long, generated("SHA-512/256")).prefix(32))
    case .sha3_224: return ReferenceKeccak.hash(message, rate: 144, suffix: 0x06, count: 28)
    case .sha3_256: return ReferenceKeccak.hash(message, rate: 136, suffix: 0x06, count: 32)
    case .sha3_384: return ReferenceKeccak.hash(message, rate: 104, suffix: 0x06, count: 48)
    case .sha3_512: return ReferenceKeccak.hash(message, rate: 72, suffix: 0x06, count: 64)
    case .shake128: return ReferenceKeccak.hash(message, rate: 168, suffix: 0x1F, count: 32)
    case .shake256: return ReferenceKeccak.hash(message, rate: 136, suffix: 0x1F, count: 64)
    }
  }

  /// The initial value of SHA-512/t (FIPS 180-4 §5.3.6).
  private static func generated(_ name: String) -> [UInt64] {
    let start = squareRoots.prefix(8).map { $0 ^ 0xA5A5_A5A5_A5A5_A5A5 }
    let digest = sha2(Array(name.utf8), .long, start)
    return (0..<8).map { word in digest[8 * word..<8 * word + 8].reduce(0) { $0 << 8 | UInt64($1) } }
  }

  /// What SHA-256 and SHA-512 differ in (FIPS 180-4 §4.1.2, §4.1.3).
  struct Family {
    var wordBits: UInt64
    var rounds: Int
    var bigSigma0: [UInt64], bigSigma1: [UInt64]
    var smallSigma0: [UInt64], smallSigma1: [UInt64]

    static let short = Family(
      wordBits: 32, rounds: 64, bigSigma0: [2, 13, 22], bigSigma1: [6, 11, 25], smallSigma0: [7, 18, 3],
      smallSigma1: [17, 19, 10])
    static let long = Family(
      wordBits: 64, rounds: 80, bigSigma0: [28, 34, 39], bigSigma1: [14, 18, 41], smallSigma0: [1, 8, 7],
      smallSigma1: [19, 61, 6])

    var mask: UInt64 { wordBits == 32 ? 0xFFFF_FFFF : .max }
    func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { (x >> n | x << (wordBits - n)) & mask }
    func big(_ x: UInt64, _ n: [UInt64]) -> UInt64 { rotate(x, n[0]) ^ rotate(x, n[1]) ^ rotate(x, n[2]) }
    func small(_ x: UInt64, _ n: [UInt64]) -> UInt64 { rotate(x, n[0]) ^ rotate(x, n[1]) ^ x >> n[2] }
  }

  private static let primes: [Int] = (2...409).filter { n in !(2..<n).contains { $0 * $0 <= n && n % $0 == 0 } }
  /// The fractional parts of the roots, 64 bits of each.
  private static let squareRoots: [UInt64] = primes.prefix(16).map {
    fraction($0) {
      $0 * $0
    } scale: {
      $0 << 128
    }
  }
  private static let cubeRoots: [UInt64] = primes.map {
    fraction($0) {
      $0 * $0 * $0
    } scale: {
      $0 << 192
    }
  }
  private static let secondHalves: [UInt64] = squareRoots.suffix(8).map { $0 & 0xFFFF_FFFF }

  /// The low 64 bits of the largest number whose power is not above the scaled prime.
  private static func fraction(
    _ prime: Int, _ power: (Natural) -> Natural, scale: (Natural) -> Natural
  ) -> UInt64 {
    let target = scale(Natural(UInt64(prime)))
    var root = Natural(0)
    for index in (0..<70).reversed() {
      let candidate = root + Natural(1) << index
      if power(candidate) <= target { root = candidate }
    }
    return root.limbs(1)[0]
  }

  /// The padded message as words of `wordBits` (FIPS 180-4 §5.1, §5.2).
  private static func words(_ message: [UInt8], wordBits: Int) -> [UInt64] {
    let blockBytes = 2 * wordBits, lengthBytes = wordBits / 4
    var padded = message + [0x80]
    while padded.count % blockBytes != blockBytes - lengthBytes { padded.append(0) }
    padded += [UInt8](repeating: 0, count: lengthBytes - 8)
    padded += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(8 * message.count) >> UInt64(56 - 8 * $0)) }
    return stride(from: 0, to: padded.count, by: wordBits / 8).map { start in
      padded[start..<start + wordBits / 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  private static func bytes(_ words: [UInt64], wordBits: Int) -> [UInt8] {
    words.flatMap { word in (1...wordBits / 8).map { UInt8(truncatingIfNeeded: word >> UInt64(wordBits - 8 * $0)) } }
  }

  private static func sha2(_ message: [UInt8], _ family: Family, _ initial: [UInt64]) -> [UInt8] {
    let (words, mask) = (words(message, wordBits: Int(family.wordBits)), family.mask)
    var hash = initial
    for block in stride(from: 0, to: words.count, by: 16) {
      var w = Array(words[block..<block + 16])
      for t in 16..<family.rounds {
        w.append(
          (family.small(w[t - 2], family.smallSigma1) &+ w[t - 7] &+ family.small(w[t - 15], family.smallSigma0)
            &+ w[t - 16]) & mask)
      }
      var v = hash
      for t in 0..<family.rounds {
        let k = cubeRoots[t] >> (64 - family.wordBits)
        let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
        let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
        let t1 = v[7] &+ family.big(v[4], family.bigSigma1) &+ choice &+ k &+ w[t]
        let t2 = family.big(v[0], family.bigSigma0) &+ majority
        v = [(t1 &+ t2) & mask, v[0], v[1], v[2], (v[3] &+ t1) & mask, v[4], v[5], v[6]]
      }
      for index in hash.indices { hash[index] = (hash[index] &+ v[index]) & mask }
    }
    return bytes(hash, wordBits: Int(family.wordBits))
  }

  private static func sha1(_ message: [UInt8]) -> [UInt8] {
    func rotate(_ x: UInt64, _ n: UInt64) -> UInt64 { (x << n | x >> (32 - n)) & 0xFFFF_FFFF }
    let words = words(message, wordBits: 32)
    var hash: [UInt64] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    for block in stride(from: 0, to: words.count, by: 16) {
      var w = Array(words[block..<block + 16])
      for t in 16..<80 { w.append(rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1)) }
      var v = hash
      for t in 0..<80 {
        let (b, c, d) = (v[1], v[2], v[3])
        let (f, k): (UInt64, UInt64) =
          switch t {
          case ..<20: ((b & c) ^ (~b & d), 0x5A82_7999)
          case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
          case ..<60: ((b & c) ^ (b & d) ^ (c & d), 0x8F1B_BCDC)
          default: (b ^ c ^ d, 0xCA62_C1D6)
          }
        let sum = (rotate(v[0], 5) &+ f &+ v[4] &+ k &+ w[t]) & 0xFFFF_FFFF
        v = [sum, v[0], rotate(b, 30), c, d]
      }
      for index in hash.indices { hash[index] = (hash[index] &+ v[index]) & 0xFFFF_FFFF }
    }
    return bytes(hash, wordBits: 32)
  }
}
