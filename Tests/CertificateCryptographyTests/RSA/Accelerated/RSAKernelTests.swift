#if ROOTWARD_ACCELERATED && arch(x86_64)
  import Acceleration
  import CertificateCryptography
  import Foundation
  import TestSupport
  import Testing

  /// The vector kernels against the plain path.
  @Suite("RSA with vector instructions")
  struct RSAKernelTests {
    /// Limbs where digits are full, empty, or single bits.
    private static let edges: [UInt64] = [0, 1, .max, .max - 1, 1 << 63, 0xFFFF_FFFF, 0xFFF0_0000_0000_0000, 1 << 52]

    /// Numbers of `count` limbs of which every `step` limbs are alike in kind: random, or an edge.
    private func number(_ count: Int, _ generator: inout RepeatableGenerator) -> [UInt64] {
      let kind = Int.random(in: 0..<4, using: &generator)
      return (0..<count).map { _ in
        let edge = Self.edges.randomElement(using: &generator) ?? 0
        return switch kind {
        case 0: generator.next()
        case 1: edge
        case 2: Bool.random(using: &generator) ? .max : 0
        default: Bool.random(using: &generator) ? generator.next() : edge
        }
      }
    }

    /// Odd numbers of `count` limbs: the largest, the smallest of their length in bits or limbs, and others.
    private func moduli(_ count: Int, _ howMany: Int, _ generator: inout RepeatableGenerator) -> [[UInt64]] {
      let zeros = [UInt64](repeating: 0, count: count - 2)
      let ones = [UInt64](repeating: .max, count: count - 1)
      return [
        ones + [.max], ones + [1], ones + [1 << 63], [1] + zeros + [1 << 63], [1] + zeros + [1], [.max] + zeros + [1],
        [1] + zeros + [.max], [.max - 18] + ones,
      ]
        + (0..<howMany).map { _ in
          var limbs = number(count, &generator)
          limbs[0] |= 1
          if limbs[count - 1] == 0 { limbs[count - 1] = [1, .max, 1 << 63].randomElement(using: &generator) ?? 1 }
          return limbs
        }
    }

    /// Numbers below the modulus: the smallest, the largest, the nearest to a half, powers of two, and others.
    private func bases(_ modulus: [UInt64], _ howMany: Int, _ generator: inout RepeatableGenerator) -> [[UInt64]] {
      let natural = Natural(limbs: modulus)
      let count = modulus.count
      var bases = [Natural(0), Natural(1), Natural(2), natural - Natural(1), natural - Natural(2)]
      bases.append(Natural(1) << (natural.bitCount - 1))
      bases.append((Natural(1) << (natural.bitCount - 1)) - Natural(1))
      for _ in 0..<howMany { bases.append(Natural(limbs: number(count, &generator))) }
      return bases.map { ($0 % natural).limbs(count) }
    }

    private func expected(_ base: [UInt64], _ modulus: Modulus) -> [UInt64] {
      var workspace = PowerWorkspace<64, 128>()
      for index in base.indices { workspace.base[index] = base[index] }
      workspace.powerVarTime(RSAKernel.exponent, modulus: modulus)
      return base.indices.map { workspace.value[$0] }
    }

    private func parsed(_ limbs: [UInt64]) throws -> Modulus {
      let natural = Natural(limbs: limbs)
      let bytes = natural.bigEndian(8 * limbs.count)
      let modulus = Modulus(bigEndian: bytes.span, bitCount: natural.bitCount)
      return try #require(modulus)
    }

    private func power(_ key: RSAKernelKey, _ base: [UInt64], _ modulus: [UInt64]) -> [UInt64] {
      var value = [UInt64](repeating: 0xAAAA, count: modulus.count)
      var span = value.mutableSpan
      key.powerVarTime(&span, base.span, modulus: modulus.span)
      return value
    }

    private func powerOnce(_ kernel: RSAKernel, _ base: [UInt64], _ modulus: [UInt64]) -> [UInt64] {
      var value = [UInt64](repeating: 0xAAAA, count: modulus.count)
      var span = value.mutableSpan
      kernel.powerOnceVarTime(&span, base.span, modulus: modulus.span)
      return value
    }

    private func check(_ kernel: RSAKernel, moduli howMany: Int, bases baseCount: Int, seed: UInt64) throws {
      var generator = RepeatableGenerator(seed: seed)
      for limbs in moduli(kernel.limbCount, howMany, &generator) {
        let modulus = try parsed(limbs)
        let key = RSAKernelKey(limbs.span, kernel: kernel)
        for base in bases(limbs, 3, &generator).shuffled(using: &generator).prefix(baseCount) {
          let expected = expected(base, modulus)
          #expect(power(key, base, limbs) == expected, "\(kernel): \(base) mod \(limbs)")
          #expect(powerOnce(kernel, base, limbs) == expected, "\(kernel), once: \(base) mod \(limbs)")
        }
      }
    }

    static let available = RSAKernel.allCases.filter(\.isAvailable)

    @Test("The fastest kernel of a size is chosen among those whose instructions may be used")
    func choice() {
      let sets = InstructionSets.current
      let vectors: RSAKernel? = sets.contains(.avx2) ? .avx2For2048Bits : nil
      #expect(RSAKernel.current(limbCount: 32) == (sets.contains(.ifma) ? .ifmaFor2048Bits : vectors))
      #expect(RSAKernel.current(limbCount: 48) == (sets.contains(.ifma) ? .ifmaFor3072Bits : nil))
      #expect(RSAKernel.current(limbCount: 64) == (sets.contains(.ifma) ? .ifmaFor4096Bits : nil))
      for limbCount in [0, 16, 31, 33, 47, 63, 65, 256] { #expect(RSAKernel.current(limbCount: limbCount) == nil) }
    }

    @Test(
      "Powers are those of the plain path",
      .enabled(if: !available.isEmpty, "the processor or ROOTWARD_ACCELERATION leaves all their instructions out"),
      arguments: available)
    func powers(_ kernel: RSAKernel) throws {
      try check(kernel, moduli: 4, bases: 4, seed: UInt64(kernel.limbCount))
    }

    /// Many powers: `ROOTWARD_SOAK` says how many for each kernel.
    ///
    /// A chain of powers, each the base of the next, with a new modulus now and then.
    @Test(
      "Soak", .enabled(if: ProcessInfo.processInfo.environment["ROOTWARD_SOAK"] != nil, "ROOTWARD_SOAK is not set"),
      arguments: available)
    func soak(_ kernel: RSAKernel) throws {
      let count = Int(ProcessInfo.processInfo.environment["ROOTWARD_SOAK"] ?? "") ?? 0
      var generator = RepeatableGenerator(seed: UInt64.random(in: 0 ... .max))
      var done = 0
      while done < count {
        let limbs = moduli(kernel.limbCount, 8, &generator).randomElement(using: &generator) ?? []
        let modulus = try parsed(limbs)
        let key = RSAKernelKey(limbs.span, kernel: kernel)
        var candidates = bases(limbs, 2, &generator)
        for _ in 0..<1000 where done < count {
          let base = candidates.removeLast()
          let value = power(key, base, limbs)
          if value != expected(base, modulus) {
            Issue.record("\(kernel): \(base) mod \(limbs)")
            return
          }
          if candidates.isEmpty { candidates.append(value == base ? limbs.map { _ in 0 } : value) }
          done += 1
        }
      }
    }
  }
#endif
