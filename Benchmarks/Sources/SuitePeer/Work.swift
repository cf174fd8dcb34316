/// A piece of work that can be done again and again.
struct Work {
  /// Does it so many times, at least once, and returns what came of the first; throws if another one came out otherwise.
  let run: (_ count: Int) throws -> Outcome
  /// What one run spends, by name, where the library counts that.
  var counts: (() throws -> [(name: String, value: Int)])?
  /// Whether it is all done on the thread that asks for it, where its instructions can be counted.
  var staysOnThread = true
  /// What the driver should know besides the outcome.
  var remark: String?

  /// Work that is done by calling `once` again and again.
  init(_ once: @escaping () throws -> Outcome) {
    run = { count in
      let outcome = try once()
      for _ in 1..<max(1, count) {
        let other = try once()
        guard other == outcome else { throw Self.difference(outcome, other) }
      }
      return outcome
    }
  }

  /// Work that is repeated in a way of its own.
  init(repeating run: @escaping (_ count: Int) throws -> Outcome) {
    self.run = run
  }

  /// What is wrong when two runs of the same work come out differently.
  static func difference(_ outcome: Outcome, _ other: Outcome) -> Refusal {
    .wrong("one run gave \(outcome.text), another one \(other.text)")
  }
}

/// What the last run made and the process keeps until the next one begins, so that the memory that it takes can be asked
/// for; what a run costs includes that its predecessor's is given back.
final class Kept<Value> {
  private var value: Value?

  /// Gives back what is kept, and keeps what is made anew.
  func replace(_ make: () throws -> Value) rethrows -> Value {
    value = nil
    let made = try make()
    value = made
    return made
  }
}
