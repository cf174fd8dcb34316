extension UInt8 {
  /// The lower-case letter of an ASCII upper-case one; any other byte as it is.
  @inline(__always)
  var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// Whether the byte is an ASCII decimal digit.
  @inline(__always)
  var isASCIIDigit: Bool { self &- 0x30 < 10 }

  /// Whether the byte may stand in a label of a host name: letter, digit, hyphen, or the underscore that RFC 1123
  /// doesn't know and that names in use have.
  @inline(__always)
  var isHostNameCharacter: Bool {
    (self | 0x20) &- 0x61 < 26 || isASCIIDigit || self == 0x2D || self == 0x5F
  }
}
