/// A date, a time of day, or both (TOML 1.0.0, "Offset Date-Time" to "Local Time"; RFC 3339).
package struct TOMLDateTime: Sendable, Hashable {
  /// A date of the proleptic Gregorian calendar.
  package struct Date: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int
  }

  /// A time of day, with a second 60 for a leap second, which the grammar has.
  package struct Time: Sendable, Hashable {
    package let hour: Int
    package let minute: Int
    package let second: Int
    /// The fraction of the second, cut off after nine digits.
    package let nanosecond: Int
  }

  /// The date; `nil` for a time of day alone.
  package let date: Date?
  /// The time of day; `nil` for a date alone.
  package let time: Time?
  /// The offset from Universal Time in minutes; `nil` for a local date or time.
  package let offset: Int?

  /// Creates the value of `text`, which starts with `YYYY-` or `HH:`; `nil` if it is none that exists.
  init?(_ text: some Collection<UInt8>) {
    var digits = DigitReader(text)
    var date: Date?
    if digits.has(separator: UInt8(ascii: "-"), after: 4) {
      guard let year = digits.number(4), digits.take(UInt8(ascii: "-")), let month = digits.number(2),
        digits.take(UInt8(ascii: "-")), let day = digits.number(2),
        (1...12).contains(month), day >= 1, day <= Self.days(month: month, year: year)
      else { return nil }
      date = Date(year: year, month: month, day: day)
      if digits.isAtEnd {
        self.init(date: date, time: nil, offset: nil)
        return
      }
      // "Offset Date-Time": a T, which RFC 3339 §5.6 lets be small, or a space.
      guard digits.take(UInt8(ascii: "T")) || digits.take(UInt8(ascii: "t")) || digits.take(UInt8(ascii: " ")) else {
        return nil
      }
    }
    guard let time = digits.time() else { return nil }
    if digits.isAtEnd {
      self.init(date: date, time: time, offset: nil)
      return
    }
    guard date != nil, let offset = digits.offset(), digits.isAtEnd else { return nil }
    self.init(date: date, time: time, offset: offset)
  }

  private init(date: Date?, time: Time?, offset: Int?) {
    self.date = date
    self.time = time
    self.offset = offset
  }

  private static func days(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A reader of groups of decimal digits.
private struct DigitReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

  var isAtEnd: Bool { index == bytes.count }

  func has(separator: UInt8, after count: Int) -> Bool {
    count < bytes.count - index && bytes[index + count] == separator
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// The number that exactly `count` digits make.
  mutating func number(_ count: Int) -> Int? {
    guard count <= bytes.count - index else { return nil }
    var value = 0
    for _ in 0..<count {
      guard case let digit = bytes[index] &- 0x30, digit < 10 else { return nil }
      value = value * 10 + Int(digit)
      index += 1
    }
    return value
  }

  /// A time: RFC 3339 §5.6, partial-time.
  mutating func time() -> TOMLDateTime.Time? {
    guard let hour = number(2), take(UInt8(ascii: ":")), let minute = number(2), take(UInt8(ascii: ":")),
      let second = number(2), hour < 24, minute < 60, second <= 60
    else { return nil }
    var nanosecond = 0
    if take(UInt8(ascii: ".")) {
      let start = index
      while let digit = number(1) {
        // "Local Time": what is finer than the implementation's unit is cut off, not rounded.
        if index - start <= 9 { nanosecond = nanosecond * 10 + digit }
      }
      guard index > start else { return nil }
      for _ in 0..<max(0, 9 - (index - start)) { nanosecond *= 10 }
    }
    return TOMLDateTime.Time(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
  }

  /// An offset: RFC 3339 §5.6, time-offset.
  mutating func offset() -> Int? {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    let isNegative = take(UInt8(ascii: "-"))
    guard isNegative || take(UInt8(ascii: "+")), let hour = number(2), take(UInt8(ascii: ":")),
      let minute = number(2), hour < 24, minute < 60
    else { return nil }
    return (hour * 60 + minute) * (isNegative ? -1 : 1)
  }
}
