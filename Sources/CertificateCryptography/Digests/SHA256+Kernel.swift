#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import Acceleration
  internal import AccelerationSHA
#endif

extension SHA256 {
  /// What takes blocks into the hash value; all give the same.
  enum Kernel: Sendable, Hashable, CaseIterable {
    /// Swift as any processor runs it.
    case plain
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      /// The SHA extensions of x86-64.
      case sha
    #endif

    /// The fastest one that may be used here.
    static var current: Kernel {
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        let sets = InstructionSets.current
        if sets.contains(.sha) { return .sha }
      #endif
      return .plain
    }

    /// Whether the processor has what it takes, and the environment allows it.
    var isUsable: Bool {
      switch self {
      case .plain: true
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        case .sha: InstructionSets.current.contains(.sha)
      #endif
      }
    }
  }

  /// Takes whole blocks of 64 bytes into the hash value, with a kernel that is usable.
  ///
  /// Bytes after the last whole block are not read.
  @inline(__always)
  static func compress(_ state: inout InlineArray<8, UInt32>, _ blocks: Span<UInt8>, with kernel: Kernel) {
    switch kernel {
    case .plain: compress(&state, blocks)
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      case .sha: unsafe compress(&state, blocks, compressSHA256UsingSHA)
    #endif
    }
  }
}

#if ROOTWARD_ACCELERATED && arch(x86_64)
  extension SHA256 {
    /// Hands pointers to a function of Acceleration: to the hash value, the blocks, their number, and the constants K.
    @inline(__always)
    private static func compress(
      _ state: inout InlineArray<8, UInt32>, _ blocks: Span<UInt8>,
      _ function: (UnsafeMutablePointer<UInt32>, UnsafeRawPointer, Int, UnsafePointer<UInt32>) -> Void
    ) {
      // Bounds: eight words of state, `count / 64` whole blocks, and all 64 constants, as the functions want them.
      var words = state.mutableSpan
      unsafe words.withUnsafeMutableBufferPointer { words in
        unsafe blocks.withUnsafeBytes { blocks in
          unsafe sha256Constants.span.withUnsafeBufferPointer { constants in
            guard let words = words.baseAddress, let start = blocks.baseAddress,
              let constants = constants.baseAddress
            else { return }
            unsafe function(words, start, blocks.count / 64, constants)
          }
        }
      }
    }
  }
#endif
