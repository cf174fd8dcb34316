extension Timestamp: CustomStringConvertible {
  /// The moment as RFC 3339 writes it in Universal Time, such as `2026-11-21T08:30:00Z`.
  public var description: String {
    let civil = civil
    let date = padded(civil.year, to: 4) + "-" + padded(civil.month) + "-" + padded(civil.day)
    return date + "T" + padded(civil.hour) + ":" + padded(civil.minute) + ":" + padded(civil.second) + "Z"
  }

  private func padded(_ number: Int, to count: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  /// Creates a moment from RFC 3339 text, such as `2026-11-21T08:30:00+01:00`, or from a bare date, which means its
  /// first second in Universal Time.
  ///
  /// A fraction of a second is accepted and dropped. Returns `nil` if `text` has another form or names no moment of
  /// the years 0 to 9999.
  public init?(_ text: some StringProtocol) {
    var digits = TimeDigits(text.utf8)
    guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
      let day = digits.number(2)
    else { return nil }
    var civil = Civil(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
    guard !digits.isAtEnd else {
      self.init(civil)
      return
    }
    guard digits.skip("T") || digits.skip("t") || digits.skip(" "),
      let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2), digits.skip(":"),
      let second = digits.number(2), digits.skipFraction(), let offset = digits.zoneOffset(), digits.isAtEnd
    else { return nil }
    (civil.hour, civil.minute, civil.second) = (hour, minute, second)
    guard let local = Timestamp(civil) else { return nil }
    self.init(secondsSince1970: local.secondsSince1970 - Int64(offset))
    guard Self.displayable.contains(secondsSince1970) else { return nil }
  }
}

/// A cursor over the digits of a time.
private struct TimeDigits {
  private var rest: ArraySlice<UInt8>

  init(_ text: some Sequence<UInt8>) { rest = Array(text)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var value = 0
    for byte in rest.prefix(count) {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    rest.removeFirst(count)
    return value
  }

  /// Skips `.` and the digits after it; false if there are none.
  mutating func skipFraction() -> Bool {
    guard skip(".") else { return true }
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest.removeFirst(digits.count)
    return !digits.isEmpty
  }

  /// The offset of a zone in seconds, which `Z` or `+hh:mm` ends the text with.
  mutating func zoneOffset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let sign = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60 else {
      return nil
    }
    return sign * (hours * 3600 + minutes * 60)
  }
}
