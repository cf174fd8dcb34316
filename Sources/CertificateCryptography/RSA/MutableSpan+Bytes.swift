/// The bytes of a number, counted from the lowest, as encoded messages are taken apart and put together.
extension MutableSpan<UInt64> {
  /// The byte `position` places above the lowest.
  func byte(at position: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: self[position / 8] &>> UInt64(truncatingIfNeeded: position % 8 * 8))
  }

  /// Sets the byte `position` places above the lowest.
  mutating func setByte(at position: Int, to byte: UInt8) {
    let shift = UInt64(truncatingIfNeeded: position % 8 * 8)
    self[position / 8] = self[position / 8] & ~(0xFF &<< shift) | UInt64(byte) &<< shift
  }
}
