import BatchVerification
import Platform

/// Where the results of a batch go: lines to standard output and, if somebody watches, the progress to standard error.
struct BatchOutput: BatchPipeline.Output {
  /// How often the progress is told, in nanoseconds: often enough to look alive.
  private static let interval: UInt64 = 200_000_000
  /// Goes to the start of the line and erases it (ECMA-48 §8.3.15, §8.3.41).
  private static let erase = "\r\u{1B}[K"

  private let console: Console
  private let bar: BatchProgress
  private let start = Clock.monotonicNanoseconds()
  private var told: UInt64 = 0

  init(_ console: Console, byteCount: Int?) {
    self.console = console
    bar = BatchProgress(byteCount: byteCount)
  }

  /// How long it is since this value was made.
  var elapsedNanoseconds: UInt64 { Clock.monotonicNanoseconds() - start }

  var progressInterval: Int32 { console.showsProgress ? Int32(Self.interval / 1_000_000) : -1 }

  mutating func write(_ lines: [UInt8]) -> Bool {
    console.write(String(decoding: lines, as: UTF8.self))
    return console.isIntact
  }

  mutating func flush() -> Bool {
    console.flush()
    return console.isIntact
  }

  mutating func progress(_ tally: BatchTally, readByteCount: Int) {
    guard console.showsProgress else { return }
    let elapsed = elapsedNanoseconds
    guard elapsed >= told + Self.interval else { return }
    told = elapsed
    let line = bar.line(tally, readByteCount: readByteCount, milliseconds: Int(clamping: elapsed / 1_000_000))
    console.tell(Self.erase + line)
  }

  /// Takes the progress away.
  func finish() {
    if told > 0 { console.tell(Self.erase) }
  }
}
