import BatchVerification

/// The line that tells on a terminal how far a batch is.
struct BatchProgress {
  /// How wide the bar is.
  private static let barWidth = 20
  /// The most characters: one less than the 80 columns that every terminal has, so that the line never breaks.
  static let maximumWidth = 79

  /// How many bytes there are; `nil` if nobody knows.
  let byteCount: Int?

  /// The line, of which the bar, then the time left, and then the last numbers are left out until it fits a terminal.
  func line(_ tally: BatchTally, readByteCount: Int, milliseconds: Int) -> String {
    let rate = BatchSummary.rate(tally.count, milliseconds: milliseconds)
    var parts = [BatchSummary.items(tally.count), "\(BatchSummary.grouped(rate))/s"]
    if tally.refused > 0 { parts.append("\(BatchSummary.grouped(tally.refused)) refused") }
    if tally.malformed > 0 { parts.append("\(BatchSummary.grouped(tally.malformed)) malformed") }
    guard let byteCount, byteCount > 0 else { return Self.fitting("", parts) }
    let share = min(1, Double(readByteCount) / Double(byteCount))
    var whole = parts
    if share > 0.01, share < 1 {
      // What is left takes as long, byte for byte, as what is done.
      whole.append(Self.duration(Int(Double(milliseconds) * (1 - share) / share / 1_000)) + " left")
    }
    let done = Int(share * Double(Self.barWidth))
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: Self.barWidth - done)
    let percentage = "\(Int(share * 100))% "
    for start in ["[\(bar)] " + percentage, percentage] {
      let line = start + whole.joined(separator: ", ")
      if line.utf8.count <= Self.maximumWidth { return line }
    }
    return Self.fitting(percentage, parts)
  }

  /// A line with as many of these parts as fit, and the first at any rate.
  private static func fitting(_ start: String, _ parts: [String]) -> String {
    var parts = parts
    var line = start + parts.joined(separator: ", ")
    while line.utf8.count > maximumWidth, parts.count > 1 {
      parts.removeLast()
      line = start + parts.joined(separator: ", ")
    }
    return line
  }

  /// Minutes and seconds, or hours as well.
  static func duration(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }
}
