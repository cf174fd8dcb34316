import BatchVerification
import CertificateVerification

/// What is told at the end of a batch.
struct BatchSummary {
  private let tally: BatchTally
  private let milliseconds: Int

  init(_ tally: BatchTally, nanoseconds: UInt64) {
    self.tally = tally
    milliseconds = Int(clamping: nanoseconds / 1_000_000)
  }

  /// How many items there were a second.
  private var rate: Int { Self.rate(tally.count, milliseconds: milliseconds) }

  /// How many items there were a second, as far as a clock of milliseconds tells.
  static func rate(_ count: Int, milliseconds: Int) -> Int {
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: 1_000)
    return (isTooLarge ? count / max(1, milliseconds / 1_000) : product / max(1, milliseconds))
  }

  /// The sentence for people.
  var text: String {
    let passedOver = tally.skipped > 0 ? "; \(Self.grouped(tally.skipped)) passed over" : ""
    return """
      \(Self.items(tally.count)) in \(Self.seconds(milliseconds)) s, \(Self.grouped(rate)) a second: \
      \(Self.grouped(tally.verified)) verified, \(Self.grouped(tally.refused)) refused, \
      \(Self.grouped(tally.malformed)) malformed\(passedOver)
      """
  }

  /// The object for programs, on one line.
  var json: String {
    JSONValue.object([
      ("items", .number(tally.count)), ("skipped", .number(tally.skipped)), ("verified", .number(tally.verified)),
      ("refused", .number(tally.refused)), ("malformed", .number(tally.malformed)),
      ("milliseconds", .number(milliseconds)), ("itemsPerSecond", .number(rate)),
    ]).line
  }

  /// A number of items.
  static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(grouped(count)) items" }

  /// A number with commas between thousands.
  static func grouped(_ number: Int) -> String {
    var text = ""
    let digits = String(number)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// Seconds with one digit behind the point.
  private static func seconds(_ milliseconds: Int) -> String {
    "\(grouped(milliseconds / 1_000)).\(milliseconds % 1_000 / 100)"
  }
}
