#if ROOTWARD_ACCELERATED && arch(x86_64)
  import CertificateCryptography
  import Foundation
  import TestSupport
  import Testing

  /// The lanes against the kernel for one number, which has been compared with the plain path.
  @Suite("RSA in eight lanes", .enabled(if: RSALanes.kernel.isAvailable, "the processor lacks AVX-512 IFMA"))
  struct RSALanesTests {
    private static let edges: [UInt64] = [0, 1, .max, .max - 1, 1 << 63, 0xFFFF_FFFF, 0xFFF0_0000_0000_0000, 1 << 52]

    private func number(_ generator: inout RepeatableGenerator) -> [UInt64] {
      let kind = Int.random(in: 0..<3, using: &generator)
      return (0..<32).map { _ in
        switch kind {
        case 0: generator.next()
        case 1: Self.edges.randomElement(using: &generator) ?? 0
        default: Bool.random(using: &generator) ? .max : generator.next()
        }
      }
    }

    private func modulus(_ generator: inout RepeatableGenerator) -> [UInt64] {
      var limbs = number(&generator)
      limbs[0] |= 1
      let top = [1, .max, 1 << 63, limbs[31] | 1].randomElement(using: &generator) ?? 1
      limbs[31] = top
      return limbs
    }

    /// A number below the modulus: the smallest, the largest, and others.
    private func base(_ modulus: [UInt64], _ generator: inout RepeatableGenerator) -> [UInt64] {
      let natural = Natural(limbs: modulus)
      let number =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: Natural(0)
        case 1: Natural(1)
        case 2: natural - Natural(1)
        default: Natural(limbs: number(&generator)) % natural
        }
      return number.limbs(32)
    }

    /// Whether all of `count` lanes of random numbers come out right.
    private func check(_ count: Int, withKeys: Bool, _ generator: inout RepeatableGenerator) {
      var lanes = RSALanes()
      var expected: [[UInt64]] = []
      for _ in 0..<count {
        let modulus = modulus(&generator)
        let base = base(modulus, &generator)
        var words = [UInt64](repeating: 0, count: RSALanes.kernel.keyWordCount)
        var wordSpan = words.mutableSpan
        RSALanes.kernel.prepare(&wordSpan, modulus: modulus.span)
        if withKeys {
          lanes.append(base.span, modulus: modulus.span, key: words.span)
        } else {
          lanes.append(base.span, modulus: modulus.span, key: nil)
        }
        var value = base
        var span = value.mutableSpan
        RSALanes.kernel.powerVarTime(&span, base.span, modulus: modulus.span, key: words.span)
        expected.append(value)
      }
      lanes.computeVarTime()
      for lane in 0..<count {
        var value = expected[lane]
        let hasPower = lanes.hasPower(lane, value.span, from: 0)
        #expect(hasPower, "lane \(lane) of \(count)")
        value[Int.random(in: 0..<32, using: &generator)] ^= 1 << UInt64.random(in: 0..<64, using: &generator)
        let hasOther = lanes.hasPower(lane, value.span, from: 0)
        #expect(!hasOther, "lane \(lane) of \(count)")
      }
    }

    @Test("Each lane holds its own power", arguments: 1...8)
    func lanes(_ count: Int) {
      var generator = RepeatableGenerator(seed: UInt64(count))
      for round in 0..<6 { check(count, withKeys: round % 2 == 0, &generator) }
    }

    @Test("Soak", .enabled(if: ProcessInfo.processInfo.environment["ROOTWARD_SOAK"] != nil, "ROOTWARD_SOAK is not set"))
    func soak() {
      let count = Int(ProcessInfo.processInfo.environment["ROOTWARD_SOAK"] ?? "") ?? 0
      var generator = RepeatableGenerator(seed: UInt64.random(in: 0 ... .max))
      for _ in 0..<(count + 7) / 8 { check(8, withKeys: true, &generator) }
    }
  }
#endif
