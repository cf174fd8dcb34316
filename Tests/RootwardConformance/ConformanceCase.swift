/// One case of a suite: what to do, and what should come of it.
struct ConformanceCase: Sendable {
  /// What a case wants to see.
  enum Expectation: Sendable, Equatable {
    case accepted
    case refused
    /// Upstream calls both outcomes acceptable; only a crash or a hang is wrong.
    case either
    /// A word of the suite's own, where there are more than two.
    case answer(String)
  }

  let id: String
  let expected: Expectation
  /// Runs the case as a user of the library would, on whatever thread.
  let judge: @Sendable () -> Verdict
}

/// What the engine made of a case.
enum Verdict: Sendable, Equatable {
  case accepted
  /// Refused, with the engine's reason in a few words.
  case refused(because: String)
  /// One of the words that ``ConformanceCase/Expectation/answer(_:)`` may want.
  case answer(String, because: String)
  /// The engine contradicts itself: it judges the same thing in two ways that differ, which no case may want.
  case contradiction(String)
  /// The engine cannot judge the case yet: it is skipped, and counted by this reason.
  case unsupported(String)
}

/// A case with what came of it.
struct ConformanceResult: Sendable {
  let id: String
  let expected: ConformanceCase.Expectation
  /// `nil` if the time limit passed first.
  let verdict: Verdict?
  let duration: Duration

  enum Outcome: Sendable { case passed, failed, skipped }

  var outcome: Outcome {
    switch (expected, verdict) {
    case (_, nil), (_, .contradiction): .failed
    case (_, .unsupported): .skipped
    case (.either, _), (.accepted, .accepted), (.refused, .refused): .passed
    case (.answer(let wanted), .answer(let got, _)): wanted == got ? .passed : .failed
    default: .failed
    }
  }
}

extension ConformanceCase.Expectation: CustomStringConvertible {
  var description: String {
    switch self {
    case .accepted: "accepted"
    case .refused: "refused"
    case .either: "either"
    case .answer(let word): word
    }
  }
}
