/// The bytes of hexadecimal digits; whatever is no digit is passed over.
func bytes(hexadecimal text: String) -> [UInt8] {
  var digits = text.compactMap(\.hexDigitValue)
  if digits.count % 2 == 1 { digits.insert(0, at: 0) }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
