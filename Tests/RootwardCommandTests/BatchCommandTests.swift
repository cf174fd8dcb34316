import Foundation
import Testing

@testable import BatchVerification
@testable import RootwardCommand

@Suite("rootward verify --batch")
struct BatchCommandTests {
  private func run(_ stream: some Sequence<UInt8>, _ options: [String] = []) throws -> CapturedCommand {
    try Vectors.withFile(stream) { try CapturedCommand(["verify", "--batch", $0] + BatchMaterial.options + options) }
  }

  @Test("Each item has its line, in order, and the summary says how many there were of which verdict")
  func verdicts() throws {
    let stream =
      try BatchMaterial.line(["id": "a", "chain": try BatchMaterial.text("good"), "hostname": "www.example.com"])
      + BatchMaterial.line(["id": 2, "chain": try BatchMaterial.elements("good"), "hostname": "www.example.net"])
      + "{\"id\": \"c\", \"chain\": \"none\"}\nnothing\n"
      + BatchMaterial.line(["chain": try BatchMaterial.text("expired-leaf")])
    let run = try run(stream.utf8)
    #expect(run.code == .input)
    #expect(
      run.lines == [
        #"{"item":1,"id":"a","verdict":"verified"}"#,
        #"{"item":2,"id":2,"verdict":"refused","rule":"peerName","code":"name-mismatch","certificate":0,"#
          + #""statement":"the certificate of “www.example.com” is not for www.example.net."}"#,
        #"{"item":3,"id":"c","verdict":"malformed","problem":"certificate","#
          + #""statement":"there is no certificate in the chain: it has no BEGIN line"}"#,
        #"{"item":4,"verdict":"malformed","problem":"syntax","#
          + #""statement":"the line is not JSON: column 1: no value of JSON (is it a string without quotes?): nothing"}"#,
        #"{"item":5,"verdict":"refused","rule":"validity","code":"expired","certificate":0,"#
          + #""statement":"the certificate of “www.example.com” has expired."}"#,
      ])
    #expect(run.errors.hasPrefix("rootward: 5 items in "))
    #expect(run.errors.hasSuffix(" a second: 1 verified, 2 refused, 2 malformed\n"))
    #expect(run.errors.count { $0 == "\n" } == 1)
  }

  @Test("The exit code is 0 if all are verified, 1 if some are refused, and 3 if some are malformed")
  func exitCodes() throws {
    let good = try BatchMaterial.line(["chain": try BatchMaterial.text("good")])
    let bad = try BatchMaterial.line(["chain": try BatchMaterial.text("expired-leaf")])
    #expect(try run(good.utf8).code == .success)
    #expect(try run((good + bad).utf8).code == .refused)
    #expect(try run((good + "{}\n" + bad).utf8).code == .input)
  }

  @Test("A stream without an item is an input that can't be used", arguments: ["", "\n \r\n", "\u{FEFF}", "=====\n\n"])
  func empty(stream: String) throws {
    let run = try run(stream.utf8)
    #expect(run.code == .input)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("there is no item in it"))
  }

  @Test("A stream that can't be read ends the command", arguments: ["nowhere.ndjson", "good"])
  func unreadable(name: String) throws {
    let run = try CapturedCommand(["verify", "--batch", Vectors.path(name)] + BatchMaterial.options)
    #expect(run.code == .input)
    #expect(run.output.isEmpty)
  }

  @Test("What an item says goes before what the command line says, which holds for the others")
  func overrides() throws {
    let chain = try BatchMaterial.text("good")
    let items: [[String: Any]] = [
      ["chain": chain], ["chain": chain, "hostname": "www.example.net"], ["chain": chain, "ip": "192.0.2.7"],
      ["chain": chain, "ip": "192.0.2.8"], ["chain": chain, "at": "2001-01-01"], ["chain": chain, "purpose": "email"],
      ["chain": chain, "hostname": NSNull(), "at": NSNull()], ["chain": chain, "email": "user@example.com"],
    ]
    let run = try run(try items.map(BatchMaterial.line).joined().utf8, ["--hostname", "www.example.com"])
    let codes = try run.lines.map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return value?["code"] as? String ?? value?["verdict"] as? String
    }
    #expect(
      codes == [
        "verified", "name-mismatch", "verified", "name-mismatch", "not-yet-valid", "purpose-not-allowed", "verified",
        "purpose-not-allowed",
      ])
  }

  @Test(
    "Each mistake of an item is told, with the identifier if that can be read",
    arguments: [
      (#"[1]"#, "", "syntax", "the line is JSON, but no object"),
      (#"{"id":"x","chain":"#, "", "syntax", "a value is missing at the end of the file"),
      (#"{"id":"x"}"#, #""x""#, "member", "the member “chain” is missing"),
      (#"{"id":7,"chain":5}"#, "7", "member", "is neither a text of PEM nor an array of Base64"),
      (#"{"id":-1.50e7,"chain":[5]}"#, "-1.50e7", "member", "element 1 of the member “chain” is no string"),
      (
        #"{"id":"\u0041\"","hostnme":"x"}"#, #""A\"""#, "member",
        "the member “hostnme” is unknown; there are id, chain,"
      ),
      (#"{"id":1,"id":2}"#, "", "member", "the member “id” stands twice"),
      (#"{"id":true}"#, "", "member", "the member “id” is no string or number of at most 1024 bytes"),
      (#"{"id":1,"ip":7}"#, "1", "member", "the member “ip” is no string"),
      (#"{"id":1,"chain":[],"at":"now"}"#, "1", "member", "the member “at” is “now”, which is no time"),
      (#"{"id":1,"chain":[],"purpose":"x"}"#, "1", "member", "the purpose “x” is unknown; there are server, client,"),
      (#"{"id":1,"chain":[],"ip":"a","email":"b"}"#, "1", "member", "“hostname”, “ip” and “email” exclude each other"),
      (#"{"id":1,"chain":[]}"#, "1", "certificate", "there is no certificate in the chain: the array is empty"),
      (#"{"id":1,"chain":["?"]}"#, "1", "certificate", "it can't be read: element 1: it is not Base64"),
      (#"{"id":1,"chain":["MAA="]}"#, "1", "certificate", "it can't be read: element 1: "),
      (
        #"{"id":1,"chain":"-----BEGIN X-----\n-----END X-----"}"#, "1", "certificate",
        "no certificate in the chain: block 1"
      ),
      ("{\"id\":\"\u{7}\"}", "", "syntax", "a control character in a string"),
    ])
  func mistakes(line: String, identifier: String, problem: String, statement: String) throws {
    let run = try run((line + "\n").utf8, ["--batch-format", "json"])
    #expect(run.code == .input)
    let output = try #require(run.lines.first)
    #expect(run.lines.count == 1)
    let start = identifier.isEmpty ? #"{"item":1,"# : #"{"item":1,"id":\#(identifier),"#
    #expect(output.hasPrefix(start + #""verdict":"malformed","problem":"\#(problem)","statement":"#), "\(output)")
    #expect(output.contains(statement), "\(output)")
  }

  @Test("Bytes that are no text in UTF-8, and an identifier that is too long, are mistakes")
  func unreadableText() throws {
    let invalid = try run(Array("{\"id\":\"".utf8) + [0xFF] + Array("\",\"chain\":[]}\n".utf8))
    #expect(invalid.output.contains("the line is no text in UTF-8 at column 8"))
    let longest = String(repeating: "x", count: 1_024)
    #expect(try run("{\"id\":\"\(longest)\",\"chain\":[]}".utf8).output.contains(longest))
    #expect(!(try run("{\"id\":\"\(longest)y\",\"chain\":[]}".utf8).output.contains(longest)))
  }

  @Test("A certificate behind the first that can't be read is left out and told, and costs nothing else")
  func leftOut() throws {
    let elements = try BatchMaterial.elements("good") + ["!"]
    let bad = try BatchMaterial.text("good") + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
    let run = try run(
      (BatchMaterial.line(["id": 1, "chain": elements]) + BatchMaterial.line(["id": 2, "chain": bad])).utf8)
    #expect(run.code == .success)
    #expect(run.lines[0] == #"{"item":1,"id":1,"verdict":"verified","leftOut":["element 3: it is not Base64"]}"#)
    #expect(run.lines[1].contains(#""leftOut":["block 3 (line 45): "#))
  }

  @Test("An array of more certificates than a verification looks at is refused as a whole")
  func tooManyCertificates() throws {
    let elements = try BatchMaterial.elements("good")
    let most = elements + Array(repeating: "", count: 2_001 - elements.count)
    let run = try run((BatchMaterial.line(["chain": most]) + BatchMaterial.line(["chain": most + [""]])).utf8)
    #expect(run.lines[0].contains(#""verdict":"verified","leftOut":["element \#(elements.count + 1): "#))
    #expect(run.lines[0].components(separatedBy: "element ").count == 21)
    #expect(run.lines[1].contains("the chain has more than 2001 certificates"))
  }

  @Test("The lines are the same however many threads verify, and one in a few damaged items costs no other")
  func order() throws {
    let stream = try BatchMaterial.stream(300, damage: 13)
    let one = try run(stream, ["--jobs", "1"])
    #expect(one.lines.count == 300)
    for (index, line) in one.lines.enumerated() { #expect(line.hasPrefix("{\"item\":\(index + 1),")) }
    for jobs in ["2", "3", "16"] { #expect(try run(stream, ["--jobs", jobs]).output == one.output) }
    let whole = try run(try BatchMaterial.stream(300), ["--jobs", "2"])
    for number in 1...300 where number % 13 != 0 { #expect(whole.lines[number - 1] == one.lines[number - 1]) }
  }

  @Test("With --skip the rest of the results comes, as it would have come")
  func skip() throws {
    let stream = try BatchMaterial.stream(40, damage: 7)
    let whole = try run(stream)
    for count in [0, 1, 39] {
      let rest = try run(stream, ["--skip", "\(count)"])
      #expect(rest.lines == Array(whole.lines.dropFirst(count)))
      #expect(count == 0 || rest.errors.contains(" malformed; \(count) passed over\n"))
    }
    let all = try run(stream, ["--skip", "40"])
    #expect(all.code == .success)
    #expect(all.output.isEmpty)
    let more = try run(stream, ["--skip", "41"])
    #expect(more.code == .input)
    #expect(more.errors.contains("there are 40 items, fewer than --skip 41 passes over"))
  }

  @Test("Parts of a stream give the results of the whole, with --first-item")
  func parts() throws {
    let stream = try BatchMaterial.stream(30, damage: 4)
    let lines = stream.split(separator: 0x0A)
    let parts = try [0..<11, 11..<12, 12..<30].map { range in
      try run(lines[range].joined(separator: [0x0A]), ["--first-item", "\(range.lowerBound + 1)"]).output
    }
    #expect(parts.joined() == (try run(stream).output))
  }

  @Test("With --explain each line has the whole report, the same with any number of threads")
  func reports() throws {
    let stream = try BatchMaterial.stream(20)
    let run = try run(stream, ["--explain", "--jobs", "2"])
    #expect(run.output == (try self.run(stream, ["--explain", "--jobs", "1"]).output))
    for line in run.lines {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let report = try #require(value?["report"] as? [String: Any])
      #expect(report["verdict"] as? String == value?["verdict"] as? String)
      #expect(report["paths"] != nil)
      #expect((report["effort"] as? [String: Any])?["signatures"] != nil)
    }
  }

  @Test("With --json the summary is JSON as well")
  func summary() throws {
    let run = try run(try BatchMaterial.stream(10, damage: 10), ["--json", "--skip", "1"])
    let value = try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Int]
    #expect(
      Set(try #require(value).keys)
        == ["items", "skipped", "verified", "refused", "malformed", "milliseconds", "itemsPerSecond"])
    #expect(value?["items"] == 9)
    #expect(value?["skipped"] == 1)
  }

  @Test("A stream of PEM has a separator before each item, with the members of the item")
  func pem() throws {
    let (good, expired) = (try BatchMaterial.text("good"), try BatchMaterial.text("expired-leaf"))
    let stream = """
      ===== id=a hostname=www.example.com
      Some text, as openssl s_client has it
      \(good)
      =====
      \(expired)===== id=c hostname=www.example.net at=2026-02-01T00:00:00Z
      \(good)===== id=d
      ===== e
      ===== id=f id=g
      ===== chain=x
      =====
      """
    let run = try run(stream.utf8)
    let expected = [
      #"{"item":1,"id":"a","verdict":"verified"}"#, #"{"item":2,"verdict":"refused","rule":"validity","#,
      #"{"item":3,"id":"c","verdict":"refused","rule":"peerName","#,
      #"{"item":4,"id":"d","verdict":"malformed","problem":"certificate","#,
      #"{"item":5,"verdict":"malformed","problem":"syntax","statement":"the separator has “e” where a member"#,
      #"{"item":6,"id":"f","verdict":"malformed","problem":"member","statement":"the member “id” stands twice"#,
      #"{"item":7,"verdict":"malformed","problem":"member","statement":"the member “chain” is unknown; there are id, "#,
    ]
    #expect(run.lines.count == expected.count)
    for (line, start) in zip(run.lines, expected) { #expect(line.hasPrefix(start), "\(line)") }
    #expect(try self.run(good.utf8).lines == [#"{"item":1,"verdict":"verified"}"#])
  }

  @Test("An item that is too long is malformed, and reading goes on", arguments: ["json", "pem"])
  func tooLong(format: String) throws {
    let limit = ItemSplitter.maximumItemByteCount
    func item(_ byteCount: Int) -> String {
      format == "json"
        ? String(repeating: "x", count: byteCount) + "\n"
        : "=====\n" + String(repeating: "x", count: byteCount - 7) + "\n"
    }
    let run = try run((item(limit) + item(limit + 1) + item(3 * limit) + item(10)).utf8, ["--batch-format", format])
    #expect(run.lines.count == 4)
    let problem =
      #"{"item":%,"verdict":"malformed","problem":"too-long","statement":"the item has more than 1048576 bytes"}"#
    #expect(!run.lines[0].contains("too-long"))
    for number in 2...3 { #expect(run.lines[number - 1] == problem.replacingOccurrences(of: "%", with: "\(number)")) }
    #expect(!run.lines[3].contains("too-long"))
  }

  @Test("A sentence that is very long is cut")
  func longSentence() throws {
    let chain = try BatchMaterial.text("good")
    let name = String(repeating: "é", count: 5_000)
    let run = try run(BatchMaterial.line(["chain": chain, "hostname": name]).utf8)
    let value = try run.json
    let statement = try #require(value["statement"] as? String)
    #expect(statement.hasSuffix("…"))
    #expect(statement.utf8.count <= ResultLine.maximumSentenceByteCount + 3)
  }

  @Test("An output that can't be written ends the batch, with exit code 3")
  func unwritable() throws {
    try Vectors.withFile(try BatchMaterial.stream(20)) { file in
      let run = try CapturedCommand(["verify", "--batch", file] + BatchMaterial.options, isWritable: false)
      #expect(run.code == .input)
      #expect(run.errors.contains("standard output could not be written"))
    }
  }
}
