/// What became of each step of a handshake, in as little memory as that takes.
package struct StepResults: Sendable, Hashable {
  private let results: [StepResult?]

  init(_ results: [Step: StepResult]) {
    self.results = Step.allCases.map { results[$0] }
  }

  /// What became of a step; `nil` if nothing is said of it.
  package subscript(step: Step) -> StepResult? {
    Step.allCases.firstIndex(of: step).flatMap { results[$0] }
  }

  /// How many steps something is said of.
  package var count: Int { values.count }

  /// The results, in the order of the steps.
  package var values: [StepResult] { results.compactMap { $0 } }
}
