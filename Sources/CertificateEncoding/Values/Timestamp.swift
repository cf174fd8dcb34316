/// A moment in Universal Time, to the second.
///
/// Certificates count no fractions of a second (RFC 5280 §4.1.2.5), so neither does this type.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public let secondsSince1970: Int64

  /// Creates the moment that many seconds after 1970-01-01T00:00:00Z.
  public init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

  /// Whether one moment is before the other.
  public static func < (earlier: Timestamp, later: Timestamp) -> Bool {
    earlier.secondsSince1970 < later.secondsSince1970
  }
}

extension Timestamp {
  /// A date of the proleptic Gregorian calendar and a time of day.
  struct Civil: Equatable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
  }

  /// Creates a moment from a calendar date, with years 0 to 9999; `nil` if the calendar has no such moment.
  ///
  /// A 60th second, which UTCTime could carry in a leap second, is refused: RFC 5280 wants none, and no clock agrees on it.
  init?(_ civil: Civil) {
    guard (0...9999).contains(civil.year), (1...12).contains(civil.month),
      civil.day >= 1, civil.day <= Self.daysInMonth(civil.month, year: civil.year),
      (0...23).contains(civil.hour), (0...59).contains(civil.minute), (0...59).contains(civil.second)
    else { return nil }
    let seconds = civil.hour * 3600 + civil.minute * 60 + civil.second
    self.init(secondsSince1970: Int64(Self.days(since1970: civil)) * 86_400 + Int64(seconds))
  }

  /// Creates a moment from the numbers of a calendar date, as ``init(_:)`` does.
  package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    self.init(Civil(year: year, month: month, day: day, hour: hour, minute: minute, second: second))
  }

  /// The moments whose year has four digits: 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  package static var displayable: ClosedRange<Int64> { -62_167_219_200...253_402_300_799 }

  /// The date and time of day; moments outside the years 0 to 9999 are brought to that range's nearer end.
  var civil: Civil {
    let clamped = min(max(secondsSince1970, Self.displayable.lowerBound), Self.displayable.upperBound)
    var day = clamped / 86_400
    var rest = Int(clamped % 86_400)
    if rest < 0 {
      rest += 86_400
      day -= 1
    }
    // Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days: eras of 400 years from March.
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return Civil(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
      hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
  }

  /// Howard Hinnant's days_from_civil.
  private static func days(since1970 civil: Civil) -> Int {
    let year = civil.month <= 2 ? civil.year - 1 : civil.year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (civil.month > 2 ? civil.month - 3 : civil.month + 9) + 2) / 5 + civil.day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
