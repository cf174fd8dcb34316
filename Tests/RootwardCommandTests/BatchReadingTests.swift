import Foundation
import Testing

@testable import BatchVerification

@Suite("The items of a stream")
struct BatchReadingTests {
  /// The items that a splitter finds, each as text, and `nil` for one that is too long; the stream comes in pieces.
  private func items(_ stream: [UInt8], _ piece: Int, _ format: BatchFormat? = nil, skip: Int = 0) -> [String?] {
    var splitter = ItemSplitter(format: format, skip: skip)
    var rest = stream[...]
    var items: [String?] = []
    var goesOn = true
    while goesOn {
      goesOn = splitter.read { bytes in
        defer { rest = rest.dropFirst(piece) }
        bytes += rest.prefix(piece)
        return min(piece, rest.count)
      }
      while let lot = splitter.takeLot(recycling: []) {
        #expect(lot.firstNumber == 1 + skip + items.count)
        items += lot.items.map { $0.map { String(decoding: lot.bytes[$0], as: UTF8.self) } }
      }
    }
    return items
  }

  @Test("They are the same wherever the stream is cut")
  func pieces() {
    let lines = "\u{FEFF}{\"id\":1}\n\n \t\r\n{\"id\":2}\r\nx\n{\"id\":3}"
    let blocks =
      "text\n=====\n\n===== id=1\na=\n====\n======\n=====x\n ===== \n=====\r\n=====\tid=2\nb\n=====\n \n===== "
    for piece in [1, 2, 3, 5, 7, 11, 1_000] {
      #expect(items(Array(lines.utf8), piece) == ["{\"id\":1}", "{\"id\":2}\r", "x", "{\"id\":3}"])
      #expect(
        items(Array(blocks.utf8), piece)
          == ["text\n", "===== id=1\na=\n====\n======\n=====x\n ===== \n", "=====\tid=2\nb\n"], "\(piece)")
      #expect(items(Array(lines.utf8), piece, skip: 2) == ["x", "{\"id\":3}"])
      #expect(items(Array(blocks.utf8), piece, skip: 9) == [])
    }
  }

  @Test("What is too long is given up where that is known, however it comes", arguments: [1_000, 65_536, 4_000_000])
  func tooLong(piece: Int) {
    let limit = ItemSplitter.maximumItemByteCount
    let long = String(repeating: "=", count: limit + 1)
    #expect(items(Array("{}\n\(long)\n{}\n\(long)".utf8), piece) == ["{}", nil, "{}", nil])
    #expect(
      items(Array("=====\na\n===== id=1\n\(long)\n===== id=2\nb\n=====\n\(long)".utf8), piece)
        == ["=====\na\n", nil, "===== id=2\nb\n", nil])
    // A line that starts as a separator, and is too long to be one.
    let header = "===== " + String(repeating: "x", count: 5_000)
    #expect(items(Array("=====\na\n\(header)\nb\n".utf8), piece) == ["=====\na\n\(header)\nb\n"])
  }

  @Test(
    "The first line that is one of either format decides, and damage before it does not",
    arguments: [
      ("{\"id\":1}\n", BatchFormat.json), (" { }\n", .json), ("damaged\n{\"id\":1}\n", .json),
      ("\"id\":1,\"chain\":\"-----BEGIN CERTIFICATE-----\\nMII\"}\n{\"id\":1}\n", .json),
      ("-----BEGIN CERTIFICATE-----\\nMII\"}\n{\"id\":1}\n", .json),
      ("-----BEGIN CERTIFICATE-----\n", .pem), ("=====\n", .pem), ("===== id=1\n", .pem),
      ("----BEGIN CERTIFICATE-----\nMII=\n=====\n", .pem), ("CONNECTED(00000003)\n---\n-----BEGIN X----- \r\n", .pem),
      ("======\n{not\n{\"a\"", .json), ("nothing\nat all\n", .json), ("", .json),
    ])
  func detection(stream: String, format: BatchFormat) {
    let bytes = Array(stream.utf8)
    #expect(detect(bytes.span, isAtEnd: true) == format)
    // What is not whole yet never decides otherwise.
    for count in 0..<bytes.count {
      let early = detect(bytes.span.extracting(0..<count), isAtEnd: false)
      #expect(early == nil || early == format)
    }
  }

  private func detect(_ bytes: Span<UInt8>, isAtEnd: Bool) -> BatchFormat? {
    var start = 0
    return BatchFormat.detect(bytes, from: &start, isAtEnd: isAtEnd)
  }

  @Test("A stream of which nothing decides is JSON as soon as it is longer than an item may be")
  func undecided() {
    let line = Array(String(repeating: "x", count: 99).utf8) + [0x0A]
    let stream = Array(repeatElement(line, count: ItemSplitter.maximumItemByteCount / 100 + 1).joined())
    #expect(detect(stream.span, isAtEnd: false) == .json)
    #expect(detect(stream.span.extracting(0..<1_000), isAtEnd: false) == nil)
  }

  @Test("What decides just before and just behind that length decides the same, however the stream comes")
  func undecidedInPieces() {
    let limit = ItemSplitter.maximumItemByteCount
    let sizes = [512, 4_096, 65_536, 70_001, 4_000_000]
    /// The formats that are found of a stream that comes in pieces of each size.
    func formats(_ stream: [UInt8]) -> [BatchFormat?] {
      sizes.map { size in
        var splitter = ItemSplitter()
        var rest = stream[...]
        while splitter.read({ bytes in
          defer { rest = rest.dropFirst(size) }
          bytes += rest.prefix(size)
          return min(size, rest.count)
        }) {}
        return splitter.format
      }
    }
    for (byteCount, format) in [
      (limit - 1, BatchFormat.pem), (limit, .pem), (limit + 1, .json), (limit + 60_000, .json),
    ] {
      // Lines of comments, of which the last ends there.
      var comments = Array(repeatElement(Array("# comment\n".utf8), count: byteCount / 10).joined())
      comments.insert(contentsOf: Array(repeating: UInt8(ascii: "#"), count: byteCount - comments.count), at: 0)
      #expect(formats(comments + Array("===== id=1\ntext\n".utf8)) == sizes.map { _ in format }, "\(byteCount)")
    }
    // A line that is undecided until its end.
    for (byteCount, format) in [(limit, BatchFormat.pem), (limit + 1, .json)] {
      let line = "-----BEGIN " + String(repeating: "X", count: byteCount - 16) + "-----\n"
      #expect(formats(Array((line + "text\n=====\n").utf8)) == sizes.map { _ in format }, "\(byteCount)")
    }
  }

  @Test("A mark of UTF-8 is taken from the start of a whole stream, and of no rest of one")
  func marks() {
    let stream = Array("\u{FEFF}{\"id\":1}\n".utf8)
    for (firstNumber, start) in [(0, 3), (1, 3), (2, 0)] {
      var splitter = ItemSplitter(firstNumber: firstNumber)
      var isRead = false
      while splitter.read({ bytes in
        defer { isRead = true }
        bytes += isRead ? [] : stream
        return isRead ? 0 : stream.count
      }) {}
      #expect(splitter.takeLot(recycling: [])?.items == [start..<stream.count - 1])
    }
  }

  @Test("A line of more values than any item has is not read")
  func values() throws {
    func problem(_ line: String) -> String? {
      guard case .failure(let problem) = ItemReading(json: Array(line.utf8).span).result else { return nil }
      return problem.statement
    }
    let most = ItemReading.maximumValueCount
    // A brace and a bracket, and a comma less than there are elements.
    func line(_ count: Int) -> String {
      "{\"chain\":[" + Array(repeating: "0", count: count).joined(separator: ",") + "]}"
    }
    #expect(problem(line(most - 1)) == "the chain has more than 2001 certificates")
    #expect(problem(line(most)) == "the line has more than 4002 commas and brackets, which no item has")
    // Those of a string count for nothing, behind a quotation mark that ends none either.
    let text = String(repeating: "\\\",[{", count: most)
    #expect(problem("{\"chain\":\"\(text)\"}") == nil)
    #expect(problem("{\"x\":\"\(text)\"}")?.hasPrefix("the member “x” is unknown") == true)
  }

  @Test("A line of too many values keeps its identifier where it has one")
  func identifierOfManyValues() {
    let values = Array(repeating: "0", count: ItemReading.maximumValueCount + 1).joined(separator: ",")
    func identifier(_ line: String) -> ItemIdentifier? {
      let reading = ItemReading(json: Array(line.utf8).span)
      guard case .failure(let problem) = reading.result, problem.kind == .syntax else {
        Issue.record("\(line.prefix(64)) is read")
        return nil
      }
      return reading.identifier
    }
    #expect(identifier("{\"chain\":[\(values)],\"id\":\"a\"}") == .string("a"))
    #expect(identifier("{\"id\":7,\"chain\":[[\(values)],{\"id\":8},\"]\\\"[\"]}") == .number("7"))
    #expect(identifier("{\"\\u0069d\":\"b\",\"x\":{\"y\":[\(values)]}}") == .string("b"))
    // None, one that is no text or number, two of them, and one of something else.
    #expect(identifier("{\"chain\":[\(values)]}") == nil)
    #expect(identifier("{\"id\":[\(values)]}") == nil)
    #expect(identifier("{\"id\":1,\"id\":2,\"chain\":[\(values)]}") == nil)
    #expect(identifier("{\"chain\":[{\"id\":1},\(values)]}") == nil)
    // What is no JSON, no object, and has too many members.
    #expect(identifier("{\"id\":1,\"chain\":[\(values)]") == nil)
    #expect(identifier("{\"id\":1}],[\(values)]") == nil)
    #expect(identifier("[\"id\",\(values)]") == nil)
    let members = (0..<ItemReading.maximumValueCount).map { "\"\($0)\":0" }.joined(separator: ",")
    #expect(identifier("{\"id\":1,\(members)}") == nil)
  }

  @Test("A lot has few items, however small they are")
  func lots() throws {
    var splitter = ItemSplitter()
    var isRead = false
    _ = splitter.read { bytes in
      guard !isRead else { return 0 }
      isRead = true
      bytes += Array(repeatElement(Array("{}\n".utf8), count: 1_000).joined())
      return bytes.count
    }
    var counts: [Int] = []
    while let lot = splitter.takeLot(recycling: []) { counts.append(lot.items.count) }
    #expect(counts == [256, 256, 256, 232])
  }

  @Test("What is read at once is what the reader of JSON reads")
  func plainItems() throws {
    let plain = [
      #"{"id":"a","chain":"x\ny\/\\\"z\t\r","hostname":"h","purpose":"any","at":"t"}"#,
      #" { "id" : 12 , "chain" : [ "a" , "b\n" , "" ] , "ip" : "1" } "#, #"{"email":"e","id":-0}"#, #"{"chain":[]}"#,
      #"{"chain":"","id":0}"#, #"{"id":"","chain":"\\"}"#,
    ]
    for text in plain {
      let line = Array(text.utf8)
      var scanner = PlainItemScanner(line.span)
      let read = scanner.fields(line.span)
      let fields = try #require(read, "\(text)")
      #expect(ItemReading(fields) == ItemReading(strictJSON: line.span))
    }
    var numbers = BatchMaterial.Numbers(state: 5)
    let letters = Array(#""\,:{}[]0-1.eni /"#.utf8)
    var readAtOnce = 0
    for round in 0..<20_000 {
      var line = Array(plain[round % plain.count].utf8)
      for _ in 0..<numbers.next(3) {
        let place = numbers.next(line.count)
        switch numbers.next(3) {
        case 0: line[place] = letters[numbers.next(letters.count)]
        case 1: line.remove(at: place)
        default: line.insert(letters[numbers.next(letters.count)], at: place)
        }
      }
      var scanner = PlainItemScanner(line.span)
      guard let fields = scanner.fields(line.span) else { continue }
      readAtOnce += 1
      #expect(ItemReading(fields) == ItemReading(strictJSON: line.span), "\(String(decoding: line, as: UTF8.self))")
    }
    #expect(readAtOnce > 5_000)
  }
}
