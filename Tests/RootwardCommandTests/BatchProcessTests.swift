import Foundation
import Testing

/// The built program as a filter, driven through pipes.
@Suite("rootward verify --batch as a process", .enabled(if: BuiltProgram.isThere, "the built program is not there"))
struct BatchProcessTests {
  private let arguments = ["verify", "--batch", "-"] + BatchMaterial.options

  /// The program at work, with pipes to it and from it.
  private final class Filter {
    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())

    init(_ arguments: [String]) throws {
      process.executableURL = URL(filePath: BuiltProgram.path)
      process.arguments = arguments
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    func send(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    /// The next lines, as soon as there are that many.
    func receive(_ count: Int) throws -> [String] {
      var data = Data()
      while data.count(where: { $0 == 0x0A }) < count {
        let more = output.fileHandleForReading.availableData
        try #require(!more.isEmpty, "the program has ended")
        data += more
      }
      return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func end() throws -> Int32 {
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  @Test(
    "Who sends one item and waits for its result before sending the next gets it", .timeLimit(.minutes(1)),
    arguments: ["1", "3"])
  func oneAtATime(jobs: String) throws {
    let filter = try Filter(arguments + ["--jobs", jobs])
    let chain = try BatchMaterial.text("good")
    for number in 1...50 {
      try filter.send(try BatchMaterial.line(["id": number, "chain": chain]))
      #expect(try filter.receive(1) == [#"{"item":\#(number),"id":\#(number),"verdict":"verified"}"#])
    }
    // Half an item has no result.
    try filter.send(#"{"id":"last","#)
    try filter.send("\"chain\":[]}\n{\"id\":8}\n")
    #expect(try filter.receive(2).count == 2)
    #expect(try filter.end() == 3)
  }

  @Test("A separator at the end of an item of PEM is enough for its result", .timeLimit(.minutes(1)))
  func oneAtATimeInPEM() throws {
    let filter = try Filter(arguments)
    let chain = try BatchMaterial.text("good")
    for number in 1...5 {
      try filter.send("===== id=\(number)\n\(chain)=====\n")
      #expect(try filter.receive(1) == [#"{"item":\#(number),"id":"\#(number)","verdict":"verified"}"#])
    }
    #expect(try filter.end() == 0)
  }

  @Test("Standard input and a file give the same, and no progress without a terminal")
  func standardInput() throws {
    let stream = try BatchMaterial.stream(100, damage: 9)
    let run = try BuiltProgram.run(arguments, input: stream)
    #expect(run.code == 3)
    #expect(!run.errors.contains("\u{1B}"))
    #expect(run.errors.hasPrefix("rootward: 100 items in "))
    let captured = try Vectors.withFile(stream) {
      try CapturedCommand(["verify", "--batch", $0] + BatchMaterial.options)
    }
    #expect(captured.output == run.output)
  }

  @Test("A reader that goes away ends the program without a word", .timeLimit(.minutes(1)))
  func brokenPipe() throws {
    try Vectors.withFile(try BatchMaterial.stream(2_000)) { file in
      let run = try BuiltProgram.start(
        "/bin/sh",
        ["-c", "{ \"$@\"; echo $? >&2; } | head -1", "sh", BuiltProgram.path, "verify", "--batch", file, "--explain"]
          + BatchMaterial.options)
      #expect(run.output.split(separator: "\n").count == 1)
      // A shell tells of a signal by 128 and its number; SIGPIPE is 13.
      #expect(run.errors == "141\n")
    }
  }

  @Test("An output that is full ends the program", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    try Vectors.withFile(try BatchMaterial.stream(50)) { file in
      let run = try BuiltProgram.start(
        "/bin/sh",
        ["-c", "exec \"$@\" >/dev/full", "sh", BuiltProgram.path, "verify", "--batch", file] + BatchMaterial.options)
      #expect(run.code == 3)
      #expect(run.errors.hasSuffix("rootward: standard output could not be written\n"))
    }
  }
}
