import CertificateCryptography
import Testing

@Suite("RSA keys")
struct RSAPublicKeyTests {
  /// A number of `bits` bits, all ones but for the lowest as asked.
  private static func number(bits: Int, odd: Bool = true) -> [UInt8] {
    var bytes = [UInt8](repeating: 0xFF, count: (bits + 7) / 8)
    bytes[0] = 0xFF >> UInt8(8 * bytes.count - bits)
    if !odd { bytes[bytes.count - 1] &= 0xFE }
    return bytes
  }

  private func key(_ modulus: [UInt8], _ exponent: [UInt8]) throws -> RSAPublicKey {
    try RSAPublicKey(modulus: modulus.span, exponent: exponent.span)
  }

  @Test("Every size from 512 to 16,384 bits is read", arguments: [512, 513, 1023, 1024, 2047, 2048, 2049, 4097, 16384])
  func sizes(_ bits: Int) throws {
    let key = try key([0, 0] + Self.number(bits: bits), [0, 1, 0, 1])
    #expect(key.modulusBitCount == bits)
    #expect(key.modulusByteCount == (bits + 7) / 8)
    #expect(key.exponent == 65537)
  }

  @Test("Exponents up to 64 bits are read")
  func exponents() throws {
    let modulus = Self.number(bits: 512)
    for (bytes, value) in [
      ([3], 3), ([0, 0, 17], 17), ([UInt8](repeating: 0xFF, count: 8), UInt64.max),
      ([0] + [UInt8](repeating: 0xFF, count: 8), .max),
    ] as [([UInt8], UInt64)] {
      #expect(try key(modulus, bytes).exponent == value)
    }
  }

  @Test("What is no key is refused with the reason")
  func refusals() {
    let good = Self.number(bits: 1024)
    let refused: [([UInt8], [UInt8], RSAKeyError.Reason)] = [
      ([], [3], .modulusTooSmall(bits: 0)),
      ([0, 0], [3], .modulusTooSmall(bits: 0)),
      (Self.number(bits: 511), [3], .modulusTooSmall(bits: 511)),
      ([0] + Self.number(bits: 511), [3], .modulusTooSmall(bits: 511)),
      (Self.number(bits: 16385), [3], .modulusTooLarge(bits: 16385)),
      (Self.number(bits: 100_000), [3], .modulusTooLarge(bits: 100_000)),
      (Self.number(bits: 1024, odd: false), [3], .evenModulus),
      (good, [], .exponentTooSmall),
      (good, [0], .exponentTooSmall),
      (good, [1], .exponentTooSmall),
      (good, [2], .exponentTooSmall),
      (good, [4], .evenExponent),
      (good, [1, 0, 0, 0, 0, 0, 0, 0, 1], .exponentTooLarge),
      (good, good, .exponentTooLarge),
    ]
    for (modulus, exponent, reason) in refused {
      #expect(throws: RSAKeyError(reason)) { try key(modulus, exponent) }
    }
  }

  @Test("The cost grows with the square of the size and with the exponent")
  func cost() throws {
    func cost(_ bits: Int, _ exponent: [UInt8]) throws -> Int {
      try key(Self.number(bits: bits), exponent).verificationCost
    }
    #expect(try cost(512, [3]) == 1)
    #expect(try cost(2048, [1, 0, 1]) == 1)
    #expect(try cost(4096, [1, 0, 1]) == 4)
    #expect(try cost(16384, [1, 0, 1]) == 64)
    let largest = [UInt8](repeating: 0xFF, count: 8)
    #expect(try cost(2048, largest) > 8)
    #expect(try cost(16384, largest) < 1000)
  }

  @Test("Keys are equal by their numbers")
  func equality() throws {
    let modulus = Self.number(bits: 1024)
    #expect(try key(modulus, [3]) == key([0] + modulus, [0, 3]))
    #expect(try key(modulus, [3]) != key(modulus, [5]))
  }
}
