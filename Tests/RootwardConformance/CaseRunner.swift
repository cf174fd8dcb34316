import Dispatch
import Foundation
import Synchronization

/// Runs cases on several threads, and gives up on a case that takes too long without giving up on the others.
struct CaseRunner {
  let timeLimit: Duration

  /// The results of `cases`, in the same order.
  func run(_ cases: [ConformanceCase]) -> [ConformanceResult] {
    let results = Mutex<[Int: ConformanceResult]>([:])
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < cases.count else { return }
        let result = run(cases[index])
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { results in cases.indices.compactMap { results[$0] } }
  }

  /// The cases that cost most, and what they cost.
  ///
  /// How long a case took among others says which to look at; those are measured again alone, and the shortest of five
  /// times is told, which nothing else on the machine has made longer.
  static func slowest(
    _ count: Int, of cases: [ConformanceCase], _ results: [ConformanceResult]
  ) -> [(id: String, cost: Duration)] {
    let order = results.indices.filter { results[$0].verdict != nil }
      .sorted { results[$0].duration > results[$1].duration }
    let costs = order.prefix(4 * count).map { index in
      let times = (0..<5).map { _ in ContinuousClock().measure { _ = cases[index].judge() } }
      return (id: results[index].id, cost: times.min() ?? .zero)
    }
    return Array(costs.sorted { $0.cost > $1.cost }.prefix(count))
  }

  /// A thread of its own for each case: one that hangs cannot be ended, but it can be left behind.
  private func run(_ one: ConformanceCase) -> ConformanceResult {
    let box = VerdictBox()
    let start = ContinuousClock.now
    let thread = Thread {
      let verdict = one.judge()
      box.verdict.withLock { $0 = verdict }
      box.done.signal()
    }
    thread.start()
    let deadline = DispatchTime.now() + .milliseconds(Int(timeLimit / .milliseconds(1)))
    let isDone = box.done.wait(timeout: deadline) == .success
    return ConformanceResult(
      id: one.id, expected: one.expected, verdict: isDone ? box.verdict.withLock { $0 } : nil,
      duration: ContinuousClock.now - start)
  }
}

/// Where the thread of a case leaves its verdict.
private final class VerdictBox: Sendable {
  let verdict = Mutex<Verdict?>(nil)
  let done = DispatchSemaphore(value: 0)
}
