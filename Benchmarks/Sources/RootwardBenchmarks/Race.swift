import Foundation
import Measuring

/// The runs of one row: each contestant in turn, many times over, so that what the machine does meets all alike.
///
/// Each round has an order of its own, so that nobody always follows the same other, whose tables are still in the caches
/// or who left the processor idle while a process was waited for.
enum Race {
  /// What came of it.
  struct Result: Codable {
    struct Time: Codable {
      /// Seconds for one run.
      let minimum: Double
      let median: Double
      /// Allocations of memory in one run, where they were counted.
      var allocations: Double?
    }

    let row: String
    let byteCount: Int?
    let goals: [String: Double]
    var times: [String: Time] = [:]

    /// A contestant's median as a multiple of BoringSSL's, or else of OpenSSL's.
    func ratio(_ name: String) -> Double? {
      guard let time = times[name], let base = times[Row.boringSSL] ?? times[Row.openSSL] else { return nil }
      return time.median / base.median
    }
  }

  /// How long one turn of a contestant takes: long enough for the clock, short enough for many rounds and for a busy
  /// machine's scheduler, which interrupts longer turns more often and so would make slow contestants look slower still.
  private static let turn = 0.002
  /// How long everybody rests before a turn, so that each begins it as one who has not just used up a share of the
  /// processor; those in other processes have waited anyway.
  private static let rest = 0.0005

  static func run(_ row: Row, _ contestants: [any Contestant], rounds: Int) throws -> Result {
    var counts: [String: Int] = [:]
    var samples: [String: [Double]] = [:]
    // Only a batch must be whole.
    let step = if case .verifyEight = row.work { 8 } else { 1 }
    // One run to warm up, which builds tables too, and a few more to learn how many make a turn.
    for contestant in contestants {
      guard try contestant.seconds(row, count: 8) != nil, let seconds = try contestant.seconds(row, count: 8) else {
        continue
      }
      counts[contestant.name] = max(step, Int(turn / max(seconds / 8, 1e-9)) / step * step)
    }
    let running = contestants.filter { counts[$0.name] != nil }
    var generator = RepeatableGenerator()
    for _ in 0..<rounds {
      for contestant in running.shuffled(using: &generator) {
        let count = counts[contestant.name] ?? step
        Thread.sleep(forTimeInterval: rest)
        if let seconds = try contestant.seconds(row, count: count) {
          samples[contestant.name, default: []].append(seconds / Double(count))
        }
      }
    }
    var result = Result(row: row.title, byteCount: row.byteCount, goals: row.goals)
    for (name, values) in samples {
      let sorted = values.sorted()
      result.times[name] = Result.Time(minimum: sorted[0], median: sorted[sorted.count / 2])
    }
    if let own = running.first, own.name == Row.accelerated {
      let count = counts[own.name] ?? step
      let before = AllocationCount.now
      _ = try own.seconds(row, count: count)
      result.times[own.name]?.allocations = Double(AllocationCount.now - before) / Double(count)
    }
    return result
  }

  /// Stops if two give different bytes for the same work.
  static func checkOutputs(_ rows: [Row], _ contestants: [any Contestant]) throws {
    for row in rows {
      let outputs = try contestants.compactMap { contestant in
        try contestant.output(row).map { (name: contestant.name, bytes: $0) }
      }
      guard let first = outputs.first else { continue }
      for other in outputs where other.bytes != first.bytes {
        throw ContestantError(description: "\(first.name) and \(other.name) give different bytes: \(row.title)")
      }
    }
  }

  /// Stops if anybody accepts a signature of an altered message.
  static func checkRefusals(_ rows: [Row], _ contestants: [any Contestant]) throws {
    for row in rows {
      for contestant in contestants where try contestant.acceptsAltered(row) == true {
        throw ContestantError(description: "\(contestant.name) accepts an altered signature: \(row.title)")
      }
    }
  }
}
