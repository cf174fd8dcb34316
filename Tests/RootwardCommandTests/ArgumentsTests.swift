import Testing

@testable import RootwardCommand

@Suite("Arguments")
struct ArgumentsTests {
  @Test("A value follows its option or an equals sign, and operands may stand anywhere")
  func values() throws {
    let arguments = try Arguments(
      ["--hostname", "a.example", "chain.pem", "--roots=one=1.pem", "--json", "--roots", "two.pem"], for: .verify)
    #expect(arguments.value(.hostname) == "a.example")
    #expect(arguments.all(.roots) == ["one=1.pem", "two.pem"])
    #expect(arguments.operands == ["chain.pem"])
    #expect(arguments.contains(.json))
    #expect(!arguments.contains(.explain))
  }

  @Test("Two dashes end the options, and one alone is standard input")
  func endOfOptions() throws {
    let arguments = try Arguments(["-", "--", "--json", "-x"], for: .inspect)
    #expect(arguments.operands == ["-", "--json", "-x"])
    #expect(!arguments.contains(.json))
  }

  @Test("An attached value may look like an option")
  func attachedValue() throws {
    #expect(try Arguments(["--roots=--json"], for: .verify).all(.roots) == ["--json"])
  }

  @Test(
    "What is wrong is said with the option's name",
    arguments: [
      (["--hostnam", "x"], "unknown option “--hostnam”; did you mean --hostname?"),
      (["--root", "x"], "--root is an option of “rootward registry”, not of “rootward verify”; did you mean --roots?"),
      (["--no-system"], "unknown option “--no-system”; did you mean --no-system-roots?"),
      (["--zebra"], "unknown option “--zebra”"),
      (["-x"], "unknown option “-x”"),
      (["--\u{1B}[31m"], "unknown option “--\\u{1B}[31m”"),
      (["--hostname"], "--hostname needs a value: --hostname HOST"),
      (["--hostname", "--json"], "--hostname needs a value: --hostname HOST"),
      (["--hostname", ""], "the value of --hostname is empty: --hostname HOST"),
      (["--hostname="], "the value of --hostname is empty: --hostname HOST"),
      (["--json=yes"], "--json takes no value"),
      (["--at", "2026-01-01", "--at=2027-01-01"], "--at is given twice, and only one can count"),
    ])
  func refusals(arguments: [String], message: String) {
    #expect(throws: Failure.usage(message, help: .verify)) { try Arguments(arguments, for: .verify) }
  }

  @Test("An option of another command is told as such")
  func foreignOption() {
    let message = "--hostname is an option of “rootward verify”, not of “rootward trust”"
    #expect(throws: Failure.usage(message, help: .trust)) { try Arguments(["--hostname", "x"], for: .trust) }
  }

  @Test("A very long word is neither compared nor shown whole")
  func longWord() throws {
    let word = "--" + String(repeating: "a", count: 100_000)
    let error = #expect(throws: Failure.self) { try Arguments([word], for: .verify) }
    #expect(try #require(error?.lines.first).count < 300)
  }

  @Test(
    "The nearest word is the one that was meant, or none",
    arguments: [("verfy", "verify"), ("inspct", "inspect"), ("trsut", "trust"), ("trus", "trust"), ("zebra", nil)])
  func spelling(word: String, meant: String?) {
    #expect(Spelling.nearest(to: word, in: ["verify", "inspect", "trust"]) == meant)
  }
}
