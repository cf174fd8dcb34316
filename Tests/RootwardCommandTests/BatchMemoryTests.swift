import CertificateEncoding
import CertificateVerification
import Foundation
import Platform
import Testing

@testable import BatchVerification

@Suite("The memory of a batch")
struct BatchMemoryTests {
  /// An output that is slow, refuses after some lines, and keeps how far reading was ahead of it.
  private struct Sluggish: BatchPipeline.Output {
    let lineByteCount: Int
    let maximumLineCount: Int
    let pause: TimeInterval
    var canFlush = true
    private(set) var lineCount = 0
    private(set) var flushedLineCount = 0
    private(set) var readByteCount = 0
    private(set) var greatestLead = 0

    var progressInterval: Int32 { -1 }

    init(lineByteCount: Int, maximumLineCount: Int, pause: TimeInterval, canFlush: Bool) {
      (self.lineByteCount, self.maximumLineCount) = (lineByteCount, maximumLineCount)
      (self.pause, self.canFlush) = (pause, canFlush)
    }

    mutating func write(_ lines: [UInt8]) -> Bool {
      Thread.sleep(forTimeInterval: pause)
      guard lineCount < maximumLineCount else { return false }
      lineCount += lines.count { $0 == 0x0A }
      return true
    }

    mutating func flush() -> Bool {
      if canFlush { flushedLineCount = lineCount }
      return canFlush
    }

    mutating func progress(_ tally: BatchTally, readByteCount: Int) {
      self.readByteCount = readByteCount
      greatestLead = max(greatestLead, readByteCount - lineCount * lineByteCount)
    }
  }

  /// Runs a pipeline of two threads over a stream without end, until the output refuses.
  private func run(_ output: inout Sluggish, _ line: String) throws -> (outcome: BatchPipeline.Outcome, bound: Int) {
    let path = FileManager.default.temporaryDirectory.appending(path: "rootward-\(UUID().uuidString)").path
    // The bridge to C ends the path in a zero.
    let made = unsafe mkfifo(path, 0o600)
    try #require(made == 0)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exec yes \"$1\" >\"$2\" 2>&-", "sh", line, path]
    try process.run()
    // It ends when nobody reads any more.
    defer { process.waitUntilExit() }
    let moment = try #require(Timestamp("2026-01-01"))
    let verifier = BatchVerifier(
      CertificateVerifier(trust: TrustStore()), defaults: ItemDefaults(name: nil, purpose: nil, moment: moment))
    let pipeline = BatchPipeline(verifier, jobs: 2)
    let outcome = try pipeline.run(try StreamedInput(reading: path), ItemSplitter(), &output)
    // Beyond what is under way there are a lot that was handed out last, one that is found, and a piece that was read.
    return (outcome, pipeline.maximumByteCount + 3 * ItemLot.usualByteCount)
  }

  @Test(
    "Of a stream without end no more is read than is written, but for what may be under way", .timeLimit(.minutes(1)),
    arguments: [0, 0.01], ["{\"x\":\"\(String(repeating: "x", count: 1_000))\"}", "{}"])
  func lead(pause: TimeInterval, line: String) throws {
    var output = Sluggish(lineByteCount: line.utf8.count + 1, maximumLineCount: 10_000, pause: pause, canFlush: true)
    let (outcome, bound) = try run(&output, line)
    #expect(!outcome.isWritten)
    #expect(outcome.failure == nil)
    #expect(output.lineCount >= 10_000)
    #expect(output.lineCount < 10_000 + ItemLot.maximumItemCount)
    #expect(outcome.tally.count == output.flushedLineCount)
    #expect(output.greatestLead > 0)
    #expect(output.greatestLead <= bound)
    #expect(output.readByteCount <= output.lineCount * output.lineByteCount + bound)
  }

  @Test("Lines that were taken and can't be flushed don't count", .timeLimit(.minutes(1)))
  func unflushed() throws {
    var output = Sluggish(lineByteCount: 3, maximumLineCount: 1_000, pause: 0, canFlush: false)
    let (outcome, _) = try run(&output, "{}")
    #expect(!outcome.isWritten)
    #expect(outcome.tally == BatchTally())
  }
}
