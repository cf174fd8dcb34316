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

  /// workspace.value = workspace.base^exponent mod modulus, in the fastest way that there is: RSAVP1 (RFC 8017 §5.2.2).
  ///
  /// The base is below the modulus, which fits the workspace.
  @inline(__always)
  func raiseVarTime<let limbCount: Int, let doubleLimbCount: Int>(
    _ workspace: inout PowerWorkspace<limbCount, doubleLimbCount>
  ) {
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      if exponent == RSAKernel.exponent, raiseByKernelVarTime(&workspace) { return }
    #endif
    workspace.powerVarTime(exponent, modulus: modulus)
  }

  #if ROOTWARD_ACCELERATED && arch(x86_64)
    /// Does the same by a kernel, and returns whether there is one.
    ///
    /// The exponent is the kernels'.
    private func raiseByKernelVarTime<let limbCount: Int, let doubleLimbCount: Int>(
      _ workspace: inout PowerWorkspace<limbCount, doubleLimbCount>
    ) -> Bool {
      let limbs = modulus.limbs
      if let kernelKey {
        var value = workspace.value.mutableSpan
        kernelKey.powerVarTime(&value, workspace.base.span.extracting(0..<limbs.count), modulus: limbs.span)
        return true
      }
      guard let kernel = RSAKernel.current(limbCount: limbs.count), kernel.isFasterOnce else { return false }
      var value = workspace.value.mutableSpan
      kernel.powerOnceVarTime(&value, workspace.base.span.extracting(0..<limbs.count), modulus: limbs.span)
      return true
    }
  #endif
}
