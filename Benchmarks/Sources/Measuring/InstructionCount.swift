import Instructions

/// The instructions that this thread has run in user space, as the processor counts them.
///
/// Many machines have no such counter to give: virtual ones, containers that forbid perf_event_open, kernels whose
/// perf_event_paranoid is above 2, and systems other than Linux.
package enum InstructionCount {
  /// What `body` took, which is run in any case; `nil` where nobody counts.
  ///
  /// The price of asking is in it: about a thousand instructions, which many runs in `body` make small. Where the
  /// processor has no counter, valgrind can count between the two functions that are called here.
  package static func of(_ body: () -> Void) -> Int? {
    let isCounting = rootward_instructions_begin() == 0
    body()
    let count = rootward_instructions_end()
    return isCounting && count >= 0 ? Int(count) : nil
  }
}
