#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import Acceleration
  internal import AccelerationAES
#endif

extension AES {
  /// What encrypts and decrypts; all give the same.
  enum Kernel: Sendable, Hashable, CaseIterable {
    /// Swift as any processor runs it.
    case plain
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      /// The AES instructions of x86-64.
      case aes
    #endif

    /// The fastest one that may be used here.
    static var current: Kernel {
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        if InstructionSets.current.contains(.aes) { return .aes }
      #endif
      return .plain
    }

    /// Whether the processor has what it takes, and the environment allows it.
    var isUsable: Bool {
      switch self {
      case .plain: true
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        case .aes: InstructionSets.current.contains(.aes)
      #endif
      }
    }
  }
}

#if ROOTWARD_ACCELERATED && arch(x86_64)
  extension AES {
    // Bounds, here and below: the schedule begins with 16 · (roundCount + 1) bytes of round keys, and `count` blocks of 16
    // bytes, or bytes, are those of the span.

    func encryptUsingAES(_ blocks: inout MutableSpan<UInt8>) {
      schedule.withBytes { keys in
        unsafe keys.withUnsafeBytes { keys in
          unsafe blocks.withUnsafeMutableBytes { blocks in
            guard let keys = keys.baseAddress, let start = blocks.baseAddress else { return }
            unsafe encryptBlocksUsingAES(keys, roundCount, start, blocks.count / 16)
          }
        }
      }
    }

    func decryptUsingAES(_ blocks: inout MutableSpan<UInt8>) {
      schedule.withBytes { keys in
        unsafe keys.withUnsafeBytes { keys in
          unsafe blocks.withUnsafeMutableBytes { blocks in
            guard let keys = keys.baseAddress, let start = blocks.baseAddress else { return }
            unsafe decryptBlocksUsingAES(keys, roundCount, start, blocks.count / 16)
          }
        }
      }
    }

    func applyKeystreamUsingAES(from counter: InlineArray<16, UInt8>, to bytes: inout MutableSpan<UInt8>) {
      schedule.withBytes { keys in
        unsafe keys.withUnsafeBytes { keys in
          unsafe counter.span.withUnsafeBytes { counter in
            unsafe bytes.withUnsafeMutableBytes { bytes in
              guard let keys = keys.baseAddress, let counter = counter.baseAddress, let start = bytes.baseAddress
              else { return }
              unsafe addKeystreamUsingAES(keys, roundCount, counter, start, bytes.count)
            }
          }
        }
      }
    }

    /// Takes the whole blocks of `message` into the value, and returns how many bytes these are.
    func chainUsingAES(_ value: inout InlineArray<16, UInt8>, _ message: Span<UInt8>) -> Int {
      var value = value.mutableSpan
      schedule.withBytes { keys in
        unsafe keys.withUnsafeBytes { keys in
          unsafe message.withUnsafeBytes { message in
            unsafe value.withUnsafeMutableBytes { value in
              guard let keys = keys.baseAddress, let value = value.baseAddress, let start = message.baseAddress
              else { return }
              unsafe chainBlocksUsingAES(keys, roundCount, value, start, message.count / 16)
            }
          }
        }
      }
      return message.count / 16 * 16
    }
  }
#endif
