/// What became of a step, and why.
package struct StepResult: Sendable, Hashable {
  /// What became of it; the raw value is what stands in text and in JSON.
  package enum Outcome: String, Sendable, Hashable {
    /// It was checked, and is in order.
    case pass = "PASS"
    /// It was checked, and is not.
    case fail = "FAIL"
    /// The data or the secret is not there.
    case notCheckable = "NOT CHECKABLE"
    /// The handshake has no such step.
    case notApplicable = "NOT APPLICABLE"
  }

  /// What became of it.
  package let outcome: Outcome
  /// Why, in one or more sentences; everything from strangers is escaped.
  package let reason: String
  /// What would let it be checked, or pass; `nil` if nobody can say.
  var remedy: Remedy?

  static func pass(_ reason: String) -> StepResult { StepResult(outcome: .pass, reason: reason) }
  static func fail(_ reason: String, _ remedy: Remedy? = nil) -> StepResult {
    StepResult(outcome: .fail, reason: reason, remedy: remedy)
  }
  static func notCheckable(_ reason: String, _ remedy: Remedy? = nil) -> StepResult {
    StepResult(outcome: .notCheckable, reason: reason, remedy: remedy)
  }
  static func notApplicable(_ reason: String) -> StepResult { StepResult(outcome: .notApplicable, reason: reason) }
}

extension StepResult {
  /// What becomes of a step that is there twice: the worse of the two counts.
  ///
  /// - Parameters:
  ///   - other: what became of it the other time.
  ///   - place: which time that was; `nil` if it goes without saying.
  func joined(with other: StepResult, _ place: String?) -> StepResult {
    guard other.outcome.severity > outcome.severity else { return self }
    return StepResult(
      outcome: other.outcome, reason: (place.map { "\($0): " } ?? "") + other.reason, remedy: other.remedy)
  }
}

extension StepResult.Outcome {
  /// How much it says about the connection.
  fileprivate var severity: Int {
    switch self {
    case .notApplicable: 0
    case .pass: 1
    case .notCheckable: 2
    case .fail: 3
    }
  }
}

extension Sequence<StepResult> {
  /// The verdict on all of them: FAIL if one fails, PASS if all that are applicable pass.
  var verdict: StepResult.Outcome {
    var isPassed = true
    for result in self {
      switch result.outcome {
      case .fail: return .fail
      case .notCheckable: isPassed = false
      case .pass, .notApplicable: break
      }
    }
    return isPassed ? .pass : .notCheckable
  }
}
