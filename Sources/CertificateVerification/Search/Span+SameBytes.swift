extension Span<UInt8> {
  /// Whether two parts of two buffers hold the same bytes; false where one is out of bounds.
  ///
  /// Most of those that are asked are the same, so that there is no way out before the end, which lets the compiler take
  /// many bytes at once.
  func hasSameBytes(_ range: Range<Int>, _ other: Span<UInt8>, _ otherRange: Range<Int>) -> Bool {
    guard range.count == otherRange.count, range.upperBound <= count, otherRange.upperBound <= other.count else {
      return false
    }
    let (left, right) = (extracting(range), other.extracting(otherRange))
    var difference: UInt8 = 0
    for index in 0..<min(left.count, right.count) { difference |= left[index] ^ right[index] }
    return difference == 0
  }
}
