#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import Acceleration
  internal import AccelerationAVX2
  internal import AccelerationIFMA

  /// A way to compute base^65537 mod m with the processor's vector instructions.
  ///
  /// Each takes moduli of one count of limbs, and needs a key of a few hundred words for a modulus, which
  /// ``prepare(_:modulus:)`` computes. That takes about half of the time of the power: a modulus that is met once is
  /// prepared on the stack.
  package enum RSAKernel: Sendable, Hashable, CaseIterable {
    case avx2For2048Bits
    case ifmaFor2048Bits
    case ifmaFor3072Bits
    case ifmaFor4096Bits

    /// The exponent of all kernels.
    package static let exponent: UInt64 = 65_537

    /// Those that this process may use, for 32, 48 and 64 limbs, decided once.
    private static let for32Limbs = best(limbCount: 32, InstructionSets.current)
    private static let for48Limbs = best(limbCount: 48, InstructionSets.current)
    private static let for64Limbs = best(limbCount: 64, InstructionSets.current)

    /// The fastest kernel for a modulus of so many limbs that this process may use.
    package static func current(limbCount: Int) -> RSAKernel? {
      switch limbCount {
      case 32: for32Limbs
      case 48: for48Limbs
      case 64: for64Limbs
      default: nil
      }
    }

    /// The fastest kernel for a modulus of so many limbs among those of `instructionSets`.
    private static func best(limbCount: Int, _ instructionSets: InstructionSets) -> RSAKernel? {
      // The later are the faster.
      allCases.last { $0.limbCount == limbCount && instructionSets.contains($0.instructionSet) }
    }

    /// Whether this process may use the kernel.
    package var isAvailable: Bool { InstructionSets.current.contains(instructionSet) }

    /// Whether the kernel is faster than plain Swift even for a modulus that is met once.
    var isFasterOnce: Bool { self != .avx2For2048Bits }

    private var instructionSet: InstructionSets {
      switch self {
      case .avx2For2048Bits: .avx2
      case .ifmaFor2048Bits, .ifmaFor3072Bits, .ifmaFor4096Bits: .ifma
      }
    }

    /// How many limbs the modulus has, of which the highest is not zero.
    package var limbCount: Int {
      switch self {
      case .avx2For2048Bits, .ifmaFor2048Bits: 32
      case .ifmaFor3072Bits: 48
      case .ifmaFor4096Bits: 64
      }
    }

    /// How many words a key has.
    package var keyWordCount: Int {
      switch self {
      case .avx2For2048Bits: 160
      case .ifmaFor2048Bits: 168
      case .ifmaFor3072Bits: 240
      case .ifmaFor4096Bits: 288
      }
    }

    /// 2^startExponent mod m is what preparation starts from, see the kernels.
    private var startExponent: Int {
      switch self {
      case .avx2For2048Bits: 2310
      case .ifmaFor2048Bits: 2145
      case .ifmaFor3072Bits: 3432
      case .ifmaFor4096Bits: 4290
      }
    }

    /// key = what ``powerVarTime(_:_:modulus:key:)`` needs of a modulus, the same for all its bases.
    ///
    /// `modulus` is odd and has ``limbCount`` limbs, the highest not zero; `key` has ``keyWordCount`` words.
    package func prepare(_ key: inout MutableSpan<UInt64>, modulus: Span<UInt64>) {
      precondition(key.count >= keyWordCount && modulus.count == limbCount && isAvailable, "the kernel's sizes")
      var start = InlineArray<64, UInt64>(repeating: 0)
      var startSpan = start.mutableSpan
      var power = InlineArray<69, UInt64>(repeating: 0)
      power[startExponent / 64] = 1 << UInt64(startExponent % 64)
      var powerSpan = power.mutableSpan
      BigNumber.remainderVarTime(
        &startSpan, dividend: &powerSpan, count: startExponent / 64 + 2, modulus: modulus)
      let negatedInverse = BigNumber.negatedInverse(of: modulus[0])
      var memory = InlineArray<1840, UInt64>(repeating: 0)
      // The kernels read and write what their comments say: limbCount limbs of modulus and start, keyWordCount words of
      // key, and at most 1,832 words of memory.
      unsafe key.withUnsafeMutableBufferPointer { key in
        unsafe modulus.withUnsafeBufferPointer { modulus in
          unsafe start.span.withUnsafeBufferPointer { start in
            var memory = memory.mutableSpan
            unsafe memory.withUnsafeMutableBufferPointer { memory in
              guard
                let key = key.baseAddress, let modulus = modulus.baseAddress, let start = start.baseAddress,
                let memory = memory.baseAddress
              else { return }
              switch self {
              case .avx2For2048Bits: unsafe prepareRSA2048AVX2(key, modulus, negatedInverse, start, memory)
              case .ifmaFor2048Bits: unsafe prepareRSA2048IFMA(key, modulus, negatedInverse, start, memory)
              case .ifmaFor3072Bits: unsafe prepareRSA3072IFMA(key, modulus, negatedInverse, start, memory)
              case .ifmaFor4096Bits: unsafe prepareRSA4096IFMA(key, modulus, negatedInverse, start, memory)
              }
            }
          }
        }
      }
    }
  }
#endif
