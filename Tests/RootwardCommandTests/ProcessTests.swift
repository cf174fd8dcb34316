import Foundation
import Testing

/// The built program, started as a person starts it.
@Suite("rootward as a process", .enabled(if: BuiltProgram.isThere, "the built program is not beside the tests"))
struct ProcessTests {
  private let good = [
    "verify", Vectors.path("good/chain.pem"), "--roots", Vectors.path("good/roots.pem"), "--no-system-roots", "--at",
    "2026-01-01", "--hostname",
  ]

  @Test("The exit codes reach the shell")
  func exitCodes() throws {
    let verified = try BuiltProgram.run(good + ["www.example.com"])
    #expect(verified.code == 0)
    #expect(verified.output.hasPrefix("VERIFIED: www.example.com is to be trusted.\n"))
    #expect(verified.errors.isEmpty)
    let refused = try BuiltProgram.run(good + ["www.example.net"])
    #expect(refused.code == 1)
    #expect(refused.output.hasPrefix("REFUSED: "))
    #expect(refused.errors.isEmpty)
    let wrong = try BuiltProgram.run(["verify", "--frobnicate"])
    #expect(wrong.code == 2)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errors.hasPrefix("rootward: unknown option “--frobnicate”"))
    let missing = try BuiltProgram.run(["verify", Vectors.path("nowhere.pem")])
    #expect(missing.code == 3)
    #expect(missing.output.isEmpty)
    #expect(missing.errors.hasSuffix("nowhere.pem: no such file or directory\n"))
  }

  @Test("A chain is read from a pipe, and JSON is written to one")
  func pipes() throws {
    var arguments = good + ["www.example.com", "--json"]
    arguments[1] = "-"
    let run = try BuiltProgram.run(arguments, input: try Vectors.bytes("good/chain.pem"))
    #expect(run.code == 0)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(json?["verdict"] as? String == "verified")
  }

  @Test("Help and version are printed")
  func help() throws {
    #expect(try BuiltProgram.run(["--version"]).output == "rootward 0.1.0\n")
    #expect(try BuiltProgram.run(["--help"]).code == 0)
  }

  @Test("Each root of the system's bundle is listed exactly once")
  func systemRoots() throws {
    let bundle = "/etc/ssl/certs/ca-certificates.crt"
    guard FileManager.default.isReadableFile(atPath: bundle) else {
      print("skipped: there is no \(bundle) here")
      return
    }
    let text = try String(contentsOfFile: bundle, encoding: .utf8)
    let bodies = text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().map {
      $0.components(separatedBy: "-----END")[0].filter { !$0.isWhitespace }
    }
    let run = try BuiltProgram.run(["trust", "list"], environment: ["SSL_CERT_FILE": bundle])
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == Set(bodies).count)
    #expect(Set(lines.map { $0.prefix(16) }).count == lines.count)
  }

  @Test("A reader that goes away ends the program without a word")
  func brokenPipe() throws {
    // The list of a bundle given many times over is larger than a pipe holds.
    let files = Array(repeating: Vectors.path("good/chain.pem"), count: 100)
    let run = try BuiltProgram.start(
      "/bin/sh", ["-c", "\"$@\" | head -1", "sh", BuiltProgram.path, "inspect"] + files)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.errors.isEmpty)
  }

  @Test("An output that is full is not a verdict", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let run = try BuiltProgram.start(
      "/bin/sh", ["-c", "exec \"$@\" >/dev/full", "sh", BuiltProgram.path] + good + ["www.example.com"])
    #expect(run.code == 3)
    #expect(run.errors == "rootward: standard output could not be written\n")
  }
}

/// The program that the package builds, beside the tests.
enum BuiltProgram {
  /// What a run left behind.
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Where the program is.
  static let path: String = {
    let tests = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().appending(path: "rootward").path
  }()

  /// Whether it has been built.
  static let isThere = FileManager.default.isExecutableFile(atPath: path)

  /// Runs the program with nothing in the environment but what is given.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Result {
    try start(path, arguments, input: input, environment: environment)
  }

  /// Runs any program.
  static func start(
    _ program: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
      .merging(environment) { $1 }
    // Files hold whatever is written, so that no side has to wait for the other.
    let folder = FileManager.default.temporaryDirectory.appending(path: "rootward-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input).write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, output: try String(contentsOf: files[1], encoding: .utf8),
      errors: try String(contentsOf: files[2], encoding: .utf8))
  }
}
