extension RSAPublicKey {
  /// The same key with what repeated verifications profit from.
  ///
  /// That is the modulus in the form that the processor's vector instructions take it in, one to two kilobytes; the same
  /// key as before where there are none for its size and exponent.
  package func prepared() -> RSAPublicKey {
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      guard exponent == RSAKernel.exponent, kernelKey == nil else { return self }
      var key = self
      key.kernelKey = RSAKernelKey(modulus.limbs.span)
      return key
    #else
      return self
    #endif
  }

  #if ROOTWARD_ACCELERATED && arch(x86_64)
    /// value = base^65537 mod modulus by a kernel, and returns whether there is one.
    ///
    /// `base` has as many limbs as the modulus, and is below it; `value` has as many, at least.
    func kernelPowerVarTime(_ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>) -> Bool {
      let limbs = modulus.limbs
      if let kernelKey {
        kernelKey.powerVarTime(&value, base, modulus: limbs.span)
        return true
      }
      guard let kernel = RSAKernel.current(limbCount: limbs.count), kernel.isFasterOnce else { return false }
      kernel.powerOnceVarTime(&value, base, modulus: limbs.span)
      return true
    }
  #endif
}
