import CertificateCryptography
import TestSupport
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
    #expect(try cost(1024, [1, 0, 1]) == 1)
    #expect(try cost(2048, [3]) == 1)
    // The sizes that have a fast way, and their neighbors that don't.
    #expect(try cost(2048, [1, 0, 1]) == 1)
    #expect(try cost(2047, [1, 0, 1]) == 2)
    #expect(try cost(3072, [1, 0, 1]) == 3)
    #expect(try cost(4096, [1, 0, 1]) == 4)
    #expect(try cost(4095, [1, 0, 1]) == 6)
    #expect(try cost(16384, [1, 0, 1]) == 82)
    let largest = [UInt8](repeating: 0xFF, count: 8)
    #expect(try cost(2048, largest) == 11)
    #expect(try cost(16384, largest) < 1000)
  }

  @Test("Keys are equal by their numbers")
  func equality() throws {
    let modulus = Self.number(bits: 1024)
    #expect(try key(modulus, [3]) == key([0] + modulus, [0, 3]))
    #expect(try key(modulus, [3]) != key(modulus, [5]))
  }

  /// A key of exponent 65537, and its signature with SHA-256 of a message, one whose sum with the modulus is no longer
  /// than the modulus.
  private static let modulus = bytes(
    hexadecimal: """
      EB5D0647E69CDA002ECB8C5C38237253C4FFD72A0AFF6E0D69457D82CC1897853A94CC58BA5738756ADFE216277AD872
      7D8D9D22911506205B8540E6EB9AD14E285EF8557E4ABFD6D79022DAF16A98DAB9BC9D68444972C61082D009E00F23F1
      B0302EE88D799787985C4A7EEFBDF0C4B5AF26123DF2B4D8B1ADBFA4EE25B1947979DFA12E4EA8D21CE6A799CFF90AA8
      A3E7523EB004F49F573179DC235A7B1F87EFDBC0CC7B4C52AFEC3CD2BB904C9749099B9265A0C5AC3707A0FD090B5742
      035D0FA4F05F25B181D582F80D2673D7F419CB03BFF033CFFB3315C2E4D0002BB42CCC9C8DF387E9D6C048C3449B7174
      817084455FF4135BB57AEFC8727ADA75
      """)
  private static let signature = bytes(
    hexadecimal: """
      0C0084D65EDB62AA3F4F99D79BAAD43163E08F9430A6749B25DDB2395061411DDB1D6FABDC52F4BBBB6FC2D12308D3C4
      510DB6FF9154810267712E03EAD49C7B68782C99E05141DB29246C71C0E335B33318624D66D1D5F5B142583C37FB507A
      D1E0E1E42E100FD7B4C8CE3D2DEBB25650330C0B0CFE6F3CAC01BD4B713B0E7082DF5E8B4DF4196A8E8449508A30707C
      8CB95CA6C577F0CA0684EB808715BDE371C47FDA4BBDAA8F41EA25DBAA2AB56DD19B8AC54DAB678131B1FE1B046C1994
      DDA79468E86ADC8362B8F6CCC2F8A6233464484F91E5BC320A238ECE3C520F0C6E983E4122E7EC18C262E440CD6FE04F
      37F874BD96DFFAB3F9EB56CBEFAB64DD
      """)

  @Test("A signature is below the modulus, whatever its power is")
  func representative() throws {
    let message = Array("From the peer rootward 7".utf8)
    let digest = HashAlgorithm.sha256.digest(of: message.span)
    let key = try key(Self.modulus, [1, 0, 1])
    let sum = Natural(bigEndian: Self.signature) + Natural(bigEndian: Self.modulus)
    #expect(sum.bitCount == 2048)
    let congruent = sum.bigEndian(256)
    for key in [key, key.prepared()] {
      let isValid = key.isValidPKCS1Signature(Self.signature.span, of: digest)
      #expect(isValid)
      let isCongruentValid = key.isValidPKCS1Signature(congruent.span, of: digest)
      #expect(!isCongruentValid)
      let isModulusValid = key.isValidPKCS1Signature(Self.modulus.span, of: digest)
      #expect(!isModulusValid)
    }
  }

  @Test("Hostile signatures are refused by both schemes")
  func hostileSignatures() throws {
    let digest = HashAlgorithm.sha256.digest(of: Self.modulus.span)
    let all = [UInt8](repeating: 0xFF, count: 256)
    let below = (Natural(bigEndian: Self.modulus) - Natural(1)).bigEndian(256)
    let zero = [UInt8](repeating: 0, count: 256)
    for exponent in [[3], [1, 0, 1], [1, 0, 3]] as [[UInt8]] {
      let key = try key(Self.modulus, exponent)
      let one: [UInt8] = zero.dropLast() + [1]
      for signature in [zero, one, below, Self.modulus, all, [], [0], zero + [0], all + all] {
        let isValid = key.isValidPKCS1Signature(signature.span, of: digest)
        #expect(!isValid)
        for saltByteCount in [Int.min, 32, .max] {
          let isValid = key.isValidPSSSignature(
            signature.span, of: digest, maskHash: .sha256, saltByteCount: saltByteCount)
          #expect(!isValid)
        }
      }
    }
  }

  @Test("A key stays the same when it is prepared")
  func preparation() throws {
    for (bits, exponent) in [(2048, [1, 0, 1]), (3072, [1, 0, 1]), (4096, [1, 0, 1]), (1024, [3])] as [(Int, [UInt8])] {
      let key = try key(Self.number(bits: bits), exponent)
      let prepared = key.prepared()
      #expect(prepared == key && prepared.prepared() == key)
      #expect(Set([key, prepared]).count == 1)
      #expect(prepared.verificationCost == key.verificationCost)
    }
  }
}
