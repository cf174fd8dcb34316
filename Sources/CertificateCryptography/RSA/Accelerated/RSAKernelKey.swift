#if ROOTWARD_ACCELERATED && arch(x86_64)
  /// A modulus in the form that a kernel takes it in, for a key that verifies more than once.
  package struct RSAKernelKey: Sendable, Hashable {
    /// The kernel that the form is for.
    package let kernel: RSAKernel
    let words: [UInt64]

    /// Prepares `modulus`, odd and of the kernel's count of limbs, for a kernel that is available.
    package init(_ modulus: Span<UInt64>, kernel: RSAKernel) {
      self.kernel = kernel
      var words = [UInt64](repeating: 0, count: kernel.keyWordCount)
      var span = words.mutableSpan
      kernel.prepare(&span, modulus: modulus)
      self.words = words
    }

    /// Prepares `modulus` for the fastest kernel there is; `nil` if there is none for its size.
    package init?(_ modulus: Span<UInt64>) {
      guard let kernel = RSAKernel.current(limbCount: modulus.count) else { return nil }
      self.init(modulus, kernel: kernel)
    }

    /// How many bytes the form takes.
    package var byteCount: Int { 8 * words.count }

    /// value = base^65537 mod modulus, for the modulus that was prepared and a `base` below it.
    package func powerVarTime(_ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, modulus: Span<UInt64>) {
      kernel.powerVarTime(&value, base, modulus: modulus, key: words.span)
    }
  }
#endif
