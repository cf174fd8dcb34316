import Measuring

/// A conversation with the driver: one question a line, fields separated by tabs, and one line for an answer.
///
///     version                          TEXT, or - for Rootward
///     prepare ID TASK KEY=VALUE...     ok RESULT [REMARK] | none REASON | error REASON
///     run ID COUNT                     nanoseconds for so many runs
///     allocations ID COUNT             allocations of memory a run, or none
///     counts ID                        NAME=VALUE... of what one run spends, or none
///     instructions ID COUNT            instructions a run, or none
///     drop ID                          ok
///     memory                           bytes in use, and the most there ever were, or none
///
/// Each run has to come out as the first one did. Whatever is wrong is answered with `error` and a reason.
struct Session {
  private let peer: any Peer
  private var prepared: [String: (work: Work, outcome: Outcome)] = [:]
  /// The most runs that one question may ask for: a driver that wants more has a bug.
  private static let maximumCount = 1_000_000_000

  init(_ peer: any Peer) {
    self.peer = peer
  }

  /// The answer to a line, always one line.
  mutating func answer(_ line: String) -> String {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    var answer: String
    do {
      answer = try reply(fields)
    } catch Refusal.none(let reason) {
      answer = "none \(reason)"
    } catch Refusal.wrong(let reason) {
      answer = "error \(reason)"
    } catch {
      answer = "error \(error)"
    }
    if answer.contains(where: \.isNewline) {
      answer = answer.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
    return answer
  }

  private mutating func reply(_ fields: [String]) throws -> String {
    switch fields[0] {
    case "version": return peer.version
    case "prepare": return try prepare(fields)
    case "run": return try run(fields)
    case "allocations": return try allocations(fields)
    case "counts": return try counts(fields)
    case "instructions": return try instructions(fields)
    case "drop":
      guard fields.count > 1, prepared.removeValue(forKey: fields[1]) != nil else { throw Self.unknown(fields) }
      return "ok"
    case "memory": return Memory.now.map { "\($0.resident) \($0.peak)" } ?? "none"
    default: throw Refusal.wrong("there is no question \(fields[0])")
    }
  }

  private mutating func prepare(_ fields: [String]) throws -> String {
    guard fields.count > 2, !fields[1].isEmpty else { throw Refusal.wrong("prepare needs an ID and a task") }
    prepared[fields[1]] = nil
    let work = try peer.work(WorkOrder(fields[2...]))
    let outcome = try work.run(1)
    prepared[fields[1]] = (work, outcome)
    return "ok \(outcome.text)" + (work.remark.map { " \($0)" } ?? "")
  }

  private func run(_ fields: [String]) throws -> String {
    let (prepared, count) = try (find(fields), Self.count(fields))
    var outcome = Result<Outcome, any Error>.success(prepared.outcome)
    let time = ContinuousClock().measure { outcome = Result { try prepared.work.run(count) } }
    try Self.check(outcome, prepared.outcome)
    return String(Int((time / .nanoseconds(1)).rounded()))
  }

  private func allocations(_ fields: [String]) throws -> String {
    let (prepared, count) = try (find(fields), Self.count(fields))
    guard AllocationCount.isCounted else { return "none" }
    let before = AllocationCount.now
    let outcome = Result { try prepared.work.run(count) }
    let allocations = AllocationCount.now - before
    try Self.check(outcome, prepared.outcome)
    return Self.decimal(allocations, count)
  }

  private func counts(_ fields: [String]) throws -> String {
    guard let counts = try find(fields).work.counts else { return "none" }
    return try counts().map { "\($0.name)=\($0.value)" }.joined(separator: " ")
  }

  private func instructions(_ fields: [String]) throws -> String {
    let (prepared, count) = try (find(fields), Self.count(fields))
    guard prepared.work.staysOnThread else { return "none" }
    var outcome = Result<Outcome, any Error>.success(prepared.outcome)
    let instructions = InstructionCount.of { outcome = Result { try prepared.work.run(count) } }
    try Self.check(outcome, prepared.outcome)
    return instructions.map { Self.decimal($0, count) } ?? "none"
  }

  /// Stops unless work came out as it did at first.
  private static func check(_ outcome: Result<Outcome, any Error>, _ expected: Outcome) throws {
    let outcome = try outcome.get()
    guard outcome == expected else { throw Work.difference(expected, outcome) }
  }

  private func find(_ fields: [String]) throws -> (work: Work, outcome: Outcome) {
    guard fields.count > 1, let found = prepared[fields[1]] else { throw Self.unknown(fields) }
    return found
  }

  private static func unknown(_ fields: [String]) -> Refusal {
    .wrong("\(fields[0]) needs the ID of what was prepared" + (fields.count > 1 ? ", and \(fields[1]) is none" : ""))
  }

  private static func count(_ fields: [String]) throws -> Int {
    guard fields.count > 2, let count = Int(fields[2]), (1...maximumCount).contains(count) else {
      throw Refusal.wrong("\(fields[0]) needs a count from 1 to \(maximumCount)")
    }
    return count
  }

  /// A quotient of numbers that are not negative, in thousandths.
  private static func decimal(_ amount: Int, _ count: Int) -> String {
    let thousandths = (amount % count * 1000 + count / 2) / count
    let digits = String(thousandths % 1000)
    return "\(amount / count + thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
