import CertificateEncoding
import Testing

@Suite("Faults of PEM documents")
struct PEMProblemTests {
  private let good = someBytes(100, seed: 1)

  /// Checks a bad block that starts at line 6 between two good ones of five lines: both are read, and `complaints` made.
  private func check(
    _ bad: String, _ complaints: [String], lastLine: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let document = PEMDocument(PEMText().block(good) + bad + PEMText().block(good))
    #expect(document.contents == [good, good], sourceLocation: sourceLocation)
    #expect(document.decoded == good + good, sourceLocation: sourceLocation)
    #expect(document.complaints == complaints, sourceLocation: sourceLocation)
    #expect(document.blocks.map(\.index) == [1, 2 + complaints.count], sourceLocation: sourceLocation)
    let lines = bad.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(document.blocks.map(\.line) == [1, 6 + lines - 1], sourceLocation: sourceLocation)
  }

  @Test func theGoodBlockHasFiveLines() {
    #expect(PEMText().block(good).utf8.filter { $0 == UInt8(ascii: "\n") }.count == 5)
  }

  @Test func missingEnd() {
    check("-----BEGIN CERTIFICATE-----\nAAAA\nAAAA\n", ["block 2, line 6, CERTIFICATE: missingEnd"])
    check("-----BEGIN CERTIFICATE-----\n", ["block 2, line 6, CERTIFICATE: missingEnd"])
    check("-----BEGIN CERTIFICATE-----\nAAAA\nAAA", ["block 2, line 6, CERTIFICATE: missingEnd"])
    check("-----BEGIN CERTIFICATE-----\nAAAA\nSubject: text\n\n", ["block 2, line 6, CERTIFICATE: missingEnd"])
    check("-----BEGIN PRIVATE KEY-----\nAAAA\nAA%A\n", ["block 2, line 6, PRIVATE KEY: missingEnd"])
    check(
      "-----BEGIN X-----\n-----BEGIN Y-----\n\n-----BEGIN X509 CRL-----\n",
      [
        "block 2, line 6, X: missingEnd", "block 3, line 7, Y: missingEnd", "block 4, line 9, X509 CRL: missingEnd",
      ])
  }

  @Test func missingEndAtTheEndOfTheDocument() {
    let whole = PEMText().block(good)
    let end = "-----END CERTIFICATE-----\n".utf8.count
    for count in 27...whole.utf8.count - 2 {
      let document = PEMDocument(whole + String(whole.prefix(count)))
      #expect(document.contents == [good])
      // Once the END has begun, it is the END that is damaged.
      let isEndCutOff = count >= whole.utf8.count - end + 2
      #expect(
        document.complaints == [
          isEndCutOff
            ? "block 2, line 10, CERTIFICATE: malformedBoundary" : "block 2, line 6, CERTIFICATE: missingEnd"
        ])
    }
    #expect(PEMDocument(whole + whole.dropLast()).complaints.isEmpty)
  }

  @Test func missingBegin() {
    check("AAAA\n-----END CERTIFICATE-----\n", ["block 2, line 7, CERTIFICATE: missingBegin"])
    check(
      "----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", ["block 2, line 8, CERTIFICATE: missingBegin"])
    check("-----END X509 CRL-----\n", ["block 2, line 6, X509 CRL: missingBegin"])
  }

  @Test func labelMismatch() {
    check(
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CRL-----\n",
      ["block 2, line 8, CERTIFICATE: \(PEMProblem.Reason.labelMismatch(end: .revocationList))"])
    // Both mean the same, and still are not the same.
    check(
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CERTIFICATE-----\n",
      ["block 2, line 8, CERTIFICATE: \(PEMProblem.Reason.labelMismatch(end: .certificate))"])
    check(
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATF-----\n",
      ["block 2, line 8, CERTIFICATE: \(PEMProblem.Reason.labelMismatch(end: .other("CERTIFICATF")))"])
    check(
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
      ["block 2, line 8, PRIVATE KEY: \(PEMProblem.Reason.labelMismatch(end: .privateKey("EC PRIVATE KEY")))"])
  }

  @Test func malformedEnd() {
    for end in [
      "-----END CERTIFICATE----", "----END CERTIFICATE-----", "-----END  CERTIFICATE-----", "-----END CERTIFICATE",
      "-----end CERTIFICATE-----", "-----", "--", "-----BEGIN CERTIFICATE----",
    ] {
      check("-----BEGIN CERTIFICATE-----\nAAAA\n\(end)\n", ["block 2, line 8, CERTIFICATE: malformedBoundary"])
    }
  }

  @Test func invalidCharacter() {
    check(
      "-----BEGIN CERTIFICATE-----\nAAAA\nAA*A\n-----END CERTIFICATE-----\n",
      ["block 2, line 8, CERTIFICATE: invalidCharacter(42, column: 3)"])
    check(
      "-----BEGIN CERTIFICATE-----\n\n  \tAAA_\n-----END CERTIFICATE-----\n",
      ["block 2, line 8, CERTIFICATE: invalidCharacter(95, column: 7)"])
    check(
      "-----BEGIN CERTIFICATE-----AAAA-AAA-----END CERTIFICATE-----\n",
      ["block 2, line 6, CERTIFICATE: invalidCharacter(45, column: 32)"])
    check(
      "-----BEGIN CERTIFICATE-----\n\u{A0}AAAA\n-----END CERTIFICATE-----\n",
      ["block 2, line 7, CERTIFICATE: invalidCharacter(194, column: 1)"])
    check(
      "-----BEGIN CERTIFICATE-----\n\0\n-----END CERTIFICATE-----\n",
      ["block 2, line 7, CERTIFICATE: invalidCharacter(0, column: 1)"])
    // Escapes that a line end has become on the way are named where the first one stands.
    check(
      "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n\n",
      ["block 2, line 6, CERTIFICATE: invalidCharacter(92, column: 28)"])
  }

  @Test(arguments: 0..<192)
  func theInvalidCharacterIsFoundWhereverItIs(place: Int) {
    let encoded = PEMText().block(someBytes(144))
    var bytes = Array(encoded.utf8)
    let line = place / 64
    bytes[28 + place + line] = UInt8(ascii: "!")
    let document = PEMDocument(bytes.span)
    let column = place % 64 + 1
    #expect(document.complaints == ["block 1, line \(line + 2), CERTIFICATE: invalidCharacter(33, column: \(column))"])
    #expect(document.decoded.isEmpty)
  }

  @Test(arguments: ["A", "AA", "AAA", "AAAAA", "A=", "AA=", "AAA==", "A===", "AA===", "AAAA=", "=", "====", "AA=\n"])
  func wrongPadding(body: String) {
    let lines = body.split(separator: "\n").count
    let isNoticedAtEnd = !["A=", "AAA==", "A===", "AA===", "AAAA=", "=", "===="].contains(body)
    let line = isNoticedAtEnd ? 7 + body.filter { $0 == "\n" }.count + 1 : 6 + lines
    check(
      "-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----\n",
      ["block 2, line \(line), CERTIFICATE: wrongPadding"])
  }

  @Test func dataAfterPadding() {
    for body in ["AA==A", "AA==\nAAAA", "AAA=AAAA", "AA=A", "AA= A"] {
      let line = 7 + body.filter { $0 == "\n" }.count
      check(
        "-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----\n",
        ["block 2, line \(line), CERTIFICATE: dataAfterPadding"])
    }
  }

  @Test func nonZeroTrailingBits() {
    for body in ["AB==", "Af==", "AAB=", "AAD=", "AAAAAAAAAAE="] where body != "AAAAAAAAAAE=" {
      check(
        "-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----\n",
        ["block 2, line 7, CERTIFICATE: nonZeroTrailingBits"])
    }
    let text = "-----BEGIN CERTIFICATE-----\nAQ==\n-----END CERTIFICATE-----\n"
    #expect(PEMDocument(text).contents == [[1]])
    #expect(PEMDocument(text.replacing("AQ==", with: "AAE = ")).contents == [[0, 1]])
    #expect(PEMDocument(text.replacing("AQ==", with: "AQ=\n\n=")).contents == [[1]])
  }

  @Test func empty() {
    for body in ["", "\n", " \t\n\n", "Proc-Type: 4,CRL\n\n"] {
      check("-----BEGIN CERTIFICATE-----\n\(body)-----END CERTIFICATE-----\n", ["block 2, line 6, CERTIFICATE: empty"])
    }
    check("-----BEGIN CERTIFICATE----------END CERTIFICATE-----\n", ["block 2, line 6, CERTIFICATE: empty"])
  }

  @Test func severalBadBlocksAreAllReported() {
    let text =
      "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n"
      + "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" + PEMText().block(good)
      + "-----BEGIN CERTIFICATE-----\nAAAA\n"
    let document = PEMDocument(text)
    #expect(document.contents == [good])
    #expect(document.blocks.map(\.index) == [3])
    #expect(
      document.complaints == [
        "block 1, line 3, CERTIFICATE: wrongPadding", "block 2, line 4, CERTIFICATE: empty",
        "block 4, line 11, CERTIFICATE: missingEnd",
      ])
  }

  @Test(arguments: [false, true], [false, true])
  func utf16(isBigEndian: Bool, hasMark: Bool) {
    let text = (hasMark ? "\u{FEFF}" : "") + "Один\r\nтекст\n" + PEMText().block(good)
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return isBigEndian ? pair.reversed() : pair
    }
    let document = PEMDocument(bytes.span)
    #expect(document.complaints == ["line 3, -: utf16"])
    #expect(document.blocks.isEmpty)
    // One byte lost at the end, or text without a block.
    let cutOff = Array(bytes.dropLast(1))
    #expect(PEMDocument(cutOff.span).complaints == ["line 3, -: utf16"])
    let start = Array(bytes.prefix(40))
    #expect(PEMDocument(start.span).problems.isEmpty)
  }
}
