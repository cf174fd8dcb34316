// What the processor offers and the system saves, asked once at the start.
//
// Intel 64 and IA-32 Architectures Software Developer's Manual, volume 1 §14.3, §15.2 to §15.4, and §13.3 to
// §13.7; volume 2, CPUID.

#if arch(x86_64)
  import _Builtin_intrinsics.intel
  import _Builtin_intrinsics.intel.cpuid

  /// The instruction sets that may be used here, one bit each, in the order of `InstructionSets` in Acceleration.
  @inline(never)
  public func detectedInstructionSets() -> UInt32 {
    let (basic, extended) = (identification(leaf: 1, subleaf: 0), identification(leaf: 7, subleaf: 0))
    var found: UInt32 = 0
    // SSSE3 and SSE4.1, and with them the SHA extensions, or AES and PCLMULQDQ; their registers are saved by every 64-bit
    // system.
    if basic.c & (1 << 9) != 0, basic.c & (1 << 19) != 0 {
      if extended.b & (1 << 29) != 0 { found |= 1 << 0 }
      if basic.c & (1 << 25) != 0, basic.c & (1 << 1) != 0 { found |= 1 << 5 }
    }
    // OSXSAVE, so that XSAVE can be used, and AVX.
    guard basic.c & (1 << 27) != 0, basic.c & (1 << 28) != 0 else { return found }
    let state = enabledState(among: 0xE7)
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

  /// Those of `components` that the system saves, a bit each: what XCR0 has of them.
  ///
  /// The system has enabled XSAVE. Bits 0 to 2 and 5 to 7 are the states of x87, SSE and AVX, and the three of AVX-512.
  ///
  /// XGETBV, which would tell, is a macro and cannot be imported. XSAVE can. In the word XSTATE_BV, 512 bytes into its
  /// area, it sets the bit of a component that is asked for and enabled to XINUSE, and leaves all others as they were
  /// (§13.7). So a bit that changes is that of an enabled component: it was 1 and is 0 the first time here, or was 0 and
  /// is 1 the second time. None other is ever found.
  ///
  /// All of them are found if XINUSE is the same both times, whichever it is: then one of both is a change. It is 1 for
  /// a component that is not in its initial configuration, and may be 0 or 1 for one that is (§13.6); nothing between the
  /// two touches a register that it is about. If an interrupt there still ends with a bit of XINUSE cleared, its
  /// component is taken for one that is not enabled, which costs speed and nothing else.
  @inline(never)
  func enabledState(among components: UInt64) -> UInt64 {
    // Bit 8 is in no XCR0 (§13.3), so that it is left as it is, unless something that only resembles a processor clears
    // what is not enabled. Then the second time says all that can be known.
    let witness: UInt64 = 1 << 8
    let asked = components & ~witness
    return unsafe withUnsafeTemporaryAllocation(byteCount: areaByteCount, alignment: 64) { area in
      // XSAVE writes the 576 bytes of the legacy region and the header, and those components that are asked for and
      // enabled, each where CPUID says (§13.4.3): all within the area, or it is not executed. Its start is a multiple
      // of 64, as XSAVE demands. The loads and stores at 512 are within the header.
      guard let start = area.baseAddress, areFitting(asked) else { return 0 }
      unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: areaByteCount)
      unsafe start.storeBytes(of: asked | witness, toByteOffset: 512, as: UInt64.self)
      unsafe _xsave64(start, asked | witness)
      let first = unsafe start.load(fromByteOffset: 512, as: UInt64.self)
      unsafe start.storeBytes(of: 0, toByteOffset: 512, as: UInt64.self)
      unsafe _xsave64(start, asked | witness)
      let second = unsafe start.load(fromByteOffset: 512, as: UInt64.self)
      return (first & witness != 0 ? second | ~first : second) & asked
    }
  }

  /// How many bytes there are for XSAVE to write: more than the 2,688 that x87, SSE, AVX and AVX-512 take on Intel's
  /// processors, and the 2,432 on AMD's.
  private var areaByteCount: Int { @inline(__always) get { 4096 } }

  /// Whether all of `components` that the processor knows end within the area, in the standard form that XSAVE writes.
  @inline(__always)
  private func areFitting(_ components: UInt64) -> Bool {
    var index: UInt32 = 2
    while index < 63 {
      if components & 1 << UInt64(index) != 0 {
        // Its size and where it starts (CPUID leaf 13); zeros for one that is not known.
        let place = identification(leaf: 13, subleaf: index)
        guard UInt64(place.a) + UInt64(place.b) <= UInt64(areaByteCount) else { return false }
      }
      index += 1
    }
    return true
  }
#else
  /// None: the instruction sets that are known here are those of x86-64.
  public func detectedInstructionSets() -> UInt32 { 0 }
#endif
