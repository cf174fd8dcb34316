import Foundation
import Testing

/// The README's chapter about a private registry, every command of which is run as it is written.
@Suite("The README's registry")
struct RegistryChapterTests {
  private static let openssl = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/openssl")
  }

  /// The blocks of the chapter in their order, each with what stands behind its fence.
  private static func blocks() throws -> [(kind: String, text: String)] {
    let readme = try String(contentsOf: Vectors.package.appending(path: "README.md"), encoding: .utf8)
    let chapter = try #require(
      readme.components(separatedBy: "\n## A private registry, from nothing\n").dropFirst().first)
    let text = chapter.components(separatedBy: "\n## ")[0]
    return text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map { _, block in
      let newline = block.firstIndex(of: "\n") ?? block.endIndex
      return (String(block[..<newline]), String(block[newline...].dropFirst()))
    }
  }

  @Test(
    "Its commands work, and print what it says", .enabled(if: openssl, "there is no openssl"),
    .enabled(if: BuiltProgram.isThere, "the built program is not beside the tests"))
  func commands() throws {
    let blocks = try Self.blocks()
    let commands = blocks.filter { $0.kind == "sh" }.map { $0.text }
    #expect(commands.count == 6)
    let folder = FileManager.default.temporaryDirectory.appending(path: "rootward-readme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = URL(filePath: BuiltProgram.path).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let script = "set -eu\ncd '\(folder.path)'\n" + commands.joined(separator: "echo '--- next block'\n")
    let run = try BuiltProgram.start(
      "/bin/sh", ["-c", script], environment: ["PATH": "\(program):\(path)", "HOME": folder.path])
    #expect(run.code == 0, "\(run.errors)")
    let outputs = run.output.components(separatedBy: "--- next block\n")
    try #require(outputs.count == 6)
    #expect(outputs[1].contains("VERIFIED: registry.example.com is to be trusted."))
    #expect(outputs[2].contains("VERIFIED: “build machine” is to be trusted."))
    #expect(outputs[4].contains("OK: nothing is wrong as far as it can be decided here."))
    #expect(!outputs[4].contains("ERROR") && !outputs[4].contains("WARNING") && !outputs[4].contains("NOTE"))
    #expect(outputs[5].hasSuffix("refused\n"))
    let shown = try #require(blocks.last { $0.kind.isEmpty }).text
    #expect(outputs[5].contains(shown))
    #expect(blocks.count == 7)
  }
}
