import CertificateEncoding
import Foundation
import Platform
import RegistryTrust
import Testing

@testable import RootwardCommand

/// One run of the command within this process, with what it wrote.
struct CapturedCommand {
  let code: ExitCode
  let output: String
  let errors: String

  /// The moment at which the test vectors hold.
  static let moment = "2026-01-01T00:00:00Z"

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: what stands after the program's name.
  ///   - input: what standard input holds.
  ///   - usesColors: whether the output is a terminal that shows colors.
  ///   - isWritable: whether the output takes what is written.
  ///   - machine: the machine that clients of registries run on.
  init(
    _ arguments: [String], input: [UInt8] = [], usesColors: Bool = false, isWritable: Bool = true,
    machine: RegistryEnvironment? = nil
  ) throws {
    let now = try #require(Timestamp(Self.moment))
    let written = Written()
    var rest = input[...]
    let console = Console(
      now: now, usesColors: usesColors,
      reader: { limit throws(FileError) in
        guard input.count <= limit else { throw FileError(.tooLarge(limit: limit), path: "-") }
        return input
      },
      pieces: { count throws(FileError) in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      },
      writer: { stream, text in
        switch stream {
        case .output: written.output += text
        case .error: written.errors += text
        }
        return stream == .error || isWritable
      })
    code = RootwardCommand.run(arguments, console, machine: machine)
    output = written.output
    errors = written.errors
  }

  private final class Written {
    var output = ""
    var errors = ""
  }

  /// The output as a JSON object; fails the test if it is none.
  var json: [String: Any] {
    get throws {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(value as? [String: Any])
    }
  }

  /// The lines of the output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// The files of this project that tests read.
enum Vectors {
  /// The root of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The path of a file of the test vectors.
  static func path(_ name: String) -> String { package.appending(path: "TestVectors/\(name)").path }

  /// The bytes of a file of the test vectors.
  static func bytes(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: path(name)))) }

  /// A file that is there for the duration of `body`.
  static func withFile<Result>(_ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "rootward-test-\(UUID().uuidString).pem")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }
}
