// What the processor offers and the system saves, asked once at the start.
//
// Intel 64 and IA-32 Architectures Software Developer's Manual, volume 1 §14.3, §15.2 to §15.4 and §13.8; volume 2, CPUID.

#if arch(x86_64)
  import _Builtin_intrinsics.intel
  import _Builtin_intrinsics.intel.cpuid

  /// The instruction sets that may be used here, one bit each, in the order of `InstructionSets` in Acceleration.
  @inline(never)
  public func detectedInstructionSets() -> UInt32 {
    let (basic, extended) = (identification(leaf: 1, subleaf: 0), identification(leaf: 7, subleaf: 0))
    var found: UInt32 = 0
    // SSSE3, SSE4.1 and the SHA extensions; their registers are saved by every 64-bit system.
    if basic.c & (1 << 9) != 0, basic.c & (1 << 19) != 0, extended.b & (1 << 29) != 0 { found |= 1 << 0 }
    // OSXSAVE, AVX, and XSAVEC, which is how the rest is asked.
    guard basic.c & (1 << 27) != 0, basic.c & (1 << 28) != 0, identification(leaf: 13, subleaf: 1).a & (1 << 1) != 0
    else {
      return found
    }
    let state = enabledState()
    // The registers of SSE and AVX are saved; AVX2 and BMI2.
    guard state & 0x06 == 0x06, extended.b & (1 << 5) != 0, extended.b & (1 << 8) != 0 else { return found }
    found |= 1 << 1
    // The registers of AVX-512 are saved as well: masks, upper halves, the upper sixteen. AVX-512 F, DQ and VL.
    let foundation: UInt32 = 1 << 16 | 1 << 17 | 1 << 31
    guard state & 0xE6 == 0xE6, extended.b & foundation == foundation else { return found }
    found |= 1 << 2
    // AVX-512 IFMA.
    if extended.b & (1 << 21) != 0 { found |= 1 << 3 }
    // AVX-512 BW and VBMI.
    if extended.b & (1 << 30) != 0, extended.c & (1 << 1) != 0 { found |= 1 << 4 }
    return found
  }

  /// The registers after CPUID; all zero if there is no such leaf.
  @inline(__always)
  private func identification(leaf: UInt32, subleaf: UInt32) -> (a: UInt32, b: UInt32, c: UInt32, d: UInt32) {
    var (a, b, c, d): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    _ = unsafe __get_cpuid_count(leaf, subleaf, &a, &b, &c, &d)
    return (a, b, c, d)
  }

  /// The state components that the system saves, of x87, SSE, AVX and the three of AVX-512 (XCR0).
  ///
  /// XGETBV is a macro and cannot be imported. XSAVEC can; its header's XCOMP_BV, 520 bytes into the area, holds what was
  /// asked for and is enabled (§13.8.1).
  @inline(never)
  private func enabledState() -> UInt64 {
    unsafe withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 64) { area in
      // The area of these components has 2,696 bytes at most (§13.4.3 and CPUID leaf 13).
      guard let start = area.baseAddress else { return 0 }
      unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: 4096)
      unsafe _xsavec64(start, 0xE7)
      return unsafe start.load(fromByteOffset: 520, as: UInt64.self) & 0xE7
    }
  }
#else
  /// None: the instruction sets that are known here are those of x86-64.
  public func detectedInstructionSets() -> UInt32 { 0 }
#endif
