import Foundation
import Testing

@testable import RootwardCommand

@Suite("rootward verify --graph")
struct GraphTests {
  /// A directory that is there for the duration of `body`.
  private func withDirectory(_ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "rootward-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory.path)
  }

  private func verify(_ folder: String, _ options: [String]) throws -> CapturedCommand {
    try CapturedCommand(
      ["verify", Vectors.path("\(folder)/chain.pem"), "--roots", Vectors.path("\(folder)/roots.pem")]
        + ["--no-system-roots", "--hostname", "www.example.com"] + options)
  }

  @Test(
    "The end of the name says which kind of picture is written, and the verdict is what it was",
    arguments: [("good", ExitCode.success), ("expired-leaf", .refused)])
  func writes(folder: String, code: ExitCode) throws {
    try withDirectory { directory in
      for (name, start) in [("a.svg", "<svg "), ("a.DOT", "digraph "), ("b.SVG", "<svg ")] {
        let file = directory + "/" + name
        for options in [[], ["--json"], ["--explain"]] {
          let run = try verify(folder, ["--graph", file] + options)
          #expect(run.code == code && run.errors.isEmpty)
          #expect(try run.output == verify(folder, options).output)
          #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(start))
        }
      }
    }
  }

  @Test("Another end is wrong usage, and nothing is read", arguments: ["a.png", "svg", "-", "a.svg/", "a.svg.gz"])
  func otherEnds(name: String) throws {
    let run = try CapturedCommand(["verify", "/nowhere/chain.pem", "--graph", name])
    #expect(run.code == .usage)
    #expect(run.errors.contains("let it end in .svg or .dot"))
    #expect(run.output.isEmpty)
  }

  @Test("A picture that can't be written is an error, after the verdict")
  func unwritable() throws {
    let run = try verify("good", ["--graph", "/nowhere/a.svg"])
    #expect(run.code == .input)
    #expect(run.output.hasPrefix("VERIFIED"))
    #expect(run.errors == "rootward: /nowhere/a.svg: the picture could not be written: no such file or directory\n")
  }

  @Test("--explain draws the tree of all paths, and only --explain does")
  func tree() throws {
    let run = try verify("cross-signed-loop", ["--explain"])
    #expect(run.output.contains("\nAll paths, from the leaf on:\n\u{2713} leaf \u{201C}www.example.com\u{201D}"))
    #expect(run.output.contains("\u{2502}  \u{2514}\u{2500} \u{2713} trusted root"))
    #expect(try !verify("cross-signed-loop", []).output.contains("All paths"))
    #expect(try !verify("cross-signed-loop", ["--explain", "--json"]).output.contains("All paths"))
  }
}
