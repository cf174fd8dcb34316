import Testing

@testable import RegistryTrust

@Suite("hosts.toml: errors")
struct HostsFileErrorTests {
  private func error(_ text: String) throws -> HostsFileError {
    try #require(#expect(throws: HostsFileError.self) { try HostsFile(Array(text.utf8), directory: "/d") })
  }

  @Test(
    "containerd's words, and our place",
    arguments: [
      ("ca = 123", "invalid type 123 for \"ca\"", 6), ("ca = true", "invalid type true for \"ca\"", 6),
      ("ca = 1e6", "invalid type 1e+06 for \"ca\"", 6), ("ca = 12345.5", "invalid type 12345.5 for \"ca\"", 6),
      ("ca = 0.00001", "invalid type 1e-05 for \"ca\"", 6), ("ca = -0.0", "invalid type -0 for \"ca\"", 6),
      ("ca = -1e-7", "invalid type -1e-07 for \"ca\"", 6), ("ca = 0.0001", "invalid type 0.0001 for \"ca\"", 6),
      ("ca = { b = 1, a = [2, 'x'] }", "invalid type map[a:[2 x] b:1] for \"ca\"", 6),
      ("ca = 1979-05-27T07:32:00.5Z", "invalid type 1979-05-27 07:32:00.5 +0000 UTC for \"ca\"", 6),
      ("ca = 1979-05-27", "invalid type 1979-05-27 for \"ca\"", 6), ("ca = ['x', 5]", "unable to cast 5 to string", 12),
      ("client = 5", "invalid type 5 for \"client\"", 10), ("client = [5]", "invalid type int64 for \"client\"", 11),
      ("client = [true]", "invalid type bool for \"client\"", 11),
      ("client = [{}]", "invalid type map[string]interface {} for \"client\"", 11),
      ("client = [1.5]", "invalid type float64 for \"client\"", 11),
      ("client = [07:32:00]", "invalid type toml.LocalTime for \"client\"", 11),
      ("client = [['a']]", "invalid pair [a] for \"client\"", 11),
      ("client = [['a', 'b', 'c']]", "invalid pair [a b c] for \"client\"", 11),
      ("client = [['a', 5]]", "unable to cast 5 to string", 17), ("client = [[[]]]", "unable to cast [] to string", 12),
      ("capabilities = ['pull', 'Push ']", "unknown capability Push ", 25),
      ("header = { \"a\\n\" = 5 }", "invalid type 5 for header \"a\\n\"", 20),
      ("header = { a = ['x', 5] }", "unable to cast 5 to string", 22),
      ("dial_timeout = '5'", "time: missing unit in duration \"5\"", 16),
      ("dial_timeout = '5 s'", "time: unknown unit \" s\" in duration \"5 s\"", 16),
      (
        "server = 'https://[::1'", "unable to parse server https://[::1: parse \"https://[::1\": missing ']' in host",
        10
      ),
      (
        "server = 'a:b#x'",
        "unable to parse server https://a:b#x: parse \"https://a:b\": invalid port \":b\" after host", 10
      ),
    ])
  func words(_ text: String, _ message: String, _ column: Int) throws {
    let error = try error(text)
    #expect(error.containerdMessage == message)
    #expect(error.position == TextPosition(line: 1, column: column))
    #expect(error.description.hasPrefix("line 1, column \(column): "))
  }

  @Test(
    "Settings of the wrong type, which go-toml refuses before containerd looks",
    arguments: [
      ("server = 5", "server takes a string, not an integer", 1, 10),
      ("host = 5", "host takes a table, not an integer", 1, 8),
      ("[[host]]", "host takes a table, not an array", 1, 3),
      ("[host]\na = 5", "a takes a table, not an integer", 2, 5),
      ("[[host.a]]", "a takes a table, not an array", 1, 8),
      ("skip_verify = 'true'", "skip_verify takes a Boolean, not a string", 1, 15),
      ("override_path = 1", "override_path takes a Boolean, not an integer", 1, 17),
      ("capabilities = 'pull'", "capabilities takes an array of strings, not a string", 1, 16),
      ("capabilities = [1]", "capabilities takes an array of strings, not one with an integer in it", 1, 17),
      ("header = 'x'", "header takes a table, not a string", 1, 10),
      ("[host.a]\n\n DIAL_timeout = 5", "DIAL_timeout takes a string, not an integer", 3, 17),
      ("ca = 5\nserver = 5", "server takes a string, not an integer", 2, 10),
    ])
  func types(_ text: String, _ message: String, _ line: Int, _ column: Int) throws {
    let error = try error(text)
    #expect(error.containerdMessage == nil)
    #expect(error.description == "line \(line), column \(column): \(message)")
  }

  @Test("What is no TOML")
  func syntax() throws {
    let error = try error("[host.\"https://a\"]\n  ca = ca.crt")
    #expect(error.reason == .syntax(.malformedValue("ca.crt")))
    #expect(error.position == TextPosition(line: 2, column: 8))
    #expect(error.containerdMessage == nil)
  }

  @Test("The first error is that of the first host, and the root's comes last")
  func order() throws {
    #expect(
      try error("ca = 5\n[host.b]\nca = 6\n[host.a]\ncapabilities = ['x']").containerdMessage
        == "invalid type 6 for \"ca\"")
  }
}
