/// Reads the DER of an ECDSA-Sig-Value (RFC 3279 §2.2.3), as strictly as DER is meant.
enum ECDSASignatureReader {
  /// The two numbers, both without a sign; `nil` for anything that is not DER, or negative.
  static func halves(_ signature: [UInt8]) -> (r: [UInt8], s: [UInt8])? {
    var outer = signature[...]
    guard var contents = element(0x30, &outer), outer.isEmpty else { return nil }
    guard let r = integer(&contents), let s = integer(&contents), contents.isEmpty else { return nil }
    return (r, s)
  }

  private static func integer(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard let value = element(0x02, &bytes), let first = value.first, first < 0x80 else { return nil }
    guard first != 0 || value.count == 1 || value[value.startIndex + 1] >= 0x80 else { return nil }
    return Array(value)
  }

  private static func element(_ tag: UInt8, _ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.popFirst() == tag, let first = bytes.popFirst() else { return nil }
    var length = Int(first)
    if first == 0x81 {
      guard let next = bytes.popFirst(), next >= 0x80 else { return nil }
      length = Int(next)
    } else if first >= 0x80 {
      // No signature here is longer than 255 bytes.
      return nil
    }
    guard bytes.count >= length else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return bytes.prefix(length)
  }
}
