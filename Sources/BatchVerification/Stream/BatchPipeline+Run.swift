import Platform

extension BatchPipeline {
  /// One run, as the thread sees it that reads and writes.
  struct Run {
    /// How much is read at once: what a pipe of Linux holds.
    private static let pieceByteCount = 65_536
    /// The most buffers that are kept to be used again.
    private static let spareCount = 8

    private let input: StreamedInput
    private var splitter: ItemSplitter
    private let monitor: Monitor<BatchState>
    private let wakeup: Wakeup
    private var window: OrderedLots
    private let maximumByteCount: Int

    private var outcome = Outcome()
    /// What was taken by the output and not flushed yet, so that nobody knows whether it can be written.
    private var unflushed = BatchTally()
    private var isAtEnd = false
    private var readByteCount = 0
    private var spares: [[UInt8]] = []

    init(
      input: StreamedInput, splitter: ItemSplitter, monitor: Monitor<BatchState>, wakeup: Wakeup, window: OrderedLots,
      maximumByteCount: Int
    ) {
      self.input = input
      self.splitter = splitter
      self.monitor = monitor
      self.wakeup = wakeup
      self.window = window
      self.maximumByteCount = maximumByteCount
    }

    /// Reads, hands out, puts in order and writes, until there is nothing more to do.
    mutating func run(_ output: inout some Output) -> Outcome {
      while true {
        let isStarving = collect(&output)
        guard outcome.isWritten else { break }
        var tally = outcome.tally
        tally.add(unflushed)
        output.progress(tally, readByteCount: readByteCount)
        let hasRoom = window.count < window.capacity && window.byteCount < maximumByteCount
        let isFull = splitter.byteCount >= ItemLot.usualByteCount || splitter.itemCount >= ItemLot.maximumItemCount
        // A thread without work doesn't wait for a lot of the usual size.
        if hasRoom, splitter.itemCount > 0, isFull || isAtEnd || isStarving {
          handOut()
          continue
        }
        if isAtEnd, splitter.itemCount == 0, window.count == 0 { break }
        let mayRead = !isAtEnd && hasRoom && !isFull
        if mayRead {
          if input.wait(forInput: true, wakeup: nil, milliseconds: 0).isReadable {
            read()
            continue
          }
          if splitter.itemCount > 0 {
            handOut()
            continue
          }
        }
        guard flush(&output) else {
          outcome.isWritten = false
          break
        }
        sleep(forInput: mayRead, milliseconds: output.progressInterval)
      }
      outcome.isWritten = flush(&output) && outcome.isWritten
      outcome.tally.skipped = splitter.skippedCount
      return outcome
    }

    /// Takes what is done, and writes what is next; whether a thread may be without work.
    private mutating func collect(_ output: inout some Output) -> Bool {
      var done: [ItemLot] = []
      let isStarving = monitor.withLock { state in
        swap(&done, &state.done)
        return state.waiting.isEmpty
      }
      for lot in done { window.finish(lot) }
      while var lot = window.popFirst() {
        guard output.write(lot.output) else {
          outcome.isWritten = false
          break
        }
        unflushed.add(lot.tally)
        if spares.count < Self.spareCount {
          var spare: [UInt8] = []
          swap(&spare, &lot.bytes)
          spares.append(spare)
        }
      }
      return isStarving
    }

    /// Writes what was taken, and counts it only then: whoever goes on behind what was counted loses nothing.
    private mutating func flush(_ output: inout some Output) -> Bool {
      guard output.flush() else { return false }
      outcome.tally.add(unflushed)
      unflushed = BatchTally()
      return true
    }

    private mutating func handOut() {
      guard let lot = splitter.takeLot(recycling: spares.popLast() ?? []) else { return }
      window.begin(lot)
      monitor.withLock { $0.waiting.append(lot) }
      monitor.signal()
    }

    private mutating func read() {
      let input = input
      var count = 0
      do throws(FileError) {
        isAtEnd =
          try !splitter.read { bytes throws(FileError) in
            count = try input.read(Self.pieceByteCount, into: &bytes)
            return count
          }
      } catch {
        // What was read so far counts; of an item that is not whole nobody knows how it goes on.
        outcome.failure = error
        isAtEnd = true
      }
      readByteCount += count
    }

    /// Waits for a lot that is done or, if that is asked for, for input.
    private func sleep(forInput: Bool, milliseconds: Int32) {
      let mayWait = monitor.withLock { state in
        state.isAsleep = state.done.isEmpty
        return state.isAsleep
      }
      guard mayWait else { return }
      _ = input.wait(forInput: forInput, wakeup: wakeup, milliseconds: milliseconds)
      monitor.withLock { $0.isAsleep = false }
    }
  }
}
