#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import Acceleration
  internal import AccelerationAES
#endif

extension GHASH {
  /// What multiplies; all give the same.
  enum Kernel: Sendable, Hashable, CaseIterable {
    /// Swift as any processor runs it.
    case plain
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      /// The carry-less multiplication of x86-64.
      case pclmulqdq
    #endif

    /// The fastest one that may be used here.
    static var current: Kernel {
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        if InstructionSets.current.contains(.aes) { return .pclmulqdq }
      #endif
      return .plain
    }

    /// Whether the processor has what it takes, and the environment allows it.
    var isUsable: Bool {
      switch self {
      case .plain: true
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        case .pclmulqdq: InstructionSets.current.contains(.aes)
      #endif
      }
    }
  }
}

#if ROOTWARD_ACCELERATED && arch(x86_64)
  extension GHASH {
    /// The powers of a subkey to 8, in the form that the kernel has them.
    static func powersUsingPCLMULQDQ(_ subkey: InlineArray<16, UInt8>) -> SecretBytes {
      SecretBytes(count: 128) { powers in
        // Bounds: 16 bytes of subkey, and 128 for eight powers.
        unsafe subkey.span.withUnsafeBytes { subkey in
          unsafe powers.withUnsafeMutableBytes { powers in
            guard let subkey = subkey.baseAddress, let powers = powers.baseAddress else { return }
            unsafe prepareGHASHUsingPCLMULQDQ(subkey, powers)
          }
        }
      }
    }

    /// Takes whole blocks.
    mutating func updateUsingPCLMULQDQ(_ blocks: Span<UInt8>) {
      var state = InlineArray<2, UInt64> { $0 == 0 ? low : high }
      var words = state.mutableSpan
      key.bytes.withBytes { powers in
        // Bounds: the 128 bytes of the powers, the 16 of the state, and the blocks of the span.
        unsafe powers.withUnsafeBytes { powers in
          unsafe blocks.withUnsafeBytes { blocks in
            unsafe words.withUnsafeMutableBytes { state in
              guard let powers = powers.baseAddress, let start = blocks.baseAddress, let state = state.baseAddress
              else { return }
              unsafe updateGHASHUsingPCLMULQDQ(powers, state, start, blocks.count / 16)
            }
          }
        }
      }
      (low, high) = (state[0], state[1])
    }
  }
#endif
