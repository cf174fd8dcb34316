import BatchVerification
import CertificateEncoding
import CertificateVerification
import Certificates
import Platform

/// The command `rootward verify --batch`, which verifies a stream of chains and writes a line for each.
struct BatchCommand {
  /// The options that only this command has.
  static let options: [Option] = [.batchFormat, .jobs, .skip, .firstItem]
  /// The greatest number of an item, so that counting on can't overflow.
  private static let maximumNumber = Int.max / 4

  private let arguments: Arguments
  private let stream: String
  private let options: VerificationOptions
  private let format: BatchFormat?
  private let jobs: Int
  private let skip: Int
  private let firstItem: Int

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    self.arguments = arguments
    stream = arguments.value(.batch) ?? Inputs.standardInput
    if let operand = arguments.operands.first {
      throw arguments.misuse("--batch FILE names all chains: \(Spelling.quoted(operand)) is one too many")
    }
    guard !arguments.contains(.graph) else {
      throw arguments.misuse("--graph draws one chain, and --batch has many")
    }
    options = try VerificationOptions(arguments, console)
    format = try arguments.choice(.batchFormat, ["json": .json, "pem": .pem])
    jobs = try arguments.number(.jobs, in: 1...BatchPipeline.maximumJobCount) ?? Processors.availableCount
    skip = try arguments.number(.skip, in: 0...Self.maximumNumber) ?? 0
    firstItem = try arguments.number(.firstItem, in: 0...Self.maximumNumber) ?? 1
  }

  /// Verifies all items, prints a line for each, and tells at the end how many there were of which verdict.
  func run(_ console: Console) throws(Failure) -> ExitCode {
    let input = try open(console)
    let defaults = ItemDefaults(name: options.name, purpose: options.purpose, moment: options.moment)
    let verifier = BatchVerifier(
      try options.verifier(console), defaults: defaults, addsReports: arguments.contains(.explain))
    let splitter = ItemSplitter(format: format, firstNumber: firstItem, skip: skip)
    var output = BatchOutput(console, byteCount: input.byteCount)
    let outcome: BatchPipeline.Outcome
    do throws(FileError) {
      outcome = try BatchPipeline(verifier, jobs: jobs).run(input, splitter, &output)
    } catch {
      throw .input("threads could not be started: \(error.reason)")
    }
    output.finish()
    return conclude(outcome, BatchSummary(outcome.tally, nanoseconds: output.elapsedNanoseconds), console)
  }

  private func open(_ console: Console) throws(Failure) -> StreamedInput {
    do throws(FileError) {
      guard stream == Inputs.standardInput else { return try StreamedInput(reading: stream) }
      if let input = try console.openStandardInput() { return input }
    } catch {
      throw .input("\(source): \(error.reason)")
    }
    throw .input("\(source): there is none")
  }

  private var source: String { DisplayText.escaped(Inputs.source(stream)) }

  private func conclude(
    _ outcome: BatchPipeline.Outcome, _ summary: BatchSummary, _ console: Console
  ) -> ExitCode {
    let tally = outcome.tally
    // Whoever starts the program tells by its exit code that something is missing.
    var isComplete = true
    if let failure = outcome.failure {
      console.complain("\(source): \(failure.reason)")
      isComplete = false
    } else if outcome.isWritten, tally.skipped < skip {
      console.complain("\(source): there are \(tally.skipped) items, fewer than --skip \(skip) passes over")
      isComplete = false
    } else if outcome.isWritten, tally.count == 0, tally.skipped == 0 {
      console.complain("\(source): there is no item in it")
      isComplete = false
    }
    if arguments.contains(.json) {
      console.tell(summary.json + "\n")
    } else {
      console.complain(summary.text)
    }
    guard isComplete, tally.malformed == 0 else { return .input }
    return tally.refused == 0 ? .success : .refused
  }
}
