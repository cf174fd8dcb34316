extension BigNumber {
  /// value = base^exponent mod modulus.
  ///
  /// `value`, at least, and `base` have as many limbs as the modulus, up to 256, and `base` is below it; `exponent` is odd
  /// and at least 3.
  package static func powerVarTime(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ exponent: UInt64, modulus: Modulus
  ) {
    if exponent == 65537, power65537VarTime(&value, base, modulus: modulus) { return }
    // Each size has its own frame on the stack: no modulus makes another's power clear more memory.
    switch modulus.limbCount {
    case ...32: powerUpTo2048Bits(&value, base, exponent, modulus)
    case ...64: powerUpTo4096Bits(&value, base, exponent, modulus)
    default: powerUpTo16384Bits(&value, base, exponent, modulus)
    }
  }

  @inline(never)
  private static func powerUpTo2048Bits(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ exponent: UInt64, _ modulus: Modulus
  ) {
    var workspace = PowerWorkspace<32, 64>()
    power(&value, base, exponent, modulus, &workspace)
  }

  @inline(never)
  private static func powerUpTo4096Bits(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ exponent: UInt64, _ modulus: Modulus
  ) {
    var workspace = PowerWorkspace<64, 128>()
    power(&value, base, exponent, modulus, &workspace)
  }

  @inline(never)
  private static func powerUpTo16384Bits(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ exponent: UInt64, _ modulus: Modulus
  ) {
    var workspace = PowerWorkspace<256, 512>()
    power(&value, base, exponent, modulus, &workspace)
  }

  @inline(__always)
  private static func power<let limbCount: Int, let doubleLimbCount: Int>(
    _ value: inout MutableSpan<UInt64>, _ base: Span<UInt64>, _ exponent: UInt64, _ modulus: Modulus,
    _ workspace: inout PowerWorkspace<limbCount, doubleLimbCount>
  ) {
    precondition(base.count == modulus.limbCount && value.count >= base.count, "numbers of one length")
    for index in base.indices { workspace.base[index] = base[index] }
    workspace.powerVarTime(exponent, modulus: modulus)
    for index in base.indices { value[index] = workspace.value[index] }
  }
}
