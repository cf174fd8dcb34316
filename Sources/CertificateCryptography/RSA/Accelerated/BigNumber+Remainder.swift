#if ROOTWARD_ACCELERATED && arch(x86_64)
  extension BigNumber {
    /// remainder = dividend mod modulus, for a dividend a few limbs longer than the modulus.
    ///
    /// `modulus` has n limbs, 2 to 64, the highest not zero; `dividend` has `count`, more than n, and the highest
    /// is zero; they are overwritten. `remainder` has n limbs.
    ///
    /// Knuth's algorithm D (4.3.1), as ``shiftIntoDomainVarTime(_:_:modulus:dividend:divisor:)`` has it.
    static func remainderVarTime(
      _ remainder: inout MutableSpan<UInt64>, dividend: inout MutableSpan<UInt64>, count: Int,
      modulus: Span<UInt64>
    ) {
      let n = modulus.count
      precondition(n >= 2 && n <= 64 && modulus[n - 1] != 0 && remainder.count >= n, "the sizes that have kernels")
      precondition(
        count > n && count <= dividend.count && dividend[count - 1] == 0, "the dividend has room for its normalization")
      // Step D1, normalize.
      let shift = UInt64(truncatingIfNeeded: modulus[n - 1].leadingZeroBitCount)
      var divisor = InlineArray<64, UInt64>(repeating: 0)
      var divisorSpan = divisor.mutableSpan
      shiftLeft(&divisorSpan, from: 0, modulus, by: shift)
      if shift > 0 {
        for index in (1..<count).reversed() {
          dividend[index] = dividend[index] &<< shift | dividend[index - 1] &>> (64 &- shift)
        }
        dividend[0] = dividend[0] &<< shift
      }
      unsafe dividend.withUnsafeMutableBufferPointer { dividend in
        unsafe divisorSpan.withUnsafeMutableBufferPointer { divisor in
          guard let dividend = dividend.baseAddress, let divisor = divisor.baseAddress else { return }
          let reciprocal = unsafe Reciprocal(of: divisor[n - 1])
          // Steps D2 and D7. The window of n + 1 limbs from count - n - 1 on ends with the last limb. Its upper n limbs
          // are below the divisor: the highest is below 2^shift <= 2^63, and below every normalized limb.
          var index = count - n
          while index > 0 {
            index -= 1
            unsafe divideStep(dividend + index, divisor, n, reciprocal)
          }
        }
      }
      // Step D8, unnormalize.
      for index in 0..<n {
        let above = index + 1 < n ? dividend[index + 1] : 0
        remainder[index] = dividend[index] &>> shift | (shift == 0 ? 0 : above &<< (64 &- shift))
      }
    }
  }
#endif
