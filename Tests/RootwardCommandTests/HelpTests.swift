import Testing

@testable import RootwardCommand

@Suite("Help and wrong usage")
struct HelpTests {
  @Test("Each command has a help text that names its options and its exit codes", arguments: Topic.allCases)
  func help(topic: Topic) throws {
    let name = topic == .rootward ? [] : [topic.rawValue]
    let asked = try CapturedCommand(name + ["--help"])
    #expect(asked.code == .success)
    #expect(asked.errors.isEmpty)
    #expect(asked.output == topic.help + "\n")
    #expect(try CapturedCommand(["help"] + name).output == asked.output)
    #expect(asked.output.contains("Usage:"))
    #expect(asked.output.contains("Exit codes:"))
    for option in topic.options where topic != .rootward || option != .help {
      #expect(asked.output.contains(option.spelling), "\(option) is not explained")
      if let placeholder = option.placeholder(topic) {
        #expect(asked.output.contains("\(option.spelling) \(placeholder)"))
      }
    }
    for line in asked.lines { #expect(line.count <= 120, "\(line) is too long") }
  }

  @Test("Help is given whatever else is there")
  func helpBeforeAll() throws {
    #expect(try CapturedCommand(["verify", "nowhere.pem", "--json", "-h"]).output == Topic.verify.help + "\n")
    #expect(try CapturedCommand(["trust", "--help"]).code == .success)
  }

  @Test("The version is told")
  func version() throws {
    let asked = try CapturedCommand(["--version"])
    #expect(asked.output == "rootward 0.1.0\n")
    #expect(asked.code == .success)
  }

  @Test(
    "Wrong usage is exit code 2 with a message on standard error and a hint",
    arguments: [
      ([], "which command?"),
      (["verfy"], "did you mean verify?"),
      (["--verison"], "did you mean --version?"),
      (["help", "handshakes"], "there is no help about “handshakes”"),
      (["handshake"], "which recording?"),
      (["handshake", "a.pcap", "b.pcap"], "“b.pcap” is one too many"),
      (["handshake", "a.pcap", "--keylog", "-"], "--keylog reads no standard input"),
      (["handshake", "a.pcap", "--hostname", "x", "--ip", "192.0.2.7"], "--hostname and --ip exclude each other"),
      (["handshake", "a.pcap", "--at", "yesterday"], "“yesterday” is no time"),
      (["verify"], "which chain?"),
      (["verify", "a.pem", "b.pem"], "“b.pem” is one too many"),
      (["verify", "a.pem", "--hostname", "x", "--ip", "192.0.2.7"], "--hostname, --ip and --email exclude each other"),
      (["verify", "a.pem", "--at", "yesterday"], "“yesterday” is no time"),
      (["verify", "a.pem", "--at", "2026-02-30"], "“2026-02-30” is no time"),
      (
        ["verify", "a.pem", "--purpose", "mail"],
        "--purpose is one of server, client, email, code, timestamping, ocsp, any"
      ),
      (["verify", "a.pem", "--profile", "none"], "--profile is one of rfc5280, webpki"),
      (["verify", "a.pem", "--allow", "sha-1"], "not “sha-1”; did you mean sha1?"),
      (["verify", "a.pem", "--allow", "sha1,,underscores"], "missing-key-identifiers, underscores, not “”"),
      (["verify", "a.pem", "--allow", "everything"], "--allow is one or more of sha1, short-rsa, expired-roots, "),
      (["verify", "a.pem", "--jobs", "2"], "--jobs is for many chains, which --batch FILE names"),
      (["verify", "--batch", "a", "b.pem"], "--batch FILE names all chains: “b.pem” is one too many"),
      (["verify", "--batch", "a", "--graph", "a.svg"], "--graph draws one chain"),
      (["verify", "--batch", "a", "--batch-format", "yaml"], "--batch-format is one of json, pem, not “yaml”"),
      (["verify", "--batch", "a", "--jobs", "0"], "--jobs is a number from 1 to 1024, not “0”"),
      (["verify", "--batch", "a", "--skip", "-1"], "--skip is a number from 0 to "),
      (["verify", "--batch", "a", "--first-item", "99999999999999999999"], "--first-item is a number from 0 to "),
      (["verify", "--batch"], "--batch needs a value: --batch FILE|-"),
      (["verify", "a.pem", "--allow"], "--allow needs a value: --allow SWITCH"),
      (["trust", "check", "--allow", "sha1"], "--allow is an option of “rootward verify”"),
      (["inspect"], "which file?"),
      (["inspect", "-", "-"], "standard input can be read only once"),
      (["inspect", "a.pem", "--hostname", "x"], "--hostname is an option of “rootward verify”"),
      (["trust"], "list or check?"),
      (["trust", "chek"], "did you mean check?"),
      (["trust", "list", "more"], "“more” is one too many"),
      (["trust", "list", "--at", "2026-01-01"], "--at is an option of “rootward trust check”"),
      (["trust", "list", "--no-system-roots"], "--no-system-roots leaves nobody to trust"),
      (["trust", "list", "--roots", "-"], "--roots reads no standard input"),
    ])
  func wrongUsage(arguments: [String], message: String) throws {
    let run = try CapturedCommand(arguments)
    #expect(run.code == .usage)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message))
    #expect(run.errors.contains("--help”."))
  }
}
