import CertificateEncoding
import Testing

@Suite("Moments and the calendar")
struct TimestampTests {
  /// Days are counted one by one, by the rule of thumb that children learn, not by a formula.
  @Test func everyDayFrom1900To2100() throws {
    var day: Int64 = -2_208_988_800 / 86_400  // 1900-01-01, the epoch of NTP (RFC 5905 §6, figure 4).
    for year in 1900...2100 {
      let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
      for (month, count) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
        for number in 1...count {
          let date = "\(year)-\(two(month + 1))-\(two(number))"
          let first = Timestamp(secondsSince1970: day * 86_400)
          let last = Timestamp(secondsSince1970: day * 86_400 + 86_399)
          try #require(first.description == date + "T00:00:00Z")
          try #require(last.description == date + "T23:59:59Z")
          try #require(Timestamp(date) == first)
          try #require(Timestamp(date + "T23:59:59Z") == last)
          day += 1
        }
        try #require(Timestamp("\(year)-\(two(month + 1))-\(two(count + 1))") == nil)
      }
    }
    #expect(day == 4_133_980_800 / 86_400)  // 2101-01-01
  }

  private func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

  @Test func everySecondOfADay() throws {
    for second in 0..<86_400 {
      let moment = Timestamp(secondsSince1970: -86_400 + Int64(second))
      let text = "1969-12-31T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
      try #require(moment.description == text)
    }
  }

  @Test(
    arguments: [
      ("0000-01-01T00:00:00Z", -62_167_219_200), ("0000-02-29T00:00:00Z", -62_162_121_600),
      ("0000-03-01T00:00:00Z", -62_162_035_200), ("0001-01-01T00:00:00Z", -62_135_596_800),
      ("1969-12-31T23:59:59Z", -1), ("1970-01-01T00:00:00Z", 0), ("2000-01-01T00:00:00Z", 946_684_800),
      ("2038-01-19T03:14:08Z", 2_147_483_648), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Int64)])
  func edges(text: String, seconds: Int64) {
    #expect(Timestamp(text)?.secondsSince1970 == seconds)
    #expect(Timestamp(secondsSince1970: seconds).description == text)
  }

  @Test(arguments: [
    ("2026-11-21T08:30:00+01:00", "2026-11-21T07:30:00Z"), ("2026-11-21t08:30:00z", "2026-11-21T08:30:00Z"),
    ("2026-11-21 08:30:00-00:00", "2026-11-21T08:30:00Z"), ("2026-12-31T23:59:59-23:59", "2027-01-01T23:58:59Z"),
    ("2026-11-21T08:30:00.999999999Z", "2026-11-21T08:30:00Z"), ("2026-11-21", "2026-11-21T00:00:00Z"),
    ("0000-01-01T01:00:00+01:00", "0000-01-01T00:00:00Z"), ("9999-12-31T22:59:59-01:00", "9999-12-31T23:59:59Z"),
  ])
  func formsOfText(text: String, expected: String) {
    #expect(Timestamp(text)?.description == expected)
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-11-2", "2026-11-211", "26-11-21", "2026/11/21", "2026-00-01", "2026-13-01",
    "2026-02-29", "2100-02-29", "2026-04-31", "2026-11-00", "+026-11-21", "2026-11-21T", "2026-11-21T08:30",
    "2026-11-21T08:30:00", "2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z", "2016-12-31T23:59:60Z",
    "2026-11-21T08:30:00.Z", "2026-11-21T08:30:00+0100", "2026-11-21T08:30:00+24:00", "2026-11-21T08:30:00+01:60",
    "2026-11-21T08:30:00Z ", " 2026-11-21", "2026-11-21T08:30:00ZZ", "2026-11-21X08:30:00Z", "٢٠٢٦-11-21",
    // Moments of the years -1 and 10000.
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  ])
  func whatIsNoMoment(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func momentsBeyondTheYearsAreShownAsTheNearest() {
    #expect(Timestamp(secondsSince1970: .min).description == "0000-01-01T00:00:00Z")
    #expect(Timestamp(secondsSince1970: .max).description == "9999-12-31T23:59:59Z")
  }

  @Test func momentsAreOrdered() {
    #expect(Timestamp(secondsSince1970: -1) < Timestamp(secondsSince1970: 0))
    #expect(!(Timestamp(secondsSince1970: 0) < Timestamp(secondsSince1970: 0)))
  }
}
