import BatchVerification

/// The line that tells on a terminal how far a batch is.
struct BatchProgress {
  private static let width = 20

  /// How many bytes there are; `nil` if nobody knows.
  let byteCount: Int?

  /// The line, in less than the 80 columns that every terminal has as long as there are fewer than ten million items.
  func line(_ tally: BatchTally, readByteCount: Int, milliseconds: Int) -> String {
    let rate = BatchSummary.rate(tally.count, milliseconds: milliseconds)
    var parts = [BatchSummary.items(tally.count), "\(BatchSummary.grouped(rate))/s"]
    if tally.refused > 0 { parts.append("\(BatchSummary.grouped(tally.refused)) refused") }
    if tally.malformed > 0 { parts.append("\(BatchSummary.grouped(tally.malformed)) malformed") }
    guard let byteCount, byteCount > 0 else { return parts.joined(separator: ", ") }
    let share = min(1, Double(readByteCount) / Double(byteCount))
    if share > 0.01, share < 1 {
      // What is left takes as long, byte for byte, as what is done.
      parts.append(Self.duration(Int(Double(milliseconds) * (1 - share) / share / 1_000)) + " left")
    }
    let done = Int(share * Double(Self.width))
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: Self.width - done)
    return "[\(bar)] \(Int(share * 100))% " + parts.joined(separator: ", ")
  }

  /// Minutes and seconds, or hours as well.
  static func duration(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }
}
