#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import AccelerationAVX2
  internal import AccelerationIFMA

  extension RSAKernel {
    /// value = base^65537 mod modulus.
    ///
    /// All have ``limbCount`` limbs, and `base` is below `modulus`, which `key` was made for.
    package func powerVarTime(
      _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, modulus: Span<UInt64>, key: Span<UInt64>
    ) {
      precondition(value.count >= limbCount && base.count == limbCount, "the kernel's sizes")
      precondition(modulus.count == limbCount && key.count >= keyWordCount && isAvailable, "the kernel's sizes")
      // Each size has its own frame on the stack, so that none clears more memory than it needs.
      switch self {
      case .avx2For2048Bits: powerWithAVX2(&value, base, modulus, key)
      case .ifmaFor2048Bits: powerOf2048Bits(&value, base, modulus, key)
      case .ifmaFor3072Bits: powerOf3072Bits(&value, base, modulus, key)
      case .ifmaFor4096Bits: powerOf4096Bits(&value, base, modulus, key)
      }
    }

    /// value = base^65537 mod modulus, for a modulus that is met once: its key is made on the stack.
    package func powerOnceVarTime(_ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, modulus: Span<UInt64>) {
      var key = InlineArray<288, UInt64>(repeating: 0)
      var keySpan = key.mutableSpan
      prepare(&keySpan, modulus: modulus)
      powerVarTime(&value, base, modulus: modulus, key: key.span)
    }

    @inline(never)
    private func powerWithAVX2(
      _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: Span<UInt64>, _ key: Span<UInt64>
    ) {
      var memory = InlineArray<928, UInt64>(repeating: 0)
      var memorySpan = memory.mutableSpan
      // What the kernel leaves is up to 113 bits longer than the modulus.
      var longValue = InlineArray<36, UInt64>(repeating: 0)
      var longSpan = longValue.mutableSpan
      // The kernel reads and writes what its comment says: 35 limbs of result, 32 of base, 160 words of key, and 928 of
      // memory.
      unsafe longSpan.withUnsafeMutableBufferPointer { result in
        unsafe base.withUnsafeBufferPointer { base in
          unsafe key.withUnsafeBufferPointer { key in
            unsafe memorySpan.withUnsafeMutableBufferPointer { memory in
              guard
                let result = result.baseAddress, let base = base.baseAddress, let key = key.baseAddress,
                let memory = memory.baseAddress
              else { return }
              unsafe powerRSA2048AVX2(result, base, key, memory)
            }
          }
        }
      }
      BigNumber.remainderVarTime(&value, dividend: &longSpan, count: 36, modulus: modulus)
    }

    @inline(never)
    private func powerOf2048Bits(
      _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: Span<UInt64>, _ key: Span<UInt64>
    ) {
      var memory = InlineArray<1040, UInt64>(repeating: 0)
      power(&value, base, modulus, key, &memory)
    }

    @inline(never)
    private func powerOf3072Bits(
      _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: Span<UInt64>, _ key: Span<UInt64>
    ) {
      var memory = InlineArray<1520, UInt64>(repeating: 0)
      power(&value, base, modulus, key, &memory)
    }

    @inline(never)
    private func powerOf4096Bits(
      _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: Span<UInt64>, _ key: Span<UInt64>
    ) {
      var memory = InlineArray<1840, UInt64>(repeating: 0)
      power(&value, base, modulus, key, &memory)
    }

    @inline(__always)
    private func power<let memoryCount: Int>(
      _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ modulus: Span<UInt64>, _ key: Span<UInt64>,
      _ memory: inout InlineArray<memoryCount, UInt64>
    ) {
      var memory = memory.mutableSpan
      // The kernels read and write what their comments say: limbCount limbs of value, base and modulus, keyWordCount
      // words of key, and at most 1,032, 1,512 and 1,832 words of memory.
      unsafe value.withUnsafeMutableBufferPointer { value in
        unsafe base.withUnsafeBufferPointer { base in
          unsafe modulus.withUnsafeBufferPointer { modulus in
            unsafe key.withUnsafeBufferPointer { key in
              unsafe memory.withUnsafeMutableBufferPointer { memory in
                guard
                  let value = value.baseAddress, let base = base.baseAddress, let modulus = modulus.baseAddress,
                  let key = key.baseAddress, let memory = memory.baseAddress
                else { return }
                switch self {
                case .avx2For2048Bits: return
                case .ifmaFor2048Bits: unsafe powerRSA2048IFMA(value, base, modulus, key, memory)
                case .ifmaFor3072Bits: unsafe powerRSA3072IFMA(value, base, modulus, key, memory)
                case .ifmaFor4096Bits: unsafe powerRSA4096IFMA(value, base, modulus, key, memory)
                }
              }
            }
          }
        }
      }
    }
  }
#endif
