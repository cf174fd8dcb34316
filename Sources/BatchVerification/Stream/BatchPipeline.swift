package import Platform

/// Verifies a stream of items on several threads, and writes the results in the order of the items.
///
/// One thread reads, hands out lots, puts the results in order and writes; the others verify. It reads only while the lots
/// that are under way are few and small, whatever the stream has, and writes what there is before it waits, so that a
/// program that sends an item gets its result without having to send another. (An item of PEM ends with the next separator
/// or the end of the stream, so that a program sends the separator behind it.)
package struct BatchPipeline {
  /// Where results go and progress is told.
  package protocol Output {
    /// Takes lines of results, which may be written later; false if they can't be written.
    mutating func write(_ lines: [UInt8]) -> Bool
    /// Writes what was taken; false if it can't be written.
    mutating func flush() -> Bool
    /// Is told now and then how far it is.
    mutating func progress(_ tally: BatchTally, readByteCount: Int)
    /// How often that is wanted at least, in milliseconds; below 0 if nobody looks.
    var progressInterval: Int32 { get }
  }

  /// What is left when a run ends.
  package struct Outcome: Sendable {
    /// How many items there were of which verdict; of a run whose output fails, those before the last flush that succeeded.
    package var tally = BatchTally()
    /// Why the stream could not be read to its end.
    package var failure: FileError?
    /// Whether everything was written.
    package var isWritten = true
  }

  /// The most threads: as many processors as large machines have.
  package static let maximumJobCount = 1_024

  /// The most lots under way for each thread: one that it verifies, and some so that neither a lot that takes long nor a
  /// pause of the reader leaves it without work.
  private static let lotsPerJob = 6
  /// The most bytes under way, beyond which no more are read: enough for all lots of the usual size.
  var maximumByteCount: Int { (jobs * Self.lotsPerJob + 1) * 2 * ItemLot.usualByteCount }

  private let verifier: BatchVerifier
  private let jobs: Int

  /// Creates a pipeline with a number of threads that verify, at least one.
  package init(_ verifier: BatchVerifier, jobs: Int) {
    self.verifier = verifier
    self.jobs = min(max(1, jobs), Self.maximumJobCount)
  }

  /// Verifies all items of a stream.
  ///
  /// - Parameters:
  ///   - input: the stream.
  ///   - splitter: what finds its items.
  ///   - output: where the results go.
  /// - Returns: what was done, also if the stream breaks off.
  /// - Throws: the system's error, if it has no descriptor or no thread left.
  package func run(
    _ input: StreamedInput, _ splitter: consuming ItemSplitter, _ output: inout some Output
  ) throws(FileError) -> Outcome {
    let monitor = Monitor(BatchState())
    let wakeup = try Wakeup()
    let verifier = verifier
    var workers: [WorkerThread] = []
    for _ in 0..<jobs {
      guard let worker = WorkerThread({ Self.work(verifier, monitor, wakeup) }) else { break }
      workers.append(worker)
    }
    guard !workers.isEmpty else { throw FileError(.noThread, path: "thread") }
    defer {
      monitor.withLock { $0.isClosed = true }
      monitor.signalAll()
      for worker in workers { worker.join() }
    }
    var run = Run(
      input: input, splitter: splitter, monitor: monitor, wakeup: wakeup,
      window: OrderedLots(capacity: workers.count * Self.lotsPerJob), maximumByteCount: maximumByteCount)
    return run.run(&output)
  }

  /// Verifies lots until no more come.
  private static func work(_ verifier: BatchVerifier, _ monitor: Monitor<BatchState>, _ wakeup: Wakeup) {
    while case .verify(var lot) = monitor.wait(for: { $0.nextTask() }) {
      lot.verify(verifier)
      if monitor.withLock({ [lot] in $0.finish(lot) }) { wakeup.wake() }
    }
  }
}
