#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import Acceleration
  internal import AccelerationAVX2
  internal import AccelerationAVX512
#endif

extension SHA512 {
  /// What takes blocks into the hash value; all give the same.
  enum Kernel: Sendable, Hashable, CaseIterable {
    /// Swift as any processor runs it.
    case plain
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      /// A message schedule with AVX2.
      case avx2
      /// A message schedule with AVX-512.
      case avx512
    #endif

    /// The fastest one that may be used here.
    static var current: Kernel {
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        let sets = InstructionSets.current
        if sets.contains(.avx512) { return .avx512 }
        if sets.contains(.avx2) { return .avx2 }
      #endif
      return .plain
    }

    /// Whether the processor has what it takes, and the environment allows it.
    var isUsable: Bool {
      switch self {
      case .plain: true
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        case .avx2: InstructionSets.current.contains(.avx2)
        case .avx512: InstructionSets.current.contains(.avx512)
      #endif
      }
    }
  }

  /// Takes whole blocks of 128 bytes into the hash value, with a kernel that is usable.
  ///
  /// Bytes after the last whole block are not read.
  @inline(__always)
  static func compress(_ state: inout InlineArray<8, UInt64>, _ blocks: Span<UInt8>, with kernel: Kernel) {
    switch kernel {
    case .plain: compress(&state, blocks)
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      case .avx2: unsafe compress(&state, blocks, AccelerationAVX2.compressSHA512)
      case .avx512: unsafe compress(&state, blocks, AccelerationAVX512.compressSHA512)
    #endif
    }
  }
}

#if ROOTWARD_ACCELERATED && arch(x86_64)
  extension SHA512 {
    /// Hands pointers to a function of Acceleration: to the hash value, the blocks, their number, and the constants K.
    @inline(__always)
    private static func compress(
      _ state: inout InlineArray<8, UInt64>, _ blocks: Span<UInt8>,
      _ function: (UnsafeMutablePointer<UInt64>, UnsafeRawPointer, Int, UnsafePointer<UInt64>) -> Void
    ) {
      // Bounds: eight words of state, `count / 128` whole blocks, and all 80 constants, as the functions want them.
      var words = state.mutableSpan
      unsafe words.withUnsafeMutableBufferPointer { words in
        unsafe blocks.withUnsafeBytes { blocks in
          unsafe sha512Constants.span.withUnsafeBufferPointer { constants in
            guard let words = words.baseAddress, let start = blocks.baseAddress,
              let constants = constants.baseAddress
            else { return }
            unsafe function(words, start, blocks.count / 128, constants)
          }
        }
      }
    }
  }
#endif
