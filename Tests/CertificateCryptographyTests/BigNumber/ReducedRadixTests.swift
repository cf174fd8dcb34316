import CertificateCryptography
import TestSupport
import Testing

/// Arithmetic in short digits, and the power that is made of it, against schoolbook arithmetic and the general way.
@Suite("Reduced radix")
struct ReducedRadixTests {
  static let bitCounts = [2048, 3072, 4096]

  /// A number whose digits are `words`.
  private func natural(_ words: [UInt64], _ bitsPerDigit: Int) -> Natural {
    var sum = Natural(0)
    for word in words.reversed() { sum = (sum << bitsPerDigit) + Natural(word) }
    return sum
  }

  private func digits(_ natural: Natural, _ count: Int, _ bitsPerDigit: Int) -> [UInt64] {
    (0..<count).map { natural.bits(from: $0 * bitsPerDigit) & (.max >> UInt64(64 - bitsPerDigit)) }
  }

  /// Operands of full digits, of single ones and of random ones.
  private func operands(_ count: Int, _ bitsPerDigit: Int, _ generator: inout RepeatableGenerator) -> [[UInt64]] {
    let full = UInt64.max >> UInt64(64 - bitsPerDigit)
    let zeros = [UInt64](repeating: 0, count: count)
    return [
      [UInt64](repeating: full, count: count), zeros, [1] + zeros.dropLast(), zeros.dropLast() + [full],
      (0..<count).map { $0 % 2 == 0 ? full : 0 }, (0..<count).map { _ in generator.next() & full },
      (0..<count).map { _ in Bool.random(using: &generator) ? full : generator.next() & full },
    ]
  }

  private func products<let n: Int, let w: Int>(_: ReducedRadix<n, w>.Type) {
    var generator = RepeatableGenerator(seed: UInt64(n))
    let all = operands(n, w, &generator)
    var product = [UInt64](repeating: .max, count: 2 * n)
    var scratch = [UInt64](repeating: .max, count: n)
    for a in all {
      unsafe product.withUnsafeMutableBufferPointer { product in
        unsafe scratch.withUnsafeMutableBufferPointer { scratch in
          unsafe a.withUnsafeBufferPointer { a in
            guard let product = product.baseAddress, let scratch = scratch.baseAddress, let a = a.baseAddress else {
              return
            }
            unsafe ReducedRadix<n, w>.square(product, a, scratch)
          }
        }
      }
      #expect(natural(product, w) == natural(a, w) * natural(a, w))
      #expect(product.allSatisfy { $0 >> UInt64(w) == 0 })
    }
    for (a, b) in zip(all + all, all + all.reversed()) {
      unsafe product.withUnsafeMutableBufferPointer { product in
        unsafe a.withUnsafeBufferPointer { a in
          unsafe b.withUnsafeBufferPointer { b in
            guard let product = product.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
            unsafe ReducedRadix<n, w>.multiply(product, a, b)
          }
        }
      }
      #expect(natural(product, w) == natural(a, w) * natural(b, w))
      #expect(product.allSatisfy { $0 >> UInt64(w) == 0 })
    }
  }

  @Test("Products and squares, of full digits too")
  func products() {
    products(ReducedRadix<34, 61>.self)
    products(ReducedRadix<52, 61>.self)
    products(ReducedRadix<70, 60>.self)
    // The smallest sizes, with and without a pair of columns beside the fours.
    products(ReducedRadix<10, 62>.self)
    products(ReducedRadix<12, 62>.self)
  }

  private func reductions<let n: Int, let w: Int>(_: ReducedRadix<n, w>.Type, modulusBitCount: Int) {
    var generator = RepeatableGenerator(seed: UInt64(n))
    let one = Natural(1)
    let top = one << (modulusBitCount - 1)
    let random = Natural(bigEndian: generator.bytes(modulusBitCount / 8 - 1))
    let moduli = [
      (one << modulusBitCount) - one, top + one, (one << modulusBitCount) - Natural(UInt64.max),
      top + random + (random.bit(0) == 0 ? one : Natural(0)),
    ]
    for modulus in moduli {
      let largest = modulus + modulus - one
      // The modulus itself makes every digit of the quotient full: its result is (m + (R − 1) · m) / R = m.
      let products = [Natural(0), one, modulus, largest, largest * largest, random * largest]
      for product in products {
        let productDigits = digits(product, 2 * n, w)
        let modulusDigits = digits(modulus, n, w)
        var result = [UInt64](repeating: .max, count: n)
        var quotient = [UInt64](repeating: .max, count: n)
        unsafe result.withUnsafeMutableBufferPointer { result in
          unsafe quotient.withUnsafeMutableBufferPointer { quotient in
            unsafe productDigits.withUnsafeBufferPointer { product in
              unsafe modulusDigits.withUnsafeBufferPointer { modulusDigits in
                guard
                  let result = result.baseAddress, let quotient = quotient.baseAddress,
                  let product = product.baseAddress, let modulusDigits = modulusDigits.baseAddress
                else { return }
                unsafe ReducedRadix<n, w>.reduce(
                  result, product, quotient, modulusDigits, BigNumber.negatedInverse(of: modulus.limbs(1)[0]))
              }
            }
          }
        }
        let value = natural(result, w)
        #expect(result.allSatisfy { $0 >> UInt64(w) == 0 })
        #expect(value < modulus + modulus)
        #expect((value << (n * w)) == product + natural(quotient, w) * modulus)
        if product == modulus {
          #expect(value == modulus)
          #expect(quotient.allSatisfy { $0 == UInt64.max >> UInt64(64 - w) })
        }
      }
    }
  }

  @Test("Montgomery's reduction, with full digits too")
  func reductions() {
    reductions(ReducedRadix<34, 61>.self, modulusBitCount: 2048)
    reductions(ReducedRadix<52, 61>.self, modulusBitCount: 3072)
    reductions(ReducedRadix<70, 60>.self, modulusBitCount: 4096)
  }

  @Test("The sizes in use keep their bounds, and the check of them knows others")
  func soundness() {
    #expect(ReducedRadix<34, 61>.isSound(modulusBitCount: 2048))
    #expect(ReducedRadix<52, 61>.isSound(modulusBitCount: 3072))
    #expect(ReducedRadix<70, 60>.isSound(modulusBitCount: 4096))
    // Columns of more than 2^128, and R below four times the modulus.
    #expect(!ReducedRadix<70, 61>.isSound(modulusBitCount: 4096))
    #expect(!ReducedRadix<64, 61>.isSound(modulusBitCount: 3072))
    #expect(!ReducedRadix<34, 62>.isSound(modulusBitCount: 2048))
    #expect(!ReducedRadix<34, 61>.isSound(modulusBitCount: 2073))
    #expect(!ReducedRadix<35, 61>.isSound(modulusBitCount: 2048))
  }

  /// The power in the fast way and in the general one.
  private func powers(_ base: [UInt64], _ modulus: Modulus) -> (fast: [UInt64], general: [UInt64]) {
    var value = [UInt64](repeating: 0xAAAA, count: base.count)
    var span = value.mutableSpan
    let isFast = BigNumber.power65537VarTime(&span, base.span, modulus: modulus)
    #expect(isFast)
    var workspace = PowerWorkspace<64, 128>()
    for index in base.indices { workspace.base[index] = base[index] }
    workspace.powerVarTime(65537, modulus: modulus)
    return (value, base.indices.map { workspace.value[$0] })
  }

  /// Moduli of so many bits: the smallest, the largest, those around them, and random ones.
  private func moduli(_ bitCount: Int, _ howMany: Int, _ generator: inout RepeatableGenerator) -> [Natural] {
    let one = Natural(1)
    let top = one << (bitCount - 1)
    let all = (one << bitCount) - one
    return [
      top + one, top + Natural(3), top + Natural(UInt64.max), all, all - Natural(2), all - Natural(1 << 61),
      // A highest limb of only the top bit, and ones below; the reverse; and a middle of zeros.
      top + ((one << (bitCount - 64)) - one), (all - ((one << (bitCount - 64)) - one)) + one, top + (top - one),
      (one << (bitCount - 1)) + (one << (bitCount / 2)) + one,
    ]
      + (0..<howMany).map { _ in
        var bytes = generator.bytes(bitCount / 8)
        bytes[0] |= 0x80
        bytes[bytes.count - 1] |= 1
        return Natural(bigEndian: bytes)
      }
  }

  private func parsed(_ natural: Natural) throws -> Modulus {
    let bytes = natural.bigEndian((natural.bitCount + 7) / 8)
    let modulus = Modulus(bigEndian: bytes.span, bitCount: natural.bitCount)
    return try #require(modulus)
  }

  @Test("Powers are those of the general way", arguments: bitCounts)
  func powers(_ bitCount: Int) throws {
    var generator = RepeatableGenerator(seed: UInt64(bitCount))
    let one = Natural(1)
    for natural in moduli(bitCount, 1, &generator) {
      let modulus = try parsed(natural)
      let bases = [
        Natural(0), one, natural - one, (one << (bitCount - 1)) - one,
        Natural(bigEndian: generator.bytes(bitCount / 8)),
      ]
      for base in bases {
        // A modulus of all ones is above all other numbers, so that one step is enough.
        let reduced = base < natural ? base : base - natural
        let (fast, general) = powers(reduced.limbs(bitCount / 64), modulus)
        #expect(fast == general, "\(reduced.words) mod \(natural.words)")
        if reduced == Natural(0) || reduced == natural - one {
          // Their odd powers are they themselves.
          #expect(Natural(limbs: fast) == reduced)
        }
      }
    }
  }

  @Test("A power is that of schoolbook arithmetic", arguments: bitCounts)
  func schoolbook(_ bitCount: Int) throws {
    var generator = RepeatableGenerator(seed: 50 + UInt64(bitCount))
    let modulus = try #require(moduli(bitCount, 1, &generator).last)
    let base = Natural(bigEndian: generator.bytes(bitCount / 8 - 1))
    var expected = base
    for _ in 0..<16 { expected = (expected * expected) % modulus }
    expected = (expected * base) % modulus
    #expect(powers(base.limbs(bitCount / 64), try parsed(modulus)).fast == expected.limbs(bitCount / 64))
  }

  @Test("Other sizes have no fast way", arguments: [512, 2040, 2047, 2049, 3071, 3073, 4095, 8192])
  func otherSizes(_ bitCount: Int) throws {
    let modulus = try parsed((Natural(1) << bitCount) - Natural(1))
    let base = [UInt64](repeating: 1, count: modulus.limbCount)
    var value = base
    var span = value.mutableSpan
    let isFast = BigNumber.power65537VarTime(&span, base.span, modulus: modulus)
    #expect(!isFast)
    #expect(value == base)
  }

  @Test("Powers of many random numbers, as many as ROOTWARD_SOAK says", arguments: bitCounts)
  func soak(_ bitCount: Int) throws {
    var generator = RepeatableGenerator(seed: 90 + UInt64(bitCount))
    let limbCount = bitCount / 64
    let count = Soak.count(4)
    var modulus = try parsed((Natural(1) << bitCount) - Natural(1))
    var differences = 0
    for number in 0..<count {
      // Runs of zeros and of ones make carries and estimates go wrong where random limbs do not.
      func limbs() -> [UInt64] {
        let kind = Int.random(in: 0..<4, using: &generator)
        return (0..<limbCount).map { _ in
          let word = generator.next()
          return switch kind {
          case 0: word
          case 1: word & 1 == 0 ? 0 : .max
          case 2: word & 3 == 0 ? word : .max
          default: word & 3 == 0 ? word : 0
          }
        }
      }
      if number % 8 == 0 {
        var words = limbs()
        words[0] |= 1
        words[limbCount - 1] |= 1 << 63
        modulus = try parsed(Natural(limbs: words))
      }
      var base = limbs()
      if !BigNumber.isLessVarTime(base.span, modulus.limbs.span) { base[limbCount - 1] = 0 }
      let (fast, general) = powers(base, modulus)
      differences += fast == general ? 0 : 1
    }
    #expect(differences == 0)
  }
}
