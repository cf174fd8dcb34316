package import CertificateEncoding

extension DERElement {
  /// Checks that every character of a string belongs to its type; a value of any other type is accepted as it is.
  ///
  /// X.680 §41 says what belongs to which type. Deliberate deviations, all of them toward certificates in use:
  /// PrintableString may hold `*`, `@`, `_` and `&`; a TeletexString may hold any byte (see ``CharacterEncoding``);
  /// an empty string is accepted, and so is one longer than RFC 5280 appendix A allows.
  package func validateCharacters(_ bytes: Span<UInt8>) throws(DERError) {
    switch tag {
    case .printableString: try validate(bytes, isAllowed: { $0.isPrintable })
    case .ia5String: try validate(bytes, isAllowed: { $0.isASCII })
    case .visibleString: try validate(bytes, isAllowed: { $0.isVisible })
    case .numericString: try validate(bytes, isAllowed: { $0.isNumeric })
    case .utf8String: try validate(bytes, .utf8)
    case .bmpString: try validate(bytes, .basicPlane)
    case .universalString: try validate(bytes, .universal)
    default: return
    }
  }

  @inline(__always)
  private func validate(_ bytes: Span<UInt8>, isAllowed: (UInt8) -> Bool) throws(DERError) {
    for offset in contents where !isAllowed(bytes[offset]) { throw DERError(.invalidString, at: offset) }
  }

  private func validate(_ bytes: Span<UInt8>, _ encoding: CharacterEncoding) throws(DERError) {
    var start = contents.lowerBound
    if encoding.keepsASCII {
      while start < contents.upperBound, bytes[start] < 0x80 { start += 1 }
    }
    var cursor = CharacterCursor(start..<contents.upperBound, encoding)
    while true {
      switch cursor.next(bytes) {
      case .character: continue
      case .end: return
      case .malformed: throw DERError(.invalidString, at: cursor.position)
      }
    }
  }
}

extension UInt8 {
  /// Whether the byte is in X.680 §41.4, table 10, or one of the four that certificates put into a PrintableString:
  /// bit by bit, the characters 20 to 3F and 40 to 7F.
  @inline(__always)
  fileprivate var isPrintable: Bool {
    let low: UInt64 = 0b1010_0111_1111_1111_1111_1111_1100_0001 << 32
    let high: UInt64 = 0b0000_0111_1111_1111_1111_1111_1111_1110_1000_0111_1111_1111_1111_1111_1111_1111
    return (self < 0x40 ? low : self < 0x80 ? high : 0) &>> (self & 0x3F) & 1 != 0
  }

  fileprivate var isASCII: Bool { self < 0x80 }
  fileprivate var isVisible: Bool { (0x20...0x7E).contains(self) }
  fileprivate var isNumeric: Bool { self == 0x20 || (0x30...0x39).contains(self) }
}
