import CertificateEncoding
import TestSupport
import Testing

@Suite("Hostile PEM")
struct PEMHostileTests {
  private let parts = [someBytes(200, seed: 1), someBytes(201, seed: 2), someBytes(202, seed: 3)]

  /// The document of three blocks, and where the Base64 text of the second one lies.
  private func document() -> (bytes: [UInt8], body: Range<Int>) {
    let texts = parts.map { Array(PEMText().block($0).utf8) }
    let start = texts[0].count
    return (texts.flatMap(\.self), start + 28..<start + texts[1].count - 26)
  }

  @Test func everyByteChangedAtAnyPlace() {
    let (whole, body) = document()
    for place in whole.indices {
      for value in [0x00, 0x0A, 0x0D, 0x20, 0x2D, 0x3A, 0x3D, 0x41, 0x5F, 0x7F, 0x80, 0xEF, 0xFF, whole[place] ^ 1]
        as [UInt8]
      {
        var bytes = whole
        bytes[place] = value
        let document = PEMDocument(bytes.span)
        checkInvariants(document, bytes)
        if body.contains(place) {
          #expect(document.contents.first == parts[0])
          #expect(document.contents.last == parts[2])
          #expect(document.blocks.count + document.problems.count == 3)
        } else {
          // Wherever the damage is, it is in one block, or joins two.
          #expect(document.contents.filter(parts.contains).count >= 1)
        }
      }
    }
  }

  @Test func everyByteRemovedOrDoubled() {
    let (whole, body) = document()
    for place in whole.indices {
      var shorter = whole
      shorter.remove(at: place)
      var longer = whole
      longer.insert(whole[place], at: place)
      for bytes in [shorter, longer] {
        let document = PEMDocument(bytes.span)
        checkInvariants(document, bytes)
        if body.contains(place) {
          #expect(document.contents.first == parts[0])
          #expect(document.contents.last == parts[2])
        }
      }
    }
  }

  @Test func everyTruncation() {
    let (whole, _) = document()
    for count in 0...whole.count {
      let start = Array(whole.prefix(count))
      let document = PEMDocument(start.span)
      checkInvariants(document, start)
      #expect(document.contents.elementsEqual(parts.prefix(document.blocks.count)))
      let end = Array(whole.suffix(count))
      let tail = PEMDocument(end.span)
      checkInvariants(tail, end)
      #expect(tail.contents.elementsEqual(parts.suffix(tail.blocks.count)))
    }
  }

  @Test func randomPiecesOfPEM() {
    let pieces = [
      "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----",
      "-----END PRIVATE KEY-----", "-----BEGIN X-----", "-----END X-----", "-----", "-", "\n", "\r", "\r\n", " ", "\t",
      "=", "==", "A", "AAAA", "AQ==", "QUJD", "Proc-Type: 4,ENCRYPTED", ":", "\u{FEFF}", "é", "\0", "BEGIN ", "END ",
      String(repeating: "A", count: 64), String(repeating: "QUJD\n", count: 5),
    ]
    var generator = RepeatableGenerator(seed: 5)
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...20, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let bytes = Array(text.utf8)
      checkInvariants(PEMDocument(bytes.span), bytes)
    }
  }

  /// What holds of every document.
  private func checkInvariants(_ document: PEMDocument, _ bytes: [UInt8]) {
    var end = 0
    var line = 0
    let lines = 1 + bytes.filter { $0 == 0x0A || $0 == 0x0D }.count
    for block in document.blocks {
      #expect(block.contents.lowerBound == end)
      end = block.contents.upperBound
      #expect(block.line >= line && block.line <= lines)
      line = block.line
      if case .privateKey = block.label { #expect(block.contents.isEmpty) } else { #expect(!block.contents.isEmpty) }
    }
    #expect(document.decoded.count == end)
    #expect(document.decoded.count <= bytes.count / 4 * 3)
    #expect(document.problems.allSatisfy { $0.line >= 1 && $0.line <= lines })
    let indices = document.blocks.map(\.index) + document.problems.compactMap(\.index)
    #expect(indices.sorted() == Array(1..<indices.count + 1))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("-----BEGIN CERTIFICATE-----\n", 0, 50_000), ("-----BEGIN CERTIFICATE-----", 0, 50_000),
      ("-----END CERTIFICATE-----\n", 0, 50_000), ("-----BEGIN X-----AAAA-----END X-----", 50_000, 0),
      ("-----BEGIN X-----A-----END X-----", 0, 50_000), ("-----BEGIN X-----\nA: b\n c\n", 0, 50_000),
      ("-----BEGIN PRIVATE KEY-----x-----END PRIVATE KEY-----", 50_000, 0), ("-", 0, 0), ("-----BEGIN ", 0, 25_000),
      ("\n", 0, 0), ("\r", 0, 0), ("A", 0, 0), (" ", 0, 0), ("\u{FEFF}", 0, 0), ("-\0", 0, 0),
    ])
  func repetition(piece: String, blocks: Int, problems: Int) {
    let document = PEMDocument(String(repeating: piece, count: 50_000))
    #expect(document.blocks.count == blocks)
    #expect(document.problems.count == problems)
  }

  @Test(
    .timeLimit(.minutes(1)), arguments: ["-", "A", "\n", "=", " ", "A\n", "-----BEGIN", "-----END ", "A: b\n", "!"])
  func repetitionWithinABlock(piece: String) {
    let text = "-----BEGIN X-----" + String(repeating: piece, count: 100_000) + "\n"
    let document = PEMDocument(text + PEMText().block(parts[0]))
    #expect(document.contents == [parts[0]])
    #expect(document.problems.count == 1)
  }
}
