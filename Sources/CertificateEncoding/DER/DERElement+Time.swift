extension DERElement {
  /// The moment of a UTCTime or GeneralizedTime, of the one form that RFC 5280 §4.1.2.5.1 and §4.1.2.5.2 allow:
  /// `YYMMDDHHMMSSZ` with years 1950 to 2049, or `YYYYMMDDHHMMSSZ`, without a fraction.
  package func time(_ bytes: Span<UInt8>) throws(DERError) -> Timestamp {
    let yearDigits: Int
    switch tag {
    case .utcTime: yearDigits = 2
    case .generalizedTime: yearDigits = 4
    default: throw DERError(.unexpectedTag(expected: .utcTime, found: tag), at: start)
    }
    guard contents.count == yearDigits + 11, bytes[contents.upperBound - 1] == UInt8(ascii: "Z") else {
      throw DERError(.invalidTime, at: start)
    }
    var position = contents.lowerBound
    var year = try number(bytes, at: &position, digits: yearDigits)
    if yearDigits == 2 { year += year >= 50 ? 1900 : 2000 }
    let civil = Timestamp.Civil(
      year: year,
      month: try number(bytes, at: &position, digits: 2),
      day: try number(bytes, at: &position, digits: 2),
      hour: try number(bytes, at: &position, digits: 2),
      minute: try number(bytes, at: &position, digits: 2),
      second: try number(bytes, at: &position, digits: 2))
    guard let moment = Timestamp(civil) else { throw DERError(.invalidTime, at: start) }
    return moment
  }

  private func number(_ bytes: Span<UInt8>, at position: inout Int, digits: Int) throws(DERError) -> Int {
    var value = 0
    for offset in position..<position + digits {
      guard (0x30...0x39).contains(bytes[offset]) else { throw DERError(.invalidTime, at: offset) }
      value = value * 10 + Int(bytes[offset] - 0x30)
    }
    position += digits
    return value
  }
}
