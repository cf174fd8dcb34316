extension UInt128 {
  /// The whole product of two limbs.
  @inline(__always)
  init(_ left: UInt64, times right: UInt64) {
    self = UInt128(truncatingIfNeeded: left) &* UInt128(truncatingIfNeeded: right)
  }

  /// The sum with the whole product of two limbs; the columns of a field's products are proved to have room for it.
  @inline(__always)
  func plus(_ left: UInt64, _ right: UInt64) -> UInt128 { self &+ UInt128(left, times: right) }
}
